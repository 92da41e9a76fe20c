/// Applies decisions to a graph, in phases whose order never depends on when each was taken: who is who, what they are
/// called, what the documents say of them, what people add.
struct Curator {
    let ontology: Ontology
    let standing: [Curation.Standing]
    var actors: [ActorID: Actor]
    var relations: RelationTable
    var documents: [DocumentRecord]
    let documentIDs: Set<DocumentID>
    var identities = Identities()
    /// From an actor that came out of a division to the one that was divided.
    var dividedFrom: [ActorID: ActorID] = [:]
    var outcome: CuratedGraph
    private var lookup: ActorLookup?

    init(graph: ActorGraph, standing: [Curation.Standing]) {
        ontology = graph.ontology
        self.standing = standing
        actors = Dictionary(uniqueKeysWithValues: graph.actors.map { ($0.id, $0) })
        relations = RelationTable(graph)
        documents = graph.documents
        documentIDs = Set(documents.map(\.id))
        outcome = CuratedGraph(graph: graph)
    }

    mutating func run(_ links: [ActorLink]) {
        addActors()
        let later = divisionIDs()
        var reasons: [ActorID: CuratedGraph.Joined.Reason] = [:]
        merge(links, leavingOut: later, &reasons)
        rename { !later.contains($0) }
        joinActors(reasons)
        divide()
        if !later.isEmpty {
            rename { later.contains($0) }
            var more: [ActorID: CuratedGraph.Joined.Reason] = [:]
            merge([], only: later, &more)
            joinActors(more)
        }
        judgeClaims()
        addKnowledge()
        mendPrincipals()
    }

    func result() -> CuratedGraph {
        var outcome = outcome
        outcome.graph = ActorGraph(
            ontology: ontology, sortedDocuments: documents.sorted { $0.id < $1.id },
            actors: actors.values.sorted { $0.id < $1.id }, relations: relations.sorted)
        outcome.joined = outcome.joined.map {
            .init(actor: $0.actor, into: identities.root($0.into), reason: $0.reason)
        }.sorted { $0.actor.id < $1.actor.id }
        outcome.unapplied.sort { $0.standing.step < $1.standing.step }
        return outcome
    }

    /// The actor that an id means today: itself, or one that bears it as a name since the documents were read anew.
    mutating func known(_ id: ActorID) -> ActorID? {
        if actors[id] != nil || dividedFrom[id] != nil { return id }
        let root = identities.root(id)
        if root != id { return root }
        if lookup == nil { lookup = ActorLookup(Array(actors.values).sorted { $0.id < $1.id }) }
        return try? lookup?.find(id.rawValue)
    }

    mutating func leave(_ standing: Curation.Standing, _ reason: String) {
        outcome.unapplied.append(.init(standing: standing, reason: reason))
    }

    private mutating func addActors() {
        for entry in standing {
            guard case .addActor(let id, let name, let kind) = entry.decision.verdict, actors[id] == nil else {
                continue
            }
            guard ontology.actorKind(kind) != nil else {
                leave(entry, "the ontology has no actor kind '\(kind)'")
                continue
            }
            actors[id] = Actor(id: id, name: name, kind: kind)
        }
    }

    private func divisionIDs() -> Set<ActorID> {
        Set(
            standing.compactMap { entry in
                if case .divide(_, let division) = entry.decision.verdict { division.id } else { nil }
            }
        ).subtracting(actors.keys)
    }

    /// Decides who is who. Merges of actors that only a division makes wait until it is made.
    private mutating func merge(
        _ links: [ActorLink], leavingOut later: Set<ActorID> = [], only: Set<ActorID>? = nil,
        _ reasons: inout [ActorID: CuratedGraph.Joined.Reason]
    ) {
        func isDue(_ one: ActorID, _ other: ActorID) -> Bool {
            if let only { return only.contains(one) || only.contains(other) }
            return !later.contains(one) && !later.contains(other)
        }
        for entry in standing {
            guard case .keepApart(let one, let other) = entry.decision.verdict, isDue(one, other) else { continue }
            // A pair of which one is gone needs no keeping, and may come back.
            guard let first = known(one), let second = known(other) else { continue }
            identities.keepApart(ActorPair(first, second), by: entry)
        }
        var decided: Set<ActorID> = []
        for entry in standing {
            guard case .merge(let from, let into) = entry.decision.verdict, isDue(from, into) else { continue }
            guard let lower = known(from) else { leave(entry, "no document mentions '\(from)'"); continue }
            guard let upper = known(into) else { leave(entry, "no document mentions '\(into)'"); continue }
            decided.insert(lower)
            guard identities.root(lower) != identities.root(upper) else { continue }
            if let obstacle = identities.obstacle(lower, upper) {
                leave(entry, "step \(obstacle.step) says to \(obstacle.decision)")
                continue
            }
            reasons[identities.root(lower)] = .decision(entry)
            identities.join(lower, to: upper)
        }
        // Spelling joins nobody of whom a person has said who they are.
        for link in links where !decided.contains(link.from) {
            guard identities.root(link.from) != identities.root(link.into),
                identities.obstacle(link.from, link.into) == nil
            else { continue }
            reasons[identities.root(link.from)] = .link(link)
            identities.join(link.from, to: link.into)
        }
    }

    /// Gives actors the names and kinds that people chose, before merging: those of an actor that is part of another are
    /// just one more alias of that one.
    private mutating func rename(_ isDue: (ActorID) -> Bool) {
        for entry in standing {
            switch entry.decision.verdict {
            case .rename(let id, let name) where isDue(id):
                guard let actor = known(id) else { leave(entry, "no document mentions '\(id)'"); continue }
                actors[actor]?.rename(name)
            case .retype(let id, let kind) where isDue(id):
                guard let actor = known(id) else { leave(entry, "no document mentions '\(id)'"); continue }
                guard ontology.actorKind(kind) != nil else {
                    leave(entry, "the ontology has no actor kind '\(kind)'")
                    continue
                }
                actors[actor]?.kind = kind
            default: continue
            }
        }
    }

    /// Moves everything of the actors for which another stands to that one.
    private mutating func joinActors(_ reasons: [ActorID: CuratedGraph.Joined.Reason]) {
        let moved = identities.joined.filter { actors[$0] != nil }
        guard !moved.isEmpty else { return }
        for id in moved.sorted() {
            guard let actor = actors.removeValue(forKey: id) else { continue }
            let into = identities.root(id)
            actors[into]?.absorb(actor)
            if let reason = reasons[id] { outcome.joined.append(.init(actor: actor, into: into, reason: reason)) }
        }
        let touched = relations.all { relation in
            moved.contains(relation.source) || moved.contains(relation.target)
                || relation.statements.contains { $0.attributedTo.map(moved.contains) ?? false }
        }
        for relation in touched { relations.remove(relation.id) }
        for relation in touched {
            let statements = relation.statements.map { $0.attributed(to: $0.attributedTo.map(identities.root)) }
            let (source, target) = (identities.root(relation.source), identities.root(relation.target))
            guard source != target, let id = relations.id(source, relation.kind, target) else {
                outcome.statementsWithinActors += statements.count
                continue
            }
            relations.add(
                statements.isEmpty ? relation.moved(to: id) : Relation(id: id, statements: statements))
        }
    }

    /// Principals that were merged become those that they are now; one who would act for itself acts for nobody.
    private mutating func mendPrincipals() {
        for (id, actor) in actors {
            guard let principal = actor.principal else { continue }
            let root = identities.root(principal)
            if root != principal { actors[id]?.principal = root }
        }
        for id in actors.keys.sorted() {
            var seen: Set<ActorID> = [id]
            var current = id
            while let next = actors[current]?.principal {
                guard actors[next] != nil, seen.insert(next).inserted else {
                    // Of a circle that merging closed nothing is known but that it is one.
                    actors[current]?.principal = nil
                    break
                }
                current = next
            }
        }
    }
}

extension Actor {
    /// Gives the actor another name; the former one stays as an alias.
    mutating func rename(_ new: String) {
        let former = name
        name = new
        addAliases([former])
    }
}
