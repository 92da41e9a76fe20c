import Foundation
import Testing

/// The filter with the pandoc that is installed; Debian 12 has 2.17, whose API knows no `Figure`.
@Suite struct PandocTests {
    private static let template = """
        # Head

        See @fig:all.

        ```{.entente #fig:all caption="All of it" evidence=yes}
        map --with-possible
        ```

        > - ```entente
        >   path Alpha Gamma --cost hops
        >   ```

        ```entente
        show Alpha
        ```
        """

    static let pandoc = ["/usr/bin/pandoc", "/usr/local/bin/pandoc", "/opt/homebrew/bin/pandoc"]
        .first(where: FileManager.default.isExecutableFile)

    /// Runs pandoc on a template beside a case.
    private func convert(
        _ folder: Folder, _ template: String = Self.template, to output: String, _ options: String = "",
        graph: String = Sample.graph
    ) throws -> Entente {
        try folder.write("t.md", template)
        try folder.write("g.json", graph)
        let filter = Entente.binary.deletingLastPathComponent().appendingPathComponent("entente-pandoc").path
        let pandoc = try #require(Self.pandoc)
        return try Entente(
            shell: "ENTENTE_CASE=g.json '\(pandoc)' -F '\(filter)' t.md -o \(output) \(options)", in: folder.path)
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed")) func `pandoc makes a page with the map inside`()
        throws
    {
        let folder = try Folder()
        let answer = try convert(folder, to: "t.html")
        #expect(answer.status == 0, "\(answer.errors)")
        let page = try folder.text("t.html")
        #expect(page.contains("<svg ") && page.contains("<figcaption>"))
        #expect(page.contains("See <a href=\"#fig:all\">Figure 1</a>."))
        #expect(page.contains("<blockquote>") && page.contains("Alpha attacks Béta"))
        #expect(page.contains("data-stamp=\"entente-stamp:1:Figure"))
        let check = try Entente(["report", "--check", "t.html", "--case", "g.json"], in: folder.path)
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed"), arguments: ["docx", "epub", "odt", "pptx", "tex"])
    func pandocMakesOtherFormats(ending: String) throws {
        let folder = try Folder()
        let answer = try convert(folder, to: "t.\(ending)", "--extract-media=media -M title=T")
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.errors == "")
        // Pictures are inside; of LaTeX source, pandoc before version 3 leaves them out.
        let size = try folder.bytes("t.\(ending)").count
        #expect(size > (ending == "tex" ? 2_000 : ending == "epub" ? 8_000 : 40_000), "\(size) bytes")
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed"))
    func `Words stay whole in the tables of Word, and figures fit the pages of e-books`() throws {
        let folder = try Folder()
        let template = "```entente\nmap\n```\n\n```entente\nrelations --min-weight 0.1\n```\n"
        #expect(try convert(folder, template, to: "t.docx").status == 0)
        #expect(try convert(folder, template, to: "t.epub", "-M title=T").status == 0)
        try folder.write(
            "look.py",
            """
            import re, zipfile
            grid = re.search("<w:tblGrid>.*?</w:tblGrid>", zipfile.ZipFile("t.docx").read("word/document.xml").decode(), re.S)
            widths = [int(width) for width in re.findall('w:w="([0-9]+)"', grid.group())]
            print(*(round(66 * width / sum(widths), 1) for width in widths))
            book = zipfile.ZipFile("t.epub")
            pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
            print(all("max-width:100%" in image for image in re.findall("<img[^>]*>", pages)), len(re.findall("<img", pages)))
            """)
        let lines = try Entente(shell: "python3 look.py", in: folder.path).output.split(separator: "\n")
        let widths = try #require(lines.first).split(separator: " ").compactMap { Double($0) }
        // Relation, Status, Strength, When and Evidence, of a line of 66 letters; two go between columns.
        #expect(widths.count == 5, "\(widths)")
        #expect(Set(widths).count > 1, "the table was not wide enough to be given widths")
        #expect(widths[1] >= 9.8 && widths[2] >= 9.8, "\(widths)")
        #expect(lines.last == "True 1")
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed"))
    func `an answer on slides stands on slides of its own, and what follows under its heading again`() throws {
        let folder = try Folder()
        let template = """
            # Talks

            Before.

            ```{.entente #tbl:all caption="All"}
            relations
            ```

            After.

            # Alpha

            ```entente
            show Alpha
            ```
            """
        let answer = try convert(folder, template, to: "t.tex", "-t beamer --wrap=none")
        #expect(answer.status == 0, "\(answer.errors)")
        let frames = try folder.text("t.tex").split(separator: "\\begin{frame}", omittingEmptySubsequences: false)
            .dropFirst().map(String.init)
        let titles = frames.map { $0.prefix { $0 != "\n" } }
        #expect(frames.count >= 4, "\(titles)")
        #expect(frames[0].contains("{Talks}") && frames[0].contains("Before.") && !frames[0].contains("After."))
        #expect(frames[1].contains("Table 1. All") && frames[1].contains("\\footnotesize"))
        let after = try #require(frames.first { $0.contains("After.") })
        #expect(after.contains("{Talks}"))
        // A heading that has nothing but the answer below makes no empty slide.
        #expect(frames.contains { $0.contains("Alpha}: Profile 1. Alpha") })
        #expect(!frames.contains { $0.contains("\\footnote{") })
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed"))
    func `a block without an answer shows in the document, and fails pandoc where that is asked`() throws {
        let folder = try Folder()
        let template = "```entente\nshow Nobody\n```\n\n```entente\nmap -o x.svg\n```\n"
        let answer = try convert(folder, template, to: "t.html")
        #expect(answer.status == 0)
        #expect(answer.errors.contains("error: no actor 'Nobody'"))
        #expect(
            try folder.text("t.html").contains("no actor ‘Nobody’")
                || folder.text("t.html").contains("no actor 'Nobody'"))
        #expect(try convert(folder, template, to: "s.html", "-M entente-strict").status != 0)
        #expect(try folder.names == ["g.json", "t.html", "t.md"])
    }

    @Test(.enabled(if: pandoc != nil, "pandoc is not installed"), arguments: ["html", "tex", "docx"])
    func hostileNamesAreText(ending: String) throws {
        let folder = try Folder()
        let template =
            "```entente\nmap --all\n```\n\n```entente\nactors\n```\n\n```entente\npath 0 12 --cost hops\n```\n"
        let answer = try convert(
            folder, template, to: "t.\(ending)", "--extract-media=media", graph: Sample.hostileGraph)
        #expect(answer.status == 0, "\(answer.errors)")
        if ending != "docx" { #expect(!(try folder.text("t.\(ending)").contains("<script>alert"))) }
    }

    @Test func `what is no document of pandoc's is refused`() throws {
        let folder = try Folder()
        for text in ["", "{}", "[1", "{\"pandoc-api-version\":[1,17],\"meta\":{},\"blocks\":[]}"] {
            try folder.write("in.json", text)
            let filter = Entente.binary.deletingLastPathComponent().appendingPathComponent("entente-pandoc").path
            let answer = try Entente(shell: "'\(filter)' html < in.json", in: folder.path)
            #expect(answer.status == 65)
            #expect(answer.errors.hasPrefix("error: "))
        }
    }
}
