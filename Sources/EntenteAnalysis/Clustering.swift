internal import EntenteModel

extension GraphView {
    /// Which share of an actor's pairs of neighbours are tied: arcs among its neighbours (those it points to and those
    /// that point to it) / d · (d − 1); 0 for fewer than two neighbours.
    ///
    /// In an undirected view this is Watts and Strogatz' coefficient; in a directed one it is as LDBC Graphalytics
    /// defines it.
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: O(Σ over actors of the sum of its neighbours' degrees).
    /// - SeeAlso: D. J. Watts, S. H. Strogatz, *Nature* 393, 1998, doi:10.1038/30918; arXiv:2011.15028.
    public func localClustering(execution: Execution = .standard) throws(AnalysisError) -> ActorScores {
        let rows = try neighbours()
        let blocks = Blocks(of: actorCount, limit: 64)
        let out = out
        let parts = try execution.map(blocks: blocks.count) { block, cancellation in
            let mark = Scratch<UInt32>(repeating: .max, count: rows.count)
            var values: [Double] = []
            for vertex in blocks.range(block) {
                guard !cancellation.isRequested else { break }
                let row = rows.row(vertex)
                for arc in row { mark.pointer[Int(rows.targets[arc])] = UInt32(vertex) }
                var tied = 0
                for arc in row {
                    // The neighbours of a hub take longer than a cancel may.
                    if arc & 0x1FF == 0x1FF, cancellation.isRequested { break }
                    for second in out.row(Int(rows.targets[arc]))
                    where mark.pointer[Int(out.targets[second])] == UInt32(vertex) {
                        tied += 1
                    }
                }
                let pairs = Double(row.count) * Double(row.count - 1)
                values.append(pairs > 0 ? Double(tied) / pairs : 0)
            }
            return values
        }
        return ActorScores(.clustering, view: self, values: parts.flatMap { $0 })
    }
}
