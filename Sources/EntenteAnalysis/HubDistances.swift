/// The distances from the actors with most arcs to all others, for searches from every actor of the same rows.
///
/// Where few actors hold many of the arcs, most shortest paths lead through one of them. A search that comes to such a
/// hub need not go on behind it: what lies there is known from the hub's own search, and adding one row to another
/// costs far less than following the arcs again.
///
/// The hubs' rows are complete before the first search reads them, so what a search finds does not depend on which
/// searches ran before it, nor on the number of threads.
/// - SeeAlso: W. Peng, X. Hu, F. Zhao, J. Su, *A Fast Algorithm to Find All-Pairs Shortest Paths in Complex Networks*,
///   Procedia Computer Science 9, 2012, doi:10.1016/j.procs.2012.04.060.
final class HubDistances: @unchecked Sendable {
    // Written by `init` alone, each row by one thread, before anybody reads it.
    private let table: Scratch<Double>
    /// A hub's place among the rows; below zero for the other actors.
    private let places: Scratch<Int32>
    private let count: Int

    /// Searches from each hub.
    ///
    /// - Complexity: O(hubs · arcs).
    /// - Returns: Nil where the graph is small or has no hubs that would help.
    /// - Throws: `AnalysisError.cancelled`.
    init?(_ rows: RowPointers, plan: BucketPlan?, execution: Execution) throws(AnalysisError) {
        guard let plan, let hubs = Self.hubs(of: rows) else { return nil }
        count = rows.count
        table = Scratch(zeros: hubs.count * rows.count)
        places = Scratch(repeating: -1, count: rows.count)
        for (place, hub) in hubs.enumerated() { places.pointer[Int(hub)] = Int32(place) }
        let blocks = Blocks(of: hubs.count)
        var quiet = execution
        quiet.progress = nil
        let target = Target(pointer: table.pointer)
        _ = try quiet.map(blocks: blocks.count) { block, cancellation in
            let search = CostSearch(rows: rows, plan: plan)
            for place in blocks.range(block) {
                guard search.run(from: Int(hubs[place]), sorted: false, cancellation: cancellation) else { return }
                (target.pointer + place * rows.count).update(from: search.distances.pointer, count: rows.count)
            }
        }
    }

    private struct Target: @unchecked Sendable { let pointer: UnsafeMutablePointer<Double> }

    /// The distances from this actor; nil where it is no hub.
    @inline(__always) func row(of vertex: Int) -> UnsafePointer<Double>? {
        let place = Int(places.pointer[vertex])
        return place < 0 ? nil : UnsafePointer(table.pointer + place * count)
    }

    /// How much memory the rows will take, in bytes.
    static func memory(actors: Int) -> Int { 8 * actors * wanted(actors) }

    /// None in a graph so small that it does not pay, or so large that the rows would take more than 128 MB.
    private static func wanted(_ actors: Int) -> Int { (256...1 << 17).contains(actors) ? min(actors / 16, 128) : 0 }

    /// Who has most arcs in times arcs out; nil where these hubs hold less than a fifth of the arcs' ends.
    private static func hubs(of rows: RowPointers) -> [UInt32]? {
        let wanted = wanted(rows.count)
        guard wanted > 0 else { return nil }
        let arcCount = Int(rows.offsets[rows.count])
        var arcsIn = [Int](repeating: 0, count: rows.count)
        for arc in 0..<arcCount { arcsIn[Int(rows.targets[arc])] += 1 }
        func throughArcs(_ vertex: Int) -> Int { arcsIn[vertex] * (rows.end(vertex) - rows.start(vertex)) }
        let ranked = (0..<rows.count).sorted { (throughArcs($1), $0) < (throughArcs($0), $1) }.prefix(wanted)
        let ends = ranked.reduce(0) { $0 + arcsIn[$1] + rows.end($1) - rows.start($1) }
        return ends * 5 < arcCount * 2 ? nil : ranked.map(UInt32.init)
    }
}

extension CostSearch {
    /// As `run(from:sorted:cancellation:)`, not going on behind hubs.
    ///
    /// - Complexity: O(arcs + hubs · actors): arcs of those who are reached on no way through a hub, and a row for each hub met.
    func run(
        from source: Int, hubs: HubDistances, _ buckets: BucketQueue, costs: UnsafePointer<Double>, sorted: Bool,
        cancellation: Cancellation
    ) -> Bool {
        let (distances, direct, order) = (distances.pointer, direct.pointer, order.pointer)
        let (rows, targets) = (rows, rows.targets)
        if let row = hubs.row(of: source) {
            distances.update(from: row, count: rows.count)
        } else {
            distances.update(repeating: .infinity, count: rows.count)
            buckets.removeAll()
            distances[source] = 0
            direct[source] = 0
            buckets.insert(UInt32(source), 0)
            var (end, bucket, seen) = (0, 0, 0)
            while buckets.count > 0 {
                let start = end
                bucket = buckets.removeFirstBucket(from: bucket, into: order, at: &end)
                for place in start..<end {
                    seen += 1
                    if seen > 0x3FF {
                        seen = 0
                        if cancellation.isRequested {
                            direct.update(repeating: .infinity, count: rows.count)
                            reached = rows.count
                            return false
                        }
                    }
                    let vertex = Int(order[place])
                    let base = direct[vertex]
                    // A way through a hub is shorter, and whatever lies behind has its distance from there.
                    guard base <= distances[vertex] else { continue }
                    if let row = hubs.row(of: vertex) {
                        seen += 128
                        for other in 0..<rows.count { distances[other] = min(distances[other], base + row[other]) }
                        continue
                    }
                    for arc in rows.start(vertex)..<rows.end(vertex) {
                        let next = Int(targets[arc])
                        let distance = base + costs[arc]
                        guard distance < distances[next] else { continue }
                        let old = direct[next]
                        distances[next] = distance
                        direct[next] = distance
                        if old == .infinity {
                            buckets.insert(UInt32(truncatingIfNeeded: next), distance)
                        } else {
                            buckets.move(UInt32(truncatingIfNeeded: next), from: old, to: distance)
                        }
                    }
                }
            }
            for place in 0..<end { direct[Int(order[place])] = .infinity }
        }
        reached = sorted ? orderByDistance(source, scale: buckets.plan.scale) : listReached(source)
        return true
    }

    /// Fills `order` with the reached, the source first.
    private func listReached(_ source: Int) -> Int {
        let (distances, order) = (distances.pointer, order.pointer)
        order[0] = UInt32(source)
        var end = 1
        for vertex in 0..<rows.count where vertex != source && distances[vertex] < .infinity {
            order[end] = UInt32(truncatingIfNeeded: vertex)
            end &+= 1
        }
        return end
    }

    /// Fills `order` with the reached from bucket to bucket, far from the source by distance.
    private func orderByDistance(_ source: Int, scale: Double) -> Int {
        let (distances, order) = (distances.pointer, order.pointer)
        var most = 0.0
        for vertex in 0..<rows.count where distances[vertex] < .infinity { most = max(most, distances[vertex]) }
        guard most * scale < Double(4 * rows.count + 1_024) else {
            // So many buckets that sorting is cheaper.
            let end = listReached(source)
            sort(0..<end)
            return end
        }
        let bucketCount = Int(most * scale) + 1
        if bucketStarts.count < bucketCount + 1 {
            bucketStarts += [UInt32](repeating: 0, count: bucketCount + 1 - bucketStarts.count)
        }
        return bucketStarts.withUnsafeMutableBufferPointer { starts in
            for bucket in 0...bucketCount { starts[bucket] = 0 }
            for vertex in 0..<rows.count where distances[vertex] < .infinity {
                starts[Int(distances[vertex] * scale) + 1] += 1
            }
            for bucket in 0..<bucketCount { starts[bucket + 1] += starts[bucket] }
            for vertex in 0..<rows.count where distances[vertex] < .infinity {
                let bucket = Int(distances[vertex] * scale)
                order[Int(starts[bucket])] = UInt32(truncatingIfNeeded: vertex)
                starts[bucket] += 1
            }
            // Now each bucket ends where its start stands.
            var bucket = Int(Self.firstSorted)
            while bucket < bucketCount {
                let range = Int(starts[bucket - 1])..<Int(starts[bucket])
                if range.count > 1 { sort(range) }
                bucket += 1
            }
            return Int(starts[bucketCount - 1])
        }
    }
}
