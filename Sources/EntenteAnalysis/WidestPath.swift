public import EntenteModel
internal import Foundation

/// A path whose weakest step is as strong as can be.
public struct WidestPath: Hashable, Sendable {
    /// The strength of the weakest step; infinite from an actor to itself.
    public let width: Double
    public let path: InfluencePath
}

extension GraphView {
    /// The path whose weakest step is strongest; of ties the one with the fewest steps, then the first by names.
    ///
    /// - Returns: Nil where no path leads along steps with a strength above 0.
    /// - Throws: `AnalysisError.unknownActor`.
    /// - Complexity: O((actors + arcs) · log actors).
    /// - SeeAlso: M. Pollack, *Operations Research* 8(5), 1960, doi:10.1287/opre.8.5.733.
    public func widestPath(from source: ActorID, to target: ActorID) throws(AnalysisError) -> WidestPath? {
        let (start, end) = (try vertex(source), try vertex(target))
        if start == end {
            return WidestPath(width: .infinity, path: dress(VertexPath(vertices: [UInt32(start)], cost: 0)))
        }
        // The same as a search for the least cost, where a path costs as much as its dearest step, −strength.
        let heap = IndexedHeap(capacity: actorCount)
        var widths = [Double](repeating: 0, count: actorCount)
        widths[start] = .infinity
        heap.insertOrLower(-.infinity, UInt32(start))
        while heap.count > 0 {
            if heap.count & 0xFFF == 0, Task.isCancelled { throw .cancelled }
            let vertex = Int(heap.removeLeast().vertex)
            if vertex == end { break }
            for arc in out.row(vertex) {
                let next = Int(out.targets[arc])
                let width = min(widths[vertex], out.strength(arc))
                guard width > widths[next] else { continue }
                widths[next] = width
                heap.insertOrLower(-width, UInt32(next))
            }
        }
        let width = widths[end]
        guard width > 0 else { return nil }
        let path = fewestSteps(from: start, to: end) { arc, _, _ in
            out.strength(arc) >= width || Tie.isTie(out.strength(arc), width)
        }
        return path.map { WidestPath(width: width, path: dress($0)) }
    }

    /// All paths whose costs tie with the cheapest, fewest hops first, then by names.
    ///
    /// - Parameter limit: How many at most; grids have astronomically many.
    /// - Returns: The paths, and whether these are all.
    /// - Throws: `AnalysisError.unknownActor`, `.badParameter` for a limit below 1, `.cancelled`.
    /// - Complexity: O((actors + arcs) · log actors), and for each path its length times its actors' arcs.
    public func allShortestPaths(
        from source: ActorID, to target: ActorID, limit: Int = 1_000
    ) throws(AnalysisError) -> (result: PathResult, isComplete: Bool) {
        guard limit >= 1 else { throw .badParameter("the limit", value: String(limit), allowed: "1 or more") }
        let (start, end) = (try vertex(source), try vertex(target))
        let remaining = try into.withPointers { rows throws(AnalysisError) in
            try Execution.oneThread.map(blocks: 1) { _, cancellation in
                let search = CostSearch(rows: rows)
                search.run(from: end, cancellation: cancellation)
                return Array(UnsafeBufferPointer(start: search.distances.pointer, count: rows.count))
            }
        }[0]
        var found: [VertexPath] = []
        var isComplete = true
        var path = VertexPath(vertices: [UInt32(start)], cost: 0)
        var isOnPath = Set([UInt32(start)])
        func extend() throws(AnalysisError) {
            if Task.isCancelled { throw .cancelled }
            let vertex = Int(path.vertices[path.vertices.count - 1])
            guard vertex != end else {
                if found.count < limit { found.append(path) } else { isComplete = false }
                return
            }
            for arc in out.row(vertex) where isComplete {
                let next = out.targets[arc]
                guard remaining[Int(next)] < .infinity, !isOnPath.contains(next),
                    Tie.isTie(out.cost(arc) + remaining[Int(next)], remaining[vertex])
                else { continue }
                let cost = path.cost
                path.vertices.append(next)
                path.cost += out.cost(arc)
                isOnPath.insert(next)
                try extend()
                isOnPath.remove(next)
                path.vertices.removeLast()
                path.cost = cost
            }
        }
        if remaining[start] < .infinity { try extend() }
        found.sort(by: VertexPath.isFirstOfTies)
        let result = PathResult(
            projection: projection, source: actor(start), target: actor(end), paths: found.map(dress))
        return (result, isComplete)
    }
}
