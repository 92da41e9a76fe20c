public import EntenteModel

/// Distances from one actor, and for which projection they hold.
public struct Distances: Sendable {
    public let projection: Projection
    public let source: ViewActor
    let labels: ActorLabels
    /// By position in the view; infinite where no path leads.
    public let values: [Double]

    /// The distance of an actor; nil where it is not in the view, infinite where no path leads.
    public subscript(id: ActorID) -> Double? { labels.vertex(id).map { values[$0] } }

    /// The actors within a distance, nearest first, of ties by name; the source itself comes first, at 0.
    public func reached(within limit: Double = .greatestFiniteMagnitude) -> [(actor: ViewActor, distance: Double)] {
        values.indices.filter { values[$0] <= limit && values[$0] < .infinity }
            .sorted { (values[$0], $0) < (values[$1], $1) }
            .map { (labels.actor($0), values[$0]) }
    }
}

extension GraphView {
    /// The cost of the cheapest path from an actor to every other.
    ///
    /// - Parameter backwards: Whether to take the paths from every other to the actor instead.
    /// - Throws: `AnalysisError.unknownActor`, `.cancelled`.
    /// - Complexity: By hops O(actors + arcs), by cost as well where costs are alike, else O((actors + arcs) · log arcs).
    /// - SeeAlso: E. W. Dijkstra, *Numerische Mathematik* 1, 1959, doi:10.1007/BF01386390.
    public func distances(from source: ActorID, backwards: Bool = false) throws(AnalysisError) -> Distances {
        Distances(
            projection: projection, source: actor(try vertex(source)), labels: labels,
            values: try distances(fromVertex: try vertex(source), backwards: backwards))
    }

    /// Who can be reached within a cost, nearest first.
    ///
    /// - Parameter backwards: Whether to ask instead who reaches the actor.
    /// - Throws: `AnalysisError.unknownActor`, `.badParameter` for a limit below 0, `.cancelled`.
    public func reach(
        from source: ActorID, within limit: Double, backwards: Bool = false
    ) throws(AnalysisError) -> [(actor: ViewActor, distance: Double)] {
        guard limit >= 0 else {
            throw .badParameter("the limit", value: String(limit), allowed: "a number not below 0")
        }
        return try distances(from: source, backwards: backwards).reached(within: limit)
    }

    package func distances(fromVertex source: Int, backwards: Bool = false) throws(AnalysisError) -> [Double] {
        let distances = try (backwards ? into : out).withPointers { rows throws(AnalysisError) in
            try Execution.oneThread.map(blocks: 1) { _, cancellation in
                if rows.costs == nil {
                    return BreadthFirst.levels(rows, from: source, cancellation: cancellation)
                        .map { $0 == .max ? .infinity : Double($0) }
                }
                let search = CostSearch(rows: rows, plan: BucketPlan(rows))
                search.run(from: source, sorted: false, cancellation: cancellation)
                return Array(UnsafeBufferPointer(start: search.distances.pointer, count: rows.count))
            }
        }
        return distances[0]
    }

    /// Steps from the source to each actor, `UInt32.max` where none lead.
    package func levels(fromVertex source: Int) throws(AnalysisError) -> [UInt32] {
        try out.withPointers { rows throws(AnalysisError) in
            try Execution.oneThread.map(blocks: 1) { _, cancellation in
                BreadthFirst.levels(rows, from: source, cancellation: cancellation)
            }
        }[0]
    }
}

/// Steps from one actor to all others.
enum BreadthFirst {
    static func levels(_ rows: RowPointers, from source: Int, cancellation: Cancellation) -> [UInt32] {
        let queue = Scratch<UInt32>(repeating: 0, count: rows.count)
        var levels = [UInt32](repeating: .max, count: rows.count)
        levels.withUnsafeMutableBufferPointer { levels in
            let (queue, targets) = (queue.pointer, rows.targets)
            levels[source] = 0
            queue[0] = UInt32(source)
            var (head, tail) = (0, 1)
            while head < tail {
                let vertex = Int(queue[head])
                head += 1
                if head & 0x3FFF == 0, cancellation.isRequested { return }
                let level = levels[vertex] + 1
                for arc in rows.start(vertex)..<rows.end(vertex) {
                    let next = targets[arc]
                    guard levels[Int(next)] == .max else { continue }
                    levels[Int(next)] = level
                    queue[tail] = next
                    tail += 1
                }
            }
        }
        return levels
    }
}
