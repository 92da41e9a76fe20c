import Foundation
import Testing

/// Reports as a user makes them: a template and a case in, a page or Markdown out.
@Suite struct ReportTests {
    private static let template = """
        ---
        title: A <report>
        ---
        # Head

        See @fig:all and `@fig:all`.

        ```{.entente #fig:all caption="All of it"}
        map --with-possible
        ```

        ```entente
        path Alpha Gamma --cost hops
        ```

        ```{.entente #tbl:who}
        centrality --top 2
        ```

        ```entente
        show Alpha
        ```

        <script>alert(1)</script>

        [x](javascript:alert(1)) ![i](https://example.org/i.png)
        """

    private func folder(_ template: String = Self.template, graph: String = Sample.graph) throws -> Folder {
        let folder = try Folder()
        try folder.write("r.md", template)
        try folder.write("g.json", graph)
        return folder
    }

    private func report(_ folder: Folder, _ arguments: String...) throws -> Entente {
        try Entente(["report", "r.md", "--case", "g.json"] + arguments, in: folder.path)
    }

    @Test func `a page holds figure, tables and profile, and nothing from elsewhere`() throws {
        let folder = try folder()
        let answer = try report(folder, "-o", "r.html")
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.hasPrefix("r.html: 4 of 4 blocks answered"))
        let page = try folder.text("r.html")
        for part in [
            "<title>A &lt;report&gt;</title>", "<figure class=\"map\" id=\"fig:all\"", "<svg ",
            "<strong>Figure 1</strong> All of it", "See <a href=\"#fig:all\">Figure 1</a> and <code>@fig:all</code>.",
            "<strong>Table 1</strong> How Alpha reaches Gamma", "“Alpha attacked Béta”",
            "<strong>Profile 1</strong> Alpha",
            "id=\"entente-source-1\"",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("<script") && !page.contains("javascript:"))
        #expect(page.matches(of: /(src|href)="(?!#|data:|")/).isEmpty)
        #expect(answer.errors.contains("warning: the image 'https://example.org/i.png' is not shown"))
        #expect(try folder.names == ["g.json", "r.html", "r.md"])
    }

    @Test func `every link inside a page leads somewhere and no id stands twice`() throws {
        let folder = try folder()
        _ = try report(folder, "-o", "r.html")
        let page = try folder.text("r.html")
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
        #expect(targets.count > 5)
        #expect(targets.allSatisfy { ids.contains($0) }, "\(targets.filter { !ids.contains($0) })")
    }

    @Test func `Markdown keeps the author's text and puts figures beside it`() throws {
        let folder = try folder()
        let answer = try report(folder, "-o", "out.md")
        #expect(answer.status == 0, "\(answer.errors)")
        let text = try folder.text("out.md")
        #expect(text.hasPrefix("---\ntitle: A <report>\n---\n# Head\n\nSee [Figure 1](#fig:all) and `@fig:all`."))
        #expect(text.contains("](out-figures/fig-all.svg)"))
        #expect(text.contains("| 1 | Alpha attacks Béta |"))
        #expect(text.contains("[^entente-1]: One, 2021\\-08\\-07") || text.contains("[^entente-1]: One, 2021-08-07"))
        #expect(try folder.names == ["g.json", "out-figures", "out.md", "r.md"])
        #expect(!(try folder.text("out-figures/fig-all.svg").contains("href=")))
    }

    @Test func `the same case gives the same bytes`() throws {
        let folder = try folder()
        _ = try report(folder, "-o", "a.html")
        _ = try report(folder, "-o", "b.html")
        #expect(try folder.bytes("a.html") == folder.bytes("b.html"))
    }

    @Test func `an error shows where it stands and fails the command after the rest is written`() throws {
        let folder = try folder("# R\n\n```entente\nshow Nobody\n```\n\n```entente\nactors\n```\n")
        for output in ["r.html", "out.md"] {
            let answer = try report(folder, "-o", output)
            #expect(answer.status == 65)
            #expect(
                answer.errors.hasPrefix("error: 1 of 2 blocks failed; r.md:3: no actor 'Nobody'"), "\(answer.errors)")
            let text = try folder.text(output)
            #expect(text.contains("no actor") && text.contains("Alpha"))
        }
    }

    @Test(arguments: [
        "map -o /tmp/entente-owned.svg", "map --output=/tmp/entente-owned.svg", "export --format json", "build /etc",
        "map --case /etc/passwd", "actors --case=/etc/passwd", "path Alpha Gamma --format json", "map --timeout 1",
        "show Alpha --help", "centrality --generate-completion-script bash", "report r.md", "doctor", "-k", "",
        "map --title \"unclosed", "map --dpi 900", "actors -x",
    ])
    func aBlockChoosesNoFileAndNoProgram(line: String) throws {
        let folder = try folder("```entente\n\(line)\n```\n")
        let answer = try report(folder, "-o", "r.html")
        #expect(answer.status == 65, "\(answer.output)\(answer.errors)")
        #expect(try folder.text("r.html").contains("<p class=\"problem\""))
        #expect(try folder.names == ["g.json", "r.html", "r.md"])
        #expect(!FileManager.default.fileExists(atPath: "/tmp/entente-owned.svg"))
    }

    @Test func `images come from the template's folder alone`() throws {
        let folder = try folder("![a](in.png) ![b](../../../../etc/hostname.png) ![c](link.png) ![d](/etc/passwd)")
        try folder.write("in.png", [0x89, 0x50, 0x4E, 0x47])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.png", withDestinationPath: "/etc/hostname")
        let answer = try report(folder, "-o", "r.html")
        #expect(answer.errors.split(separator: "\n").count == 3, "\(answer.errors)")
        #expect(try folder.text("r.html").components(separatedBy: "src=\"data:").count == 2)
    }

    @Test func `hostile names are text in a page and in Markdown`() throws {
        let folder = try folder(
            "```entente\nmap --all\n```\n\n```entente\nactors\n```\n\n```entente\nshow 3\n```\n\n"
                + "```entente\npath 0 12 --cost hops\n```\n", graph: Sample.hostileGraph)
        let answer = try report(folder, "-o", "r.html")
        #expect(answer.status == 0, "\(answer.errors)")
        let page = try folder.text("r.html")
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
        #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" || $0 == "\u{7F}" })
        _ = try report(folder, "-o", "out.md")
        let text = try folder.text("out.md")
        #expect(text.matches(of: /[^\\]<script/).isEmpty && text.contains(#"\<script\>"#))
        #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" || $0 == "\u{7F}" })
    }

    @Test(arguments: ["r.html", "out.md"])
    func aReportKnowsWhetherItIsStale(output: String) throws {
        let folder = try folder()
        _ = try report(folder, "-o", output)
        let check = ["report", "--check", output, "--case", "g.json"]
        let first = try Entente(check, in: folder.path)
        #expect(first.status == 0, "\(first.output)\(first.errors)")
        #expect(first.output.components(separatedBy: "made from this case").count == 5)

        // Another strength of one relation: the path by hops stays, the map's lines change.
        try folder.write("g.json", Sample.graph.replacing("\"mentions\": 2", with: "\"mentions\": 3"))
        let later = try Entente(check + ["--format", "json"], in: folder.path)
        #expect(later.status == 1)
        let findings = try #require(later.json?["findings"] as? [[String: String]])
        #expect(findings.map { $0["state"] } == ["unchanged", "unchanged", "unchanged", "stale"], "\(later.output)")

        #expect(later.output.contains("(the same documents, read or edited differently)"))
        try folder.write("g.json", Sample.graph.replacing("\"sha256\": \"00\"", with: "\"sha256\": \"01\""))
        #expect(try Entente(check, in: folder.path).output.contains("since (rewritten: one); the answer is the same"))

        try folder.write("g.json", Sample.graph)
        try folder.write("r.md", Self.template.replacing("--top 2", with: "--top 3"))
        let changed = try Entente(["report", "r.md"] + check.dropFirst(), in: folder.path)
        #expect(changed.status == 1)
        #expect(changed.output.contains("the template has no such block any more"))
        #expect(changed.output.contains("the template has this block, the report has not"))
    }

    @Test func `what is no report or no template is refused with a reason`() throws {
        let folder = try folder()
        try folder.write("binary.md", [0xFF, 0xFE, 0x00])
        try folder.write("empty.md", "")
        #expect(try Entente(["report", "--check", "r.md", "--case", "g.json"], in: folder.path).status == 65)
        #expect(try Entente(["report", "binary.md", "--case", "g.json", "-o", "x.html"], in: folder.path).status == 65)
        #expect(try Entente(["report", "none.md", "--case", "g.json", "-o", "x.html"], in: folder.path).status == 66)
        #expect(try Entente(["report", "empty.md", "--case", "g.json", "-o", "e.html"], in: folder.path).status == 0)
        let word = try report(folder, "-o", "x.docx")
        #expect(word.status == 64)
        #expect(word.errors.contains("pandoc -F entente-pandoc r.md -o x.docx"))
        let same = try report(folder, "-o", "r.md")
        #expect(same.status == 73)
        #expect(try folder.text("r.md") == Self.template)
        #expect(try report(folder, "-o", "no/such/folder/r.html").status == 73)
    }

    @Test func `a drawing past the time limit is an error of its own status, and the report is written`() throws {
        let folder = try folder("```entente\nmap --with-possible\n```\n")
        let answer = try report(folder, "-o", "r.html", "--timeout", "0.001")
        #expect(answer.status == 75, "\(answer.errors)")
        #expect(try folder.text("r.html").contains("took longer than"))
    }

    @Test func `a question without end is stopped`() throws {
        // All of thirty actors support each other: there are more paths than anybody can list.
        let names = (0..<30).map { "n\($0)" }
        let edges = names.flatMap { one in names.filter { $0 != one }.map { "\(one),\($0),supports" } }
        let folder = try folder("```entente\npath n0 n1 -k 1000000000 --cost hops\n```\n")
        try folder.write("g.csv", "source,target,kind\n" + edges.joined(separator: "\n") + "\n")
        let start = ContinuousClock.now
        let answer = try Entente(
            ["report", "r.md", "--case", "g.csv", "-o", "r.html", "--timeout", "2"], in: folder.path)
        #expect(answer.status == 75, "\(answer.errors)")
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
