import Foundation
import Testing

/// Shipped and hostile pictures as other programs read them: librsvg and a browser.
@Suite struct PictureTests {
    private static func program(_ names: String...) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
            .first(where: FileManager.default.isExecutableFile)
    }
    static let librsvg = program("rsvg-convert")
    static let browser = program("chromium", "chromium-browser", "google-chrome")

    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every SVG that the repository ships.
    static let shipped = ["graphs", "docs"].flatMap { folder -> [String] in
        let paths =
            FileManager.default.enumerator(atPath: repository.appendingPathComponent(folder).path)?
            .compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".svg") }.sorted().map { "\(folder)/\($0)" }
    }

    @Test(.enabled(if: librsvg != nil, "rsvg-convert is not installed (librsvg2-bin)"), arguments: shipped)
    func librsvgDrawsEveryShippedPicture(path: String) throws {
        let folder = try Folder()
        let answer = try Entente(
            shell: "'\(Self.librsvg ?? "")' '\(Self.repository.path)/\(path)' -o out.png", in: folder.path)
        #expect(answer.status == 0 && answer.errors == "", "\(answer.errors)")
        #expect(try folder.bytes("out.png").count > 5_000)
    }

    @Test(.enabled(if: librsvg != nil, "rsvg-convert is not installed (librsvg2-bin)"))
    func `librsvg draws hostile names in every theme`() throws {
        let folder = try Folder()
        for theme in ["light", "dark", "print"] {
            let map = try Entente(
                ["map", "--case", Sample.path("hostile.json"), "--all", "--theme", theme, "-o", "m.svg"],
                in: folder.path)
            #expect(map.status == 0, "\(map.errors)")
            let answer = try Entente(shell: "'\(Self.librsvg ?? "")' m.svg -o m.png", in: folder.path)
            #expect(answer.status == 0 && answer.errors == "", "\(answer.errors)")
        }
    }

    /// What a browser makes of a page, scripts included.
    private func dom(_ page: String, in folder: Folder) throws -> String {
        let answer = try Entente(
            shell:
                "'\(Self.browser ?? "")' --headless=new --no-sandbox --disable-gpu --user-data-dir='\(folder.path)/profile' "
                + "--virtual-time-budget=3000 --dump-dom 'file://\(folder.path)/\(page)' 2>/dev/null", in: folder.path)
        return answer.output
    }

    @Test(.enabled(if: browser != nil, "no chromium is installed"))
    func `a browser reads a hostile map and report as text and runs nothing`() throws {
        let folder = try Folder()
        let map = try Entente(
            [
                "map", "--case", Sample.path("hostile.json"), "--all", "-o", "m.svg", "--title",
                "<script>document.title='owned'</script>",
            ],
            in: folder.path)
        #expect(map.status == 0, "\(map.errors)")
        try folder.write(
            "r.md",
            "# T\n\n```entente\nmap --all\n```\n\n```entente\nactors\n```\n\n<script>document.title='owned'</script>\n")
        let report = try Entente(
            ["report", "r.md", "--case", Sample.path("hostile.json"), "-o", "r.html"], in: folder.path)
        #expect(report.status == 0, "\(report.errors)")
        // The map inside a page of HTML, as people embed it.
        try folder.write("m.html", "<!DOCTYPE html><title>fine</title>" + (try folder.text("m.svg")))
        for page in ["m.html", "r.html"] {
            let dom = try dom(page, in: folder)
            #expect(dom.contains("<svg"), "\(page) is not shown")
            #expect(!dom.contains("<title>owned") && !dom.contains("<script"), "\(page)")
            #expect(!dom.contains("parsererror"))
        }
    }

    @Test(.enabled(if: browser != nil, "no chromium is installed"), arguments: shipped)
    func aBrowserReadsEveryShippedPicture(path: String) throws {
        let folder = try Folder()
        try folder.write("m.svg", try Data(contentsOf: Self.repository.appendingPathComponent(path)))
        let dom = try dom("m.svg", in: folder)
        #expect(dom.contains("graphics-document"))
        #expect(!dom.contains("parsererror"), "\(path)")
    }

    /// The box around whatever a group of Graphviz's draws.
    private struct Box {
        var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)

        init(_ group: Substring) {
            for match in group.matches(of: /(?:points|d)="([^"]*)"/) {
                let numbers = match.1.split { !"0123456789.-".contains($0) }.compactMap(Double.init)
                for place in stride(from: 0, to: numbers.count - 1, by: 2) { add(numbers[place], numbers[place + 1]) }
            }
            for match in group.matches(of: /cx="([-0-9.]+)" cy="([-0-9.]+)" rx="([-0-9.]+)" ry="([-0-9.]+)"/) {
                let numbers = [match.1, match.2, match.3, match.4].compactMap(Double.init)
                add(numbers[0] - numbers[2], numbers[1] - numbers[3])
                add(numbers[0] + numbers[2], numbers[1] + numbers[3])
            }
        }

        private mutating func add(_ x: Double, _ y: Double) {
            (left, top) = (min(left, x), min(top, y))
            (right, bottom) = (max(right, x), max(bottom, y))
        }

        func overlaps(_ other: Box) -> Bool {
            min(right, other.right) - max(left, other.left) > 1 && min(bottom, other.bottom) - max(top, other.top) > 1
        }
    }

    @Test(arguments: shipped)
    func noActorCoversAnotherAndFewLabelsTouchOne(path: String) throws {
        let svg = try String(contentsOf: Self.repository.appendingPathComponent(path), encoding: .utf8)
        func boxes(_ classes: String) -> [Box] {
            svg.components(separatedBy: "<g ").filter { $0.prefix { $0 != ">" }.contains(classes) }.map { Box($0[...]) }
        }
        let (actors, labels) = (boxes("class=\"actor "), boxes("class=\"relation-label\""))
        #expect(actors.count > 3 && labels.count > 3)
        for (place, actor) in actors.enumerated() {
            #expect(!actors[(place + 1)...].contains { $0.overlaps(actor) }, "two actors overlap")
        }
        let covering = labels.count { label in actors.contains { $0.overlaps(label) } }
        #expect(Double(covering) < 0.02 * Double(labels.count), "\(covering) of \(labels.count) labels touch an actor")
    }
}
