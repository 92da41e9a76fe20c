public import EntenteModel

extension ActorGraph {
    /// Joins what documents say into one graph.
    ///
    /// Actors of the same id are one actor; their aliases, documents and mentions add up. Statements gather under their
    /// relation. The result does not depend on the order of the extractions.
    /// - Throws: `ActorGraphError` where extractions break a rule of the graph, for example with a kind that the
    ///   ontology lacks.
    public init(ontology: Ontology, extractions: some Sequence<DocumentExtraction>) throws(ActorGraphError) {
        self.init(ontology: ontology)
        let ordered = extractions.sorted { $0.document.id < $1.document.id }
        var actors: [ActorID: Actor] = [:]
        for extraction in ordered {
            insert(extraction.document)
            for actor in extraction.actors {
                if actors[actor.id] != nil { actors[actor.id]?.absorb(actor) } else { actors[actor.id] = actor }
            }
        }
        let links = PersonLinks(actors)
        try insertPrincipalsFirst(Self.joined(actors, links))
        var statements: [RelationID: [Statement]] = [:]
        for extraction in ordered {
            for finding in extraction.findings {
                guard let kind = ontology.relationKind(finding.kind) else {
                    throw .unknownRelationKind(
                        finding.kind, closest: ontology.closestRelationKind(to: finding.kind))
                }
                let id = RelationID(
                    source: links.representative(finding.source), kind: kind,
                    target: links.representative(finding.target))
                guard id.source != id.target else { continue }
                let speaker = finding.statement.attributedTo.map(links.representative)
                statements[id, default: []].append(finding.statement.attributed(to: speaker))
            }
        }
        for id in statements.keys.sorted() {
            try insert(Relation(id: id, statements: statements[id] ?? []))
        }
    }

    /// The actors with those that are one person joined under the better known name.
    private static func joined(_ actors: [ActorID: Actor], _ links: PersonLinks) -> [ActorID: Actor] {
        var result = actors
        for from in links.links.keys.sorted() {
            guard let link = links.links[from], let actor = result.removeValue(forKey: from) else { continue }
            result[link.into]?.absorb(actor)
        }
        return result
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
