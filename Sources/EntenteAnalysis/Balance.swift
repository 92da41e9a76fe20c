/// Three actors who all have signed ties with each other.
public struct Triad: Hashable, Sendable {
    /// In the order of names.
    public let actors: [ViewActor]
    /// First with second, first with third, second with third.
    public let ties: [SignedTie]

    /// Whether friends' friends are friends and foes' foes too: an even number of hostile ties.
    public var isBalanced: Bool { hostileCount.isMultiple(of: 2) }
    public var hostileCount: Int { ties.count { !$0.isFriendly } }
}

/// Who stands with whom and against whom, and how far that is without contradiction.
public struct BalanceReport: Sendable {
    public let projection: Projection
    public let ties: [SignedTie]
    /// Pairs whose friendly and hostile strengths are equal; they take no part.
    public let ambivalentCount: Int
    /// Triads by how many of their ties are hostile, 0...3; those with 0 and 2 are balanced.
    public let triadCounts: [Int]
    /// Triads that contradict themselves, the strongest (by the weakest of their ties) first; at most `triadLimit`.
    public let unbalancedTriads: [Triad]
    /// How many ties at least would have to change their sign for all to be without contradiction. Exact where both
    /// bounds agree.
    public let frustration: ClosedRange<Int>
    /// The ties that contradict the camps found: as many as the upper bound.
    public let frustratedTies: [SignedTie]
    /// Two camps for each connected part of the signed graph, the largest part first. The camp with the first name of
    /// its part is `first`. Where the bounds differ, the best division found.
    public let camps: [TwoCamps]

    public static let triadLimit = 1_000

    public var isFrustrationExact: Bool { frustration.lowerBound == frustration.upperBound }
    public var balancedTriadCount: Int { triadCounts[0] + triadCounts[2] }
    public var unbalancedTriadCount: Int { triadCounts[1] + triadCounts[3] }
}

/// A connected part of the signed graph divided into camps: friendly within, hostile between, as far as can be.
public struct TwoCamps: Hashable, Sendable {
    public let first: [ViewActor]
    /// Empty where nobody in the part is hostile to anybody.
    public let second: [ViewActor]
}

extension GraphView {
    /// The signed graph of the view: its triads, how far it is from balance, and who is in whose camp.
    ///
    /// - Parameter effort: How many steps the exact search may take for each part; beyond it, bounds are given.
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: Triads O(ties^1.5). The frustration index is NP-hard: exact by branch and bound within `effort`
    ///   steps, otherwise an upper bound from local search and a lower one from disjoint contradictory circles.
    /// - SeeAlso: D. Cartwright, F. Harary, *Psychological Review* 63(5), 1956, doi:10.1037/h0046049; S. Aref,
    ///   M. C. Wilson, *J. Complex Networks* 7(2), 2019, doi:10.1093/comnet/cny015.
    public func balance(effort: Int = 2_000_000) throws(AnalysisError) -> BalanceReport {
        let graph = SignedGraph(self)
        let triads = try TriadCensus(graph)
        var side = [Bool?](repeating: nil, count: actorCount)
        var (lower, upper) = (0, 0)
        var camps: [(members: [Int], camps: TwoCamps)] = []
        for members in Self.parts(of: graph) {
            var search = FrustrationSearch(graph: graph, members: members)
            let found = try search.solve(effort: effort)
            lower += found.lower
            upper += found.upper
            // Whichever way the camps are numbered inside, the first name's camp is the first.
            for (member, isSecond) in zip(members, found.sides) { side[member] = isSecond != found.sides[0] }
            camps.append(
                (
                    members,
                    TwoCamps(
                        first: members.filter { side[$0] == false }.map(actor),
                        second: members.filter { side[$0] == true }.map(actor))
                ))
        }
        let frustrated = zip(graph.ties, graph.ends).filter { tie, ends in
            (side[ends.0] == side[ends.1]) != tie.isFriendly
        }
        return BalanceReport(
            projection: projection, ties: graph.ties, ambivalentCount: graph.ambivalentCount,
            triadCounts: triads.counts, unbalancedTriads: triads.unbalanced, frustration: lower...upper,
            frustratedTies: frustrated.map(\.0),
            camps: camps.sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }.map(\.camps))
    }

    /// Connected parts with at least one tie, each in the order of names.
    private static func parts(of graph: SignedGraph) -> [[Int]] {
        var seen = [Bool](repeating: false, count: graph.rows.count)
        var parts: [[Int]] = []
        for start in graph.rows.indices where !seen[start] && !graph.rows[start].isEmpty {
            seen[start] = true
            var part = [start]
            var head = 0
            while head < part.count {
                for tie in graph.rows[part[head]] where !seen[tie.other] {
                    seen[tie.other] = true
                    part.append(tie.other)
                }
                head += 1
            }
            parts.append(part.sorted())
        }
        return parts
    }
}

/// All triads of a signed graph.
private struct TriadCensus {
    var counts = [0, 0, 0, 0]
    var unbalanced: [Triad] = []

    init(_ graph: SignedGraph) throws(AnalysisError) {
        // Each triad is found once, from the member that comes first by (degree, position): rows stay short.
        let rank = graph.rows.map(\.count)
        func precedes(_ left: Int, _ right: Int) -> Bool { (rank[left], left) < (rank[right], right) }
        var mark = [Int](repeating: -1, count: graph.rows.count)
        var found: [(weakest: Double, numbers: [Int], members: [Int])] = []
        for vertex in graph.rows.indices {
            if Task.isCancelled { throw .cancelled }
            let later = graph.rows[vertex].filter { precedes(vertex, $0.other) }
            for tie in later { mark[tie.other] = tie.number }
            for tie in later {
                for third in graph.rows[tie.other] where mark[third.other] >= 0 && precedes(tie.other, third.other) {
                    let numbers = [tie.number, third.number, mark[third.other]]
                    let hostile = numbers.count { !graph.ties[$0].isFriendly }
                    counts[hostile] += 1
                    guard !hostile.isMultiple(of: 2) else { continue }
                    let weakest = numbers.map { abs(graph.ties[$0].balance) }.min() ?? 0
                    found.append((weakest, numbers.sorted(), [vertex, tie.other, third.other].sorted()))
                }
            }
            for tie in later { mark[tie.other] = -1 }
        }
        found.sort {
            $0.weakest != $1.weakest ? $0.weakest > $1.weakest : $0.members.lexicographicallyPrecedes($1.members)
        }
        // Ties are numbered by their ends, so that sorted numbers are first-second, first-third, second-third.
        unbalanced = found.prefix(BalanceReport.triadLimit).map { entry in
            Triad(actors: entry.members.map(graph.view.actor), ties: entry.numbers.map { graph.ties[$0] })
        }
    }
}
