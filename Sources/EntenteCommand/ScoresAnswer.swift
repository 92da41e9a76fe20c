import EntenteAnalysis
import EntenteFormats
import EntenteModel

/// How a ranking of actors is printed.
struct ScoresAnswer {
    struct Row {
        let rank: Int
        let actor: ViewActor
        let score: Double
        /// Where the rank lies when statements are drawn anew.
        var ranks: ClosedRange<Int>?
    }

    let measure: Measure
    let projection: Projection
    var rows: [Row]
    /// How often statements were drawn anew for the ranges of ranks.
    var resamples: Int?
    /// What the scores were estimated from, where they were.
    var sample: ApproximateScores?

    func text(_ format: OutputFormat) -> String {
        format == .json ? json : table(format)
    }

    private var json: String {
        let entries = rows.map { row in
            var fields: [(String, JSONText.Value)] = [
                ("rank", .raw(String(row.rank))), ("id", .text(row.actor.id.rawValue)),
                ("name", .text(row.actor.name)), ("kind", .text(row.actor.kind)),
                ("score", .raw(JSONText.number(row.score))),
            ]
            if let ranks = row.ranks {
                fields += [
                    ("bestRank", .raw(String(ranks.lowerBound))), ("worstRank", .raw(String(ranks.upperBound))),
                ]
            }
            return JSONText.object(fields)
        }
        var fields: [(String, JSONText.Value)] = [
            ("measure", .text(measure.rawValue)), ("projection", .text("\(projection)")),
        ]
        if let resamples { fields += [("resamples", .raw(String(resamples))), ("confidence", .raw("0.9"))] }
        if let sample {
            fields += [
                ("error", .raw(JSONText.number(sample.error))),
                ("probability", .raw(JSONText.number(sample.probability))),
                ("samples", .raw(String(sample.sampleCount))),
            ]
        }
        return JSONText.object(fields + [("scores", .list(entries))]) + "\n"
    }

    private func table(_ format: OutputFormat) -> String {
        var table = Table([
            .init(title: "Rank", isNumber: true), .init(title: "Id"), .init(title: "Name"), .init(title: "Kind"),
            .init(title: "Score", isNumber: true), .init(title: "Best rank", isNumber: true),
            .init(title: "Worst rank", isNumber: true),
        ])
        for row in rows {
            table.rows.append([
                String(row.rank), row.actor.id.rawValue, row.actor.name, row.actor.kind,
                format == .csv ? JSONText.number(row.score) : PathAnswer.number(row.score),
                row.ranks.map { String($0.lowerBound) } ?? "", row.ranks.map { String($0.upperBound) } ?? "",
            ])
        }
        if resamples == nil { table = table.dropping("Best rank").dropping("Worst rank") }
        if format == .csv { return table.csv }
        var notes = "(\(measure.rawValue): \(measure.meaning))\n"
        if let resamples {
            notes += "(best and worst rank: in 9 of 10 of \(resamples) redrawings of the statements)\n"
        }
        if let sample {
            notes +=
                sample.error > 0
                ? "(normalized; from the paths of \(sample.sampleCount) sampled actors; with probability "
                    + "\(PathAnswer.number(sample.probability)) no score is off by more than \(PathAnswer.number(sample.error)))\n"
                : "(normalized; exact, for a sample would have needed as many actors as there are)\n"
        }
        return table.dropping("Id").text + "\n\(notes)(\(projection))\n"
    }
}

/// How a ranking of steps between two actors is printed.
struct StepScoresAnswer {
    let steps: [StepScore]
    let projection: Projection

    func text(_ format: OutputFormat, top: Int?) -> String {
        let name = CentralityCommand.edgeBetweenness
        let ranked = Self.ranked(steps).prefix(top ?? .max)
        if format == .json {
            let rows = ranked.map { entry in
                JSONText.object([
                    ("rank", .raw(String(entry.rank))), ("source", .text(entry.step.source.id.rawValue)),
                    ("target", .text(entry.step.target.id.rawValue)),
                    ("score", .raw(JSONText.number(entry.step.score))),
                ])
            }
            return JSONText.object([
                ("measure", .text(name)), ("projection", .text("\(projection)")), ("scores", .list(Array(rows))),
            ]) + "\n"
        }
        var table = Table([
            .init(title: "Rank", isNumber: true), .init(title: "Source"), .init(title: "Target"),
            .init(title: "Score", isNumber: true),
        ])
        for entry in ranked {
            let step = entry.step
            table.rows.append(
                format == .csv
                    ? [
                        String(entry.rank), step.source.id.rawValue, step.target.id.rawValue,
                        JSONText.number(step.score),
                    ]
                    : [String(entry.rank), step.source.name, step.target.name, PathAnswer.number(step.score)])
        }
        if format == .csv { return table.csv }
        return table.text
            + "\n(\(name): ordered pairs of actors whose shortest paths take the step, ties shared)\n(\(projection))\n"
    }

    /// Scores that agree to one part in 10⁹ share a rank.
    private static func ranked(_ steps: [StepScore]) -> [(rank: Int, step: StepScore)] {
        var rank = 1
        return steps.enumerated().map { place, step in
            if place > 0 {
                let before = steps[place - 1].score
                if abs(before - step.score) > 1e-9 * max(abs(before), abs(step.score)) { rank = place + 1 }
            }
            return (rank, step)
        }
    }
}
