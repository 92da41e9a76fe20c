/// Arcs in any order, before they are sorted into rows; parallel ones and loops may be among them.
struct LooseArcs {
    var sources: [UInt32] = []
    var targets: [UInt32] = []
    /// Empty where all are 1.
    var strengths: [Double] = []
    /// Empty where costs follow from strengths or are all 1.
    var costs: [Double] = []
}

extension LooseArcs {
    /// No arcs yet, with room for so many that have strengths and costs.
    init(capacity: Int) {
        sources.reserveCapacity(capacity)
        targets.reserveCapacity(capacity)
        strengths.reserveCapacity(capacity)
        costs.reserveCapacity(capacity)
    }
}

/// How an arc's cost comes about once parallel arcs are joined.
enum CostRule {
    case hops
    case inverseStrength
    /// The least of the parallel arcs' own costs.
    case least
    /// The least of the parallel arcs' strengths, which are costs.
    case leastStrength
}

extension CompressedRows {
    /// Sorts arcs into rows, joins parallel ones (their strengths add up) and leaves loops out.
    ///
    /// Strengths of parallel arcs are added in order of size, so that the order of the input moves no bit of a sum.
    /// - Complexity: O(actors + arcs): two counting sorts.
    init(count: Int, arcs: LooseArcs, rule: CostRule) throws(AnalysisError) {
        let order = try Self.order(count: count, arcs: arcs)
        offsets = [UInt32](repeating: 0, count: count + 1)
        targets = []
        costs = []
        strengths = []
        targets.reserveCapacity(order.count)
        let plain = arcs.strengths.isEmpty
        let needsStrengths = !plain
        if needsStrengths { strengths.reserveCapacity(order.count) }
        if rule != .hops { costs.reserveCapacity(order.count) }
        var merged = false
        var place = 0
        var parallel: [Double] = []
        while place < order.count {
            try stopIfCancelled(at: targets.count)
            let first = Int(order[place])
            let (source, target) = (arcs.sources[first], arcs.targets[first])
            var end = place + 1
            while end < order.count {
                let next = Int(order[end])
                guard arcs.sources[next] == source, arcs.targets[next] == target else { break }
                end += 1
            }
            if source != target {
                var sum = plain ? Double(end - place) : arcs.strengths[first]
                if !plain, end - place > 1 {
                    parallel.removeAll(keepingCapacity: true)
                    for index in place..<end { parallel.append(arcs.strengths[Int(order[index])]) }
                    parallel.sort()
                    sum = parallel.reduce(0, +)
                }
                if plain, end - place > 1, !merged {
                    merged = true
                    strengths = [Double](repeating: 1, count: targets.count)
                }
                targets.append(target)
                if needsStrengths || merged { strengths.append(sum) }
                switch rule {
                case .hops: break
                case .inverseStrength: costs.append(1 / sum)
                case .least: costs.append(order[place..<end].reduce(.infinity) { min($0, arcs.costs[Int($1)]) })
                case .leastStrength:
                    costs.append(plain ? 1 : order[place..<end].reduce(.infinity) { min($0, arcs.strengths[Int($1)]) })
                }
                offsets[Int(source) + 1] += 1
            }
            place = end
        }
        for vertex in 0..<count { offsets[vertex + 1] += offsets[vertex] }
    }

    /// Places of the arcs by source, then target, then input.
    private static func order(count: Int, arcs: LooseArcs) throws(AnalysisError) -> [UInt32] {
        let byTarget = try countingSort(count: count, keys: arcs.targets, order: nil)
        return try countingSort(count: count, keys: arcs.sources, order: byTarget)
    }

    private static func countingSort(count: Int, keys: [UInt32], order: [UInt32]?) throws(AnalysisError) -> [UInt32] {
        var next = [UInt32](repeating: 0, count: count + 1)
        for key in keys { next[Int(key) + 1] += 1 }
        for vertex in 0..<count { next[vertex + 1] += next[vertex] }
        var result = [UInt32](repeating: 0, count: keys.count)
        for position in 0..<keys.count {
            try stopIfCancelled(at: position)
            let item = order.map { Int($0[position]) } ?? position
            let key = Int(keys[item])
            result[Int(next[key])] = UInt32(item)
            next[key] += 1
        }
        return result
    }
}
