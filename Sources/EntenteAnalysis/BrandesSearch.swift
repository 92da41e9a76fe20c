/// Counts the shortest paths from one actor after another and adds up who lies on them.
///
/// Brandes' letters: σ is `pathCounts`, (1 + δ) / σ is `shares`, S is `order`. Instead of lists of predecessors it keeps, for
/// each actor in the order of its distance, the arcs that lead on along shortest paths: while rows are scanned
/// forwards these come out one behind the other, so that both passes run straight through memory.
final class BrandesSearch {
    /// What a search needs for each actor, besides four bytes for each arc or eight where arcs are scored.
    static let bytesPerActor = 44 + CostSearch.bytesPerActor

    private let rows: RowPointers
    private let keepsArcs: Bool
    private let endpoints: Bool
    private var actorScores: [Double]
    private var arcScores: [Double]
    /// The number of steps; by cost, where costs admit no buckets, the place in the order of settling.
    private let levels: Scratch<Int32>
    private let pathCounts: Scratch<Double>
    /// (1 + δ) / σ.
    private let shares: Scratch<Double>
    private let order: Scratch<UInt32>
    /// Ends of shortest-path arcs in the order of scanning; those of `order[i]` end before `ends[i]`.
    private let onward: Scratch<UInt32>
    private let onwardArcs: Scratch<UInt32>
    private let ends: Scratch<UInt32>
    /// Nil where every step costs 1.
    private let costSearch: CostSearch?
    /// Whether the costs admit buckets: no step is then so small that a tie could hide it, and both ends of one tell by
    /// their distances who comes first.
    private let isOrdered: Bool
    /// Distances of the reached up to a tie; below zero for the others. Empty where every step costs 1.
    private let limits: Scratch<Double>

    init(
        rows: RowPointers, plan: BucketPlan?, hubs: HubDistances?, arcCount: Int, keepsArcs: Bool, endpoints: Bool
    ) {
        self.rows = rows
        self.keepsArcs = keepsArcs
        self.endpoints = endpoints
        let hasCosts = rows.costs != nil
        actorScores = [Double](repeating: 0, count: rows.count)
        arcScores = [Double](repeating: 0, count: keepsArcs ? arcCount : 0)
        levels = Scratch(repeating: -1, count: rows.count)
        pathCounts = Scratch(repeating: 0, count: rows.count)
        shares = Scratch(repeating: 0, count: rows.count)
        order = Scratch(repeating: 0, count: rows.count)
        onward = Scratch(repeating: 0, count: arcCount)
        onwardArcs = Scratch(repeating: 0, count: keepsArcs ? arcCount : 0)
        ends = Scratch(repeating: 0, count: rows.count)
        isOrdered = plan != nil
        costSearch = hasCosts ? CostSearch(rows: rows, plan: plan, hubs: hubs) : nil
        limits = Scratch(repeating: 0, count: hasCosts ? rows.count : 0)
    }

    func result() -> (actors: [Double], arcs: [Double]) { (actorScores, arcScores) }

    func run(from source: Int, cancellation: Cancellation) {
        let reached: Int
        if let costs = rows.costs, let costSearch {
            reached = searchByCost(from: source, costs: costs, search: costSearch, cancellation: cancellation)
        } else {
            reached = searchByHops(from: source, cancellation: cancellation)
        }
        guard reached > 0 else { return }
        accumulate(reached: reached, cancellation: cancellation)
    }

    /// - Returns: How many actors were reached; 0 after a cancellation.
    private func searchByHops(from source: Int, cancellation: Cancellation) -> Int {
        let (levels, pathCounts, order) = (levels.pointer, pathCounts.pointer, order.pointer)
        let (onward, onwardArcs, ends) = (onward.pointer, onwardArcs.pointer, ends.pointer)
        let (rows, targets, keepsArcs) = (rows, rows.targets, keepsArcs)
        levels.update(repeating: -1, count: rows.count)
        levels[source] = 0
        pathCounts[source] = 1
        order[0] = UInt32(source)
        var (head, tail, arcs) = (0, 1, 0)
        while head < tail {
            let vertex = Int(order[head])
            let level = levels[vertex] + 1
            let count = pathCounts[vertex]
            for arc in rows.start(vertex)..<rows.end(vertex) {
                let next = Int(targets[arc])
                let seen = levels[next]
                if seen == level {
                    pathCounts[next] += count
                } else if seen < 0 {
                    levels[next] = level
                    pathCounts[next] = count
                    order[tail] = UInt32(truncatingIfNeeded: next)
                    tail &+= 1
                } else {
                    continue
                }
                onward[arcs] = UInt32(truncatingIfNeeded: next)
                if keepsArcs { onwardArcs[arcs] = UInt32(truncatingIfNeeded: arc) }
                arcs &+= 1
            }
            ends[head] = UInt32(truncatingIfNeeded: arcs)
            head &+= 1
            if head & 0xFFF == 0, cancellation.isRequested { return 0 }
        }
        return tail
    }

    private func searchByCost(
        from source: Int, costs: UnsafePointer<Double>, search: CostSearch, cancellation: Cancellation
    ) -> Int {
        guard search.run(from: source, cancellation: cancellation) else { return 0 }
        let (settledAt, limits, order) = (levels.pointer, limits.pointer, search.order.pointer)
        if search.reached < rows.count { limits.update(repeating: -1, count: rows.count) }
        for place in 0..<search.reached {
            let vertex = Int(order[place])
            if !isOrdered { settledAt[vertex] = Int32(truncatingIfNeeded: place) }
            limits[vertex] = search.distances.pointer[vertex] * (1 + Tie.tolerance)
            self.order.pointer[place] = order[place]
        }
        return countPaths(
            reached: search.reached, source: source, costs: costs, distances: search.distances.pointer,
            cancellation: cancellation)
    }

    /// Follows the arcs that lie on shortest paths, up to a tie, from actor to actor as they were settled.
    ///
    /// Of two actors whose distances tie, an arc counts only from the one that was settled first: costs are above
    /// zero, so this leaves nothing out but steps within the noise of the sums.
    /// - Returns: How many actors were reached; 0 after a cancellation.
    private func countPaths(
        reached: Int, source: Int, costs: UnsafePointer<Double>, distances: UnsafePointer<Double>,
        cancellation: Cancellation
    ) -> Int {
        let (order, pathCounts, ends) = (order.pointer, pathCounts.pointer, ends.pointer)
        let (onward, isOrdered) = (onward.pointer, isOrdered)
        pathCounts.update(repeating: 0, count: rows.count)
        pathCounts[source] = 1
        var end = 0
        for place in 0..<reached {
            let vertex = Int(order[place])
            let (base, count, first) = (distances[vertex], pathCounts[vertex], end)
            end =
                isOrdered
                ? keepShortest(of: vertex, base, costs, from: end)
                : keepShortest(of: vertex, at: Int32(truncatingIfNeeded: place), base, costs, from: end)
            for index in first..<end { pathCounts[Int(onward[index])] += count }
            ends[place] = UInt32(truncatingIfNeeded: end)
            if place & 0xFFF == 0xFFF, cancellation.isRequested { return 0 }
        }
        return reached
    }

    /// Writes the arcs that are on shortest paths behind one another, from `end` on, where distances alone tell who comes
    /// first.
    ///
    /// Each is written, and then kept by the sign of what it has to spare: whether it will be cannot be foreseen, and a
    /// branch would cost more. `base + cost` is never less than the distance, so a tie need be tested on one side alone.
    @inline(__always) private func keepShortest(
        of vertex: Int, _ base: Double, _ costs: UnsafePointer<Double>, from end: Int
    ) -> Int {
        let (onward, limits, targets) = (onward.pointer, limits.pointer, rows.targets)
        var end = end
        if keepsArcs {
            let onwardArcs = onwardArcs.pointer
            for arc in rows.start(vertex)..<rows.end(vertex) {
                onward[end] = targets[arc]
                onwardArcs[end] = UInt32(truncatingIfNeeded: arc)
                end &+= Self.isNotNegative(limits[Int(targets[arc])] - (base + costs[arc]))
            }
        } else {
            for arc in rows.start(vertex)..<rows.end(vertex) {
                onward[end] = targets[arc]
                end &+= Self.isNotNegative(limits[Int(targets[arc])] - (base + costs[arc]))
            }
        }
        return end
    }

    /// 1 from 0 on, 0 below.
    @inline(__always) private static func isNotNegative(_ value: Double) -> Int {
        Int(truncatingIfNeeded: ~value.bitPattern >> 63)
    }

    /// The same where it has to be looked up who was settled first.
    @inline(__always) private func keepShortest(
        of vertex: Int, at place: Int32, _ base: Double, _ costs: UnsafePointer<Double>, from end: Int
    ) -> Int {
        let (onward, limits, targets) = (onward.pointer, limits.pointer, rows.targets)
        var end = end
        for arc in rows.start(vertex)..<rows.end(vertex) {
            let next = Int(targets[arc])
            guard base + costs[arc] <= limits[next], levels.pointer[next] > place else { continue }
            onward[end] = UInt32(truncatingIfNeeded: next)
            if keepsArcs { onwardArcs.pointer[end] = UInt32(truncatingIfNeeded: arc) }
            end += 1
        }
        return end
    }

    private func accumulate(reached: Int, cancellation: Cancellation) {
        let (pathCounts, shares, order) = (pathCounts.pointer, shares.pointer, order.pointer)
        let (onward, ends, arcs, keepsArcs) = (onward.pointer, ends.pointer, onwardArcs.pointer, keepsArcs)
        actorScores.withUnsafeMutableBufferPointer { actorScores in
            arcScores.withUnsafeMutableBufferPointer { arcScores in
                for place in stride(from: reached - 1, through: 0, by: -1) {
                    let vertex = Int(order[place])
                    let first = place == 0 ? 0 : Int(ends[place - 1])
                    var sum = 0.0
                    for index in first..<Int(ends[place]) {
                        let share = shares[Int(onward[index])]
                        sum += share
                        if keepsArcs { arcScores[Int(arcs[index])] += share * pathCounts[vertex] }
                    }
                    let gain = sum * pathCounts[vertex]
                    shares[vertex] = (1 + gain) / pathCounts[vertex]
                    if place > 0 { actorScores[vertex] += gain + (endpoints ? 1 : 0) }
                    // What was added is dropped with the rest of the block.
                    if place & 0xFFF == 0xFFF, cancellation.isRequested { return }
                }
                if endpoints { actorScores[Int(order[0])] += Double(reached - 1) }
            }
        }
    }
}
