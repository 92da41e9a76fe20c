import EntenteModel
import EntenteText
import Testing

@Suite struct DocumentParagraphTests {
    private func paragraphs(_ text: String, _ format: Document.Format = .plain) throws -> [String] {
        let document = try Document(id: "d", text: text, format: format)
        return document.body.map { document.quote($0) ?? "cut" }
    }

    private func flowing(_ text: String, _ format: Document.Format = .plain) throws -> [String] {
        try paragraphs(text, format).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    @Test(arguments: ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\n\n\n"])
    func aBlankLineEndsAParagraph(gap: String) throws {
        #expect(try paragraphs("One." + gap + "Two.") == ["One.", "Two."])
    }

    @Test func longLinesAreAParagraphEach() throws {
        let (one, two) = (String(repeating: "One word. ", count: 15), String(repeating: "Two words. ", count: 15))
        #expect(try paragraphs(one + "\n" + two).count == 2)
    }

    @Test func linesThatWereWrappedByHandRunOn() throws {
        let text = """
            Russia and Tajikistan held exercises near
            the border with Afghanistan on Saturday, as
            the Taliban took another crossing there and
            closed it.
            The next paragraph starts on a new line, and
            it goes on.
            """
        #expect(
            try flowing(text) == [
                "Russia and Tajikistan held exercises near the border with Afghanistan on Saturday, as the Taliban "
                    + "took another crossing there and closed it.",
                "The next paragraph starts on a new line, and it goes on.",
            ])
    }

    @Test func markdownHeadingsStandAloneAndCodeRulesAndMarksAreNoText() throws {
        let text = """
            # Heading one
            Text under it.

            ***

            ```
            code here
            ```
            ## Two
            * first item
            * second item
            > a quotation
            """
        #expect(
            try paragraphs(text, .markdown)
                == ["Heading one", "Text under it.", "Two", "first item", "second item", "a quotation"])
    }

    @Test func aListItemThatGoesOnInTheNextLineStaysWhole() throws {
        let text = """
            - Russia and Tajikistan held exercises on
              the border with Afghanistan.
            - China met
              the Taliban.
            """
        #expect(
            try flowing(text, .markdown)
                == ["Russia and Tajikistan held exercises on the border with Afghanistan.", "China met the Taliban."])
    }

    @Test func numberSignsWithoutASpaceAreNoHeading() throws {
        #expect(try paragraphs("#tag is text\n\n####### seven", .markdown) == ["#tag is text", "####### seven"])
    }

    @Test(arguments: [
        "Plain words.", "Zürich, Côte d’Ivoire — naïve.", "e\u{301}cole cafe\u{301}", "北京会见塔利班。俄罗斯。", "👩‍👩‍👧 met 🇹🇯 today.",
        "A\u{200D}B\u{FE0F}", "\u{FEFF}With a mark.", "عربي وفارسی.",
    ])
    func rangesCutTheTextIntoExactlyTheQuotes(text: String) throws {
        let wrapped = "  \(text)\r\n\r\n\(text) \n\n\t\(text)\n"
        let document = try Document(id: "d", text: wrapped)
        #expect(document.body.count == 3)
        let bytes = Array(wrapped.utf8)
        for range in document.body {
            #expect(document.quote(range) == String(decoding: bytes[range], as: UTF8.self))
        }
        #expect(document.body.last.map { Array(bytes[$0]) } == Array(text.utf8))
    }

    @Test func aQuoteThatLeavesTheTextOrCutsACharacterIsNone() throws {
        let document = try Document(id: "d", text: "aé")
        #expect(document.quote(0..<3) == "aé")
        #expect(document.quote(0..<2) == nil)
        #expect(document.quote(2..<3) == nil)
        #expect(document.quote(0..<4) == nil)
        #expect(document.quote(-1..<1) == nil)
        #expect(document.quote(3..<3) == "")
    }

    @Test func paragraphsAscendAndLieInsideWhateverTheText() throws {
        var random = Xorshift(seed: 7)
        let pieces = [
            "\n", "\r\n", "\r", "# ", "- ", "> ", "```", "---", "a", "é", "北", ".", " ", "\t", "Source: x",
            "date 2021-01-01",
        ]
        for round in 0..<400 {
            let text = (0..<round % 40).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            for format in Document.Format.allCases {
                guard let document = try? Document(id: "d", text: text, format: format) else { continue }
                var last = 0
                for range in document.body {
                    #expect(range.lowerBound >= last && !range.isEmpty, "\(text.debugDescription)")
                    #expect(document.quote(range) != nil, "\(text.debugDescription)")
                    last = range.upperBound
                }
            }
        }
    }
}

/// Random numbers that are the same on every run (Marsaglia 2003).
struct Xorshift {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
