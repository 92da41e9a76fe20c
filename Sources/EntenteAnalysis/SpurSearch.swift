/// Finds cheapest paths to one target again and again, with changing actors and first steps forbidden.
///
/// The distances of all actors to the target are found once. They never overestimate what is left to go when actors
/// are forbidden, so each search is led by them (A*) and sees little more than the path that it finds.
/// - SeeAlso: P. E. Hart, N. J. Nilsson, B. Raphael, *IEEE Trans. SSC* 4(2), 1968, doi:10.1109/TSSC.1968.300136.
final class SpurSearch {
    private let forward: RowPointers
    private let backward: RowPointers
    private let target: Int
    /// Distances to the target where nothing but `blocked` is forbidden.
    private let remaining: Scratch<Double>
    private let costs: Scratch<Double>
    private let isSettled: Scratch<Bool>
    private let isForbidden: Scratch<Bool>
    private let levels: Scratch<UInt32>
    private let heap: IndexedHeap
    /// Actors whose marks have to be wiped before the next search.
    private var touched: [UInt32] = []

    /// - Parameter blocked: Actors that no path may pass, by position; nil for none.
    init(
        forward: RowPointers, backward: RowPointers, target: Int, blocked: UnsafePointer<Bool>?,
        cancellation: Cancellation
    ) {
        self.forward = forward
        self.backward = backward
        self.target = target
        let count = forward.count
        remaining = Scratch(repeating: .infinity, count: count)
        costs = Scratch(repeating: .infinity, count: count)
        isSettled = Scratch(repeating: false, count: count)
        isForbidden = Scratch(repeating: false, count: count)
        levels = Scratch(repeating: .max, count: count)
        heap = IndexedHeap(capacity: count)
        let remaining = remaining.pointer
        remaining[target] = 0
        heap.insertOrLower(0, UInt32(target))
        var steps = 0
        while heap.count > 0 {
            let entry = heap.removeLeast()
            steps += 1
            if steps & 0xFFF == 0, cancellation.isRequested { return }
            let vertex = Int(entry.vertex)
            for arc in backward.start(vertex)..<backward.end(vertex) {
                let before = Int(backward.targets[arc])
                let distance = entry.distance + (backward.costs?[arc] ?? 1)
                guard distance < remaining[before] else { continue }
                if let blocked, blocked[before] { continue }
                remaining[before] = distance
                heap.insertOrLower(distance, UInt32(before))
            }
        }
    }

    /// Forbids actors for the following searches, or allows them again.
    func forbid(_ vertex: UInt32, _ isForbidden: Bool) { self.isForbidden.pointer[Int(vertex)] = isForbidden }

    /// The first of the cheapest paths, by steps and then by names; nil where none costs at most `limit`.
    ///
    /// - Parameter isFirst: Whether the step from the source to this actor is allowed.
    func cheapest(
        from source: Int, limit: Double, isFirst: (UInt32) -> Bool, cancellation: Cancellation
    ) -> VertexPath? {
        let (remaining, costs, isSettled, isForbidden) = (
            remaining.pointer, costs.pointer, isSettled.pointer, isForbidden.pointer
        )
        defer { wipe() }
        costs[source] = 0
        touched.append(UInt32(source))
        heap.insertOrLower(remaining[source], UInt32(source))
        var bound = Tie.ceiling(limit)
        var steps = 0
        while heap.count > 0, heap.least <= bound, heap.least < .infinity {
            steps += 1
            if steps & 0xFFF == 0, cancellation.isRequested { return nil }
            let vertex = Int(heap.removeLeast().vertex)
            isSettled[vertex] = true
            if vertex == target {
                // Those that tie with the best are still to be settled, no others.
                bound = min(bound, Tie.ceiling(costs[target]))
                continue
            }
            for arc in forward.start(vertex)..<forward.end(vertex) {
                let next = Int(forward.targets[arc])
                let cost = costs[vertex] + (forward.costs?[arc] ?? 1)
                guard cost < costs[next], !isForbidden[next], !isSettled[next], remaining[next] < .infinity,
                    vertex != source || isFirst(UInt32(next))
                else { continue }
                if costs[next] == .infinity { touched.append(UInt32(next)) }
                costs[next] = cost
                heap.insertOrLower(cost + remaining[next], UInt32(next))
            }
        }
        return isSettled[target] ? walk(from: source, isFirst: isFirst) : nil
    }

    private func wipe() {
        for vertex in touched.lazy.map(Int.init) {
            costs.pointer[vertex] = .infinity
            isSettled.pointer[vertex] = false
            levels.pointer[vertex] = .max
        }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
    }

    private func walk(from source: Int, isFirst: (UInt32) -> Bool) -> VertexPath? {
        let (costs, isSettled, levels) = (costs.pointer, isSettled.pointer, levels.pointer)
        func isTight(_ from: Int, _ to: Int, _ cost: Double) -> Bool {
            isSettled[from] && isSettled[to] && Tie.isTie(costs[from] + cost, costs[to])
                && (from != source || isFirst(UInt32(to)))
        }
        levels[target] = 0
        var frontier = [UInt32(target)]
        var depth: UInt32 = 0
        while levels[source] == .max, !frontier.isEmpty {
            depth += 1
            var next: [UInt32] = []
            for vertex in frontier.lazy.map(Int.init) {
                for arc in backward.start(vertex)..<backward.end(vertex) {
                    let before = Int(backward.targets[arc])
                    guard levels[before] == .max, isTight(before, vertex, backward.costs?[arc] ?? 1) else { continue }
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
            var arc = forward.start(vertex)
            while arc < forward.end(vertex) {
                let next = Int(forward.targets[arc])
                if levels[next] == levels[vertex] - 1, isTight(vertex, next, forward.costs?[arc] ?? 1) { break }
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
