import EntenteModel
import Foundation

/// The legible core of a graph that is too large to draw whole on a page.
///
/// First the best connected actors are chosen and those with most ties to them, then of the lines among them those that say most: a pair stands out
/// where it is among the strongest, or takes a share of an actor's strength that chance would hardly give it (the
/// disparity filter). Every chosen actor keeps at least its most significant pair.
/// - SeeAlso: M. Á. Serrano, M. Boguñá, A. Vespignani, *PNAS* 106(16), 2009, doi:10.1073/pnas.0808904106.
struct Backbone {
    let actors: Set<ActorID>
    let bundles: [RelationBundle]
    /// What was kept, for the caption.
    let statement: String

    private struct Pair: Hashable {
        let first: ActorID
        let second: ActorID

        init(_ bundle: RelationBundle) {
            first = min(bundle.source, bundle.target)
            second = max(bundle.source, bundle.target)
        }
    }

    /// Returns nil where the graph is small enough or thinning is off.
    ///
    /// - Parameter named: Actors that stay whatever their connections.
    /// - Complexity: O(n log n) in actors and lines.
    init?(
        of bundles: [RelationBundle], actors: Set<ActorID>, named: Set<ActorID>, thinning: MapSelection.Thinning
    ) {
        let mostActors: Int
        switch thinning {
        case .off: return nil
        case .backbone(let count): mostActors = max(count, 1)
        case .automatic:
            guard actors.count > 80 || bundles.count > 160 else { return nil }
            mostActors = 54
        }
        let mostLines = mostActors * 13 / 5
        guard actors.count > mostActors || bundles.count > mostLines else { return nil }

        var strengths: [Pair: Double] = [:]
        for bundle in bundles {
            strengths[Pair(bundle), default: 0] +=
                max(bundle.strength, 0.05) * (bundle.polarity == .structural ? 0.5 : 1)
        }
        // Sums run in a fixed order: floating-point addition depends on it.
        let pairs = strengths.keys.sorted { $0.first != $1.first ? $0.first < $1.first : $0.second < $1.second }
        var degrees: [ActorID: Int] = [:]
        var totals: [ActorID: Double] = [:]
        for pair in pairs {
            for end in [pair.first, pair.second] {
                degrees[end, default: 0] += 1
                totals[end, default: 0] += strengths[pair] ?? 0
            }
        }
        let ranked = actors.sorted {
            let (first, second) = (degrees[$0] ?? 0, degrees[$1] ?? 0)
            if first != second { return first > second }
            let (left, right) = (totals[$0] ?? 0, totals[$1] ?? 0)
            return left != right ? left > right : $0 < $1
        }
        // Hubs alone may have few ties among them; half the room goes to those who join them.
        var kept = Set(ranked.prefix((mostActors + 1) / 2)).union(named)
        var ties: [ActorID: Int] = [:]
        for pair in pairs {
            if kept.contains(pair.first) { ties[pair.second, default: 0] += 1 }
            if kept.contains(pair.second) { ties[pair.first, default: 0] += 1 }
        }
        let joining = ranked.enumerated().filter { !kept.contains($0.element) }.sorted { left, right in
            let (first, second) = (ties[left.element] ?? 0, ties[right.element] ?? 0)
            return first != second ? first > second : left.offset < right.offset
        }
        kept.formUnion(joining.prefix(max(mostActors - kept.count, 0)).map(\.element))

        func significance(_ pair: Pair) -> Double {
            let strength = strengths[pair] ?? 0
            return [pair.first, pair.second].map { end in
                let degree = degrees[end] ?? 1
                let share = strength / max(totals[end] ?? 1, 1e-12)
                return degree > 1 ? pow(1 - min(share, 1), Double(degree - 1)) : 1
            }.min() ?? 1
        }
        let candidates = pairs.filter { kept.contains($0.first) && kept.contains($0.second) }
            .map { (pair: $0, alpha: significance($0)) }
            .sorted { left, right in
                if left.alpha != right.alpha { return left.alpha < right.alpha }
                return left.pair.first != right.pair.first
                    ? left.pair.first < right.pair.first : left.pair.second < right.pair.second
            }
        var lineCounts: [Pair: Int] = [:]
        for bundle in bundles { lineCounts[Pair(bundle), default: 0] += 1 }
        var chosen: Set<Pair> = []
        var lines = 0
        var connected: Set<ActorID> = []
        func choose(_ pair: Pair) {
            guard chosen.insert(pair).inserted else { return }
            lines += lineCounts[pair] ?? 0
            connected.formUnion([pair.first, pair.second])
        }
        let strongest = candidates.sorted { left, right in
            let (first, second) = (strengths[left.pair] ?? 0, strengths[right.pair] ?? 0)
            if first != second { return first > second }
            return left.pair.first != right.pair.first
                ? left.pair.first < right.pair.first : left.pair.second < right.pair.second
        }
        // The strongest ties belong on any map; the filter alone drops those between two hubs.
        for candidate in strongest where lines < mostLines / 4 { choose(candidate.pair) }
        for candidate in candidates
        where !connected.contains(candidate.pair.first) || !connected.contains(candidate.pair.second) {
            choose(candidate.pair)
        }
        for candidate in zip(strongest, candidates).flatMap({ [$0, $1] })
        where lines + (lineCounts[candidate.pair] ?? 0) <= mostLines { choose(candidate.pair) }
        self.actors = connected.union(named)
        self.bundles = bundles.filter { chosen.contains(Pair($0)) }
        statement =
            "the \(self.actors.count) best connected of \(actors.count) actors, and \(self.bundles.count) of \(bundles.count) "
            + "lines, those of the strongest and most distinctive pairs (disparity filter)"
    }
}
