import EntenteModel

/// A small graph with everything that a format may have to carry, and names that try to break out of it.
func sampleGraph(quotes: Bool = true) throws -> ActorGraph {
    var graph = ActorGraph(ontology: sampleOntology)
    graph.insert(
        DocumentRecord(id: "d1", path: "in/d1.md", title: "A \"title\"", date: PartialDate("2021-08"), sha256: "00ff"))
    graph.insert(DocumentRecord(id: "d2", path: "in/d2.txt", source: "The Post", sha256: "11ee"))
    try graph.insert(
        Actor(
            id: "a", name: "=cmd|' /C calc'!A0", kind: "state", aliases: ["A, \"B\"", "<script>"], country: "AAA",
            documents: ["d1"], mentions: 3))
    try graph.insert(Actor(id: "b", name: "Zürich\n\u{1B}[31m北京\\", kind: "person", principal: "a"))
    try graph.insert(Actor(id: "c", name: "C", kind: "state"))
    let text = quotes ? "A attacked B." : ""
    try graph.insert(
        source: "a", kind: "attacks", target: "b",
        statements: [
            Statement(
                document: "d1", range: 5..<18, text: text, date: PartialDate("2021-08-07"), attributedTo: "c",
                confidence: 0.7),
            Statement(document: "d2", range: 0..<13, text: text, status: .denied, confidence: 0.25),
        ])
    try graph.insert(
        source: "c", kind: "borders", target: "a",
        statements: [Statement(document: "d2", range: 20..<33, text: text, status: .possible, confidence: 1)])
    return graph
}

let sampleOntology = Ontology(
    actorKinds: [ActorKind(name: "state"), ActorKind(name: "person")],
    relationKinds: [RelationKind(name: "attacks"), RelationKind(name: "borders", isSymmetric: true)])
