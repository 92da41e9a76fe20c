/// What holds a graph together: actors and ties whose loss would part it.
public struct CutPoints: Sendable {
    public let projection: Projection
    /// Those whose removal parts the most first, then by name.
    public let articulationActors: [ArticulationActor]
    /// Those that part off the most actors first, then by names.
    public let bridges: [BridgeTie]
}

/// An actor without whom its component would fall apart.
public struct ArticulationActor: Hashable, Sendable {
    public let actor: ViewActor
    /// Into how many parts.
    public let parts: Int
}

/// A pair of actors whose tie is the only one between two parts of the graph.
public struct BridgeTie: Hashable, Sendable {
    public let first: ViewActor
    public let second: ViewActor
    /// All relations between the two, either way; empty in a view of a plain edge list.
    public let relations: [ViewRelation]
    /// How many actors the smaller part has.
    public let smallerSide: Int
}

extension GraphView {
    /// Articulation actors and bridges of the simple undirected graph behind the view.
    ///
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: O(actors + arcs).
    /// - SeeAlso: J. Hopcroft, R. E. Tarjan, *Comm. ACM* 16(6), 1973, doi:10.1145/362248.362272.
    public func cutPoints() throws(AnalysisError) -> CutPoints {
        var search = CutSearch(rows: try neighbours())
        try search.run()
        let articulation = search.parts.indices.filter { search.parts[$0] > 1 }
            .sorted { (-search.parts[$0], $0) < (-search.parts[$1], $1) }
            .map { ArticulationActor(actor: actor($0), parts: search.parts[$0]) }
        let bridges = search.bridges
            .sorted { (-$0.smallerSide, $0.first, $0.second) < (-$1.smallerSide, $1.first, $1.second) }
            .map {
                BridgeTie(
                    first: actor($0.first), second: actor($0.second),
                    relations: relations(between: $0.first, $0.second),
                    smallerSide: $0.smallerSide)
            }
        return CutPoints(projection: projection, articulationActors: articulation, bridges: bridges)
    }

    /// All relations between two actors, either way, in the order of their ids.
    func relations(between first: Int, _ second: Int) -> [ViewRelation] {
        guard !bundles.offsets.isEmpty else { return [] }
        var numbers: Set<UInt32> = []
        for (from, to) in [(first, second), (second, first)] {
            guard let arc = out.arc(from: from, to: to) else { continue }
            for member in bundles.members[Int(bundles.offsets[arc])..<Int(bundles.offsets[arc + 1])] {
                numbers.insert(member.relation)
            }
        }
        return numbers.sorted().map { relations[Int($0)] }
    }
}

/// A depth-first search that sees how far back each branch reaches.
private struct CutSearch {
    let rows: CompressedRows
    /// Into how many parts the actor's component would fall without it.
    var parts: [Int]
    var bridges: [(first: Int, second: Int, smallerSide: Int)] = []

    init(rows: CompressedRows) {
        self.rows = rows
        parts = [Int](repeating: 0, count: rows.count)
    }

    mutating func run() throws(AnalysisError) {
        var depths = [Int](repeating: -1, count: rows.count)
        var reach = [Int](repeating: 0, count: rows.count)
        var sizes = [Int](repeating: 1, count: rows.count)
        var parents = [Int](repeating: -1, count: rows.count)
        var steps = 0
        var nextArc = rows.offsets.dropLast().map(Int.init)
        for root in 0..<rows.count where depths[root] < 0 {
            depths[root] = 0
            var chain = [root]
            var branches: [(child: Int, parent: Int)] = []
            while let vertex = chain.last {
                steps += 1
                try stopIfCancelled(at: steps)
                if nextArc[vertex] < Int(rows.offsets[vertex + 1]) {
                    let next = Int(rows.targets[nextArc[vertex]])
                    nextArc[vertex] += 1
                    if depths[next] < 0 {
                        depths[next] = depths[vertex] + 1
                        reach[next] = depths[next]
                        parents[next] = vertex
                        chain.append(next)
                    } else if next != parents[vertex] {
                        reach[vertex] = min(reach[vertex], depths[next])
                    }
                    continue
                }
                chain.removeLast()
                let parent = parents[vertex]
                guard parent >= 0 else { continue }
                reach[parent] = min(reach[parent], reach[vertex])
                sizes[parent] += sizes[vertex]
                // What lies behind `vertex` reaches nothing above `parent`: without it, that part would be cut off.
                if reach[vertex] >= depths[parent] { parts[parent] += 1 }
                if reach[vertex] > depths[parent] { branches.append((vertex, parent)) }
            }
            for branch in branches {
                let side = min(sizes[branch.child], sizes[root] - sizes[branch.child])
                bridges.append((min(branch.child, branch.parent), max(branch.child, branch.parent), side))
            }
        }
        // What remains above is one more part, except above a root.
        for vertex in 0..<rows.count where parents[vertex] >= 0 && parts[vertex] > 0 { parts[vertex] += 1 }
    }
}
