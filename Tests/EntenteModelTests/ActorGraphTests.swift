import EntenteModel
import Testing

@Suite struct ActorGraphTests {
    private static let ontology = Ontology(
        actorKinds: [ActorKind(name: "state"), ActorKind(name: "person")],
        relationKinds: [RelationKind(name: "attacks"), RelationKind(name: "borders", isSymmetric: true)])

    /// States `a`, `b`, `c` and a document `d`.
    private func graph() throws -> ActorGraph {
        var graph = ActorGraph(ontology: Self.ontology)
        graph.insert(DocumentRecord(id: "d", path: "d.txt", sha256: "00"))
        for id in ["a", "b", "c"] as [ActorID] {
            try graph.insert(Actor(id: id, name: id.rawValue.uppercased(), kind: "state"))
        }
        return graph
    }

    private func said(
        _ text: String = "A attacks B.", at start: Int = 0, length: Int? = nil, status: Status = .asserted,
        by speaker: ActorID? = nil, in document: DocumentID = "d", confidence: Double = 0.5
    ) -> Statement {
        Statement(
            document: document, range: start..<start + (length ?? text.utf8.count), text: text, status: status,
            attributedTo: speaker, confidence: confidence)
    }

    @Test func whatWasInsertedIsFoundAndListedInTheOrderOfIds() throws {
        var graph = try graph()
        try graph.insert(source: "b", kind: "attacks", target: "a", statements: [said()])
        try graph.insert(source: "a", kind: "attacks", target: "c", statements: [said()])
        #expect(graph.actors.map(\.id) == ["a", "b", "c"])
        #expect(graph.relations.map(\.id.description) == ["a|attacks|c", "b|attacks|a"])
        #expect((graph.actorCount, graph.relationCount, graph.statementCount) == (3, 2, 2))
        try graph.checkInvariants()
    }

    @Test func theSameInsertionsInAnyOrderGiveEqualGraphs() throws {
        let parts = [("a", "b", 0), ("b", "a", 20), ("a", "b", 40), ("c", "a", 60)] as [(ActorID, ActorID, Int)]
        func drawn(_ parts: [(ActorID, ActorID, Int)]) throws -> ActorGraph {
            var graph = try graph()
            for (source, target, start) in parts {
                try graph.insert(source: source, kind: "borders", target: target, statements: [said(at: start)])
            }
            return graph
        }
        let one = try drawn(parts)
        #expect(try one == drawn(parts.reversed()))
        #expect(one.relationCount == 2)
        #expect(one.relations[0].statements.count == 3)
    }

    @Test func kindsOfTheOntologyAloneAreAccepted() throws {
        var graph = try graph()
        #expect(throws: ActorGraphError.unknownActorKind("stat", closest: "state")) {
            try graph.insert(Actor(id: "x", name: "X", kind: "stat"))
        }
        #expect(throws: ActorGraphError.unknownRelationKind("atacks", closest: "attacks")) {
            try graph.insert(source: "a", kind: "atacks", target: "b", statements: [said()])
        }
        graph.define(ActorKind(name: "stat"))
        try graph.insert(Actor(id: "x", name: "X", kind: "stat"))
    }

    @Test func endsSpeakersAndDocumentsMustBeInTheGraph() throws {
        var graph = try graph()
        #expect(throws: ActorGraphError.unknownActor("x")) {
            try graph.insert(source: "x", kind: "attacks", target: "a", statements: [said()])
        }
        #expect(throws: ActorGraphError.unknownActor("x")) {
            try graph.insert(source: "a", kind: "attacks", target: "x", statements: [said()])
        }
        #expect(throws: ActorGraphError.unknownActor("x")) {
            try graph.insert(source: "a", kind: "attacks", target: "b", statements: [said(by: "x")])
        }
        #expect(throws: ActorGraphError.unknownDocument("x")) {
            try graph.insert(source: "a", kind: "attacks", target: "b", statements: [said(in: "x")])
        }
        #expect(throws: ActorGraphError.unknownDocument("x")) {
            try graph.insert(Actor(id: "y", name: "Y", kind: "state", documents: ["x"]))
        }
        #expect(graph.relationCount == 0)
        #expect(graph.actorCount == 3)
    }

    @Test func loopsUnorderedEndsAndRelationsWithoutEvidenceAreRefused() throws {
        var graph = try graph()
        let attacks = RelationKind(name: "attacks")
        #expect(throws: ActorGraphError.loop(RelationID(source: "a", kind: attacks, target: "a"))) {
            try graph.insert(source: "a", kind: "attacks", target: "a", statements: [said()])
        }
        #expect(throws: ActorGraphError.noEvidence("a", "attacks", "b")) {
            try graph.insert(source: "a", kind: "attacks", target: "b", statements: [])
        }
        let unordered = RelationID(source: "b", kind: RelationKind(name: "borders"), target: "a")
        #expect(throws: ActorGraphError.unorderedEnds(unordered)) {
            try graph.insert(Relation(id: unordered, statements: [said()]))
        }
    }

    @Test(arguments: [-0.1, .nan, .infinity])
    func strengthsAreNumbersNotBelowZero(strength: Double) throws {
        var graph = try graph()
        let id = RelationID(source: "a", kind: RelationKind(name: "attacks"), target: "b")
        #expect(throws: ActorGraphError.badStrength(id)) { try graph.insert(Relation(id: id, strength: strength)) }
    }

    @Test func statementsNeedAStatusAConfidenceAndATextAsLongAsItsRange() throws {
        let bad = [
            said(status: .disputed), said(confidence: 1.1), said(confidence: -0.1), said(confidence: .nan),
            said(length: 3), said(at: -1),
            // A range from a damaged file can be longer than any number counts.
            Statement(document: "d", range: Int.min..<Int.max, text: "x"),
        ]
        for statement in bad {
            var graph = try graph()
            #expect(throws: ActorGraphError.self, "\(statement)") {
                try graph.insert(source: "a", kind: "attacks", target: "b", statements: [statement])
            }
            #expect(graph.relationCount == 0)
        }
    }

    @Test func principalsExistAndDoNotRunInCircles() throws {
        var graph = try graph()
        #expect(throws: ActorGraphError.unknownActor("x")) {
            try graph.insert(Actor(id: "p", name: "P", kind: "person", principal: "x"))
        }
        try graph.insert(Actor(id: "p", name: "P", kind: "person", principal: "a"))
        try graph.insert(Actor(id: "q", name: "Q", kind: "person", principal: "p"))
        #expect(graph.principal(of: "q") == "a")
        #expect(graph.principal(of: "a") == "a")
        #expect(throws: ActorGraphError.circularPrincipal("a")) {
            try graph.insert(Actor(id: "a", name: "A", kind: "state", principal: "q"))
        }
        #expect(throws: ActorGraphError.circularPrincipal("b")) {
            try graph.insert(Actor(id: "b", name: "B", kind: "state", principal: "b"))
        }
        #expect(graph.principal(of: "q") == "a")
        try graph.checkInvariants()
    }

    @Test func anActorTakesOverWhatAnotherRecordKnowsAndItsOwnWordStands() {
        var one = Actor(
            id: "a", name: "Türkiye", kind: "state", aliases: ["Turkey", ""], documents: ["e"], mentions: 2)
        one.absorb(
            Actor(
                id: "a", name: "Turkey", kind: "state", aliases: ["Ankara", "Türkiye"], country: "TUR",
                documents: ["d", "e"], mentions: 3))
        #expect(one.name == "Türkiye")
        #expect(one.aliases == ["Ankara", "Turkey"])
        #expect(one.country == "TUR")
        #expect(one.documents == ["d", "e"])
        #expect(one.mentions == 5)
    }
}
