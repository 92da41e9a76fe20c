import EntenteModel
import Testing

@Suite struct GraphDifferenceTests {
    private let ontology = Ontology(
        actorKinds: [ActorKind(name: "state", label: "state", family: "polity")],
        relationKinds: [
            RelationKind(name: "attacks", label: "attacks", isSymmetric: false, polarity: .hostile)
        ])

    private func graph(
        _ names: String, _ relations: [(String, String, [Statement])] = [], renamed: [String: String] = [:]
    ) throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        graph.insert(DocumentRecord(id: "d", path: "d", sha256: "0"))
        for name in names.split(separator: " ").map(String.init) {
            try graph.insert(Actor(id: ActorID(name), name: renamed[name] ?? name.uppercased(), kind: "state"))
        }
        for (source, target, statements) in relations {
            try graph.insert(source: ActorID(source), kind: "attacks", target: ActorID(target), statements: statements)
        }
        return graph
    }

    private func statement(
        _ text: String, at start: Int = 0, _ status: Status = .asserted, confidence: Double = 0.5
    ) -> Statement {
        Statement(
            document: "d", range: start..<start + text.utf8.count, text: text, status: status, confidence: confidence)
    }

    @Test func equalGraphsDoNotDiffer() throws {
        let one = try graph("a b", [("a", "b", [statement("x")])])
        #expect(GraphDifference(from: one, to: one).isEmpty)
    }

    @Test func actorsAndRelationsComeGoAndChange() throws {
        let old = try graph("a b gone", [("a", "b", [statement("x")]), ("a", "gone", [statement("y")])])
        let new = try graph(
            "a b new", [("a", "b", [statement("x"), statement("z", .denied)]), ("new", "a", [statement("w")])],
            renamed: ["a": "Alpha"])
        let difference = GraphDifference(from: old, to: new)
        #expect(difference.actors.map(\.id) == ["a", "gone", "new"])
        #expect(difference.actors.map(\.change) == [.changed, .went, .came])
        #expect(difference.actors[0].aspects == [.name])
        #expect(difference.relations.map(\.change) == [.changed, .went, .came])
        #expect(difference.relations[0].aspects == [.status, .evidence])
        #expect(difference.relations[0].newStatements.map(\.text) == ["z"])
        #expect(difference.relations[1].lostStatements.map(\.text) == ["y"])
        // Read the other way, what came has gone.
        let back = GraphDifference(from: new, to: old)
        #expect(back.relations.map(\.change) == [.changed, .came, .went])
    }

    @Test func aSentenceThatMovedIsNoNewEvidence() throws {
        let old = try graph("a b", [("a", "b", [statement("x", at: 0)])])
        let new = try graph("a b", [("a", "b", [statement("x", at: 90)])])
        #expect(GraphDifference(from: old, to: new).isEmpty)
        let surer = try graph("a b", [("a", "b", [statement("x", at: 0, confidence: 0.9)])])
        #expect(GraphDifference(from: old, to: surer).relations.map(\.aspects) == [[.strength]])
    }

    @Test func theOverlayHoldsBothGraphsAndTheLaterWord() throws {
        let old = try graph("a b gone", [("a", "b", [statement("x")]), ("a", "gone", [statement("y")])])
        let new = try graph("a b new", [("a", "b", [statement("z")])], renamed: ["a": "Alpha"])
        let both = try old.overlaid(by: new)
        try both.checkInvariants()
        #expect(both.actors.map(\.id) == ["a", "b", "gone", "new"])
        #expect(both["a"]?.name == "Alpha")
        #expect(both.relations.map { $0.statements.map(\.text) } == [["z"], ["y"]])
    }
}
