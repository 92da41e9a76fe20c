/// Yen's k shortest paths without repeated actors.
///
/// With Lawler's improvement: deviations start only after the step at which a path left its parent.
/// - SeeAlso: J. Y. Yen, *Management Science* 17(11), 1971, doi:10.1287/mnsc.17.11.712; E. L. Lawler, *Management
///   Science* 18(7), 1972, doi:10.1287/mnsc.18.7.401.
struct KShortestPaths {
    let view: GraphView
    private var search: PathSearch

    init(view: GraphView) {
        self.view = view
        search = PathSearch(view: view)
    }

    private struct Candidate {
        var path: VertexPath
        /// How many of its first actors it shares with the path from which it deviates.
        var deviation: Int
    }

    /// - Complexity: O(k · path length · (actors + arcs) · log arcs).
    mutating func paths(
        from source: Int, to target: Int, count: Int, blocked: [Bool]
    ) throws(AnalysisError) -> [VertexPath] {
        guard count > 0, let first = try search.cheapest(from: source, to: target, blocked: blocked) else { return [] }
        var found = [first]
        var deviations = [0]
        var waiting: [Candidate] = []
        var known: Set<[UInt32]> = [first.vertices]
        while found.count < count {
            let last = found[found.count - 1]
            for spur in deviations[found.count - 1]..<max(last.vertices.count - 1, deviations[found.count - 1]) {
                if Task.isCancelled { throw .cancelled }
                guard
                    let path = try deviate(from: last, at: spur, found: found, to: target, blocked: blocked),
                    known.insert(path.vertices).inserted
                else { continue }
                waiting.append(Candidate(path: path, deviation: spur))
            }
            guard let next = Self.first(of: waiting) else { break }
            let chosen = waiting.remove(at: next)
            found.append(chosen.path)
            deviations.append(chosen.deviation)
        }
        return found
    }

    private mutating func deviate(
        from last: VertexPath, at spur: Int, found: [VertexPath], to target: Int, blocked: [Bool]
    ) throws(AnalysisError) -> VertexPath? {
        let root = last.vertices[...spur]
        var shut = blocked.isEmpty ? [Bool](repeating: false, count: view.actorCount) : blocked
        for vertex in root.dropLast() { shut[Int(vertex)] = true }
        var forbidden: Set<UInt32> = []
        for path in found where path.vertices.count > spur + 1 && path.vertices[...spur] == root {
            forbidden.insert(path.vertices[spur + 1])
        }
        let start = Int(last.vertices[spur])
        guard
            let tail = try search.cheapest(from: start, to: target, blocked: shut, forbiddenFirst: forbidden)
        else { return nil }
        var path = VertexPath(vertices: Array(root), cost: 0)
        path.vertices += tail.vertices.dropFirst()
        for (one, other) in zip(path.vertices, path.vertices.dropFirst()) {
            guard let arc = view.out.arc(from: Int(one), to: Int(other)) else { return nil }
            path.cost += view.out.cost(arc)
        }
        return path
    }

    /// The first of the cheapest, by least cost and then by steps and names among those that tie with it.
    private static func first(of waiting: [Candidate]) -> Int? {
        guard let least = waiting.map(\.path.cost).min() else { return nil }
        return waiting.indices
            .filter { Tie.isTie(waiting[$0].path.cost, least) }
            .min { VertexPath.precedes(waiting[$0].path, waiting[$1].path) }
    }
}
