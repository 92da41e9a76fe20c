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
        var found: [VertexPath]
        if via.isEmpty {
            var search = KShortestPaths(view: self)
            found = try search.paths(from: stops[0], to: stops[1], count: count, blocked: blocked)
        } else {
            found = try paths(through: stops, count: count, blocked: blocked)
        }
        found.sort(by: VertexPath.precedes)
        return PathResult(
            projection: projection, source: actor(stops[0]), target: actor(stops[stops.count - 1]),
            paths: found.map(dress))
    }
}
