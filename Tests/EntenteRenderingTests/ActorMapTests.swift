import EntenteModel
import EntenteRendering
import Testing

@Suite struct ActorMapTests {
    @Test func twoActorsAndTheirRelationGiveAnSVG() throws {
        let ontology = Ontology(
            actorKinds: [ActorKind(name: "state", family: "polity")],
            relationKinds: [RelationKind(name: "aids", label: "gives aid to", polarity: .cooperative)])
        var graph = ActorGraph(ontology: ontology)
        try graph.insert(Actor(id: "a", name: "Avaria", kind: "state"))
        try graph.insert(Actor(id: "b", name: "Bovaria", kind: "state"))
        try graph.insert(
            Relation(id: RelationID(source: "a", kind: #require(ontology.relationKind("aids")), target: "b")))
        let svg = String(decoding: try ActorMap(graph: graph).render(.svg), as: UTF8.self)
        #expect(svg.contains("Avaria") && svg.contains("gives aid to"))
    }
}
