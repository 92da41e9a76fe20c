extension Curator {
    /// Makes a part of an actor an actor of its own.
    mutating func divide() {
        for entry in standing {
            guard case .divide(let whole, let division) = entry.decision.verdict else { continue }
            guard let id = known(whole).map(identities.root), let actor = actors[id] else {
                leave(entry, "no document mentions '\(whole)'")
                continue
            }
            let kind = division.kind ?? actor.kind
            guard ontology.actorKind(kind) != nil else {
                leave(entry, "the ontology has no actor kind '\(kind)'")
                continue
            }
            // An actor of this id that the documents name takes the part over.
            let isNew = actors[division.id] == nil
            guard division.id != id else {
                leave(entry, "the part would have the id of the whole")
                continue
            }
            let places = divide(actor, division)
            guard !places.isEmpty else {
                leave(entry, "no sentence speaks of this part")
                continue
            }
            let part = Actor(
                id: division.id, name: division.name, kind: kind, documents: Set(places.map(\.document)),
                mentions: places.count)
            if isNew { actors[division.id] = part } else { actors[division.id]?.absorb(part) }
            if isNew { dividedFrom[division.id] = id }
            actors[id]?.give(mentions: places.count, name: division.part)
        }
    }

    private struct Place: Hashable {
        let document: DocumentID
        let range: Range<Int>
    }

    /// Moves the statements of the part and returns the sentences that make them.
    private mutating func divide(_ actor: Actor, _ division: Division) -> Set<Place> {
        let names = FoldedNames(actor)
        var moved: Set<Place> = []
        for relation in relations.all(where: { $0.source == actor.id || $0.target == actor.id }) {
            let part = relation.statements.filter { statement in
                switch division.part {
                case .document(let document): statement.document == document
                case .name(let name): names.isOnly(name, in: statement.text)
                }
            }
            if part.isEmpty { continue }
            let source = relation.source == actor.id ? division.id : relation.source
            let target = relation.target == actor.id ? division.id : relation.target
            guard source != target, let id = relations.id(source, relation.kind, target) else { continue }
            let rest = Set(relation.statements).subtracting(part)
            relations.remove(relation.id)
            if !rest.isEmpty { relations.replace(Relation(id: relation.id, statements: rest)) }
            relations.add(Relation(id: id, statements: part))
            for statement in part { moved.insert(Place(document: statement.document, range: statement.range)) }
        }
        return moved
    }
}

/// The names of an actor, to tell by which of them a sentence calls it.
private struct FoldedNames {
    /// Longest first, so that "Islamic State Khorasan" is not taken for "Islamic State".
    private let names: [[Substring]]

    init(_ actor: Actor) {
        names = Set(([actor.name] + actor.aliases).map { ActorLookup.folded($0) })
            .map { $0.split(separator: " ") }
            .sorted { ($1.count, $0.joined(separator: " ")) < ($0.count, $1.joined(separator: " ")) }
    }

    func isOnly(_ name: String, in sentence: String) -> Bool {
        let wanted = ActorLookup.folded(name).split(separator: " ")
        let words = ActorLookup.folded(sentence).split(separator: " ")
        var found = false
        var place = 0
        while place < words.count {
            if let here = names.first(where: { words[place...].starts(with: $0) }) {
                guard here == wanted else { return false }
                found = true
                place += here.count
            } else {
                place += 1
            }
        }
        return found
    }
}

extension Actor {
    /// Gives mentions, and the name by which they go, to another actor.
    fileprivate mutating func give(mentions given: Int, name part: Division.Part) {
        mentions = max(0, mentions - given)
        if case .name(let name) = part { removeAlias(name) }
    }
}
