import EntenteModel

/// What a map shows: the first of the three steps from a graph to a picture (choose, style, write).
struct MapContent {
    let ontology: Ontology
    /// By id.
    var actors: [Actor]
    var bundles: [RelationBundle]
    /// Distinct neighbours on the map.
    var degrees: [ActorID: Int]
    /// What was left out to keep the map legible, for the caption.
    var omissions: [String]

    /// Chooses what to show.
    ///
    /// - Throws: `RenderingError.nothingToShow`, and `.unknownActor` where the selection names one that is not there.
    /// - Complexity: O((n + m) log m) in actors and relations.
    init(of graph: ActorGraph, selection: MapSelection, options: MapOptions) throws(RenderingError) {
        ontology = graph.ontology
        omissions = []
        var relations = graph.relations.filter { selection.statuses.contains($0.status) }
        if let only = selection.relations { relations.removeAll { !only.contains($0.id) } }
        var kept = Set(graph.actors.map(\.id))
        if let only = selection.actors { kept.formIntersection(only) }
        let allowed = kept
        if let around = selection.around {
            for id in around.actors where graph[id] == nil { throw .unknownActor(id.rawValue) }
            kept.formIntersection(Self.neighbourhood(around, relations: relations, within: allowed))
        }
        if let top = selection.top {
            let ranked = kept.sorted { left, right in
                let (first, second) = (top.scores[left] ?? 0, top.scores[right] ?? 0)
                return first != second ? first > second : left < right
            }
            if ranked.count > top.count {
                omissions.append("the \(top.count) actors of highest \(top.label) of \(ranked.count)")
            }
            kept = Set(ranked.prefix(max(top.count, 0)))
        }
        if let unknown = selection.also.union(selection.expanded).sorted().first(where: { graph[$0] == nil }) {
            throw .unknownActor(unknown.rawValue)
        }
        let surroundings = MapSelection.Neighbourhood(actors: selection.expanded.sorted(), depth: 1)
        kept.formUnion(
            selection.also.union(options.highlight?.actors ?? []).union(
                Self.neighbourhood(surroundings, relations: relations, within: allowed)
            )
            .intersection(allowed))
        relations.removeAll { !kept.contains($0.source) || !kept.contains($0.target) }
        let everybody = kept
        bundles = RelationBundle.bundles(of: relations, in: graph.ontology)
        let named = Set(selection.around?.actors ?? []).union(selection.also).union(options.highlight?.actors ?? [])
        if !selection.showsUnconnected {
            // Actors without a line are not on the map, so they are nothing to thin out either.
            kept.formIntersection(named.union(bundles.flatMap { [$0.source, $0.target] }))
        }
        if let backbone = Backbone(of: bundles, actors: kept, named: named, thinning: selection.thinning) {
            kept = backbone.actors
            bundles = backbone.bundles
            omissions.append(backbone.statement)
        }
        var neighbours: [ActorID: Set<ActorID>] = [:]
        for bundle in bundles {
            neighbours[bundle.source, default: []].insert(bundle.target)
            neighbours[bundle.target, default: []].insert(bundle.source)
        }
        degrees = neighbours.mapValues(\.count)
        let known = degrees
        actors = graph.actors.filter {
            kept.contains($0.id) && (selection.showsUnconnected || known[$0.id] != nil || named.contains($0.id))
        }
        // A graph without a single relation still has actors worth a picture.
        if actors.isEmpty { actors = graph.actors.filter { everybody.contains($0.id) } }
        guard !actors.isEmpty else { throw .nothingToShow }
    }

    private static func neighbourhood(
        _ around: MapSelection.Neighbourhood, relations: [Relation], within allowed: Set<ActorID>
    ) -> Set<ActorID> {
        var neighbours: [ActorID: [ActorID]] = [:]
        for relation in relations where allowed.contains(relation.source) && allowed.contains(relation.target) {
            neighbours[relation.source, default: []].append(relation.target)
            neighbours[relation.target, default: []].append(relation.source)
        }
        var reached = Set(around.actors)
        var frontier = around.actors
        for _ in 0..<max(around.depth, 0) where !frontier.isEmpty {
            var next: [ActorID] = []
            for actor in frontier {
                for neighbour in neighbours[actor] ?? [] where reached.insert(neighbour).inserted {
                    next.append(neighbour)
                }
            }
            frontier = next
        }
        return reached
    }
}
