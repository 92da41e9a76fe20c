import EntenteExtraction
import EntenteModel
import EntenteText
import Testing

/// Whatever stands in a text, an extraction keeps its rules.
@Suite struct RandomTextTests {
    private static let pieces = [
        "The Taliban", "Russian", "U.S.", "US", "President", "Foreign Minister", "Sergei Lavrov", "of", "and", ",", ";",
        "’s", "'s", "“", "”", "(", ")", "Dushanbe", "army", "said that", "will not", "attacked", "was attacked by",
        "talks between", "Uzbek-Afghan border", "on Friday", "August 7, 2021", ".", "...", "?", "\n\n", "\r\n", "#",
        "- ",
        "Mr.", "J.", "é", "北京", "👩‍👩‍👧", "\u{301}", "\u{200D}", "\u{A0}", "\u{FEFF}", "Côte d’Ivoire", "31 February",
        "99999999999999999999", "Al-", "-Shabaab", "N'Djamena", "'''", "U.S.U.S.", "in 2014",
    ]

    @Test(arguments: 0..<8)
    func everyMentionAndStatementStandsOnTheTextAndMakesAGraph(round: Int) throws {
        // The multiplier and increment of Knuth's MMIX.
        var state = UInt64(round)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for number in 0..<40 {
            let space = next(5) == 0 ? "" : " "
            let text = (0..<next(50)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined(separator: space)
            let extraction = try SharedExtractor.extract(text, published: number % 2 == 0 ? "2021-08-07" : nil)
            let bytes = Array(text.utf8)
            for mention in extraction.mentions {
                #expect(String(validating: bytes[mention.range], as: UTF8.self) != nil, "\(text.debugDescription)")
            }
            for statement in extraction.findings.map(\.statement) {
                #expect(Array(statement.text.utf8) == Array(bytes[statement.range]), "\(text.debugDescription)")
            }
            try ActorGraph(ontology: SharedExtractor.ontology, extractions: [extraction]).checkInvariants()
        }
    }
}
