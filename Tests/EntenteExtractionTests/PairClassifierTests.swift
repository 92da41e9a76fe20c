import EntenteModel
import EntenteText
import Testing

@testable import EntenteExtraction

@Suite struct PairClassifierTests {
    private static let extractor = Result { try Extractor() }

    private func relations(_ text: String) throws -> [String] {
        let document = try Document(id: "1", text: text)
        return try Self.extractor.get().extract(document).findings.map {
            "\($0.source) \($0.kind) \($0.target) \($0.statement.status)"
        }
    }

    @Test func aPathGoesUpToWhatGovernsBothAndDownAgain() throws {
        //        met
        //   Mali     Niger
        let tokens = [
            Token(range: 0..<4, form: "Mali", universalTag: "PROPN", head: 1, relation: "nsubj"),
            Token(range: 5..<8, form: "met", universalTag: "VERB", relation: "root"),
            Token(range: 9..<14, form: "Niger", universalTag: "PROPN", head: 1, relation: "obj"),
        ]
        let tree = SentenceTree(sentence: Sentence(range: 0..<14, tokens: tokens), mentions: [])
        let path = try #require(PairPath(from: 0, to: 2, in: tree))
        #expect(path.up == [0])
        #expect(path.top == 1)
        #expect(path.down == [2])
        #expect(try #require(PairPath(from: 1, to: 2, in: tree)).up.isEmpty)
    }

    @Test func theSameTextGivesTheSameStatementsEachTime() throws {
        let text = "Kenya and Uganda, which both fear the spread of the war in South Sudan, sent envoys to Juba."
        #expect(try relations(text) == relations(text))
    }

    @Test func whatAFrameSaysInItsOwnPlacesKeepsItsStatus() throws {
        let found = try relations("Serbia does not recognise Kosovo.")
        #expect(found.contains("serbia refusesToRecognize kosovo asserted"))
        #expect(!found.contains { $0.contains(" recognizes ") })
    }

    @Test func nobodyIsTiedToItself() throws {
        for relation in try relations("Chad said that Chad would defend Chad against Libya.") {
            let parts = relation.split(separator: " ")
            #expect(parts[0] != parts[2])
        }
    }

    @Test func aMalformedExampleIsNamedByItsLine() throws {
        var reader = try [UInt8](repeating: 0, count: 8).withUnsafeBytes { table in
            try PairExamples(analyzer: Analyzer(), words: LookupTable(table), wordCount: 0)
        }
        #expect(throws: PairExamples.Fault.self) { try reader.read("{a:Mali} left.\ta=state", number: 7) }
        do {
            try reader.read("{a:Mali} left.\ta=planet\t-", number: 7)
        } catch {
            #expect("\(error)".hasPrefix("line 7:"))
        }
    }
}
