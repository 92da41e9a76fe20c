/// The relations of a graph while some of them change: those that stay are never touched.
struct RelationTable {
    private let ontology: Ontology
    /// Sorted by id.
    private let base: [Relation]
    /// The places of `base` that no longer count.
    private var gone: Set<Int> = []
    private var changed: [RelationID: Relation] = [:]

    init(_ graph: ActorGraph) {
        ontology = graph.ontology
        base = graph.relations
    }

    subscript(id: RelationID) -> Relation? {
        if let relation = changed[id] { return relation }
        return place(of: id).flatMap { gone.contains($0) ? nil : base[$0] }
    }

    /// The id of the relation that a kind draws between two actors; nil where the ontology lacks the kind.
    func id(_ source: ActorID, _ kind: String, _ target: ActorID) -> RelationID? {
        ontology.relationKind(kind).map { RelationID(source: source, kind: $0, target: target) }
    }

    /// The relations for which the test holds, by id.
    func all(where test: (Relation) -> Bool) -> [Relation] {
        var result = changed.values.filter(test)
        for (place, relation) in base.enumerated() where test(relation) && !gone.contains(place) {
            result.append(relation)
        }
        return result.sorted { $0.id < $1.id }
    }

    mutating func remove(_ id: RelationID) {
        changed[id] = nil
        if let place = place(of: id) { gone.insert(place) }
    }

    /// Puts a relation in the place of the one of its id; nothing where it has lost all evidence.
    mutating func replace(_ relation: Relation) {
        remove(relation.id)
        changed[relation.id] = relation
    }

    /// Adds a relation to the one of its id, if there is one.
    mutating func add(_ relation: Relation) {
        guard var known = self[relation.id] else { return replace(relation) }
        known.absorb(relation)
        replace(known)
    }

    /// All relations by id.
    var sorted: [Relation] {
        if gone.isEmpty, changed.isEmpty { return base }
        let added = changed.values.sorted { $0.id < $1.id }
        var result: [Relation] = []
        result.reserveCapacity(base.count + added.count)
        var next = 0
        for (place, relation) in base.enumerated() where !gone.contains(place) {
            while next < added.count, added[next].id < relation.id {
                result.append(added[next])
                next += 1
            }
            result.append(relation)
        }
        return result + added[next...]
    }

    private func place(of id: RelationID) -> Int? {
        var (low, high) = (0, base.count)
        while low < high {
            let middle = (low + high) / 2
            if base[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < base.count && base[low].id == id ? low : nil
    }
}

extension Relation {
    /// The same relation between other actors.
    func moved(to id: RelationID) -> Relation {
        statements.isEmpty
            ? Relation(id: id, status: status, strength: strength, firstDate: firstDate, lastDate: lastDate)
            : Relation(id: id, statements: statements)
    }
}
