import EntenteModel
import EntenteText
import Foundation
import Testing

@Suite struct RuleAnalyzerTests {
    private func sentences(_ text: String) -> [String] {
        RuleAnalyzer().sentences(of: text, in: [0..<text.utf8.count]).map { sentence in
            String(decoding: Array(text.utf8)[sentence.range], as: UTF8.self)
        }
    }

    private func words(_ text: String) -> [String] {
        RuleAnalyzer().sentences(of: text, in: [0..<text.utf8.count]).flatMap { $0.tokens.map(\.form) }
    }

    @Test(arguments: [
        ["Russia met China.", "Iran did not."], ["Is it so?", "It is!", "Perhaps…", "Yes."],
        ["Mr. Lavrov met Gen. Smith in St. Petersburg."], ["The U.S. Army left."],
        ["He left the U.S.", "The army stayed."],
        ["It costs 3.5 million.", "Prices rose."], ["“We will stay.”", "He left."],
        ["He said (in Doha.)", "Then he left."],
        ["\"Stay.\"", "\"Go.\""], ["It came, e.g. from Iran, etc. and stayed."], ["J. Smith and A. B. Jones met."],
        ["no capital after. this stays together."],
    ])
    func sentencesEndWhereAReaderEndsThem(expected: [String]) {
        #expect(sentences(expected.joined(separator: " ")) == expected)
    }

    @Test(arguments: [
        ("Tajikistan's army", ["Tajikistan", "'s", "army"]), ("Tajikistan’s army.", ["Tajikistan", "’s", "army", "."]),
        ("Al-Shabaab (Somalia)", ["Al-Shabaab", "(", "Somalia", ")"]), ("1,000.5 km", ["1,000.5", "km"]),
        ("the U.S., Iran", ["the", "U.S.", ",", "Iran"]), ("in 2021.", ["in", "2021", "."]),
        ("Zürich—Genève", ["Zürich", "—", "Genève"]), ("a/b", ["a", "/", "b"]),
    ])
    func wordsAndMarksAreTokens(text: String, tokens: [String]) {
        #expect(words(text) == tokens)
    }

    @Test(arguments: [
        "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\u{2003}", "\u{200B}", "\u{FEFF}", "\t", "\r\n", "\u{2028}",
    ])
    func everyKindOfWhiteSpaceParts(space: String) {
        let found = RuleAnalyzer().sentences(of: "Russia\(space)left.", in: [0..<("Russia\(space)left.".utf8.count)])
        #expect(found.flatMap { $0.tokens.map(\.form) } == ["Russia", "left", "."])
        #expect(found.first?.tokens.first?.spaceAfter == true)
    }

    @Test func noSentenceCrossesFromOneParagraphIntoTheNext() {
        let text = "Heading here Body text."
        let found = RuleAnalyzer().sentences(of: text, in: [0..<12, 13..<23])
        #expect(found.map(\.range) == [0..<12, 13..<23])
        #expect(found.map(\.startsParagraph) == [true, true])
    }

    @Test(arguments: [
        "Ἀθῆναι, Москва, 北京。 Done.", "e\u{301}cole cafe\u{301}.", "👩‍👩‍👧 met 🇹🇯.", "a\u{200D}b \u{FE0F}", "'s", "’s", "x’s",
        ".", "...", "'", "\"\"",
        "A.", "A.B", "A.B.", ".A", "-", "a-", "-a", "1.", "1,", ",1", "É.U. est", "\u{C2}\u{AB}",
    ])
    func oddTextsKeepTheRules(text: String) { check(text) }

    @Test func randomUnicodeNeverBreaksTheRules() {
        var random = Xorshift(seed: 11)
        let scalars: [UInt32] = [
            32, 10, 13, 9, 0xA0, 46, 44, 39, 45, 34, 0x2019, 0x201D, 0x300, 0x200D, 0x1F600, 0x4E2D, 0xE9, 0,
        ]
        for round in 0..<600 {
            var text = String.UnicodeScalarView()
            for _ in 0..<round % 50 {
                let value =
                    random.next(below: 3) > 0
                    ? scalars[random.next(below: scalars.count)] : UInt32(random.next(below: 0x11_0000))
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            check(String(text))
        }
    }

    @Test func randomBytesNeverBreakTheRules() {
        var random = Xorshift(seed: 13)
        for round in 0..<600 {
            let bytes = (0..<round % 60).map { _ in UInt8(random.next(below: 256)) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func bodiesThatCutCharactersDoNotCrash() {
        let text = "é北👩‍👩‍👧.’s U.S. x"
        let count = text.utf8.count
        for start in 0...count {
            for end in start...count {
                for token in RuleAnalyzer().sentences(of: text, in: [start..<end]).flatMap(\.tokens) {
                    #expect(token.range.lowerBound >= start && token.range.upperBound <= end)
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["\" ", ") ", "(", "”", ". ", "a", ".\" ", "' '"])
    func longRunsOfOneMarkTakeLinearTime(mark: String) {
        let text = "He left. " + String(repeating: mark, count: 40_000)
        let start = ContinuousClock.now
        _ = RuleAnalyzer().sentences(of: text, in: [0..<text.utf8.count])
        // Quadratic work takes minutes.
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    /// Tokens ascend, lie inside the text and their sentence, and read as the bytes that they stand on.
    private func check(_ text: String) {
        let bytes = Array(text.utf8)
        var last = 0
        for sentence in RuleAnalyzer().sentences(of: text, in: [0..<bytes.count]) {
            #expect(sentence.range.lowerBound == sentence.tokens.first?.range.lowerBound, "\(text.debugDescription)")
            #expect(sentence.range.upperBound == sentence.tokens.last?.range.upperBound, "\(text.debugDescription)")
            for token in sentence.tokens {
                #expect(token.range.lowerBound >= last && !token.range.isEmpty, "\(text.debugDescription)")
                guard token.range.upperBound <= bytes.count else {
                    Issue.record("\(token) leaves \(text.debugDescription)")
                    return
                }
                #expect(Array(token.form.utf8) == Array(bytes[token.range]), "\(text.debugDescription)")
                last = token.range.upperBound
            }
        }
    }
}
