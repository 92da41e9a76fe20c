extension GraphView {
    /// Scores each actor by the shortest paths of other actors that run through it.
    ///
    /// Ordered pairs count, so in an undirected view each pair counts twice. Where several shortest paths join a pair,
    /// each has its share; paths whose costs agree to one part in 10⁹ tie.
    /// - Parameter normalized: Divides by (n − 1)(n − 2), so that scores lie in 0...1.
    /// - Complexity: O(actors · arcs) by hops, O(actors · arcs · log actors) by cost; O(actors + arcs) memory a thread.
    /// - SeeAlso: U. Brandes, *J. Math. Sociology* 25(2), 2001, doi:10.1080/0022250X.2001.9990249.
    public func betweenness(
        normalized: Bool = false, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        var scores = [Double](repeating: 0, count: actorCount)
        var search = BrandesSearch(rows: out)
        for source in 0..<actorCount {
            if source & 15 == 0, Task.isCancelled { throw .cancelled }
            search.run(from: source)
            search.accumulate(into: &scores)
        }
        if normalized {
            let pairs = Double(actorCount - 1) * Double(actorCount - 2)
            scores = scores.map { pairs > 0 ? $0 / pairs : 0 }
        }
        return ActorScores(.betweenness, view: self, values: scores)
    }
}

/// Shortest paths from one actor, counted, and what each actor contributes to those behind it.
struct BrandesSearch {
    let rows: CompressedRows
    private var distances: [Double]
    private var pathCounts: [Double]
    private var dependencies: [Double]
    private var order: [UInt32] = []
    private var source = 0

    init(rows: CompressedRows) {
        self.rows = rows
        distances = [Double](repeating: .infinity, count: rows.count)
        pathCounts = [Double](repeating: 0, count: rows.count)
        dependencies = [Double](repeating: 0, count: rows.count)
    }

    mutating func run(from source: Int) {
        self.source = source
        for vertex in 0..<rows.count {
            distances[vertex] = .infinity
            pathCounts[vertex] = 0
            dependencies[vertex] = 0
        }
        order.removeAll(keepingCapacity: true)
        distances[source] = 0
        pathCounts[source] = 1
        var heap = DistanceHeap()
        var settled = [Bool](repeating: false, count: rows.count)
        heap.insert(0, UInt32(source))
        while let entry = heap.removeLeast() {
            let vertex = Int(entry.vertex)
            guard !settled[vertex] else { continue }
            settled[vertex] = true
            order.append(entry.vertex)
            for arc in rows.row(vertex) {
                let next = Int(rows.targets[arc])
                let distance = distances[vertex] + rows.cost(arc)
                if !settled[next], Tie.isLess(distance, distances[next]) {
                    distances[next] = distance
                    pathCounts[next] = pathCounts[vertex]
                    heap.insert(distance, UInt32(next))
                } else if !settled[next], distance < .infinity, Tie.isTie(distance, distances[next]) {
                    pathCounts[next] += pathCounts[vertex]
                }
            }
        }
    }

    mutating func accumulate(into scores: inout [Double]) {
        for entry in order.reversed() {
            let vertex = Int(entry)
            for arc in rows.row(vertex) {
                let next = Int(rows.targets[arc])
                let distance = distances[vertex] + rows.cost(arc)
                guard distance < .infinity, Tie.isTie(distance, distances[next]), next != source else { continue }
                dependencies[vertex] += pathCounts[vertex] / pathCounts[next] * (1 + dependencies[next])
            }
            if vertex != source { scores[vertex] += dependencies[vertex] }
        }
    }
}
