internal import EntenteModel

extension GraphView {
    /// Scores each actor by the shortest paths of other actors that run through it.
    ///
    /// Ordered pairs count, so in an undirected view each pair counts twice. Where several shortest paths join a pair,
    /// each has its share; paths whose costs agree to one part in 10⁹ tie. Between two actors there may be up to 10³⁰⁸
    /// shortest paths; with more, scores are not a number.
    /// - Parameters:
    ///   - normalized: Divides by (n − 1)(n − 2), so that scores lie in 0...1.
    ///   - endpoints: Counts a path for the two actors that it joins, too.
    /// - Throws: `AnalysisError.badCost` for a step that costs nothing, where the number of shortest paths would
    ///   have no bound; `.notEnoughMemory`, `.cancelled`.
    /// - Complexity: O(actors · arcs) by hops, O(actors · arcs · log actors) by cost; O(actors + arcs) memory a thread,
    ///   and by cost up to 128 distances for each actor.
    /// - SeeAlso: U. Brandes, *J. Math. Sociology* 25(2), 2001, doi:10.1080/0022250X.2001.9990249.
    public func betweenness(
        normalized: Bool = false, endpoints: Bool = false, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        let sources = (0..<actorCount).map(UInt32.init)
        var scores = try brandes(from: sources, endpoints: endpoints, arcs: false, execution: execution).actors
        if normalized {
            let pairs =
                endpoints
                ? Double(actorCount) * Double(actorCount - 1) : Double(actorCount - 1) * Double(actorCount - 2)
            for vertex in scores.indices { scores[vertex] = pairs > 0 ? scores[vertex] / pairs : 0 }
        }
        return ActorScores(.betweenness, view: self, values: scores)
    }

    /// Scores each arc by the shortest paths that take it, ordered pairs, ends included.
    ///
    /// - Returns: A score for each pair of actors with an arc, highest first, then by names.
    /// - Throws: As `betweenness(normalized:endpoints:execution:)`.
    /// - SeeAlso: U. Brandes, *Social Networks* 30(2), 2008, doi:10.1016/j.socnet.2007.11.001.
    public func edgeBetweenness(execution: Execution = .standard) throws(AnalysisError) -> [StepScore] {
        let sources = (0..<actorCount).map(UInt32.init)
        let scores = try brandes(from: sources, endpoints: false, arcs: true, execution: execution).arcs
        return stepScores(scores)
    }

    /// Adds up what the shortest paths from each of the sources give to actors and, on demand, to arcs.
    func brandes(
        from sources: [UInt32], endpoints: Bool, arcs: Bool, execution: Execution
    ) throws(AnalysisError) -> (actors: [Double], arcs: [Double]) {
        try checkCostsAboveZero()
        if out.costs.isEmpty, !arcs, try hasFewLevels() {
            return (try brandesInLanes(from: sources, endpoints: endpoints, execution: execution), [])
        }
        let blocks = Blocks(of: sources.count, limit: 32)
        let (actorCount, arcCount) = (actorCount, arcCount)
        try Memory.check(
            "betweenness",
            needed: blocks.count * 8 * (actorCount + (arcs ? arcCount : 0))
                + min(execution.threads, blocks.count)
                * (BrandesSearch.bytesPerActor * actorCount + (arcs ? 8 : 4) * arcCount)
                + (out.costs.isEmpty ? 0 : HubDistances.memory(actors: actorCount)))
        let parts = try out.withPointers { rows throws(AnalysisError) in
            let plan = BucketPlan(rows)
            let hubs = try HubDistances(rows, plan: plan, execution: execution)
            return try execution.map(blocks: blocks.count) { block, cancellation in
                let search = BrandesSearch(
                    rows: rows, plan: plan, hubs: hubs, arcCount: arcCount, keepsArcs: arcs, endpoints: endpoints)
                for place in blocks.range(block) {
                    guard !cancellation.isRequested else { break }
                    search.run(from: Int(sources[place]), cancellation: cancellation)
                }
                return search.result()
            }
        }
        return (
            Self.sum(parts.map(\.actors), count: actorCount), Self.sum(parts.map(\.arcs), count: arcs ? arcCount : 0)
        )
    }

    /// Whether searches end after so few levels that it pays to run many at once: told from the actor with most arcs,
    /// which has to reach half of all within ten steps, and from three others.
    private func hasFewLevels() throws(AnalysisError) -> Bool {
        guard actorCount <= 1 << 19, let best = (0..<actorCount).max(by: { out.row($0).count < out.row($1).count })
        else { return false }
        let reached = try levels(fromVertex: best).filter { $0 != .max }
        guard reached.count * 2 >= actorCount, reached.allSatisfy({ $0 <= 10 }) else { return false }
        for vertex in [0, actorCount / 3, actorCount * 2 / 3] {
            guard try levels(fromVertex: vertex).allSatisfy({ $0 <= 16 || $0 == .max }) else { return false }
        }
        return true
    }

    /// The same by hops, eight sources at a time.
    private func brandesInLanes(
        from sources: [UInt32], endpoints: Bool, execution: Execution
    ) throws(AnalysisError) -> [Double] {
        let actorCount = actorCount
        let width = ManySourceBrandes.width
        let batches = (sources.count + width - 1) / width
        let blocks = Blocks(of: batches, limit: 32)
        try Memory.check(
            "betweenness",
            needed: actorCount
                * (blocks.count * 8 + min(execution.threads, blocks.count) * ManySourceBrandes.bytesPerActor))
        let parts = try out.withPointers { forward throws(AnalysisError) in
            try into.withPointers { backward throws(AnalysisError) in
                try execution.map(blocks: blocks.count) { block, cancellation in
                    let search = ManySourceBrandes(forward: forward, backward: backward, endpoints: endpoints)
                    for batch in blocks.range(block) {
                        guard !cancellation.isRequested else { break }
                        search.run(
                            from: sources[batch * width..<min(batch * width + width, sources.count)],
                            cancellation: cancellation)
                    }
                    return search.result()
                }
            }
        }
        return Self.sum(parts, count: actorCount)
    }

    /// Adds block by block, in their order, whichever thread was first.
    private static func sum(_ parts: [[Double]], count: Int) -> [Double] {
        var total = [Double](repeating: 0, count: count)
        for part in parts {
            for place in 0..<count { total[place] += part[place] }
        }
        return total
    }

    /// - Throws: `AnalysisError.badCost` for the first step that costs nothing.
    func checkCostsAboveZero() throws(AnalysisError) {
        guard let arc = out.costs.firstIndex(where: { $0 <= 0 }) else { return }
        let source = out.offsets.partitioningIndex { Int($0) > arc } - 1
        throw .badCost(
            source: actor(source).name, target: actor(Int(out.targets[arc])).name, value: out.costs[arc])
    }

    func stepScores(_ scores: [Double]) -> [StepScore] {
        var result: [(place: (Int, Int), score: Double)] = []
        for source in 0..<actorCount {
            for arc in out.row(source) { result.append(((source, Int(out.targets[arc])), scores[arc])) }
        }
        result.sort { $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place }
        return result.map { StepScore(source: actor($0.place.0), target: actor($0.place.1), score: $0.score) }
    }
}

/// A score of the step from one actor to another.
public struct StepScore: Hashable, Sendable {
    public let source: ViewActor
    public let target: ViewActor
    public let score: Double
}

extension Array {
    /// The first place from which on the predicate holds, in an array where it holds from some place on.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
