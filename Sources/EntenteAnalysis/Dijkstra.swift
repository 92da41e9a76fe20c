/// Least costs from one actor along compressed rows.
///
/// - SeeAlso: E. W. Dijkstra, *Numerische Mathematik* 1, 1959, doi:10.1007/BF01386390.
struct Dijkstra {
    private(set) var distances: [Double]
    private var heap = DistanceHeap()

    init(count: Int) { distances = [Double](repeating: .infinity, count: count) }

    /// Fills `distances` with the least cost from `source`, `infinity` where no path leads.
    ///
    /// - Parameters:
    ///   - target: Where to stop; farther actors than that keep a preliminary distance.
    ///   - blocked: Actors that no path may enter.
    /// - Complexity: O((actors + arcs) · log arcs).
    mutating func run(
        _ rows: CompressedRows, from source: Int, to target: Int? = nil, blocked: [Bool] = []
    ) throws(AnalysisError) {
        for vertex in distances.indices { distances[vertex] = .infinity }
        heap.removeAll()
        distances[source] = 0
        heap.insert(0, UInt32(source))
        var settled = 0
        while let entry = heap.removeLeast() {
            let vertex = Int(entry.vertex)
            guard entry.distance <= distances[vertex] else { continue }
            if vertex == target { return }
            settled += 1
            if settled & 0x3FFF == 0, Task.isCancelled { throw .cancelled }
            for arc in rows.row(vertex) {
                let next = Int(rows.targets[arc])
                let distance = entry.distance + rows.cost(arc)
                guard distance < distances[next], blocked.isEmpty || !blocked[next] else { continue }
                distances[next] = distance
                heap.insert(distance, UInt32(next))
            }
        }
    }
}

/// When two costs count as equal: to one part in 10⁹.
enum Tie {
    static let tolerance = 1e-9

    static func isTie(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= tolerance * max(abs(left), abs(right))
    }

    /// Whether `left` is less by more than a tie.
    static func isLess(_ left: Double, _ right: Double) -> Bool { left < right && !isTie(left, right) }
}
