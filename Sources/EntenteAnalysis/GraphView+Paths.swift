public import EntenteModel

extension GraphView {
    /// The cheapest paths from one actor to another that visit no actor twice, cheapest first.
    ///
    /// Costs are those of the view's projection. Paths differ in their actors; parallel relations between the same
    /// two actors make one path, whose hop names the cheapest of them. Paths whose costs agree to one part in 10⁹ tie
    /// and come with fewer hops first, then by the actors' names.
    /// - Parameters:
    ///   - count: How many paths at most; fewer come back where there are no more.
    ///   - via: Actors that every path must pass, in this order. The legs are then found one after the other and
    ///     joined; a path is one whose legs share no actor.
    ///   - avoid: Actors that no path may pass; neither end may be among them.
    /// - Returns: No paths where none leads there. From an actor to itself: one path without hops.
    /// - Throws: `AnalysisError.unknownActor`, `.badParameter` for a count below 1 or an end that is to be avoided,
    ///   `.cancelled`.
    /// - Complexity: O(count · hops · (actors + arcs) · log arcs).
    /// - SeeAlso: Yen 1971, doi:10.1287/mnsc.17.11.712.
    public func shortestPaths(
        from source: ActorID, to target: ActorID, count: Int = 1, via: [ActorID] = [], avoid: Set<ActorID> = []
    ) throws(AnalysisError) -> PathResult {
        guard count >= 1 else {
            throw .badParameter("the number of paths", value: String(count), allowed: "1 or more")
        }
        var blocked: [Bool] = avoid.isEmpty ? [] : [Bool](repeating: false, count: actorCount)
        for id in avoid.sorted() { blocked[try vertex(id)] = true }
        var stops = [try vertex(source)]
        for id in via { stops.append(try vertex(id)) }
        stops.append(try vertex(target))
        for stop in stops where !blocked.isEmpty && blocked[stop] {
            throw .badParameter("avoid", value: actor(stop).name, allowed: "actors that the path need not pass")
        }
        let found =
            via.isEmpty
            ? try cheapestPaths(from: stops[0], to: stops[1], count: count, blocked: blocked)
            : try paths(through: stops, count: count, blocked: blocked)
        return PathResult(
            projection: projection, source: actor(stops[0]), target: actor(stops[stops.count - 1]),
            paths: found.map(dress))
    }

    /// The first `count` of the cheapest paths, as positions.
    ///
    /// - Parameter blocked: Actors that no path may pass, by position; empty for none.
    func cheapestPaths(
        from source: Int, to target: Int, count: Int, blocked: [Bool]
    ) throws(AnalysisError) -> [VertexPath] {
        if source == target { return [VertexPath(vertices: [UInt32(source)], cost: 0)] }
        let results = try out.withPointers { forward throws(AnalysisError) in
            try into.withPointers { backward throws(AnalysisError) in
                try Execution.oneThread.map(blocks: 1) { _, cancellation in
                    blocked.withUnsafeBufferPointer { blocked in
                        let blocked = blocked.isEmpty ? nil : blocked.baseAddress
                        if count == 1 {
                            let path = spaces.withSpace(count: actorCount) { space in
                                PairSearch(forward: forward, backward: backward, space: space).cheapest(
                                    from: source, to: target, blocked: blocked, cancellation: cancellation)
                            }
                            return path.map { [$0] } ?? []
                        }
                        let search = SpurSearch(
                            forward: forward, backward: backward, target: target, blocked: blocked,
                            cancellation: cancellation)
                        var paths = KShortestPaths(view: self, search: search, cancellation: cancellation)
                        return paths.paths(from: source, count: count)
                    }
                }
            }
        }
        var found = results[0]
        VertexPath.sort(&found)
        return found
    }
}
