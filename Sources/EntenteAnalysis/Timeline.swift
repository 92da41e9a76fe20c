public import EntenteModel

/// A measure at one point of a timeline.
public struct DatedScores: Sendable {
    /// The month.
    public let month: PartialDate
    public let scores: ActorScores
}

/// How an actor's score changed between two dates.
public struct ScoreChange: Hashable, Sendable {
    public let actor: ViewActor
    public let before: Double
    public let after: Double
    public let rankBefore: Int
    public let rankAfter: Int

    public var difference: Double { after - before }
}

/// Which statements a point of a timeline looks at.
public enum TimelineWindow: String, CaseIterable, Sendable {
    /// All that has begun by the end of the month.
    case upTo
    /// What reaches into the month.
    case within
}

extension ActorGraph {
    /// A measure month by month.
    ///
    /// - Parameters:
    ///   - projection: Its dates bound the timeline where given; otherwise it runs from the first dated statement to
    ///     the last. Statements without a date take that of their document; those without either are left out.
    ///   - window: Whether a month looks back on all before it or at itself alone.
    /// - Returns: A point for every month, none where nothing is dated.
    /// - Throws: As `GraphView.init` and the measure; `.badParameter` for a timeline of more than 1,200 months.
    /// - Complexity: The months times the view and the measure.
    public func timeline(
        of measure: Measure, projection: Projection, window: TimelineWindow = .upTo,
        options: MeasureOptions = MeasureOptions(), execution: Execution = .standard
    ) throws(AnalysisError) -> [DatedScores] {
        var points: [DatedScores] = []
        for month in try months(of: projection) {
            var slice = projection
            slice.asOf = window == .upTo ? month : projection.asOf
            slice.from = window == .within ? month : projection.from
            slice.to = window == .within ? month : projection.to
            let view = try GraphView(self, projection: slice)
            points.append(
                DatedScores(month: month, scores: try view.scores(of: measure, options: options, execution: execution)))
        }
        return points
    }

    /// Whose score changed most between two dates, looking back from each on all that had begun.
    ///
    /// - Returns: Every actor whose score differs, the largest change first, ties by name.
    /// - Throws: As `GraphView.init` and the measure.
    public func changes(
        in measure: Measure, from before: PartialDate, to after: PartialDate, projection: Projection,
        options: MeasureOptions = MeasureOptions(), execution: Execution = .standard
    ) throws(AnalysisError) -> [ScoreChange] {
        func entries(_ date: PartialDate) throws(AnalysisError) -> [ActorID: ActorScores.Entry] {
            var slice = projection
            slice.asOf = date
            let scores = try GraphView(self, projection: slice)
                .scores(of: measure, options: options, execution: execution)
            return Dictionary(uniqueKeysWithValues: scores.ranked().map { ($0.actor.id, $0) })
        }
        let (earlier, later) = (try entries(before), try entries(after))
        let changes = later.values.compactMap { entry -> ScoreChange? in
            guard let old = earlier[entry.actor.id] else { return nil }
            let isSame = Tie.isTie(old.score, entry.score) || (old.score.isNaN && entry.score.isNaN)
            guard !isSame else { return nil }
            return ScoreChange(
                actor: entry.actor, before: old.score, after: entry.score, rankBefore: old.rank, rankAfter: entry.rank)
        }
        func size(_ change: ScoreChange) -> Double { change.difference.isNaN ? .infinity : abs(change.difference) }
        return changes.sorted { left, right in
            if size(left) != size(right) { return size(left) > size(right) }
            if left.actor.name != right.actor.name { return utf8Less(left.actor.name, right.actor.name) }
            return left.actor.id < right.actor.id
        }
    }

    private func months(of projection: Projection) throws(AnalysisError) -> [PartialDate] {
        var first: PartialDate?
        var last: PartialDate?
        func see(_ date: PartialDate) {
            first = min(first ?? date.firstDay, date.firstDay)
            last = max(last ?? date.lastDay, date.lastDay)
        }
        for relation in relations {
            for statement in relation.statements {
                if let date = statement.date ?? self[statement.document]?.date { see(date) }
            }
            if relation.statements.isEmpty {
                for date in [relation.firstDate, relation.lastDate] { if let date { see(date) } }
            }
        }
        guard var start = projection.from?.firstDay ?? first, let end = projection.to?.lastDay ?? last else {
            return []
        }
        var months: [PartialDate] = []
        while let month = PartialDate(year: start.year, month: start.month),
            month.firstDay < end || month.firstDay == end
        {
            months.append(month)
            guard months.count <= 1_200 else {
                throw .badParameter("the timeline", value: "\(start) and on", allowed: "100 years at most")
            }
            let isDecember = start.month == 12
            guard
                let next = PartialDate(
                    year: isDecember ? start.year + 1 : start.year, month: isDecember ? 1 : (start.month ?? 1) + 1,
                    day: 1)
            else { break }
            start = next
        }
        return months
    }
}
