import EntenteModel

/// The legible core of a graph that is too large to draw whole.
struct Backbone {
    let actors: Set<ActorID>
    let relations: [Relation]
    /// What was kept, for the caption.
    let statement: String

    /// Returns nil where the graph is small enough or thinning is off.
    init?(
        of relations: [Relation], actors: Set<ActorID>, thinning: MapSelection.Thinning, options: MapOptions
    ) {
        let limit: Int
        switch thinning {
        case .off: return nil
        case .backbone(let count): limit = count
        case .automatic:
            guard actors.count > 150 || relations.count > 600 else { return nil }
            limit = 100
        }
        var degrees: [ActorID: Int] = [:]
        for relation in relations {
            degrees[relation.source, default: 0] += 1
            degrees[relation.target, default: 0] += 1
        }
        let ranked = actors.sorted {
            let (first, second) = (degrees[$0] ?? 0, degrees[$1] ?? 0)
            return first != second ? first > second : $0 < $1
        }
        let kept = Set(ranked.prefix(limit)).union(options.highlight?.actors ?? [])
        self.actors = kept
        self.relations = relations.filter { kept.contains($0.source) && kept.contains($0.target) }
        statement = "the \(kept.count) best connected of \(actors.count) actors"
    }
}
