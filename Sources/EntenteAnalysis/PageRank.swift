public import EntenteModel

extension GraphView {
    /// Where a reader ends up who follows relations at random, by strength, and now and then jumps anywhere.
    ///
    /// The mass of actors from which nothing leads is spread like the jumps. The scores sum to 1.
    /// - Parameters:
    ///   - damping: The chance to follow a relation instead of jumping, 0 ..< 1.
    ///   - unweighted: Whether every arc counts alike.
    ///   - personalization: Where jumps lead, in any unit; empty for everywhere alike.
    ///   - tolerance: The sum of the changes of all scores in the last round.
    /// - Throws: `AnalysisError.badParameter`, `.unknownActor`, `.cancelled`.
    /// - Complexity: O((actors + arcs) · log tolerance / log damping).
    /// - SeeAlso: L. Page, S. Brin, R. Motwani, T. Winograd, *The PageRank Citation Ranking*, Stanford 1999.
    public func pageRank(
        damping: Double = 0.85, unweighted: Bool = false, personalization: [ActorID: Double] = [:],
        tolerance: Double = 1e-10, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        guard damping >= 0, damping < 1 else {
            throw .badParameter("damping", value: String(damping), allowed: "a number from 0 up to, but not, 1")
        }
        guard tolerance > 0 else {
            throw .badParameter("tolerance", value: String(tolerance), allowed: "a number above 0")
        }
        guard actorCount > 0 else { return ActorScores(.pagerank, view: self, values: []) }
        let jump = try jumpShares(personalization)
        var outgoing = [Double](repeating: 0, count: actorCount)
        for vertex in 0..<actorCount {
            outgoing[vertex] =
                unweighted
                ? Double(out.row(vertex).count) : out.row(vertex).reduce(0.0) { $0 + out.strength($1) }
        }
        var scores = jump
        var shares = [Double](repeating: 0, count: actorCount)
        var change = Double.infinity
        // An iteration gains the factor `damping`, so that this many rounds always suffice.
        var rounds = 0
        while change > tolerance, rounds < 100_000 {
            if Task.isCancelled { throw .cancelled }
            rounds += 1
            var dangling = 0.0
            for vertex in 0..<actorCount {
                if outgoing[vertex] > 0 {
                    shares[vertex] = damping * scores[vertex] / outgoing[vertex]
                } else {
                    shares[vertex] = 0
                    dangling += scores[vertex]
                }
            }
            change = 0
            let spread = 1 - damping + damping * dangling
            for vertex in 0..<actorCount {
                var sum = 0.0
                for arc in into.row(vertex) {
                    sum += shares[Int(into.targets[arc])] * (unweighted ? 1 : into.strength(arc))
                }
                let score = spread * jump[vertex] + sum
                change += abs(score - scores[vertex])
                scores[vertex] = score
            }
        }
        let total = scores.reduce(0, +)
        return ActorScores(.pagerank, view: self, values: scores.map { $0 / total })
    }

    private func jumpShares(_ personalization: [ActorID: Double]) throws(AnalysisError) -> [Double] {
        guard !personalization.isEmpty else {
            return [Double](repeating: 1 / Double(actorCount), count: actorCount)
        }
        var shares = [Double](repeating: 0, count: actorCount)
        for (id, share) in personalization.sorted(by: { $0.key < $1.key }) {
            guard share >= 0, share.isFinite else {
                throw .badParameter("the share of '\(id)'", value: String(share), allowed: "a number not below 0")
            }
            shares[try vertex(id)] = share
        }
        let total = shares.reduce(0, +)
        guard total > 0 else { throw .badParameter("the sum of shares", value: "0", allowed: "a number above 0") }
        return shares.map { $0 / total }
    }
}
