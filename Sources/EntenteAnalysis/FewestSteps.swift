extension GraphView {
    /// The path with the fewest steps along allowed arcs, of ties the first by names.
    ///
    /// - Parameter isAllowed: By the arc's place in `out`, and its ends.
    /// - Complexity: O(actors + arcs), times what `isAllowed` costs.
    func fewestSteps(from source: Int, to target: Int, where isAllowed: (Int, Int, Int) -> Bool) -> VertexPath? {
        var levels = [UInt32](repeating: .max, count: actorCount)
        levels[target] = 0
        var frontier = [target]
        while levels[source] == .max, !frontier.isEmpty {
            var next: [Int] = []
            for vertex in frontier {
                for place in into.row(vertex) {
                    let before = Int(into.targets[place])
                    guard levels[before] == .max, let arc = out.arc(from: before, to: vertex),
                        isAllowed(arc, before, vertex)
                    else { continue }
                    levels[before] = levels[vertex] + 1
                    next.append(before)
                }
            }
            frontier = next
        }
        guard levels[source] != .max else { return nil }
        var path = VertexPath(vertices: [UInt32(source)], cost: 0)
        var vertex = source
        while vertex != target {
            guard
                let arc = out.row(vertex).first(where: { arc in
                    let next = Int(out.targets[arc])
                    // Levels of actors on the source's own level may be unknown, so this cannot wrap below zero.
                    return levels[next] != .max && levels[next] + 1 == levels[vertex] && isAllowed(arc, vertex, next)
                })
            else { return nil }
            vertex = Int(out.targets[arc])
            path.vertices.append(UInt32(vertex))
            path.cost += out.cost(arc)
        }
        return path
    }
}
