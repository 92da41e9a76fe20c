/// Least costs from one actor to all others, again and again over the same rows.
///
/// - SeeAlso: E. W. Dijkstra, *Numerische Mathematik* 1, 1959, doi:10.1007/BF01386390.
final class CostSearch {
    /// What a search needs for each actor at most.
    static let bytesPerActor = 64

    let rows: RowPointers
    let distances: Scratch<Double>
    /// The reached actors, the source first; from bucket to bucket or in the order of their distances where asked for.
    let order: Scratch<UInt32>
    var reached = 0
    private let hubs: HubDistances?
    /// Distances of those in the queue or taken from it on ways that lead through no hub; infinite between two runs.
    let direct: Scratch<Double>
    var bucketStarts: [UInt32] = []
    private let queue: Queue

    private enum Queue {
        case heap(IndexedHeap)
        case buckets(BucketQueue)
    }

    /// - Parameters:
    ///   - plan: How to cut the costs of these rows into buckets; nil for a heap.
    ///   - hubs: What is known of these rows; only together with a plan.
    init(rows: RowPointers, plan: BucketPlan? = nil, hubs: HubDistances? = nil) {
        self.hubs = hubs
        direct = Scratch(repeating: .infinity, count: hubs == nil ? 0 : rows.count)
        self.rows = rows
        distances = Scratch(repeating: .infinity, count: rows.count)
        order = Scratch(repeating: 0, count: rows.count)
        queue =
            if let plan, rows.costs != nil {
                .buckets(BucketQueue(plan: plan, capacity: rows.count))
            } else {
                .heap(IndexedHeap(capacity: rows.count))
            }
    }

    /// - Parameter sorted: Whether `order` has to put an actor behind those on the shortest paths to it, up to a tie.
    /// - Returns: False after a cancellation.
    /// - Complexity: O((actors + arcs) · log actors); in buckets O(arcs + actors), and sorting where asked for; with hubs
    ///   O(arcs + hubs · actors), mostly far less.
    @discardableResult
    func run(from source: Int, sorted: Bool = true, cancellation: Cancellation) -> Bool {
        if let hubs, case .buckets(let buckets) = queue, let costs = rows.costs {
            return run(from: source, hubs: hubs, buckets, costs: costs, sorted: sorted, cancellation: cancellation)
        }
        let (distances, order) = (distances.pointer, order.pointer)
        if reached * 4 > rows.count {
            distances.update(repeating: .infinity, count: rows.count)
        } else {
            for place in 0..<reached { distances[Int(order[place])] = .infinity }
        }
        reached = 0
        switch queue {
        case .heap(let heap): return run(from: source, heap, cancellation: cancellation)
        case .buckets(let buckets):
            guard let costs = rows.costs else { return true }
            return run(from: source, buckets, costs: costs, sorted: sorted, cancellation: cancellation)
        }
    }

    private func run(from source: Int, _ heap: IndexedHeap, cancellation: Cancellation) -> Bool {
        let (distances, order, targets) = (distances.pointer, order.pointer, rows.targets)
        heap.removeAll()
        distances[source] = 0
        heap.insertOrLower(0, UInt32(source))
        while heap.count > 0 {
            let entry = heap.removeLeast()
            let vertex = Int(entry.vertex)
            order[reached] = entry.vertex
            reached += 1
            if reached & 0xFFF == 0, cancellation.isRequested { return false }
            for arc in rows.start(vertex)..<rows.end(vertex) {
                let next = Int(targets[arc])
                let distance = entry.distance + (rows.costs?[arc] ?? 1)
                guard distance < distances[next] else { continue }
                distances[next] = distance
                heap.insertOrLower(distance, UInt32(next))
            }
        }
        return true
    }

    private func run(
        from source: Int, _ buckets: BucketQueue, costs: UnsafePointer<Double>, sorted: Bool,
        cancellation: Cancellation
    ) -> Bool {
        let (distances, order, targets, rows) = (distances.pointer, order.pointer, rows.targets, rows)
        buckets.removeAll()
        distances[source] = 0
        buckets.insert(UInt32(source), 0)
        var (end, bucket, seen) = (0, 0, 0)
        while buckets.count > 0 {
            let start = end
            bucket = buckets.removeFirstBucket(from: bucket, into: order, at: &end)
            if sorted, end - start > 1, distances[Int(order[start])] * buckets.plan.scale > Self.firstSorted {
                sort(start..<end)
            }
            for place in start..<end {
                seen += 1
                if seen & 0x3FF == 0, cancellation.isRequested {
                    reached = end
                    // Those who wait have distances too, which the next run has to forget.
                    distances.update(repeating: .infinity, count: rows.count)
                    return false
                }
                let vertex = Int(order[place])
                let base = distances[vertex]
                for arc in rows.start(vertex)..<rows.end(vertex) {
                    let next = Int(targets[arc])
                    let distance = base + costs[arc]
                    let old = distances[next]
                    guard distance < old else { continue }
                    distances[next] = distance
                    if old == .infinity {
                        buckets.insert(UInt32(truncatingIfNeeded: next), distance)
                    } else {
                        buckets.move(UInt32(truncatingIfNeeded: next), from: old, to: distance)
                    }
                }
            }
        }
        reached = end
        return true
    }

    /// Buckets before this one need no order: no step is as short as a bucket is wide, so that none of its actors lies on a
    /// shortest path to another. Far from the source a tie allows for more than what buckets are narrower by.
    static let firstSorted = 250.0

    /// Puts a bucket's actors into the order of their distances, of ties by position.
    func sort(_ range: Range<Int>) {
        let (distances, order) = (distances.pointer, order.pointer)
        func isBefore(_ one: UInt32, _ other: UInt32) -> Bool {
            let (first, second) = (distances[Int(one)], distances[Int(other)])
            return first < second || (first == second && one < other)
        }
        guard range.count <= 24 else {
            var bucket = UnsafeMutableBufferPointer(start: order + range.lowerBound, count: range.count)
            bucket.sort(by: isBefore)
            return
        }
        for place in range.dropFirst() {
            let vertex = order[place]
            var hole = place
            while hole > range.lowerBound, isBefore(vertex, order[hole - 1]) {
                order[hole] = order[hole - 1]
                hole -= 1
            }
            order[hole] = vertex
        }
    }
}
