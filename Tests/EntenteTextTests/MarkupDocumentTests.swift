import EntenteModel
import EntenteText
import Foundation
import Testing

/// Documents whose text has to be taken out of markup or layout first.
@Suite struct MarkupDocumentTests {
    private func read(_ bytes: some Sequence<UInt8>, name: String) throws -> Document {
        let folder = try TemporaryFolder()
        let reading = try DocumentReader().read(paths: [try folder.write(name, bytes)])
        if let failure = reading.failures.first { throw failure }
        return try #require(reading.documents.first)
    }

    private func read(_ text: String, name: String) throws -> Document { try read(text.utf8, name: name) }

    private func paragraphs(_ document: Document) -> [String] { document.body.compactMap { document.quote($0) } }

    private func problem(_ bytes: some Sequence<UInt8>, name: String) -> String {
        do {
            _ = try read(bytes, name: name)
            return "it was read"
        } catch { return "\(error)" }
    }

    // MARK: HTML

    private let page = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks resume | The Post</title>
        <meta property="og:site_name" content="The Post"><meta property="og:title" content="Talks &amp; tea resume">
        <meta property="article:published_time" content="2021-08-07T10:00:00Z">
        <script>var x = "<p>never</p>";</script><style>p { color: red }</style></head>
        <body><header><h1>The Post</h1><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
        <div class="cookie-banner"><p>We use cookies. Accept all.</p></div>
        <main><article><header><h1>Talks &amp; tea resume</h1><p class="byline">By Jane Doe</p></header>
        <p>Norway met <b>Palestine</b>&nbsp;in
          Oslo.</p><p>They agreed<br>on little.</p>
        <aside><p>Read also: something else.</p></aside>
        <ul><li>First point made.</li><li><a href="/x">More news</a></li></ul>
        <p hidden>Invisible.</p></article></main>
        <footer><p>© The Post. All rights reserved.</p></footer></body></html>
        """

    @Test func aPageGivesItsArticleAndWhatItSaysOfItself() throws {
        let document = try read(page, name: "a.html")
        #expect(
            paragraphs(document) == [
                "Talks & tea resume", "Norway met Palestine in Oslo.", "They agreed on little.", "First point made.",
            ])
        #expect(document.title == "Talks & tea resume")
        #expect(document.date == PartialDate("2021-08-07"))
        #expect(document.source == "The Post")
    }

    @Test func linkedDataGoesBeforeOtherFacts() throws {
        let data = """
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
            "headline": "The headline", "datePublished": "2020-02-03T00:00:00+01:00", "publisher": {"name": "Agency"}}]}</script>
            """
        let document = try read(page.replacing("<title>", with: data + "<title>"), name: "a.htm")
        #expect(document.title == "The headline")
        #expect(document.date == PartialDate("2020-02-03"))
        #expect(document.source == "Agency")
    }

    @Test func aPageWithoutAnArticleElementGivesWhereItsParagraphsAre() throws {
        let text = String(repeating: "Some states met other states and spoke. ", count: 8)
        let document = try read(
            "<body><div id=menu><p>Menu</p></div><div><div><p>\(text)</p><p>\(text)</p></div><div><a href=x>Next</a></div></div>",
            name: "a.html")
        #expect(paragraphs(document).count == 2)
        #expect(paragraphs(document).allSatisfy { $0.hasPrefix("Some states") })
    }

    @Test func brokenMarkupGivesItsText() throws {
        let document = try read(
            "<p>One <b>two <i>three</p></b><p>Four < five & six &nosuch; </div></div>", name: "a.html")
        #expect(paragraphs(document).first == "One two three")
        #expect(paragraphs(document).last?.hasPrefix("Four") == true)
    }

    @Test(arguments: [
        ("<meta charset=windows-1252><p>caf\u{E9}.</p>", "café."),
        ("<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-1\"><p>caf\u{E9}.</p>", "café."),
        ("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><p>caf\u{E9}.</p>", "café."),
    ])
    func theDeclaredEncodingIsUsed(text: String, expected: String) throws {
        let bytes = try #require(text.data(using: .isoLatin1))
        #expect(try paragraphs(read(bytes, name: "a.html")) == [expected])
    }

    @Test func aByteOrderMarkGoesBeforeADeclaration() throws {
        let bytes = [0xFF, 0xFE] + (try #require("<meta charset=utf-8><p>北京.</p>".data(using: .utf16LittleEndian)))
        #expect(try paragraphs(read(bytes, name: "a.html")) == ["北京."])
    }

    @Test func bytesThatAreNotOfTheEncodingAreRefusedNotGuessed() {
        #expect(problem(Array("<p>caf".utf8) + [0xE9] + Array("</p>".utf8), name: "a.html").contains("not UTF-8"))
        let unknown = "<meta charset='x-user-defined-9'><p>a</p>"
        #expect(problem(unknown.utf8, name: "a.html").contains("x-user-defined-9"))
        let path = "<meta charset='../../etc/passwd'><p>a</p>"
        #expect(problem(path.utf8, name: "a.html").contains("not known"))
    }

    @Test(.timeLimit(.minutes(1)))
    func deepPagesAndHostileDataDoNoHarm() throws {
        let deep = String(repeating: "<div>", count: 20_000) + "<p>Text at the bottom.</p>"
        _ = try? read(deep, name: "a.html")
        let json =
            "<script type='application/ld+json'>" + String(repeating: "[", count: 100_000) + "</script><p>Text.</p>"
        #expect(try paragraphs(read(json, name: "a.html")) == ["Text."])
        let whole = Array(page.utf8)
        for end in stride(from: 0, to: whole.count, by: 101) { _ = try? read(whole[..<end], name: "a.html") }
    }

    // MARK: Mail

    @Test func aMailGivesItsPlainTextSubjectDateAndSender() throws {
        let document = try read(
            """
            From: =?utf-8?Q?J=C3=B8rgen_Doe?= <j@example.org>\r
            Subject: =?UTF-8?B?TsO4dA==?=\r
             =?UTF-8?B?ZXI=?= today\r
            Date: Sat, 7 Aug 2021 23:30:00 +0200\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary="b 1"\r
            \r
            Preamble.\r
            --b 1\r
            Content-Type: multipart/alternative; boundary=b2\r
            \r
            --b2\r
            Content-Type: text/plain; charset=iso-8859-1; format=flowed\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Norway met =\r
            Caf=E9 owners \r
            in Oslo.\r
            \r
            Second paragraph.\r
            -- \r
            Jørgen\r
            --b2\r
            Content-Type: text/html\r
            \r
            <p>Not this.</p>\r
            --b2--\r
            --b 1\r
            Content-Type: text/plain; name=x.txt\r
            Content-Disposition: attachment; filename=x.txt\r
            \r
            Attached.\r
            --b 1--\r

            """, name: "a.eml")
        #expect(paragraphs(document) == ["Norway met Café owners in Oslo.", "Second paragraph."])
        #expect(document.title == "Nøter today")
        #expect(document.date == PartialDate("2021-08-07"))
        #expect(document.source == "Jørgen Doe")
    }

    @Test func aMailOfHTMLAloneGivesItsText() throws {
        let body = Data("<html><body><p>Mali met Niger — again.</p></body></html>".utf8).base64EncodedString()
        let mail = "Subject: x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\(body)\n"
        #expect(try paragraphs(read(mail, name: "a.eml")) == ["Mali met Niger — again."])
    }

    @Test(arguments: [
        ("Just text.\n", "no mail"), ("Subject: x\nContent-Type: multipart/mixed\n\nx", "boundary"),
        ("Subject: x\nContent-Transfer-Encoding: base64\n\n!!!\n", "base64"),
        ("Subject: x\nContent-Type: text/plain; charset=klingon\n\nx", "klingon"),
        ("Subject: =?utf-8?B?*?=\n\nx", "base64"),
    ])
    func aBadMailIsNamedSo(mail: String, expected: String) {
        #expect(problem(mail.utf8, name: "a.eml").contains(expected))
    }

    @Test func mailsThatNestWithoutEndAreRefused() {
        let mail = "Subject: x\n" + String(repeating: "Content-Type: message/rfc822\n\n", count: 1000)
        #expect(problem(mail.utf8, name: "a.eml").contains("nests too many parts"))
    }

    // MARK: Word

    private let wordDocument = """
        <?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>
        <w:p><w:r><w:t>Mali </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>met</w:t><w:tab/>
        <w:t>Niger.</w:t></w:r></w:p><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell &amp; more.</w:t></w:r></w:p></w:tc>
        </w:tr></w:tbl><mc:AlternateContent><mc:Fallback><w:p><w:r><w:t>Twice.</w:t></w:r></w:p></mc:Fallback>
        </mc:AlternateContent></w:body></w:document>
        """

    @Test func aWordDocumentGivesItsParagraphsAndTitle() throws {
        let archive = ZipWriter.archive([
            ("word/document.xml", Array(wordDocument.utf8)),
            ("docProps/core.xml", Array("<c><dc:title xmlns:dc='d'>A title</dc:title></c>".utf8)),
        ])
        let document = try read(archive, name: "a.docx")
        #expect(paragraphs(document) == ["Mali met Niger.", "In a cell & more."])
        #expect(document.title == "A title")
    }

    @Test func aDeflatedPartIsUnpacked() throws {
        // "<d><p><t>Hello.</t></p></d>" as python3 -c 'zlib.compressobj(9, 8, -15)' packs it.
        let packed: [UInt8] = [
            0xB3, 0x49, 0xB1, 0xB3, 0x29, 0xB0, 0xB3, 0x29, 0xB1, 0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0xD7, 0xB3, 0xD1, 0x2F,
            0xB1, 0xB3, 0xD1, 0x07, 0x0A, 0xE8, 0xA7, 0xD8, 0x01, 0x00,
        ]
        let archive = ZipWriter.archive([("word/document.xml", packed)], method: 8, size: 27)
        #expect(try paragraphs(read(archive, name: "a.docx")) == ["Hello."])
        let lying = ZipWriter.archive([("word/document.xml", packed)], method: 8, size: 20)
        #expect(problem(lying, name: "a.docx").contains("larger than it says"))
    }

    @Test func hostileArchivesAreRefused() throws {
        let archive = ZipWriter.archive([("word/document.xml", Array(wordDocument.utf8))])
        for end in stride(from: 0, to: archive.count, by: 37) {
            #expect(problem(archive[..<end], name: "a.docx").contains("; "))
        }
        #expect(problem("PK".utf8, name: "a.docx").contains("damaged"))
        #expect(problem("text".utf8, name: "a.docx").contains("no .docx"))
        #expect(problem([0xD0, 0xCF, 0x11, 0xE0], name: "a.docx").contains("encrypted"))
        #expect(problem(ZipWriter.archive([("other", [])]), name: "a.docx").contains("word/document.xml"))
        let bomb = ZipWriter.archive([("word/document.xml", [0])], method: 8, size: 0xFFFF_FFFE)
        #expect(problem(bomb, name: "a.docx").contains("would unpack to"))
        let laughs = "<!DOCTYPE d [<!ENTITY a 'x'>]><d>&a;</d>"
        let entities = ZipWriter.archive([("word/document.xml", Array(laughs.utf8))])
        #expect(problem(entities, name: "a.docx").contains("entit"))
    }

    // MARK: PDF

    private static let hasPoppler = ["/usr/bin/pdftotext", "/opt/homebrew/bin/pdftotext", "/usr/local/bin/pdftotext"]
        .contains { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: hasPoppler, "needs pdftotext of poppler-utils"))
    func aPDFGivesItsParagraphsWithPagesAndWithoutHyphens() throws {
        let bytes = PDFWriter.pages([
            ["Norway met the inter-", "national envoys in Oslo.", "", "The talks about the", "border went on and"],
            ["ended without result.", "", "A last paragraph."],
        ])
        let document = try read(bytes, name: "a.pdf")
        let texts = paragraphs(document).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(
            texts == [
                "Norway met the international envoys in Oslo.",
                "The talks about the border went on and ended without result.", "A last paragraph.",
            ])
        #expect(document.title == "The title")
        let last = try #require(document.body.last)
        #expect(document.page(at: last.lowerBound) == 2)
        #expect(document.page(at: 0) == 1)
    }

    @Test(.enabled(if: hasPoppler, "needs pdftotext of poppler-utils"))
    func aPDFThatIsCutShortEmptyOrNoneIsRefused() {
        let whole = PDFWriter.pages([["Some text."]])
        for end in [0, 4, 9, 100, whole.count / 2, whole.count - 8] {
            #expect(problem(whole[..<end], name: "a.pdf").contains("PDF"), "\(end)")
        }
        #expect(problem(PDFWriter.pages([[]]), name: "a.pdf").contains("no text"))
        var damaged = whole
        for place in 20..<(whole.count - 40) { damaged[place] = UInt8(ascii: "x") }
        #expect(problem(damaged, name: "a.pdf").contains("PDF"))
    }

    @Test func foldersAreReadWithAllKindsOfDocument() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.html", "<p>One.</p>")
        try folder.write("b.eml", "Subject: x\n\nTwo.\n")
        try folder.write("c.docx", ZipWriter.archive([("word/document.xml", Array(wordDocument.utf8))]))
        try folder.write("d.xls", "x")
        let reading = try DocumentReader().read(paths: [folder.path])
        #expect(reading.documents.map(\.id.rawValue) == ["a", "b", "c"])
        #expect(reading.leftOut.count == 1)
        #expect(reading.failures.isEmpty)
    }
}
