/// Least costs from one actor to all others, again and again over the same rows.
///
/// The same method as `Dijkstra`, on bare pointers: for all-pairs measures and large graphs.
final class CostSearch {
    private let rows: RowPointers
    let distances: Scratch<Double>
    /// The reached actors in the order of their distances, the source first.
    let order: Scratch<UInt32>
    private(set) var reached = 0
    private let heap = PointerHeap()

    init(rows: RowPointers) {
        self.rows = rows
        distances = Scratch(repeating: .infinity, count: rows.count)
        order = Scratch(repeating: 0, count: rows.count)
    }

    /// - Returns: False after a cancellation.
    /// - Complexity: O((actors + arcs) · log arcs).
    @discardableResult
    func run(from source: Int, cancellation: Cancellation) -> Bool {
        let (distances, order, targets) = (distances.pointer, order.pointer, rows.targets)
        if reached * 4 > rows.count {
            distances.update(repeating: .infinity, count: rows.count)
        } else {
            for place in 0..<reached { distances[Int(order[place])] = .infinity }
        }
        reached = 0
        heap.removeAll()
        distances[source] = 0
        heap.insert(0, UInt32(source))
        guard let costs = rows.costs else { return false }
        while heap.count > 0 {
            let entry = heap.removeLeast()
            let vertex = Int(entry.vertex)
            // An actor waits once for every time that its distance fell; all entries but the last are stale.
            guard entry.distance == distances[vertex] else { continue }
            order[reached] = entry.vertex
            reached += 1
            if reached & 0xFFF == 0, cancellation.isRequested { return false }
            for arc in rows.start(vertex)..<rows.end(vertex) {
                let next = Int(targets[arc])
                let distance = entry.distance + costs[arc]
                guard distance < distances[next] else { continue }
                distances[next] = distance
                heap.insert(distance, UInt32(next))
            }
        }
        return true
    }
}

/// A four-ary heap on a bare buffer; see `DistanceHeap`.
final class PointerHeap {
    typealias Entry = DistanceHeap.Entry
    private var entries: UnsafeMutablePointer<Entry>
    private var capacity = 1024
    private(set) var count = 0

    init() { entries = .allocate(capacity: capacity) }
    deinit { entries.deallocate() }

    func removeAll() { count = 0 }

    @inline(__always) func insert(_ distance: Double, _ vertex: UInt32) {
        if count == capacity { grow() }
        let heap = entries
        var child = count
        count += 1
        while child > 0 {
            let parent = (child - 1) >> 2
            guard distance < heap[parent].distance else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = Entry(distance: distance, vertex: vertex)
    }

    /// The heap must not be empty.
    @inline(__always) func removeLeast() -> Entry {
        let heap = entries
        let result = heap[0]
        count -= 1
        let last = heap[count]
        var parent = 0
        while true {
            let first = parent &* 4 &+ 1
            if first &+ 3 < count {
                // The least of four without a branch that the processor would have to guess.
                let left = heap[first].distance <= heap[first &+ 1].distance ? first : first &+ 1
                let right = heap[first &+ 2].distance <= heap[first &+ 3].distance ? first &+ 2 : first &+ 3
                let least = heap[left].distance <= heap[right].distance ? left : right
                guard heap[least].distance < last.distance else { break }
                heap[parent] = heap[least]
                parent = least
            } else {
                guard first < count else { break }
                var least = first
                var child = first &+ 1
                while child < count {
                    if heap[child].distance < heap[least].distance { least = child }
                    child &+= 1
                }
                guard heap[least].distance < last.distance else { break }
                heap[parent] = heap[least]
                parent = least
            }
        }
        heap[parent] = last
        return result
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
