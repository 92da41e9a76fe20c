import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct CentralityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "centrality",
        abstract: "Rank actors by a measure of how central they are.",
        discussion: """
            The graph as drawn, parallel relations joined; see 'docs/analysis.md' for what each measure counts.
            '--measure edge-betweenness' ranks the steps between two actors instead.

            EXAMPLE
              entente centrality --measure betweenness --top 10 --roll-up
              entente centrality --measure pagerank --personalize Russia
              entente centrality --stability 200
            """)

    /// The measure that ranks steps, not actors.
    static let edgeBetweenness = "edge-betweenness"

    @OptionGroup var caseOption: CaseOption

    @Option(
        help: ArgumentHelp(
            "One of: \((Measure.allCases.map(\.rawValue) + [edgeBetweenness]).joined(separator: ", ")).",
            valueName: "measure"))
    var measure = "degree"

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var top: Int?

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @Option(help: "What a step costs, for measures that count paths; 'weight' takes 1/strength.")
    var cost: CostName = .hops

    @OptionGroup(title: "Choices of single measures") var choices: MeasureChoices

    @Option(
        help: ArgumentHelp(
            "Betweenness: sample sources, so that no normalized score is off by more than this (probability 0.95).",
            valueName: "error"))
    var sampled: Double?

    @Option(
        help: ArgumentHelp(
            "How sure each rank is: where it lies in 9 of 10 of so many redrawings of the statements.", valueName: "n"))
    var stability: Int?

    @Option(help: ArgumentHelp("Seed of what is drawn at random.", valueName: "n"))
    var seed: UInt64 = 1

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs 1 or more, not \(top)") }
        if let stability, stability < 1 { throw ValidationError("--stability needs 1 or more, not \(stability)") }
        if let sampled, !(sampled > 0 && sampled < 1) {
            throw ValidationError("--sampled needs a number above 0 and below 1, not \(sampled)")
        }
        try choices.check(for: measure)
        guard sampled != nil || measure == Self.edgeBetweenness else { return }
        if sampled != nil, measure != Measure.betweenness.rawValue {
            throw ValidationError("--sampled is for --measure betweenness, not \(measure)")
        }
        let others = [
            ("--stability", stability != nil), ("--normalized", choices.normalized && sampled == nil),
            ("--endpoints", choices.endpoints),
        ]
        if let option = others.first(where: \.1)?.0 {
            throw ValidationError("\(option) cannot go with \(sampled != nil ? "--sampled" : measure); leave one out")
        }
    }

    func run() async throws {
        if let answer = try plainAnswer(execution: Terminal.execution(measure)) {
            try Terminal.print(answer.text(format))
            if answer.rows.isEmpty { throw CommandFailure(.nothingFound) }
            return
        }
        let source = try caseOption.load()
        if measure == Self.edgeBetweenness {
            let view = try GraphView(source.graph, projection: try projection(in: source))
            let steps = try view.edgeBetweenness(execution: Terminal.execution(measure))
            try Terminal.print(StepScoresAnswer(steps: steps, projection: view.projection).text(format, top: top))
            if steps.isEmpty { throw CommandFailure(.nothingFound) }
            return
        }
        let answer = try answer(in: source, execution: Terminal.execution(measure))
        try Terminal.print(answer.text(format))
        if answer.rows.isEmpty { throw CommandFailure(.nothingFound) }
    }

    private func projection(in source: CaseOption.Source) throws -> Projection {
        var projection = try filters.projection(of: source.graph, lookup: ActorLookup(source.graph))
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: false)
        return projection
    }

    /// The ranking of a plain table's actors, where nothing in the question needs more than its bare edges; else nil.
    private func plainAnswer(execution: Execution) throws -> ScoresAnswer? {
        guard stability == nil, sampled == nil, choices.personalize.isEmpty, measure != Self.edgeBetweenness,
            let view = try caseOption.plainView(
                filters, direction: undirected ? .undirected : .directed, cost: cost.cost(weightIsCost: false))
        else { return nil }
        let measure = try Measure(named: measure)
        let scores = try view.scores(of: measure, options: choices.options(personalization: [:]), execution: execution)
        let rows = scores.ranked(top: top)
        return ScoresAnswer(
            measure: measure, projection: view.projection,
            rows: rows.map { .init(rank: $0.rank, actor: $0.actor, score: $0.score) })
    }

    /// The ranking of actors, printed here and set in reports.
    func answer(in source: CaseOption.Source, execution: Execution = .standard) throws -> ScoresAnswer {
        let projection = try projection(in: source)
        let lookup = ActorLookup(source.graph)
        let measure = try Measure(named: measure)
        let options = try choices.options(lookup: lookup, in: source.graph, rollUp: projection.rollUp)
        var answer: ScoresAnswer
        if let stability {
            let ranks = try source.graph.rankStability(
                of: measure, projection: projection, resamples: stability, seed: seed, options: options,
                execution: execution)
            answer = ScoresAnswer(
                measure: measure, projection: projection,
                rows: ranks.map { .init(rank: $0.rank, actor: $0.actor, score: $0.score, ranks: $0.ranks) })
            answer.resamples = stability
        } else {
            let view = try GraphView(source.graph, projection: projection)
            let scores: ActorScores
            if let sampled {
                let sample = try view.approximateBetweenness(error: sampled, seed: seed, execution: execution)
                scores = sample.scores
                answer = ScoresAnswer(measure: measure, projection: projection, rows: [])
                answer.sample = sample
            } else {
                scores = try view.scores(of: measure, options: options, execution: execution)
                answer = ScoresAnswer(measure: measure, projection: projection, rows: [])
            }
            answer.rows = scores.ranked(top: top).map { .init(rank: $0.rank, actor: $0.actor, score: $0.score) }
        }
        if let top { answer.rows = Array(answer.rows.prefix(top)) }
        return answer
    }
}

/// Choices that some measures offer, for every command that takes a measure.
struct MeasureChoices: ParsableArguments {
    @Flag(help: "Betweenness: divide by (n - 1)(n - 2).")
    var normalized = false

    @Flag(help: "Betweenness: count a path for the two actors that it joins, too.")
    var endpoints = false

    @Flag(help: "Closeness: multiply by the share of actors reached.")
    var wassermanFaust = false

    @Flag(help: "PageRank, eigenvector: count every relation alike.")
    var unweighted = false

    @Option(help: ArgumentHelp("PageRank: the chance to follow a relation instead of jumping.", valueName: "x"))
    var damping: Double?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("PageRank: jumps lead to these actors alone: what is near to them?", valueName: "actor"))
    var personalize: [String] = []

    /// - Throws: `ValidationError` for a choice that the measure does not offer.
    func check(for measure: String) throws {
        let measures: [(option: String, isGiven: Bool, measures: [Measure])] = [
            ("--normalized", normalized, [.betweenness]), ("--endpoints", endpoints, [.betweenness]),
            ("--wasserman-faust", wassermanFaust, [.closeness]),
            ("--unweighted", unweighted, [.pagerank, .eigenvector]),
            ("--damping", damping != nil, [.pagerank]), ("--personalize", !personalize.isEmpty, [.pagerank]),
        ]
        for choice in measures where choice.isGiven && !choice.measures.map(\.rawValue).contains(measure) {
            let names = choice.measures.map(\.rawValue).joined(separator: " or ")
            throw ValidationError("\(choice.option) is for --measure \(names), not \(measure)")
        }
        if let damping, !(damping >= 0 && damping < 1) {
            throw ValidationError("--damping needs a number from 0 up to, but not, 1, not \(damping)")
        }
    }

    func options(lookup: ActorLookup, in graph: ActorGraph, rollUp: Bool) throws -> MeasureOptions {
        let aims = try personalize.map { name in
            let id = try lookup.find(name)
            return rollUp ? graph.principal(of: id) : id
        }
        return options(personalization: Dictionary(aims.map { ($0, 1) }, uniquingKeysWith: { first, _ in first }))
    }

    func options(personalization: [ActorID: Double]) -> MeasureOptions {
        MeasureOptions(
            normalized: normalized, endpoints: endpoints, wassermanFaust: wassermanFaust, unweighted: unweighted,
            damping: damping ?? 0.85, personalization: personalization)
    }
}
