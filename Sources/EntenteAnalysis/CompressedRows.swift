/// Adjacency in compressed rows: the arcs of actor `v` stand at `offsets[v] ..< offsets[v + 1]`, by target.
///
/// Always true: offsets rise, targets are below the actor count, rise within a row and occur once, and no arc is a
/// loop. `costs` is empty where every arc costs 1, `strengths` where every strength is 1.
struct CompressedRows: Sendable {
    var offsets: [UInt32]
    var targets: [UInt32]
    var costs: [Double]
    var strengths: [Double]

    var count: Int { offsets.count - 1 }
    var arcCount: Int { targets.count }

    func row(_ vertex: Int) -> Range<Int> { Int(offsets[vertex])..<Int(offsets[vertex + 1]) }
    func cost(_ arc: Int) -> Double { costs.isEmpty ? 1 : costs[arc] }
    func strength(_ arc: Int) -> Double { strengths.isEmpty ? 1 : strengths[arc] }

    /// The place of the arc to `target` in the row of `source`; nil where there is none.
    func arc(from source: Int, to target: Int) -> Int? {
        var (low, high) = (Int(offsets[source]), Int(offsets[source + 1]))
        while low < high {
            let middle = (low + high) / 2
            if targets[middle] < UInt32(target) { low = middle + 1 } else { high = middle }
        }
        return low < Int(offsets[source + 1]) && targets[low] == UInt32(target) ? low : nil
    }

    /// The same arcs by target: rows of those that point to each actor.
    /// - Complexity: O(actors + arcs).
    func transposed() throws(AnalysisError) -> CompressedRows {
        var starts = [UInt32](repeating: 0, count: count + 1)
        for target in targets { starts[Int(target) + 1] += 1 }
        for vertex in 0..<count { starts[vertex + 1] += starts[vertex] }
        var next = starts
        var result = CompressedRows(
            offsets: starts, targets: [UInt32](repeating: 0, count: arcCount),
            costs: [Double](repeating: 0, count: costs.count),
            strengths: [Double](repeating: 0, count: strengths.count))
        for source in 0..<count {
            try stopIfCancelled(at: source)
            for arc in row(source) {
                let place = Int(next[Int(targets[arc])])
                next[Int(targets[arc])] += 1
                result.targets[place] = UInt32(source)
                if !costs.isEmpty { result.costs[place] = costs[arc] }
                if !strengths.isEmpty { result.strengths[place] = strengths[arc] }
            }
        }
        return result
    }

    /// The rows without the arcs whose strength is 0.
    var withoutZeroStrengths: CompressedRows {
        var result = CompressedRows(offsets: [0], targets: [], costs: [], strengths: [])
        for vertex in 0..<count {
            for arc in row(vertex) where strength(arc) > 0 {
                result.targets.append(targets[arc])
                result.strengths.append(strength(arc))
                if !costs.isEmpty { result.costs.append(costs[arc]) }
            }
            result.offsets.append(UInt32(result.targets.count))
        }
        return result
    }
}
