public import EntenteModel

/// How sure an actor's place in a ranking is.
public struct RankStability: Hashable, Sendable {
    public let actor: ViewActor
    /// With all statements.
    public let score: Double
    public let rank: Int
    /// Where the rank lies in the given share of resamples.
    public let ranks: ClosedRange<Int>
}

extension ActorGraph {
    /// How far a ranking rests on single statements: ranks under bootstrap resampling of the evidence.
    ///
    /// Each resample draws as many statements as there are, with replacement; what is drawn twice counts once, and
    /// relations without a drawn statement are gone. Relations of plain graphs are drawn as if they were statements.
    /// - Parameters:
    ///   - resamples: How many; more make the intervals steadier.
    ///   - confidence: The share of resamples that an interval covers, in 0 ..< 1.
    ///   - seed: Of the draws; the same seed gives the same intervals.
    /// - Returns: Every actor of the view, by rank, ties by name.
    /// - Throws: As `GraphView.init` and the measure; `.badParameter`.
    /// - Complexity: The resamples times the view and the measure.
    /// - SeeAlso: B. Efron, *Annals of Statistics* 7(1), 1979, doi:10.1214/aos/1176344552.
    public func rankStability(
        of measure: Measure, projection: Projection, resamples: Int = 200, confidence: Double = 0.9, seed: UInt64 = 1,
        options: MeasureOptions = MeasureOptions(), execution: Execution = .standard
    ) throws(AnalysisError) -> [RankStability] {
        guard resamples >= 1 else {
            throw .badParameter("resamples", value: String(resamples), allowed: "1 or more")
        }
        guard confidence > 0, confidence < 1 else {
            throw .badParameter("confidence", value: String(confidence), allowed: "a number above 0 and below 1")
        }
        let quiet = Execution(threads: execution.threads)
        let empty = withoutRelations
        let whole = try GraphView(self, projection: projection).scores(of: measure, options: options, execution: quiet)
        var ranks: [ActorID: [Int]] = [:]
        var random = SeededGenerator(seed: seed)
        for round in 0..<resamples {
            if Task.isCancelled { throw .cancelled }
            let sample = resampled(&random, into: empty)
            let scores = try GraphView(sample, projection: projection)
                .scores(of: measure, options: options, execution: quiet)
            for entry in scores.ranked() { ranks[entry.actor.id, default: []].append(entry.rank) }
            execution.progress?(Double(round + 1) / Double(resamples))
        }
        return whole.ranked().map { entry in
            let sorted = (ranks[entry.actor.id] ?? [entry.rank]).sorted()
            let cut = Int(Double(sorted.count) * (1 - confidence) / 2)
            return RankStability(
                actor: entry.actor, score: entry.score, rank: entry.rank,
                ranks: sorted[cut]...sorted[sorted.count - 1 - cut])
        }
    }

    /// This graph with as many statements drawn from its own as it has, with replacement.
    private func resampled(_ random: inout SeededGenerator, into empty: ActorGraph) -> ActorGraph {
        var sample = empty
        let all = relations
        var pieces: [(relation: Int, statement: Int?)] = []
        for (number, relation) in all.enumerated() {
            if relation.statements.isEmpty { pieces.append((number, nil)) }
            for place in relation.statements.indices { pieces.append((number, place)) }
        }
        var drawn: [Int: Set<Int>] = [:]
        for _ in pieces {
            let piece = pieces[random.below(pieces.count)]
            drawn[piece.relation, default: []].formUnion(piece.statement.map { [$0] } ?? [])
        }
        for (number, places) in drawn.sorted(by: { $0.key < $1.key }) {
            let relation = all[number]
            let kept = places.sorted().map { relation.statements[$0] }
            // What the graph held it accepts again.
            try? sample.insert(kept.isEmpty ? relation : Relation(id: relation.id, statements: kept))
        }
        return sample
    }

    /// The same documents and actors, before anything was said of them.
    private var withoutRelations: ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        documents.forEach { graph.insert($0) }
        // A principal has to stand in the graph before those who act for it.
        var waiting = actors
        while !waiting.isEmpty {
            let before = waiting.count
            waiting = waiting.filter { (try? graph.insert($0)) == nil }
            if waiting.count == before { break }
        }
        return graph
    }
}
