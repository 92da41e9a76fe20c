/// Yen's k shortest paths without repeated actors.
///
/// With Lawler's improvement (deviations start only after the step at which a path left its parent), searches led by
/// the distances to the target, and a bound: a deviation that cannot be among the k is given up.
/// - SeeAlso: J. Y. Yen, *Management Science* 17(11), 1971, doi:10.1287/mnsc.17.11.712; E. L. Lawler, *Management
///   Science* 18(7), 1972, doi:10.1287/mnsc.18.7.401.
struct KShortestPaths {
    private let view: GraphView
    private let search: SpurSearch
    private let cancellation: Cancellation
    /// The paths found so far as a tree: for each of its nodes, to which actor and node they go on.
    private var children: [[UInt32: Int]] = [[:]]
    /// Cheapest last.
    private var waiting: [Candidate] = []

    private struct Candidate {
        var path: VertexPath
        /// How many of its first actors it shares with the path from which it deviates, less one.
        var deviation: Int
        /// The tree nodes of those actors.
        var nodes: [Int]
    }

    init(view: GraphView, search: SpurSearch, cancellation: Cancellation) {
        self.view = view
        self.search = search
        self.cancellation = cancellation
    }

    /// - Complexity: O(k · path length · (actors + arcs) · log actors); far less in practice.
    mutating func paths(from source: Int, count: Int) -> [VertexPath] {
        let first = search.cheapest(from: source, limit: .infinity, isFirst: { _ in true }, cancellation: cancellation)
        guard let first else { return [] }
        var found = [first]
        var nodes = grow([0], along: first.vertices)
        var deviation = 0
        while found.count < count, !cancellation.isRequested {
            deviate(from: found[found.count - 1], nodes: nodes, since: deviation, wanted: count - found.count)
            guard let next = takeFirst() else { break }
            found.append(next.path)
            deviation = next.deviation
            nodes = grow(next.nodes, along: next.path.vertices)
        }
        return found
    }

    /// Adds the rest of a path to the tree.
    private mutating func grow(_ known: [Int], along vertices: [UInt32]) -> [Int] {
        var nodes = known
        while nodes.count < vertices.count {
            children[nodes[nodes.count - 1]][vertices[nodes.count]] = children.count
            nodes.append(children.count)
            children.append([:])
        }
        return nodes
    }

    private mutating func deviate(from path: VertexPath, nodes: [Int], since start: Int, wanted: Int) {
        for vertex in path.vertices.prefix(start) { search.forbid(vertex, true) }
        var rootCost = 0.0
        for spur in 0..<(path.vertices.count - 1) {
            let vertex = Int(path.vertices[spur])
            if spur >= start, !cancellation.isRequested {
                let taken = children[nodes[spur]]
                let tail = search.cheapest(
                    from: vertex, limit: bound(wanted) - rootCost, isFirst: { taken[$0] == nil },
                    cancellation: cancellation)
                if let tail { add(tail, after: path, rootCost: rootCost, spur: spur, nodes: nodes, wanted: wanted) }
            }
            if spur >= start { search.forbid(path.vertices[spur], true) }
            rootCost += view.stepCost(vertex, Int(path.vertices[spur + 1]))
        }
        for vertex in path.vertices { search.forbid(vertex, false) }
    }

    /// What a further candidate may cost and still be among those wanted.
    private func bound(_ wanted: Int) -> Double {
        waiting.count >= wanted ? waiting[waiting.count - wanted].path.cost : .infinity
    }

    private mutating func add(
        _ tail: VertexPath, after path: VertexPath, rootCost: Double, spur: Int, nodes: [Int], wanted: Int
    ) {
        var whole = VertexPath(vertices: path.vertices.prefix(spur) + tail.vertices, cost: rootCost)
        for (one, other) in zip(tail.vertices, tail.vertices.dropFirst()) {
            whole.cost += view.stepCost(Int(one), Int(other))
        }
        let place = waiting.partitioningIndex { $0.path.cost < whole.cost }
        waiting.insert(Candidate(path: whole, deviation: spur, nodes: Array(nodes.prefix(spur + 1))), at: place)
        // Those that are dearer than all that is wanted, and do not tie with the last of it, are never taken.
        let limit = Tie.ceiling(bound(wanted))
        waiting.removeFirst(waiting.partitioningIndex { $0.path.cost <= limit })
    }

    /// Takes the cheapest candidate, of ties with it the one with the fewest steps, of those the first by names.
    private mutating func takeFirst() -> Candidate? {
        guard let cheapest = waiting.last else { return nil }
        var best = waiting.count - 1
        var place = best
        while place >= 0, waiting[place].path.cost <= Tie.ceiling(cheapest.path.cost) {
            if VertexPath.isFirstOfTies(waiting[place].path, waiting[best].path) { best = place }
            place -= 1
        }
        return waiting.remove(at: best)
    }
}

extension GraphView {
    /// The cost of the step between two actors; infinite where there is none.
    func stepCost(_ from: Int, _ to: Int) -> Double {
        out.arc(from: from, to: to).map(out.cost) ?? .infinity
    }
}
