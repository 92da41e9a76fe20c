import EntenteAnalysis
import EntenteModel
import Testing

@Suite struct ProjectionTests {
    @Test func influenceRunsTheWayTheKindSaysAndPlacesMoveNobody() throws {
        let graph = try SmallCase.graph()
        let view = try GraphView(graph, projection: Projection(cost: .influence))
        // The leader moves the state (three sentences of 0.5: 0.875 · 0.8), and who sees a threat is moved (0.5 · 0.5).
        let path = try view.shortestPaths(from: "leader", to: "neighbour").paths
        #expect(path.map { $0.actors.map(\.id) } == [["leader", "state", "neighbour"]])
        #expect(path[0].hops.map(\.reversed) == [false, true])
        #expect(abs(path[0].influence - 0.7 * 0.25) < 1e-12)
        #expect(path[0].hops[1].evidence?.text == "Neighbour fears State.")
        #expect(try view.shortestPaths(from: "town", to: "state").paths.isEmpty)
    }

    @Test func possibleAndDisputedRelationsCountOnlyWhereAsked() throws {
        let graph = try SmallCase.graph()
        #expect(try kinds(graph, Projection()) == ["leads", "seesThreatFrom", "locatedIn"])
        #expect(try kinds(graph, Projection(statuses: [.asserted, .possible])).contains("supports"))
        var disputed = Projection()
        disputed.withDisputed = true
        #expect(try kinds(graph, disputed).contains("meetsWith"))
    }

    @Test func copiesOfOneTextAreOneSource() throws {
        let graph = try SmallCase.graph()
        #expect(try kinds(graph, Projection(minimumSources: 2)) == ["leads"])
    }

    @Test func theLeastWeightLeavesOutWhatIsLessSure() throws {
        let graph = try SmallCase.graph()
        for relation in try GraphView(graph).relations {
            let weight = relation.relation.strength
            let kind = relation.kind.name
            #expect(try kinds(graph, Projection(minimumWeight: weight)).contains(kind))
            #expect(
                try !GraphView(graph, projection: Projection(minimumWeight: weight + 1e-6)).relations.contains {
                    $0.relation.id == relation.relation.id
                })
        }
        #expect(throws: AnalysisError.self) { try GraphView(graph, projection: Projection(minimumWeight: -.infinity)) }
    }

    @Test func whatStandsWithoutAnOutletLeavesOutItsCopiesToo() throws {
        let graph = try SmallCase.graph()
        #expect(try kinds(graph, Projection(notOnlyBy: ["wire"])) == ["leads"])
        #expect(try kinds(graph, Projection(saidBy: ["leader"])) == [])
        #expect(try kinds(graph, Projection(statuses: [.denied], saidBy: ["leader"])) == ["meetsWith"])
    }

    @Test func documentsFilterStatementsAndUnknownOnesAreNamed() throws {
        let graph = try SmallCase.graph()
        for document in graph.documents {
            let view = try GraphView(graph, projection: Projection(documents: [document.id]))
            let said = try view.subgraph(of: graph).relations.flatMap(\.statements).map(\.document)
            #expect(Set(said) == [document.id])
            #expect("\(view.projection)".contains("in \(document.id)"))
        }
        let error = #expect(throws: AnalysisError.self) { try kinds(graph, Projection(documents: ["nowhere"])) }
        #expect(error?.description.contains("nowhere") == true)
    }

    @Test func datesFilterStatementsOneByOne() throws {
        let graph = try SmallCase.graph()
        #expect(try kinds(graph, Projection(asOf: PartialDate("2020"))) == ["leads"])
        #expect(try kinds(graph, Projection(from: PartialDate("2021"))) == ["leads", "seesThreatFrom", "locatedIn"])
        #expect(throws: AnalysisError.self) {
            try kinds(graph, Projection(from: PartialDate("2021"), to: PartialDate("2020")))
        }
    }

    @Test func rollUpLetsTheMinistryActForItsState() throws {
        let graph = try SmallCase.graph()
        let view = try GraphView(graph, projection: Projection(statuses: [.asserted, .possible], rollUp: true))
        let supports = view.relations.filter { $0.kind.name == "supports" }
        #expect(supports.map(\.relation.source) == ["state"])
        #expect(supports.first?.literals.map(\.source) == ["ministry"])
        #expect(!view.contains("ministry"))
    }

    @Test func oneLineSaysWhatAnAnswerHoldsFor() {
        let projection = Projection(
            polarity: .hostile, asOf: PartialDate("2021-08"), minimumSources: 2, cost: .influence)
        #expect(
            projection.description
                == "asserted relations, hostile, as of 2021-08, at least 2 sources, directed, cost by influence")
    }

    private func kinds(_ graph: ActorGraph, _ projection: Projection) throws -> [String] {
        let order = ["leads", "seesThreatFrom", "supports", "meetsWith", "locatedIn"]
        let found = Set(try GraphView(graph, projection: projection).relations.map(\.kind.name))
        return order.filter(found.contains)
    }
}

/// A case small enough to see whole: a leader, its state with a ministry and a town, a neighbour, a wire service.
enum SmallCase {
    static func graph() throws -> ActorGraph {
        let ontology = try Ontology(
            yaml: """
                actors:
                  state: {label: state, family: polity}
                relations:
                  leads: {influence: {along: forward, strength: 0.8}}
                  seesThreatFrom: {polarity: hostile, influence: {along: backward, strength: 0.5}}
                  supports: {polarity: cooperative, influence: {along: forward, strength: 0.6}}
                  meetsWith: {symmetric: true, polarity: cooperative, influence: {along: both, strength: 0.4}}
                  locatedIn: {polarity: structural, influence: {along: none}}
                """)
        var graph = ActorGraph(ontology: ontology)
        for (id, date, source) in [
            ("d1", "2020-05-01", "Wire"), ("d2", "2021-06-01", "Daily"), ("d3", "2021-06-02", "Wire"),
        ] {
            graph.insert(
                DocumentRecord(
                    id: DocumentID(id), path: id, date: PartialDate(date), source: source, sha256: id))
        }
        try graph.insert(Actor(id: "state", name: "State", kind: "state"))
        try graph.insert(Actor(id: "ministry", name: "Ministry", kind: "state", principal: "state"))
        for name in ["Leader", "Neighbour", "Town", "Wire"] {
            try graph.insert(Actor(id: ActorID(name.lowercased()), name: name, kind: "state"))
        }
        func say(
            _ source: ActorID, _ kind: String, _ target: ActorID, _ document: DocumentID, _ text: String,
            status: Status = .asserted, by speaker: ActorID? = nil
        ) throws {
            let statement = Statement(
                document: document, range: 0..<text.utf8.count, text: text, status: status, attributedTo: speaker,
                confidence: 0.5)
            try graph.insert(source: source, kind: kind, target: target, statements: [statement])
        }
        try say("leader", "leads", "state", "d1", "Leader rules State.")
        try say("leader", "leads", "state", "d2", "Leader rules  State!")
        try say("leader", "leads", "state", "d2", "The head of State is Leader.")
        try say("neighbour", "seesThreatFrom", "state", "d3", "Neighbour fears State.")
        try say("ministry", "supports", "neighbour", "d2", "Ministry may help Neighbour.", status: .possible)
        try say("leader", "meetsWith", "neighbour", "d2", "Leader met Neighbour.")
        try say("leader", "meetsWith", "neighbour", "d3", "No meeting, says Leader.", status: .denied, by: "leader")
        try say("town", "locatedIn", "state", "d3", "Town lies in State.")
        return graph
    }
}
