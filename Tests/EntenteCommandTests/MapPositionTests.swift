import Foundation
import Testing

/// A case remembers where actors stood, so that the next edition of a map is read against the last.
@Suite struct MapPositionTests {
    private static let first =
        "Russia supports Tajikistan. Tajikistan accused the Taliban. China held talks with the Taliban. Iran accused Russia. "
        + "Uzbekistan held talks with China. Uzbekistan supports Tajikistan. Iran held talks with China.\n"
    private static let second = "Pakistan accused Tajikistan. Pakistan held talks with Uzbekistan.\n"

    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("in/a.txt", Self.first)
        #expect(try Entente(["build", "in", "-o", "a.entente"], in: folder.path).status == 0)
        return folder
    }

    private func map(_ folder: Folder, _ name: String, _ options: String...) throws {
        let answer = try Entente(["map", "-o", name] + options, in: folder.path)
        #expect(answer.status == 0, "\(answer.errors)")
    }

    /// Where the names stand.
    private func places(_ svg: String, _ names: [String]) throws -> [(x: Double, y: Double)] {
        try names.map { name in
            let pattern = try Regex<(Substring, Substring, Substring)>(
                "x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"[^>]*>\(name)</text>")
            let match = try #require(svg.firstMatch(of: pattern))
            return (Double(match.output.1) ?? 0, Double(match.output.2) ?? 0)
        }
    }

    @Test func `the same case and options give the same bytes, whatever was remembered in between`() throws {
        let folder = try folder()
        try map(folder, "1.svg")
        let remembered = try folder.bytes("a.entente")
        try map(folder, "2.svg")
        #expect(try folder.bytes("a.entente") == remembered, "nothing new to remember")
        try map(folder, "dark.svg", "--theme", "dark", "--title", "T", "--no-legend")
        try map(folder, "around.svg", "--around", "China")
        try map(folder, "3.svg")
        try map(folder, "none.svg", "--no-positions")
        for name in ["2.svg", "3.svg", "none.svg"] {
            #expect(try folder.bytes("1.svg") == folder.bytes(name), "\(name)")
        }
    }

    @Test func `the next edition keeps actors in their places and repeats to the byte`() throws {
        let folder = try folder()
        try map(folder, "1.svg", "--no-legend")
        try folder.write("in/b.txt", Self.second)
        #expect(try Entente(["build", "in", "-o", "a.entente"], in: folder.path).status == 0)
        try map(folder, "2.svg", "--no-legend")
        try map(folder, "3.svg", "--no-legend")
        #expect(try folder.bytes("2.svg") == folder.bytes("3.svg"))
        let names = ["Russia", "China", "Taliban", "Iran", "Uzbekistan"]
        let (before, after) = (
            try places(folder.text("1.svg"), names), try places(folder.text("2.svg"), names)
        )
        // The picture as a whole may shift to make room.
        for place in names.indices.dropFirst() {
            let (dx, dy) = (before[place].x - before[0].x, before[place].y - before[0].y)
            let (ex, ey) = (after[place].x - after[0].x, after[place].y - after[0].y)
            #expect(abs(dx - ex) < 3 && abs(dy - ey) < 3, "\(names[place]) moved by \(ex - dx), \(ey - dy)")
        }
        #expect(try folder.text("2.svg").contains(">Pakistan</text>"))
    }

    @Test func `a case that may only be read is drawn and stays as it is`() throws {
        let folder = try folder()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.path + "/a.entente")
        let before = try folder.bytes("a.entente")
        try map(folder, "1.svg")
        if geteuid() != 0 {
            #expect(try Entente(["map", "-o", "2.svg", "--positions"], in: folder.path).status == 73)
            #expect(try folder.bytes("a.entente") == before)
        }
    }

    @Test func `the graph of the case is not touched`() throws {
        let folder = try folder()
        let before = try Entente(["export"], in: folder.path).output
        try map(folder, "1.svg")
        #expect(try Entente(["export"], in: folder.path).output == before)
    }
}
