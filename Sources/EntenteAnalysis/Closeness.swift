internal import EntenteModel

extension GraphView {
    /// How near an actor is to those that it reaches: r / sum of its distances to the r actors reached; 0 where it
    /// reaches nobody, or where all that it reaches cost nothing.
    ///
    /// - Parameter wassermanFaust: Multiplies by r / (n − 1), so that reaching few does not look like being near.
    /// - Throws: `AnalysisError.cancelled`, `.notEnoughMemory`.
    /// - Complexity: By hops O(actors · arcs / 256 · levels), at most O(actors · arcs); by cost
    ///   O(actors · arcs · log actors), and up to 128 distances for each actor in memory.
    /// - SeeAlso: S. Wasserman, K. Faust, *Social Network Analysis*, 1994, p. 201.
    public func closeness(
        wassermanFaust: Bool = false, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        let sums = try distanceSums(execution: execution)
        var values = [Double](repeating: 0, count: actorCount)
        for vertex in 0..<actorCount where sums.distances[vertex] > 0 {
            let reached = Double(sums.reached[vertex])
            values[vertex] = reached / sums.distances[vertex]
            if wassermanFaust { values[vertex] *= reached / Double(actorCount - 1) }
        }
        return ActorScores(.closeness, view: self, values: values)
    }

    /// The sum of 1 / distance over the actors that an actor reaches. Those that cost nothing to reach are left out.
    ///
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: As `closeness(wassermanFaust:execution:)`.
    /// - SeeAlso: M. Marchiori, V. Latora, *Physica A* 285, 2000, doi:10.1016/S0378-4371(00)00311-3.
    public func harmonic(execution: Execution = .standard) throws(AnalysisError) -> ActorScores {
        ActorScores(.harmonic, view: self, values: try distanceSums(execution: execution).inverses)
    }

    /// For each actor how many it reaches, and the sums of its distances to them and of their inverses.
    struct DistanceSums {
        var reached: [Int]
        var distances: [Double]
        var inverses: [Double]

        init(count: Int) {
            reached = [Int](repeating: 0, count: count)
            distances = [Double](repeating: 0, count: count)
            inverses = [Double](repeating: 0, count: count)
        }
    }

    func distanceSums(execution: Execution) throws(AnalysisError) -> DistanceSums {
        guard actorCount > 0 else { return DistanceSums(count: 0) }
        return out.costs.isEmpty ? try sumsByHops(execution) : try sumsByCost(execution)
    }

    private func sumsByCost(_ execution: Execution) throws(AnalysisError) -> DistanceSums {
        let blocks = Blocks(of: actorCount, limit: 256)
        try Memory.check(
            "closeness",
            needed: HubDistances.memory(actors: actorCount)
                + min(execution.threads, blocks.count) * CostSearch.bytesPerActor * actorCount)
        let parts = try out.withPointers { rows throws(AnalysisError) in
            let plan = BucketPlan(rows)
            let hubs = try HubDistances(rows, plan: plan, execution: execution)
            return try execution.map(blocks: blocks.count) { block, cancellation in
                let range = blocks.range(block)
                var sums = DistanceSums(count: range.count)
                let search = CostSearch(rows: rows, plan: plan, hubs: hubs)
                for (place, source) in range.enumerated() {
                    guard search.run(from: source, sorted: false, cancellation: cancellation) else { break }
                    sums.reached[place] = search.reached - 1
                    var (distances, inverses) = (0.0, 0.0)
                    for index in 1..<max(search.reached, 1) {
                        let distance = search.distances.pointer[Int(search.order.pointer[index])]
                        distances += distance
                        if distance > 0 { inverses += 1 / distance }
                    }
                    sums.distances[place] = distances
                    sums.inverses[place] = inverses
                }
                return sums
            }
        }
        var total = DistanceSums(count: 0)
        for part in parts {
            total.reached += part.reached
            total.distances += part.distances
            total.inverses += part.inverses
        }
        return total
    }

    private func sumsByHops(_ execution: Execution) throws(AnalysisError) -> DistanceSums {
        let batches = (actorCount + 255) / 256
        let blocks = Blocks(of: batches, limit: 32)
        let actorCount = actorCount
        try Memory.check("closeness", needed: actorCount * (blocks.count * 24 + execution.threads * 112))
        let parts = try out.withPointers { forward throws(AnalysisError) in
            try into.withPointers { backward throws(AnalysisError) in
                try execution.map(blocks: blocks.count) { block, cancellation in
                    let search = ManySourceSearch(forward: forward, backward: backward)
                    for batch in blocks.range(block) {
                        let targets = batch * 256..<min(batch * 256 + 256, actorCount)
                        guard search.run(to: targets, cancellation: cancellation) else { return DistanceSums(count: 0) }
                    }
                    return search.sums
                }
            }
        }
        var total = DistanceSums(count: actorCount)
        for part in parts {
            for vertex in 0..<actorCount {
                total.reached[vertex] += part.reached[vertex]
                total.distances[vertex] += part.distances[vertex]
                total.inverses[vertex] += part.inverses[vertex]
            }
        }
        return total
    }
}
