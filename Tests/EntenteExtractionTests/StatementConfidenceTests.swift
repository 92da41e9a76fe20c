import EntenteModel
import Testing

@testable import EntenteExtraction

/// How sure a statement is by what a frame and the classifier hold of it.
@Suite struct StatementConfidenceTests {
    private static func relation(_ source: String, _ target: String) -> RelationID {
        RelationID(
            orderedSource: ActorID(rawValue: source), kind: "attacks", target: ActorID(rawValue: target))
    }

    private static func occurrence(_ actor: String, _ form: PairOccurrence.Form) -> PairOccurrence {
        PairOccurrence(actor: ActorID(rawValue: actor), kind: "state", place: 0, words: 0..<1, form: form)
    }

    private static let sureness = StatementConfidence(
        chances: [relation("kenya", "uganda"): 0.9, relation("kenya", "chad"): 0.5],
        pairs: ["uganda", "chad", "mali"].map { ActorPair("kenya", $0) },
        occurrences: [
            occurrence("kenya", .name), occurrence("uganda", .qualifier), occurrence("chad", .pronoun),
            occurrence("mali", .name), occurrence("mali", .description), occurrence("niger", .name),
        ])

    @Test(arguments: [
        ("uganda", 0.85, 0.72), ("chad", 0.52, 0.32), ("mali", 0.4, 0.0),
    ])
    func bothHaveASayAndWhoIsNotNamedIsLessSure(target: String, ofFrame: Double, ofClassifier: Double) {
        let id = Self.relation("kenya", target)
        #expect(abs(Self.sureness.ofFrame(0.8, id, word: id) - ofFrame) < 1e-9)
        #expect(abs(Self.sureness.ofClassifier(id) - ofClassifier) < 1e-9)
    }

    @Test func whatTheWordSaysSupportsWhatItStates() {
        let (id, word) = (Self.relation("kenya", "mali"), Self.relation("kenya", "uganda"))
        #expect(abs(Self.sureness.ofFrame(0.8, id, word: word) - 0.85) < 1e-9)
    }

    @Test func pairsThatWereNotLookedAtAreNotCovered() {
        #expect(Self.sureness.covers(Self.relation("uganda", "kenya")))
        #expect(!Self.sureness.covers(Self.relation("kenya", "niger")))
        #expect(!Self.sureness.covers(Self.relation("uganda", "chad")))
    }
}
