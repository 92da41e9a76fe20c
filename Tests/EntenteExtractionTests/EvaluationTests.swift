import EntenteExtraction
import EntenteModel
import Foundation
import Testing

/// A graph and annotations small enough to count by hand.
@Suite struct EvaluationTests {
    private static let gold = """
        {"document": "talks.md",
         "actors": [
          {"id": "mali", "name": "Mali", "kind": "state", "aliases": ["Bamako"], "principal": null},
          {"id": "keita", "name": "Modibo Keïta", "kind": "person", "aliases": [], "principal": "mali"},
          {"id": "niger", "name": "The Niger", "kind": "state", "aliases": [], "principal": null},
          {"id": "togo", "name": "Togo", "kind": "state", "aliases": [], "principal": null}],
         "relations": [
          {"source": "keita", "kind": "meetsWith", "target": "niger", "status": "asserted", "date": "2021-08-05",
           "attributedTo": "togo", "quote": "Keïta met Niger"},
          {"source": "mali", "kind": "attacks", "target": "niger", "status": "denied", "quote": "no attack"},
          {"source": "mali", "kind": "accuses", "target": "togo", "status": "asserted", "quote": "", "optional": true}]}
        """

    private func annotations(_ text: String = gold) throws -> GoldDocument {
        try GoldDocument(Data(text.utf8), path: "gold/talks.json")
    }

    /// Finds the meeting (ends the other way round), asserts the attack that was denied, takes Togo for a place, and adds an
    /// army of Mali's that supports Niger.
    private func graph() throws -> ActorGraph {
        var graph = ActorGraph(ontology: try Ontology.standard())
        graph.insert(DocumentRecord(id: "t", path: "in/talks.txt", sha256: ""))
        for (id, name, kind, principal) in [
            ("m", "Bamako", "state", nil), ("n", "Niger", "state", nil), ("k", "MODIBO KEITA", "person", "m"),
            ("t", "Togo", "place", nil), ("a", "Malian army", "armedForce", "m"),
        ] {
            try graph.insert(
                Actor(
                    id: ActorID(id), name: name, kind: kind, principal: principal.map { ActorID($0) }, documents: ["t"])
            )
        }
        func say(_ text: String, _ confidence: Double, date: String? = nil, by: ActorID? = nil) -> Statement {
            Statement(
                document: "t", range: 0..<text.utf8.count, text: text, date: date.flatMap { PartialDate($0) },
                attributedTo: by, confidence: confidence)
        }
        try graph.insert(
            source: "n", kind: "meetsWith", target: "k",
            statements: [say("They met.", 0.7, date: "2021-08", by: "t")])
        try graph.insert(source: "m", kind: "attacks", target: "n", statements: [say("An attack.", 0.75)])
        try graph.insert(source: "m", kind: "accuses", target: "t", statements: [say("Accused.", 0.75)])
        try graph.insert(source: "a", kind: "supports", target: "n", statements: [say("Support.", 0.5)])
        return graph
    }

    @Test func figuresAreThoseCountedByHand() throws {
        let evaluation = Evaluation(of: try graph(), against: [try annotations()])
        func figures(_ figure: Evaluation.Figure) -> [Int] {
            let tally = evaluation[figure]
            return [tally.found, tally.wanted, tally.right]
        }
        // Five actors stand in the graph; four have a counterpart, three of its kind.
        #expect(figures(.actors) == [5, 4, 3])
        #expect(figures(.actorsUntyped) == [5, 4, 4])
        // The accusation is optional; attack and support are spurious.
        #expect(figures(.relations) == [3, 2, 1])
        // Nobody lifts a status; the army's support is now Mali's.
        #expect(figures(.relationsByState) == [3, 2, 1])
        // Mali and Niger are the one pair wanted, and found.
        #expect(figures(.dyadsByState) == [1, 1, 1])
        #expect(evaluation.dates.description == "1/1")
        #expect(evaluation.attributions.description == "1/1")
        #expect(evaluation[.relations].precision == 0.3333)
        #expect(evaluation[.relations].f1 == 0.4)
    }

    @Test func differencesCarryTheirSentences() throws {
        let evaluation = Evaluation(of: try graph(), against: [try annotations()])
        #expect(
            evaluation.differences.map { "\($0.sort.rawValue): \($0.what): \($0.quote)" } == [
                "missed actor: togo (state): Togo", "spurious actor: a (armedForce): Malian army",
                "spurious actor: t (place): Togo", "missed: mali attacks niger denied: no attack",
                "spurious: ?Malian army supports niger asserted: Support.",
                "spurious: mali attacks niger asserted: An attack.",
            ])
    }

    @Test func calibrationCountsStatementsByBandWithoutOptionalOnes() throws {
        let bands = Evaluation(of: try graph(), against: [try annotations()]).calibration.filter { $0.count > 0 }
        #expect(bands.map(\.lowerBound) == [0.5, 0.7])
        #expect(bands.map(\.count) == [1, 2])
        #expect(bands.map(\.right) == [0, 1])
        #expect(abs(bands[1].meanConfidence - 0.725) < 1e-9)
    }

    @Test func aDisputedRelationAgreesWithAssertedAndWithDenied() throws {
        var graph = try graph()
        try graph.insert(
            source: "m", kind: "attacks", target: "n",
            statements: [Statement(document: "t", range: 40..<43, text: "No.", status: .denied)])
        let tally = Evaluation(of: graph, against: [try annotations()])[.relations]
        #expect(tally.found == 4)
        #expect(tally.right == 2)
    }

    @Test func aDocumentThatTheGraphLacksCountsAsMissed() throws {
        let evaluation = Evaluation(of: ActorGraph(ontology: try Ontology.standard()), against: [try annotations()])
        #expect(evaluation.missingDocuments == ["talks.md"])
        #expect(evaluation[.relations].wanted == 2)
        #expect(evaluation[.relations].f1 == 0)
    }

    @Test(arguments: [
        ("{", "not JSON; gold/talks.json: "),
        (#"{"document": "d", "relations": []}"#, "gold/talks.json: top: expected 'actors'"),
        (#"{"document": "d", "actors": [{"id": "a", "kind": "k"}], "relations": []}"#, "actors[0]: expected 'name'"),
        (
            #"{"document": "d", "actors": [], "relations": [{"source": "a", "kind": "k", "target": "b", "status": "asserted"}]}"#,
            "relations[0].source: expected an actor of the list, not 'a'"
        ),
    ])
    func badAnnotationsNameFileAndPlace(text: String, message: String) throws {
        let error = try #require(throws: GoldError.self) { try annotations(text) }
        #expect("\(error)".contains(message), "\(error)")
    }
}
