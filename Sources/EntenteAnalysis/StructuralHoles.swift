extension GraphView {
    /// Burt's constraint: how far an actor's contacts, tied among themselves, leave it no choice. Low for brokers.
    ///
    /// c(u) = Σ over contacts v of (p(uv) + Σ over w of p(uw) · p(wv))², p(uv) being the share of v in the strength of
    /// all of u's relations, both ways. NaN for an actor without contacts: there is nothing to be constrained by.
    /// - Complexity: O(Σ over actors of the sum of its contacts' degrees).
    /// - SeeAlso: R. S. Burt, *Structural Holes*, 1992, p. 54; *Am. J. Sociology* 110(2), 2004, doi:10.1086/421787.
    public func constraint(execution: Execution = .standard) throws(AnalysisError) -> ActorScores {
        let ties = try MutualTies(try neighbours())
        let values = try ties.values(execution) { vertex, sums, cancellation in
            var total = 0.0
            ties.gather(around: vertex, into: sums, cancellation) { _, share in share }
            for arc in ties.rows.row(vertex) {
                let contact = Int(ties.rows.targets[arc])
                let reach = ties.shares[arc] + sums[contact]
                total += reach * reach
            }
            return total
        }
        return ActorScores(.constraint, view: self, values: values)
    }

    /// Burt's effective size: how many contacts an actor has, less how far they are redundant.
    ///
    /// e(u) = Σ over contacts v of (1 − Σ over w ≠ u, v of p(uw) · m(vw)), m(vw) being the strength between v and w as a
    /// share of v's strongest tie. NaN for an actor without contacts.
    /// - Complexity: As `constraint(execution:)`.
    /// - SeeAlso: R. S. Burt, *Structural Holes*, 1992, p. 52.
    public func effectiveSize(execution: Execution = .standard) throws(AnalysisError) -> ActorScores {
        let ties = try MutualTies(try neighbours())
        let values = try ties.values(execution) { vertex, sums, cancellation in
            ties.gather(around: vertex, into: sums, cancellation) { arc, _ in
                ties.rows.strengths.isEmpty ? 1 : ties.rows.strengths[arc]
            }
            var total = 0.0
            for arc in ties.rows.row(vertex) {
                let contact = Int(ties.rows.targets[arc])
                total += 1 - (ties.strongest[contact] > 0 ? sums[contact] / ties.strongest[contact] : 0)
            }
            return total
        }
        return ActorScores(.effectiveSize, view: self, values: values)
    }
}

/// The ties of the undirected graph behind a view, as shares of each actor's strength.
private struct MutualTies: Sendable {
    let rows: CompressedRows
    let shares: [Double]
    let strongest: [Double]

    init(_ rows: CompressedRows) throws(AnalysisError) {
        try Memory.check("the mutual ties", needed: rows.arcCount * 8 + rows.count * 8)
        self.rows = rows
        // Filled as it grows: to write so many zeros first would take longer than a cancel may wait.
        var shares: [Double] = []
        shares.reserveCapacity(rows.arcCount)
        var strongest = [Double](repeating: 0, count: rows.count)
        for vertex in 0..<rows.count {
            try stopIfCancelled(at: vertex)
            var sum = 0.0
            for arc in rows.row(vertex) {
                sum += rows.strength(arc)
                strongest[vertex] = max(strongest[vertex], rows.strength(arc))
            }
            for arc in rows.row(vertex) { shares.append(sum > 0 ? rows.strength(arc) / sum : 0) }
        }
        self.shares = shares
        self.strongest = strongest
    }

    /// Adds to each v the sum over u's contacts w of p(uw) times the given value of the arc from w to v.
    ///
    /// After a cancellation the sums are unfinished. The contacts of a hub are looked up for longer than a cancel may take.
    func gather(
        around vertex: Int, into sums: UnsafeMutablePointer<Double>, _ cancellation: Cancellation,
        _ value: (Int, Double) -> Double
    ) {
        var seen = 0
        for arc in rows.row(vertex) {
            let contacts = rows.row(Int(rows.targets[arc]))
            seen += contacts.count
            if seen > 0xFFFF {
                seen = 0
                if cancellation.isRequested { return }
            }
            for second in contacts { sums[Int(rows.targets[second])] = 0 }
        }
        for arc in rows.row(vertex) {
            sums[Int(rows.targets[arc])] = 0
        }
        for arc in rows.row(vertex) {
            let contacts = rows.row(Int(rows.targets[arc]))
            seen += contacts.count
            if seen > 0xFFFF {
                seen = 0
                if cancellation.isRequested { return }
            }
            for second in contacts {
                sums[Int(rows.targets[second])] += shares[arc] * value(second, shares[second])
            }
        }
    }

    func values(
        _ execution: Execution, _ value: @Sendable (Int, UnsafeMutablePointer<Double>, Cancellation) -> Double
    ) throws(AnalysisError) -> [Double] {
        let blocks = Blocks(of: rows.count, limit: 64)
        let parts = try execution.map(blocks: blocks.count) { block, cancellation in
            let sums = Scratch<Double>(repeating: 0, count: rows.count)
            var values: [Double] = []
            for vertex in blocks.range(block) {
                guard !cancellation.isRequested else { break }
                values.append(rows.row(vertex).isEmpty ? .nan : value(vertex, sums.pointer, cancellation))
            }
            return values
        }
        return parts.flatMap { $0 }
    }
}
