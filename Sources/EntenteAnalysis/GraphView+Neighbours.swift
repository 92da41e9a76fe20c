extension GraphView {
    /// The simple undirected graph behind the view: rows of all neighbours, with the strengths of both ways added.
    ///
    /// In an undirected view these are its own rows: each relation counts once.
    /// - Complexity: O(actors + arcs).
    func neighbours() throws(AnalysisError) -> CompressedRows {
        guard !isSymmetric else { return out }
        try Memory.check("the undirected graph", needed: arcCount * 24 + actorCount * 4)
        let plain = out.strengths.isEmpty
        var rows = CompressedRows(offsets: [0], targets: [], costs: [], strengths: [])
        rows.offsets.reserveCapacity(actorCount + 1)
        rows.targets.reserveCapacity(arcCount * 2)
        rows.strengths.reserveCapacity(arcCount * 2)
        for vertex in 0..<actorCount {
            try stopIfCancelled(at: vertex)
            var (one, other) = (Int(out.offsets[vertex]), Int(into.offsets[vertex]))
            let (oneEnd, otherEnd) = (Int(out.offsets[vertex + 1]), Int(into.offsets[vertex + 1]))
            while one < oneEnd || other < otherEnd {
                let away = one < oneEnd ? out.targets[one] : .max
                let towards = other < otherEnd ? into.targets[other] : .max
                var strength = 0.0
                if away <= towards {
                    strength += plain ? 1 : out.strengths[one]
                    one += 1
                }
                if towards <= away {
                    strength += plain ? 1 : into.strengths[other]
                    other += 1
                }
                rows.targets.append(min(away, towards))
                rows.strengths.append(strength)
            }
            rows.offsets.append(UInt32(rows.targets.count))
        }
        return rows
    }
}
