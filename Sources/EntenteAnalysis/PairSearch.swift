/// Finds the first of the cheapest paths between two actors by searching from both ends.
///
/// Both searches go on until no path can be cheaper than the best by more than a tie; every actor on a path that ties
/// with the best has then been settled by one of them. Of these paths the one with the fewest steps is found by a walk
/// backwards from the target along steps that lie on a cheapest path, and among those the first by names by a walk
/// forwards: so the answer depends on costs and names alone, and steps that cost nothing cannot lead in circles.
/// - SeeAlso: I. Pohl, *Bi-directional Search*, Machine Intelligence 6, 1971.
final class PairSearch {
    private let forward: RowPointers
    private let backward: RowPointers
    private let ahead: Frontier
    private let behind: Frontier
    /// Steps to the target along cheapest paths; `UInt32.max` where unknown.
    private let levels: Scratch<UInt32>

    /// Distances and settled actors of one of the two searches.
    private final class Frontier {
        let distances: Scratch<Double>
        let isSettled: Scratch<Bool>
        let heap: IndexedHeap

        init(count: Int) {
            distances = Scratch(repeating: .infinity, count: count)
            isSettled = Scratch(repeating: false, count: count)
            heap = IndexedHeap(capacity: count)
        }
    }

    init(forward: RowPointers, backward: RowPointers) {
        self.forward = forward
        self.backward = backward
        ahead = Frontier(count: forward.count)
        behind = Frontier(count: forward.count)
        levels = Scratch(repeating: .max, count: forward.count)
    }

    /// - Parameter blocked: By position; nil for none.
    /// - Returns: Nil where no path leads, or after a cancellation.
    /// - Complexity: O((actors + arcs) · log actors); both searches together see a small part of most graphs.
    func cheapest(
        from source: Int, to target: Int, blocked: UnsafePointer<Bool>?, cancellation: Cancellation
    ) -> VertexPath? {
        guard source != target else { return VertexPath(vertices: [UInt32(source)], cost: 0) }
        ahead.distances.pointer[source] = 0
        ahead.heap.insertOrLower(0, UInt32(source))
        behind.distances.pointer[target] = 0
        behind.heap.insertOrLower(0, UInt32(target))
        var best = Double.infinity
        var steps = 0
        while ahead.heap.count > 0, behind.heap.count > 0,
            ahead.heap.least + behind.heap.least <= Tie.ceiling(best)
        {
            steps += 1
            if steps & 0x3FF == 0, cancellation.isRequested { return nil }
            if ahead.heap.least <= behind.heap.least {
                expand(ahead, along: forward, meeting: behind, blocked: blocked, best: &best)
            } else {
                expand(behind, along: backward, meeting: ahead, blocked: blocked, best: &best)
            }
        }
        guard best < .infinity else { return nil }
        return walk(from: source, to: target, best: best)
    }

    @inline(__always) private func expand(
        _ own: Frontier, along rows: RowPointers, meeting other: Frontier, blocked: UnsafePointer<Bool>?,
        best: inout Double
    ) {
        let (distances, others) = (own.distances.pointer, other.distances.pointer)
        let entry = own.heap.removeLeast()
        let vertex = Int(entry.vertex)
        own.isSettled.pointer[vertex] = true
        for arc in rows.start(vertex)..<rows.end(vertex) {
            let next = Int(rows.targets[arc])
            let distance = entry.distance + (rows.costs?[arc] ?? 1)
            guard distance < distances[next] else { continue }
            if let blocked, blocked[next] { continue }
            distances[next] = distance
            own.heap.insertOrLower(distance, UInt32(next))
            let through = distance + others[next]
            if through < best { best = through }
        }
    }

    /// Whether the step from one actor to another lies on a path that ties with the best, given that `to` does, or at
    /// least on a cheapest way from there to the target.
    @inline(__always) private func isTight(_ from: Int, _ to: Int, cost: Double, best: Double) -> Bool {
        if ahead.isSettled.pointer[from] {
            let base = ahead.distances.pointer[from] + cost
            if ahead.isSettled.pointer[to], Tie.isTie(base, ahead.distances.pointer[to]) { return true }
            return behind.isSettled.pointer[to] && Tie.isTie(base + behind.distances.pointer[to], best)
        }
        return behind.isSettled.pointer[from] && behind.isSettled.pointer[to]
            && Tie.isTie(cost + behind.distances.pointer[to], behind.distances.pointer[from])
    }

    private func walk(from source: Int, to target: Int, best: Double) -> VertexPath? {
        let levels = levels.pointer
        levels[target] = 0
        var frontier = [UInt32(target)]
        var depth: UInt32 = 0
        while levels[source] == .max, !frontier.isEmpty {
            depth += 1
            var next: [UInt32] = []
            for vertex in frontier.lazy.map(Int.init) {
                for arc in backward.start(vertex)..<backward.end(vertex) {
                    let before = Int(backward.targets[arc])
                    guard levels[before] == .max,
                        isTight(before, vertex, cost: backward.costs?[arc] ?? 1, best: best)
                    else { continue }
                    levels[before] = depth
                    next.append(UInt32(before))
                }
            }
            frontier = next
        }
        guard levels[source] != .max else { return nil }
        var path = VertexPath(vertices: [UInt32(source)], cost: 0)
        var vertex = source
        while vertex != target {
            // Rows are in the order of names, so the first step that fits is the one to take.
            var arc = forward.start(vertex)
            while arc < forward.end(vertex) {
                let next = Int(forward.targets[arc])
                if levels[next] == levels[vertex] - 1,
                    isTight(vertex, next, cost: forward.costs?[arc] ?? 1, best: best)
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
