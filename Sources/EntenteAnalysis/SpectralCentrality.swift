internal import EntenteModel
internal import Foundation

extension GraphView {
    /// Eigenvector centrality: an actor gains, by strength, from those that point to it; the largest score is 1.
    ///
    /// Power iteration on Aᵀ + I from a uniform start: the identity keeps graphs of two sides from swinging. Zero for
    /// everybody where no relations run in a circle, for then nothing keeps gaining.
    /// - Parameter unweighted: Whether every arc counts alike.
    /// - Throws: `AnalysisError.notConverged` where two parts of the graph compete (equal leading eigenvalues that
    ///   feed each other), `.cancelled`.
    /// - Complexity: O((actors + arcs) · rounds); rounds grow as the first two eigenvalues draw near each other.
    /// - SeeAlso: P. Bonacich, *J. Math. Sociology* 2(1), 1972, doi:10.1080/0022250X.1972.9989806.
    public func eigenvector(
        unweighted: Bool = false, execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        guard try hasCircle() else {
            return ActorScores(.eigenvector, view: self, values: [Double](repeating: 0, count: actorCount))
        }
        let plain = unweighted || into.strengths.isEmpty
        var values = [Double](repeating: 1, count: actorCount)
        for round in 0..<20_000 {
            if Task.isCancelled { throw .cancelled }
            var next = values
            try into.withPointers { rows throws(AnalysisError) in
                try values.withUnsafeBufferPointer { values throws(AnalysisError) in
                    for vertex in 0..<rows.count {
                        try stopIfCancelled(at: vertex)
                        var sum = 0.0
                        for arc in rows.start(vertex)..<rows.end(vertex) {
                            let strength = plain ? 1 : rows.strengths?[arc] ?? 1
                            sum += values[Int(rows.targets[arc])] * strength
                        }
                        next[vertex] += sum
                    }
                }
            }
            let largest = next.max() ?? 1
            var change = 0.0
            for vertex in 0..<actorCount {
                next[vertex] /= largest
                change = max(change, abs(next[vertex] - values[vertex]))
            }
            values = next
            if change < 1e-13, round > 2 { return ActorScores(.eigenvector, view: self, values: values) }
        }
        throw .notConverged("eigenvector centrality", iterations: 20_000)
    }

    /// Whether relations run in a circle anywhere in the view.
    private func hasCircle() throws(AnalysisError) -> Bool {
        var waiting = (0..<actorCount).map { into.row($0).count }
        var free = waiting.indices.filter { waiting[$0] == 0 }
        var removed = 0
        while let vertex = free.popLast() {
            removed += 1
            try stopIfCancelled(at: removed)
            for arc in out.row(vertex) {
                let next = Int(out.targets[arc])
                waiting[next] -= 1
                if waiting[next] == 0 { free.append(next) }
            }
        }
        return removed < actorCount
    }

    /// Katz centrality, unweighted: x = attenuation · Aᵀx + 1.
    ///
    /// - Parameter attenuation: How much of its score an actor hands on; below 1 / the largest eigenvalue.
    /// - Throws: `AnalysisError.badParameter` where the attenuation is too large for this graph, so that scores grow
    ///   without bound; `.cancelled`.
    /// - Complexity: O((actors + arcs) · rounds).
    /// - SeeAlso: L. Katz, *Psychometrika* 18(1), 1953, doi:10.1007/BF02289026.
    public func katz(attenuation: Double = 0.01) throws(AnalysisError) -> ActorScores {
        guard attenuation >= 0, attenuation < 1 else {
            throw .badParameter("attenuation", value: String(attenuation), allowed: "a number from 0 up to, but not, 1")
        }
        var values = [Double](repeating: 1, count: actorCount)
        var before = Double.infinity
        for round in 0..<10_000 {
            if Task.isCancelled { throw .cancelled }
            var next = [Double](repeating: 1, count: actorCount)
            var change = 0.0
            for vertex in 0..<actorCount {
                try stopIfCancelled(at: vertex)
                var sum = 0.0
                for arc in into.row(vertex) { sum += values[Int(into.targets[arc])] }
                next[vertex] += attenuation * sum
                change = max(change, abs(next[vertex] - values[vertex]) / next[vertex])
            }
            values = next
            if change < 1e-14 { return ActorScores(.katz, view: self, values: values) }
            // The change per round shrinks by the factor attenuation · eigenvalue, which must be below 1.
            if round > 200, round % 100 == 0 {
                if change >= before { break }
                before = change
            }
        }
        throw .badParameter(
            "attenuation", value: String(attenuation), allowed: "a smaller number: at this one scores grow without end")
    }

    /// Kleinberg's hubs and authorities, unweighted; the largest of each is 1.
    ///
    /// A hub points to good authorities, an authority is pointed to by good hubs. Zero for everybody in a view without
    /// arcs.
    /// - Throws: `AnalysisError.notConverged`, `.cancelled`.
    /// - Complexity: O((actors + arcs) · rounds).
    /// - SeeAlso: J. M. Kleinberg, *J. ACM* 46(5), 1999, doi:10.1145/324133.324140.
    public func hubsAndAuthorities() throws(AnalysisError) -> (hubs: ActorScores, authorities: ActorScores) {
        var hubs = [Double](repeating: arcCount > 0 ? 1 : 0, count: actorCount)
        var authorities = [Double](repeating: 0, count: actorCount)
        var change = arcCount > 0 ? Double.infinity : 0
        var rounds = 0
        while change >= 1e-13 {
            if Task.isCancelled { throw .cancelled }
            rounds += 1
            guard rounds <= 20_000 else { throw .notConverged("hubs and authorities", iterations: 20_000) }
            authorities = try Self.gathered(hubs, along: into)
            let next = try Self.gathered(authorities, along: out)
            change = zip(next, hubs).reduce(0) { max($0, abs($1.0 - $1.1)) }
            hubs = next
        }
        return (
            ActorScores(.hubs, view: self, values: hubs), ActorScores(.authorities, view: self, values: authorities)
        )
    }

    /// For each actor the sum of the values in its row, scaled so that the largest is 1.
    private static func gathered(
        _ values: [Double], along rows: CompressedRows
    ) throws(AnalysisError) -> [Double] {
        var sums = try (0..<rows.count).map { vertex throws(AnalysisError) in
            try stopIfCancelled(at: vertex)
            return rows.row(vertex).reduce(0.0) { $0 + values[Int(rows.targets[$1])] }
        }
        let largest = sums.max() ?? 0
        if largest > 0 { for vertex in sums.indices { sums[vertex] /= largest } }
        return sums
    }
}
