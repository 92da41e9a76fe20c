extension GraphView {
    /// Paths that pass the given stops in order and no actor twice.
    ///
    /// Simple paths through a stop are NP-hard to find in general, so this searches exactly but in a bounded way: the
    /// cheapest paths of each leg are joined, cheapest sums first, and joins that repeat an actor are dropped; the
    /// number of paths considered per leg doubles until enough joins stand or no leg has more.
    func paths(through stops: [Int], count: Int, blocked: [Bool]) throws(AnalysisError) -> [VertexPath] {
        var limit = max(8, count)
        while true {
            var joined = [VertexPath(vertices: [UInt32(stops[0])], cost: 0)]
            var exhausted = true
            // What the cheapest join could cost that uses a path beyond the limit of some leg.
            var bound = Double.infinity
            var least: [Double] = []
            var last: [Double?] = []
            var legs: [[VertexPath]] = []
            for (from, to) in zip(stops, stops.dropFirst()) {
                // A leg may not run over the other stops.
                var shut = blocked.isEmpty ? [Bool](repeating: false, count: actorCount) : blocked
                for stop in stops where stop != from && stop != to { shut[stop] = true }
                let leg = try cheapestPaths(from: from, to: to, count: limit, blocked: shut)
                guard let cheapest = leg.first else { return [] }
                legs.append(leg)
                least.append(cheapest.cost)
                last.append(leg.count == limit ? leg[leg.count - 1].cost : nil)
                if leg.count == limit { exhausted = false }
            }
            for place in legs.indices {
                guard let dearest = last[place] else { continue }
                bound = min(bound, least.reduce(0, +) - least[place] + dearest)
            }
            for leg in legs {
                var longer: [VertexPath] = []
                for start in joined {
                    let passed = Set(start.vertices)
                    for piece in leg where !piece.vertices.dropFirst().contains(where: passed.contains) {
                        longer.append(
                            VertexPath(
                                vertices: start.vertices + piece.vertices.dropFirst(), cost: start.cost + piece.cost))
                    }
                    if Task.isCancelled { throw .cancelled }
                }
                joined = longer
            }
            VertexPath.sort(&joined)
            let sure = joined.prefix(count)
            if exhausted || (sure.count == count && sure.allSatisfy { $0.cost <= bound }) { return Array(sure) }
            if limit >= 4096 { return Array(sure) }
            limit *= 4
        }
    }
}
