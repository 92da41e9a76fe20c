/// A path as positions of a view, before it is dressed with names and evidence.
struct VertexPath: Hashable {
    var vertices: [UInt32]
    /// The sum of the steps' costs, added from the start.
    var cost: Double

    /// Whether this path comes first: cheaper, of ties shorter, of those again the one with the first names.
    static func precedes(_ left: VertexPath, _ right: VertexPath) -> Bool {
        guard Tie.isTie(left.cost, right.cost) else { return left.cost < right.cost }
        if left.vertices.count != right.vertices.count { return left.vertices.count < right.vertices.count }
        return left.vertices.lexicographicallyPrecedes(right.vertices)
    }
}

/// Finds the first of the cheapest paths between two actors, with some actors and steps forbidden.
struct PathSearch {
    let view: GraphView
    private var search: Dijkstra
    /// Steps from the target inside the cheapest paths; −1 outside.
    private var level: [Int32]

    init(view: GraphView) {
        self.view = view
        search = Dijkstra(count: view.actorCount)
        level = [Int32](repeating: -1, count: view.actorCount)
    }

    /// The cheapest path; of those whose costs tie the one with the fewest steps, of these the first by names.
    ///
    /// Distances to the target single out the steps that lie on a cheapest path. A walk by least number of steps
    /// through those cannot run in circles, even where steps cost nothing.
    /// - Parameters:
    ///   - blocked: By position; empty for none. The ends must not be blocked.
    ///   - forbiddenFirst: Actors to which the first step may not lead.
    /// - Complexity: O((actors + arcs) · log arcs).
    mutating func cheapest(
        from source: Int, to target: Int, blocked: [Bool] = [], forbiddenFirst: Set<UInt32> = []
    ) throws(AnalysisError) -> VertexPath? {
        if source == target { return VertexPath(vertices: [UInt32(source)], cost: 0) }
        // The first step is chosen apart: the source's own distance would go through forbidden steps.
        var rest = blocked.isEmpty ? [Bool](repeating: false, count: view.actorCount) : blocked
        rest[source] = true
        try search.run(view.into, from: target, blocked: rest)
        var best = Double.infinity
        for arc in view.out.row(source) where !forbiddenFirst.contains(view.out.targets[arc]) {
            let next = Int(view.out.targets[arc])
            guard next == target || !rest[next] else { continue }
            best = min(best, view.out.cost(arc) + search.distances[next])
        }
        guard best < .infinity else { return nil }
        return walk(from: source, to: target, best: best, blocked: rest, forbiddenFirst: forbiddenFirst)
    }

    private mutating func walk(
        from source: Int, to target: Int, best: Double, blocked: [Bool], forbiddenFirst: Set<UInt32>
    ) -> VertexPath? {
        for vertex in level.indices { level[vertex] = -1 }
        level[target] = 0
        var frontier = [UInt32(target)]
        var depth: Int32 = 0
        var found = false
        while !frontier.isEmpty, !found {
            depth += 1
            var next: [UInt32] = []
            for vertex in frontier {
                let toTarget = search.distances[Int(vertex)]
                for arc in view.into.row(Int(vertex)) {
                    let before = Int(view.into.targets[arc])
                    let through = view.into.cost(arc) + toTarget
                    if before == source {
                        if Tie.isTie(through, best), !forbiddenFirst.contains(vertex) { found = true }
                    } else if level[before] < 0, !blocked[before], Tie.isTie(through, search.distances[before]) {
                        level[before] = depth
                        next.append(UInt32(before))
                    }
                }
            }
            frontier = next
        }
        guard found else { return nil }
        var path = VertexPath(vertices: [UInt32(source)], cost: 0)
        var vertex = source
        var remaining = best
        while vertex != target {
            depth -= 1
            guard
                let arc = view.out.row(vertex).first(where: { arc in
                    let next = view.out.targets[arc]
                    guard level[Int(next)] == depth else { return false }
                    if vertex == source, forbiddenFirst.contains(next) { return false }
                    return Tie.isTie(view.out.cost(arc) + search.distances[Int(next)], remaining)
                })
            else { return nil }
            vertex = Int(view.out.targets[arc])
            path.vertices.append(UInt32(vertex))
            path.cost += view.out.cost(arc)
            remaining = search.distances[vertex]
        }
        return path
    }
}
