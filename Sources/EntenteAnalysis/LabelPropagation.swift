internal import EntenteModel

extension GraphView {
    /// Communities by label propagation: in each round everybody takes the label most frequent among its neighbours,
    /// of ties the first by name; a neighbour tied both ways counts twice in a directed view.
    ///
    /// Synchronous and without chance, as LDBC Graphalytics defines it. Leiden (`communities`) finds better ones.
    /// - Throws: `AnalysisError.badParameter` for fewer than 0 rounds, `.cancelled`.
    /// - Complexity: O(rounds · arcs · log degree).
    /// - SeeAlso: U. N. Raghavan, R. Albert, S. Kumara, *Physical Review E* 76, 2007; arXiv:2011.15028.
    public func labelPropagation(rounds: Int = 10) throws(AnalysisError) -> ActorGroups {
        guard rounds >= 0 else { throw .badParameter("rounds", value: String(rounds), allowed: "0 or more") }
        return ActorGroups(view: self, numbers: try propagatedLabels(rounds: rounds))
    }

    /// For each actor the position of the actor whose label it bears after the rounds.
    package func propagatedLabels(rounds: Int) throws(AnalysisError) -> [Int] {
        var labels = Array(0..<actorCount)
        for _ in 0..<rounds {
            if Task.isCancelled { throw .cancelled }
            var next = labels
            for vertex in 0..<actorCount {
                var near = out.row(vertex).map { labels[Int(out.targets[$0])] }
                if !isSymmetric { near += into.row(vertex).map { labels[Int(into.targets[$0])] } }
                near.sort()
                var (best, bestCount, place) = (labels[vertex], 0, 0)
                while place < near.count {
                    var end = place
                    while end < near.count, near[end] == near[place] { end += 1 }
                    if end - place > bestCount { (best, bestCount) = (near[place], end - place) }
                    place = end
                }
                next[vertex] = best
            }
            labels = next
        }
        return labels
    }
}
