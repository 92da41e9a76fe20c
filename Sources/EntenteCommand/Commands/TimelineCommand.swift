import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct TimelineCommand: AsyncParsableCommand {
    /// What a month looks at, as the command line names it.
    enum Window: String, ExpressibleByArgument, CaseIterable {
        case upTo = "up-to"
        case within

        var window: TimelineWindow { self == .upTo ? .upTo : .within }
    }

    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Follow a measure month by month, or see whose score changed most between two dates.",
        discussion: """
            A month looks back on all that had begun by its end, or with '--window within' at itself alone. Statements
            without a date take that of their document.

            EXAMPLE
              entente timeline --measure degree --top 5
              entente timeline --measure betweenness --before 2021-07 --after 2021-09
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        help: ArgumentHelp("One of: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "measure")
    )
    var measure = "degree"

    @Option(help: ArgumentHelp("How many actors at most: those with the notable scores, or changes.", valueName: "n"))
    var top: Int?

    @Option(help: "What a month looks at: all up to its end, or what reaches into it.")
    var window: Window = .upTo

    @Option(help: ArgumentHelp("Compare what had begun by this date …", valueName: "date"))
    var before: PartialDate?

    @Option(help: ArgumentHelp("… with what had begun by this one.", valueName: "date"))
    var after: PartialDate?

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @Option(help: "What a step costs, for measures that count paths; 'weight' takes 1/strength.")
    var cost: CostName = .hops

    @OptionGroup(title: "Choices of single measures") var choices: MeasureChoices

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs 1 or more, not \(top)") }
        try choices.check(for: measure)
        if (before == nil) != (after == nil) {
            throw ValidationError("--before and --after go together: the two dates to compare")
        }
        if let before, let after {
            if after.lastDay < before.lastDay {
                throw ValidationError("--after \(after) lies before --before \(before)")
            }
            if filters.asOf != nil { throw ValidationError("--as-of cannot go with --before and --after") }
            if window == .within { throw ValidationError("--window cannot go with --before and --after") }
        } else if filters.asOf != nil {
            throw ValidationError("--as-of cannot go with a timeline; bound it with --from and --to")
        }
    }

    func run() async throws {
        let measure = try Measure(named: measure)
        let graph = try caseOption.load().graph
        let lookup = ActorLookup(graph)
        var projection = try filters.projection(of: graph, lookup: lookup)
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: false)
        let options = try choices.options(lookup: lookup, in: graph, rollUp: projection.rollUp)
        if let before, let after {
            let changes = try graph.changes(
                in: measure, from: before, to: after, projection: projection, options: options)
            let answer = ChangesAnswer(
                measure: measure, before: before, after: after, projection: projection,
                changes: Array(changes.prefix(top ?? .max)))
            try Terminal.print(answer.text(format))
            if changes.isEmpty { throw CommandFailure(.nothingFound) }
        } else {
            let points = try graph.timeline(
                of: measure, projection: projection, window: window.window, options: options)
            let answer = TimelineAnswer(
                measure: measure, window: window, projection: projection, points: points, top: top)
            try Terminal.print(answer.text(format))
            if points.isEmpty { throw CommandFailure(.nothingFound) }
        }
    }
}

/// How a timeline is printed: a row a month for people, a row a month and actor for programs.
private struct TimelineAnswer {
    let measure: Measure
    let window: TimelineCommand.Window
    let projection: Projection
    let points: [DatedScores]
    /// How many actors; for people 5 where not given, for programs all.
    let top: Int?

    func text(_ format: OutputFormat) -> String {
        switch format {
        case .json: json
        case .csv: csv
        case .table: table
        }
    }

    private var json: String {
        let months = points.map { point in
            let rows = point.scores.ranked(top: top).map { entry in
                JSONText.object([
                    ("rank", .raw(String(entry.rank))), ("id", .text(entry.actor.id.rawValue)),
                    ("name", .text(entry.actor.name)), ("kind", .text(entry.actor.kind)),
                    ("score", .raw(JSONText.number(entry.score))),
                ])
            }
            return JSONText.object([("month", .text("\(point.month)")), ("scores", .list(rows))])
        }
        return JSONText.object([
            ("measure", .text(measure.rawValue)), ("window", .text(window.rawValue)),
            ("projection", .text("\(projection)")), ("months", .list(months)),
        ]) + "\n"
    }

    private var csv: String {
        var table = Table([
            .init(title: "Month"), .init(title: "Rank", isNumber: true), .init(title: "Id"), .init(title: "Name"),
            .init(title: "Kind"), .init(title: "Score", isNumber: true),
        ])
        for point in points {
            for entry in point.scores.ranked(top: top) {
                table.rows.append([
                    "\(point.month)", String(entry.rank), entry.actor.id.rawValue, entry.actor.name, entry.actor.kind,
                    JSONText.number(entry.score),
                ])
            }
        }
        return table.csv
    }

    /// The actors that rank highest in the last month have a column each; months that change none of them are left out.
    private var table: String {
        guard let last = points.last else { return "Nothing is dated in \(projection).\n" }
        let actors = last.scores.ranked(top: top ?? 5).map(\.actor)
        var table = Table([.init(title: "Month")] + actors.map { .init(title: $0.name, isNumber: true) })
        var before: [String] = []
        for point in points {
            let row = actors.map { PathAnswer.number(point.scores[$0.id] ?? .nan) }
            if row != before { table.rows.append(["\(point.month)"] + row) }
            before = row
        }
        let still = points.count - table.rows.count
        let looks = window == .upTo ? "all that had begun by the end of the month" : "what reaches into the month"
        return table.text
            + "\n(the actors that are notable in \(last.month)"
            + (still > 0 ? "; \(still) months that changed none of them are left out)\n" : ")\n")
            + "(\(measure.rawValue): \(measure.meaning))\n"
            + "(\(looks); \(projection))\n"
    }
}

/// How the changes between two dates are printed.
private struct ChangesAnswer {
    let measure: Measure
    let before: PartialDate
    let after: PartialDate
    let projection: Projection
    let changes: [ScoreChange]

    func text(_ format: OutputFormat) -> String {
        if format == .json {
            let rows = changes.map { change in
                JSONText.object([
                    ("id", .text(change.actor.id.rawValue)), ("name", .text(change.actor.name)),
                    ("kind", .text(change.actor.kind)), ("before", .raw(JSONText.number(change.before))),
                    ("after", .raw(JSONText.number(change.after))),
                    ("change", .raw(JSONText.number(change.difference))),
                    ("rankBefore", .raw(String(change.rankBefore))), ("rankAfter", .raw(String(change.rankAfter))),
                ])
            }
            return JSONText.object([
                ("measure", .text(measure.rawValue)), ("before", .text("\(before)")), ("after", .text("\(after)")),
                ("projection", .text("\(projection)")), ("changes", .list(rows)),
            ]) + "\n"
        }
        var table = Table([
            .init(title: "Id"), .init(title: "Name"), .init(title: "Kind"),
            .init(title: format == .csv ? "Before" : "By \(before)", isNumber: true),
            .init(title: format == .csv ? "After" : "By \(after)", isNumber: true),
            .init(title: "Change", isNumber: true), .init(title: "Rank before", isNumber: true),
            .init(title: "Rank after", isNumber: true),
        ])
        for change in changes {
            let numbers = [change.before, change.after, change.difference]
                .map(format == .csv ? JSONText.number : PathAnswer.number)
            table.rows.append(
                [change.actor.id.rawValue, change.actor.name, change.actor.kind] + numbers
                    + [String(change.rankBefore), String(change.rankAfter)])
        }
        if format == .csv { return table.csv }
        guard !changes.isEmpty else {
            return "No actor's \(measure.rawValue) changed between \(before) and \(after) in \(projection).\n"
        }
        return table.dropping("Id").text + "\n(\(measure.rawValue): \(measure.meaning))\n(\(projection))\n"
    }
}
