public import EntenteModel

extension ActorGraph {
    /// Joins what documents say into one graph.
    ///
    /// Actors of the same id are one actor; their aliases, documents and mentions add up. Statements gather under their
    /// relation. The result does not depend on the order of the extractions.
    /// - Throws: `ActorGraphError` where extractions break a rule of the graph, for example with a kind that the
    ///   ontology lacks.
    public init(ontology: Ontology, extractions: some Sequence<DocumentExtraction>) throws(ActorGraphError) {
        let joined = try JoinedDocuments(ontology: ontology, extractions: extractions)
        self = Curation().apply(to: joined.graph, links: joined.links).graph
    }

    /// Joins documents and leaves every actor under its own id.
    fileprivate init(separate ontology: Ontology, _ ordered: [DocumentExtraction]) throws(ActorGraphError) {
        self.init(ontology: ontology)
        var actors: [ActorID: Actor] = [:]
        for extraction in ordered {
            insert(extraction.document)
            for actor in extraction.actors {
                if actors[actor.id] != nil { actors[actor.id]?.absorb(actor) } else { actors[actor.id] = actor }
            }
        }
        try insertPrincipalsFirst(actors)
        var statements: [RelationID: [Statement]] = [:]
        for extraction in ordered {
            for finding in extraction.findings {
                guard let kind = ontology.relationKind(finding.kind) else {
                    throw .unknownRelationKind(
                        finding.kind, closest: ontology.closestRelationKind(to: finding.kind))
                }
                let id = RelationID(source: finding.source, kind: kind, target: finding.target)
                guard id.source != id.target else { continue }
                statements[id, default: []].append(finding.statement)
            }
        }
        for id in statements.keys.sorted() {
            try insert(Relation(id: id, statements: statements[id] ?? []))
        }
    }

    private mutating func insertPrincipalsFirst(_ actors: [ActorID: Actor]) throws(ActorGraphError) {
        var visiting: Set<ActorID> = []
        func place(_ id: ActorID, in graph: inout ActorGraph) throws(ActorGraphError) {
            guard graph[id] == nil, var actor = actors[id] else { return }
            visiting.insert(id)
            if let principal = actor.principal {
                // Two documents can disagree about who acts for whom; a circle means that neither is known.
                if visiting.contains(principal) { actor.principal = nil } else { try place(principal, in: &graph) }
            }
            if let principal = actor.principal, graph[principal] == nil { actor.principal = nil }
            try graph.insert(actor)
        }
        for id in actors.keys.sorted() {
            visiting.removeAll()
            try place(id, in: &self)
        }
    }
}

/// What documents say together, before anybody looks at who is whom: the graph with each actor under its own id, and the
/// actors that are one by their spelling.
///
/// A case keeps this, for what people decide is applied to it each time.
public struct JoinedDocuments: Hashable, Sendable {
    /// Changes whenever the same extractions would be joined otherwise, so that what was joined before is not used.
    public static let version = 1

    public let graph: ActorGraph
    /// Sorted by the actor that is another.
    public let links: [ActorLink]

    public init(graph: ActorGraph, links: [ActorLink]) {
        self.graph = graph
        self.links = links
    }

    /// - Throws: as for `ActorGraph(ontology:extractions:)`.
    public init(
        ontology: Ontology, extractions: some Sequence<DocumentExtraction>
    ) throws(ActorGraphError) {
        graph = try ActorGraph(separate: ontology, extractions.sorted { $0.document.id < $1.document.id })
        let actors = Dictionary(graph.actors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        links = PersonLinks(actors).links.values
            .map { ActorLink(from: $0.from, into: $0.into, reason: $0.reason) }
            .sorted { $0.from < $1.from }
    }
}
