/// What a division into communities tries to make large.
public enum CommunityQuality: Hashable, Sendable {
    /// Newman's modularity: ties within, less those expected where partners are drawn by strength.
    case modularity(resolution: Double = 1)
    /// The constant Potts model: ties within, less `resolution` for each pair within.
    case constantPotts(resolution: Double)
}

/// Communities and how good their division is.
public struct Communities: Sendable {
    public let groups: ActorGroups
    public let quality: CommunityQuality
    /// Newman's modularity of the division at resolution 1, −0.5...1; 0 for a view without ties.
    public let modularity: Double
    /// The value of `quality`: for modularity as it is defined, for the Potts model per unit of strength.
    public let value: Double
    public let seed: UInt64
}

extension GraphView {
    /// Communities by the Leiden algorithm, in the undirected graph behind the view (strengths of both ways added).
    ///
    /// Every community is connected. The same view and seed give the same division.
    /// - Parameters:
    ///   - quality: Modularity, or the constant Potts model, which can see communities of any size.
    ///   - seed: Of the order in which actors are visited.
    ///   - rounds: Improves the division this many times at most; ends earlier where nothing moves.
    /// - Throws: `AnalysisError.badParameter` for a resolution that is not above 0, `.cancelled`.
    /// - Complexity: O(arcs · levels · rounds), near linear in practice.
    /// - SeeAlso: V. A. Traag, L. Waltman, N. J. van Eck, *Scientific Reports* 9, 2019,
    ///   doi:10.1038/s41598-019-41695-z; M. E. J. Newman, *PNAS* 103(23), 2006, doi:10.1073/pnas.0601602103.
    public func communities(
        by quality: CommunityQuality = .modularity(), seed: UInt64 = 1, rounds: Int = 10
    ) throws(AnalysisError) -> Communities {
        let resolution =
            switch quality {
            case .modularity(let resolution), .constantPotts(let resolution): resolution
            }
        guard resolution > 0, resolution.isFinite else {
            throw .badParameter("resolution", value: String(resolution), allowed: "a number above 0")
        }
        let rows = try neighbours()
        var search = LeidenSearch(graph: LeidenGraph(rows, quality: quality), seed: seed)
        try search.run(rounds: rounds)
        return Communities(
            groups: ActorGroups(view: self, numbers: search.membership.map(Int.init)), quality: quality,
            modularity: LeidenGraph(rows, quality: .modularity()).value(of: search.membership),
            value: search.graph.value(of: search.membership), seed: seed)
    }
}

/// An undirected graph as Leiden needs it; nodes are actors or whole communities of them.
struct LeidenGraph {
    var offsets: [UInt32]
    var targets: [UInt32]
    /// Strength of each tie, above 0; both of its arcs carry it.
    var strengths: [Double]
    /// Twice the strength inside each node.
    var inside: [Double]
    /// What a node weighs when communities are charged for their size: its strength, or its number of actors.
    var masses: [Double]
    /// What a pair of masses is charged.
    var rate: Double
    /// Twice the strength of all ties.
    var total: Double

    var count: Int { inside.count }

    init(_ all: CompressedRows, quality: CommunityQuality) {
        let rows = all.strengths.contains(0) ? all.withoutZeroStrengths : all
        offsets = rows.offsets
        targets = rows.targets
        strengths = rows.strengths.isEmpty ? [Double](repeating: 1, count: rows.arcCount) : rows.strengths
        inside = [Double](repeating: 0, count: rows.count)
        masses = [Double](repeating: 1, count: rows.count)
        total = strengths.reduce(0, +)
        switch quality {
        case .modularity(let resolution):
            for vertex in 0..<rows.count { masses[vertex] = rows.row(vertex).reduce(0.0) { $0 + rows.strength($1) } }
            rate = total > 0 ? resolution / total : 0
        case .constantPotts(let resolution):
            rate = resolution
        }
    }

    private init(count: Int, rate: Double, total: Double) {
        offsets = [0]
        targets = []
        strengths = []
        inside = [Double](repeating: 0, count: count)
        masses = [Double](repeating: 0, count: count)
        self.rate = rate
        self.total = total
    }

    /// Σ over communities of (strength inside − rate · mass²), as a share of all strength; both counted from each end.
    func value(of membership: [UInt32]) -> Double {
        guard total > 0 else { return 0 }
        var within = 0.0
        var massOf = [Double](repeating: 0, count: Int(membership.max() ?? 0) + 1)
        for vertex in 0..<count {
            let own = membership[vertex]
            massOf[Int(own)] += masses[vertex]
            within += inside[vertex]
            for arc in Int(offsets[vertex])..<Int(offsets[vertex + 1]) where membership[Int(targets[arc])] == own {
                within += strengths[arc]
            }
        }
        return (within - rate * massOf.reduce(0.0) { $0 + $1 * $1 }) / total
    }

    /// The graph whose nodes are the groups 0 ..< `count` of this one's.
    func joined(by groups: [UInt32], count groupCount: Int) throws(AnalysisError) -> LeidenGraph {
        var result = LeidenGraph(count: groupCount, rate: rate, total: total)
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var members = [UInt32](repeating: 0, count: count)
        var next = starts
        for vertex in 0..<count {
            members[next[Int(groups[vertex])]] = UInt32(vertex)
            next[Int(groups[vertex])] += 1
        }
        var sums = [Double](repeating: 0, count: groupCount)
        var seen = [Bool](repeating: false, count: groupCount)
        var touched: [UInt32] = []
        for group in 0..<groupCount {
            try stopIfCancelled(at: group)
            touched.removeAll(keepingCapacity: true)
            for place in starts[group]..<starts[group + 1] {
                let vertex = Int(members[place])
                result.masses[group] += masses[vertex]
                result.inside[group] += inside[vertex]
                for arc in Int(offsets[vertex])..<Int(offsets[vertex + 1]) {
                    let other = groups[Int(targets[arc])]
                    if Int(other) == group {
                        result.inside[group] += strengths[arc]
                        continue
                    }
                    if !seen[Int(other)] {
                        seen[Int(other)] = true
                        touched.append(other)
                    }
                    sums[Int(other)] += strengths[arc]
                }
            }
            for other in touched {
                result.targets.append(other)
                result.strengths.append(sums[Int(other)])
                sums[Int(other)] = 0
                seen[Int(other)] = false
            }
            result.offsets.append(UInt32(result.targets.count))
        }
        return result
    }
}
