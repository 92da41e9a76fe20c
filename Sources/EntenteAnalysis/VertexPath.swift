/// A path as positions of a view, before it is dressed with names and evidence.
struct VertexPath: Hashable {
    var vertices: [UInt32]
    /// The sum of the steps' costs, added from the start.
    var cost: Double

    /// Whether this path comes first: cheaper, of ties shorter, of those again the one with the first names.
    static func precedes(_ left: VertexPath, _ right: VertexPath) -> Bool {
        Tie.isTie(left.cost, right.cost) ? isFirstOfTies(left, right) : left.cost < right.cost
    }

    static func isFirstOfTies(_ left: VertexPath, _ right: VertexPath) -> Bool {
        if left.vertices.count != right.vertices.count { return left.vertices.count < right.vertices.count }
        return left.vertices.lexicographicallyPrecedes(right.vertices)
    }

    /// Puts paths in order: by cost, and those that tie with the cheapest of their group by steps and names.
    static func sort(_ paths: inout [VertexPath]) {
        // A tie is not transitive, so groups are cut from the cheapest upwards rather than left to the sort.
        paths.sort { $0.cost < $1.cost }
        var start = 0
        while start < paths.count {
            var end = start + 1
            while end < paths.count, paths[end].cost <= Tie.ceiling(paths[start].cost) { end += 1 }
            paths[start..<end].sort(by: isFirstOfTies)
            start = end
        }
    }
}
