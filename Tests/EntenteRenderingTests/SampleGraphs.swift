import EntenteModel

/// Small graphs for the tests of maps.
enum SampleGraphs {
    static let ontology = Ontology(
        actorKinds: [
            ActorKind(name: "state", family: "polity"),
            ActorKind(name: "militantGroup", label: "militant group", family: "armed"),
            ActorKind(name: "person", family: "person"), ActorKind(name: "alliance", family: "organization"),
            ActorKind(name: "bridge", family: "infrastructure"),
        ],
        relationKinds: [
            RelationKind(
                name: "negotiatesWith", label: "negotiates with", isSymmetric: true, polarity: .cooperative),
            RelationKind(name: "assures", label: "gives assurances to", polarity: .cooperative),
            RelationKind(name: "attacks", label: "attacks", polarity: .hostile),
            RelationKind(name: "guardsBorderOf", label: "guards border of", polarity: .cooperative),
            RelationKind(name: "memberOf", label: "is a member of", polarity: .structural),
        ])

    static func relation(
        _ source: String, _ kind: String, _ target: String, _ status: Status = .asserted, strength: Double = 1
    ) throws -> Relation {
        struct UnknownKind: Error {}
        guard let known = ontology.relationKind(kind) else { throw UnknownKind() }
        return Relation(
            id: RelationID(source: ActorID(source), kind: known, target: ActorID(target)), status: status,
            strength: strength)
    }

    /// Five actors whose lines have every status.
    static func conflict() throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        graph.insert(DocumentRecord(id: "d", path: "brief.md", title: "A brief", sha256: ""))
        for (id, name, kind) in [
            ("avaria", "Avaria", "state"), ("bovaria", "Bovaria", "state"),
            ("front", "People's Front", "militantGroup"),
            ("pact", "Eastern Pact", "alliance"), ("envoy", "Maria Lind", "person"),
        ] { try graph.insert(Actor(id: ActorID(id), name: name, kind: kind)) }
        let texts = ["They talk.", "They talked again.", "Talks went on."]
        let statements = texts.enumerated().map { place, text in
            Statement(document: "d", range: place * 100..<place * 100 + text.utf8.count, text: text, confidence: 0.8)
        }
        try graph.insert(source: "avaria", kind: "negotiatesWith", target: "front", statements: statements)
        try graph.insert(relation("front", "assures", "avaria"))
        try graph.insert(relation("front", "attacks", "bovaria", .possible, strength: 0.5))
        try graph.insert(relation("bovaria", "attacks", "front", .denied))
        try graph.insert(relation("envoy", "assures", "bovaria", .disputed))
        try graph.insert(relation("avaria", "memberOf", "pact"))
        try graph.insert(relation("bovaria", "memberOf", "pact"))
        return graph
    }

    /// A graph of many actors around a few hubs, the same at every call.
    static func network(actors count: Int, relations: Int) throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let kinds = ontology.actorKinds.map(\.name)
        for number in 0..<count {
            try graph.insert(
                Actor(id: ActorID("a\(number)"), name: "Actor number \(number)", kind: kinds[next(kinds.count)]))
        }
        let relationKinds = ontology.relationKinds.map(\.name)
        while graph.relationCount < relations {
            let (hub, other) = (next(max(next(count), 1)), next(count))
            guard hub != other else { continue }
            try graph.insert(
                relation(
                    "a\(hub)", relationKinds[next(relationKinds.count)], "a\(other)", Status.allCases[next(4)],
                    strength: Double(next(100)) / 100))
        }
        return graph
    }
}
