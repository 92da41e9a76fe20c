/// Least costs from one actor to all others, again and again over the same rows.
///
/// - SeeAlso: E. W. Dijkstra, *Numerische Mathematik* 1, 1959, doi:10.1007/BF01386390.
final class CostSearch {
    private let rows: RowPointers
    let distances: Scratch<Double>
    /// The reached actors in the order of their distances, the source first.
    let order: Scratch<UInt32>
    private(set) var reached = 0
    private let heap: IndexedHeap

    init(rows: RowPointers) {
        self.rows = rows
        distances = Scratch(repeating: .infinity, count: rows.count)
        order = Scratch(repeating: 0, count: rows.count)
        heap = IndexedHeap(capacity: rows.count)
    }

    /// - Returns: False after a cancellation.
    /// - Complexity: O((actors + arcs) · log actors).
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
}
