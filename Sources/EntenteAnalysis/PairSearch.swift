internal import Synchronization

/// Finds the first of the cheapest paths between two actors by searching from both ends.
///
/// Both searches go on until no path can be cheaper than the best by more than a tie; every path that ties with the
/// best then has an actor where the searches met. From these, the steps of all such paths are found by walking back to
/// the source and on to the target. Of these paths the one with the fewest steps is taken, and among those the first by
/// names: so the answer depends on costs and names alone, and steps that cost nothing cannot lead in circles.
/// - SeeAlso: I. Pohl, *Bi-directional Search*, Machine Intelligence 6, 1971.
struct PairSearch {
    let forward: RowPointers
    let backward: RowPointers
    let space: PairSpace

    /// - Parameter blocked: By position; nil for none.
    /// - Returns: Nil where no path leads, or after a cancellation.
    /// - Complexity: O((actors + arcs) · log actors); both searches together see a small part of most graphs.
    func cheapest(
        from source: Int, to target: Int, blocked: UnsafePointer<Bool>?, cancellation: Cancellation
    ) -> VertexPath? {
        guard source != target else { return VertexPath(vertices: [UInt32(source)], cost: 0) }
        defer { space.wipe() }
        let (ahead, behind) = (space.ahead, space.behind)
        ahead.start(at: source)
        behind.start(at: target)
        var best = Double.infinity
        var steps = 0
        while ahead.heap.count > 0, behind.heap.count > 0,
            ahead.heap.least + behind.heap.least <= Tie.ceiling(best)
        {
            steps += 1
            if steps & 0x3FF == 0, cancellation.isRequested { return nil }
            // The smaller frontier costs less to push on (Pohl's cardinality rule).
            if ahead.heap.count <= behind.heap.count {
                expand(ahead, along: forward, meeting: behind, blocked: blocked, best: &best)
            } else {
                expand(behind, along: backward, meeting: ahead, blocked: blocked, best: &best)
            }
        }
        guard best < .infinity else { return nil }
        markPaths(best: best)
        return walk(from: source, to: target)
    }

    @inline(__always) private func expand(
        _ own: PairSpace.Frontier, along rows: RowPointers, meeting other: PairSpace.Frontier,
        blocked: UnsafePointer<Bool>?, best: inout Double
    ) {
        let (distances, others, touched) = (own.distances.pointer, other.distances.pointer, own.touched.pointer)
        let (isSettledThere, reach) = (other.isSettled.pointer, other.heap.least)
        var touchedCount = own.touchedCount
        let entry = own.heap.removeLeast()
        let vertex = Int(entry.vertex)
        own.isSettled.pointer[vertex] = true
        for arc in rows.start(vertex)..<rows.end(vertex) {
            let next = Int(rows.targets[arc])
            let distance = entry.distance + (rows.costs?[arc] ?? 1)
            guard distance < distances[next] else { continue }
            if let blocked, blocked[next] { continue }
            touched[touchedCount] = UInt32(truncatingIfNeeded: next)
            touchedCount &+= distances[next] == .infinity ? 1 : 0
            distances[next] = distance
            let through = distance + others[next]
            // Beyond an actor that the other search has settled, or that is too far from it, there is nothing to find.
            if !isSettledThere[next], distance + reach <= Tie.ceiling(best) {
                own.heap.insertOrLower(distance, UInt32(next))
            }
            if through < .infinity, through <= Tie.ceiling(best) {
                space.meetings.append(UInt32(next))
                best = min(best, through)
            }
        }
        own.touchedCount = touchedCount
    }

    private static let knowsSource: UInt8 = 1
    private static let knowsTarget: UInt8 = 2

    /// Marks the actors of all paths that tie with the best: with 1 where the distance from the source is known for
    /// sure, with 2 where that to the target is.
    private func markPaths(best: Double) {
        let (marks, ahead, behind) = (space.marks.pointer, space.ahead, space.behind)
        let met = space.meetings.filter {
            Tie.isTie(ahead.distances.pointer[Int($0)] + behind.distances.pointer[Int($0)], best)
        }
        for vertex in met { marks[Int(vertex)] = Self.knowsSource | Self.knowsTarget }
        for (frontier, rows, mark) in [(ahead, backward, Self.knowsSource), (behind, forward, Self.knowsTarget)] {
            let (distances, isSettled) = (frontier.distances.pointer, frontier.isSettled.pointer)
            var waiting = met
            var isExpanded = Set(met)
            while let vertex = waiting.popLast().map(Int.init) {
                for arc in rows.start(vertex)..<rows.end(vertex) {
                    let next = Int(rows.targets[arc])
                    guard isSettled[next],
                        Tie.isTie(distances[next] + (rows.costs?[arc] ?? 1), distances[vertex]),
                        isExpanded.insert(UInt32(next)).inserted
                    else { continue }
                    marks[next] |= mark
                    space.marked.append(UInt32(next))
                    waiting.append(UInt32(next))
                }
            }
        }
    }

    /// Whether the step between two actors lies on a path that ties with the best.
    @inline(__always) private func isTight(_ from: Int, _ to: Int, _ cost: Double) -> Bool {
        let both = space.marks.pointer[from] & space.marks.pointer[to]
        if both & Self.knowsSource != 0 {
            let distances = space.ahead.distances.pointer
            if Tie.isTie(distances[from] + cost, distances[to]) { return true }
        }
        guard both & Self.knowsTarget != 0 else { return false }
        let distances = space.behind.distances.pointer
        return Tie.isTie(cost + distances[to], distances[from])
    }

    private func walk(from source: Int, to target: Int) -> VertexPath? {
        var levels: [UInt32: Int] = [UInt32(target): 0]
        var frontier = [UInt32(target)]
        var depth = 0
        while levels[UInt32(source)] == nil, !frontier.isEmpty {
            depth += 1
            var next: [UInt32] = []
            for vertex in frontier.lazy.map(Int.init) {
                for arc in backward.start(vertex)..<backward.end(vertex) {
                    let before = backward.targets[arc]
                    guard space.marks.pointer[Int(before)] != 0,
                        isTight(Int(before), vertex, backward.costs?[arc] ?? 1), levels[before] == nil
                    else { continue }
                    levels[before] = depth
                    next.append(before)
                }
            }
            frontier = next
        }
        guard levels[UInt32(source)] != nil else { return nil }
        var path = VertexPath(vertices: [UInt32(source)], cost: 0)
        var vertex = source
        while vertex != target {
            depth -= 1
            // Rows are in the order of names, so the first step that fits is the one to take.
            var arc = forward.start(vertex)
            while arc < forward.end(vertex) {
                let next = forward.targets[arc]
                if space.marks.pointer[Int(next)] != 0, isTight(vertex, Int(next), forward.costs?[arc] ?? 1),
                    levels[next] == depth
                {
                    break
                }
                arc += 1
            }
            guard arc < forward.end(vertex) else { return nil }
            vertex = Int(forward.targets[arc])
            path.vertices.append(UInt32(vertex))
            path.cost += forward.costs?[arc] ?? 1
        }
        return path
    }
}

/// The scratch space of a search between two actors, clean between searches.
final class PairSpace {
    /// Distances and settled actors of one of the two searches.
    final class Frontier {
        let distances: Scratch<Double>
        let isSettled: Scratch<Bool>
        let heap: IndexedHeap
        /// Actors with a distance; there is room for one more than there are, to write before deciding.
        let touched: Scratch<UInt32>
        var touchedCount = 0

        init(count: Int) {
            distances = Scratch(repeating: .infinity, count: count)
            isSettled = Scratch(repeating: false, count: count)
            touched = Scratch(repeating: 0, count: count + 1)
            heap = IndexedHeap(capacity: count)
        }

        func start(at vertex: Int) {
            distances.pointer[vertex] = 0
            touched.pointer[0] = UInt32(vertex)
            touchedCount = 1
            heap.insertOrLower(0, UInt32(vertex))
        }

        func wipe() {
            for place in 0..<touchedCount {
                let vertex = Int(touched.pointer[place])
                distances.pointer[vertex] = .infinity
                isSettled.pointer[vertex] = false
            }
            touchedCount = 0
            heap.removeAll()
        }
    }

    let ahead: Frontier
    let behind: Frontier
    let marks: Scratch<UInt8>
    var marked: [UInt32] = []
    /// Actors where the searches met at a cost that was the best so far, or tied with it.
    var meetings: [UInt32] = []

    init(count: Int) {
        ahead = Frontier(count: count)
        behind = Frontier(count: count)
        marks = Scratch(repeating: 0, count: count)
    }

    func wipe() {
        for vertex in marked { marks.pointer[Int(vertex)] = 0 }
        for vertex in meetings { marks.pointer[Int(vertex)] = 0 }
        marked.removeAll(keepingCapacity: true)
        meetings.removeAll(keepingCapacity: true)
        ahead.wipe()
        behind.wipe()
    }
}

/// Keeps the scratch space of searches between the questions asked of one view, since making it takes longer than
/// most searches.
final class PairSpacePool: Sendable {
    // A space is used by one search at a time: whoever takes it out of the pool.
    private struct Box: @unchecked Sendable {
        let space: PairSpace
    }

    private let free = Mutex<[Box]>([])

    /// Runs a search in a clean space.
    func withSpace<Result>(count: Int, _ body: (PairSpace) -> Result) -> Result {
        let box = free.withLock { $0.popLast() } ?? Box(space: PairSpace(count: count))
        defer { free.withLock { $0.append(box) } }
        return body(box.space)
    }
}
