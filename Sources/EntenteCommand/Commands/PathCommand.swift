import ArgumentParser
import EntenteAnalysis
import EntenteModel

struct PathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show the shortest influence paths between two actors, with the evidence.",
        discussion: """
            Influence runs the way the kinds of relation say; the shortest path is the chain that most likely carries it.
            '--cost weight' takes 1/strength, for a plain graph (CSV …) its weights as costs.

            Other questions, one at a time: '--all', '--widest', '--temporal', '--max-hops' with '--hop-kinds'.

            EXAMPLE
              entente path Russia "the Taliban" -k 3 --avoid "United States"
              entente path Russia Taliban --max-hops 2 --hop-kinds negotiatesWith,meetsWith any
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("The actor to start from: id, name or alias.", valueName: "from"))
    var source: String

    @Argument(help: ArgumentHelp("The actor to reach.", valueName: "to"))
    var target: String

    @Option(name: .short, help: ArgumentHelp("How many paths at most (default: 1, with --all 1000).", valueName: "n"))
    var k: Int?

    @Option(help: "What a step costs.")
    var cost: CostName = .influence

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Actors that no path may pass.", valueName: "actor"))
    var avoid: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Actors that the path must pass, in this order.", valueName: "actor"))
    var via: [String] = []

    @Flag(help: "All paths that cost as much as the cheapest.")
    var all = false

    @Flag(help: "The path whose weakest step is strongest.")
    var widest = false

    @Flag(help: "The chain whose dates do not run backwards and that arrives first.")
    var temporal = false

    @Option(help: ArgumentHelp("The cheapest way in at most so many steps.", valueName: "n"))
    var maxHops: Int?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Which kinds the first step may take, the second and so on: kinds joined by commas, or 'any'.",
            valueName: "kinds"))
    var hopKinds: [String] = []

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    private var isConstrained: Bool { maxHops != nil || !hopKinds.isEmpty }

    func validate() throws {
        if let k, k < 1 { throw ValidationError("-k needs 1 or more, not \(k)") }
        if let maxHops, maxHops < 1 { throw ValidationError("--max-hops needs 1 or more, not \(maxHops)") }
        if let maxHops, maxHops < hopKinds.count {
            throw ValidationError("--hop-kinds names \(hopKinds.count) steps, and --max-hops allows \(maxHops)")
        }
        let searches = [
            ("--all", all), ("--widest", widest), ("--temporal", temporal),
            (maxHops == nil ? "--hop-kinds" : "--max-hops", isConstrained),
        ].filter(\.1).map(\.0)
        if searches.count > 1 {
            throw ValidationError("\(searches.joined(separator: " and ")) are different questions; ask one at a time")
        }
        guard let search = searches.first else { return }
        let given = [("-k", k != nil && !all), ("--via", !via.isEmpty), ("--avoid", !avoid.isEmpty)].filter(\.1)
        if let option = given.first?.0 { throw ValidationError("\(option) cannot go with \(search); leave one out") }
    }

    func run() async throws {
        let answer = try answer(in: try caseOption.load())
        switch format {
        case .table: try Terminal.print(answer.text)
        case .json: try Terminal.print(answer.json)
        case .csv: try Terminal.print(answer.csv)
        }
        if answer.result.paths.isEmpty { throw CommandFailure(.nothingFound) }
    }

    /// The answer, printed here and set in reports.
    func answer(in source: CaseOption.Source) throws -> PathAnswer {
        let lookup = ActorLookup(source.graph)
        var projection = try filters.projection(of: source.graph, lookup: lookup)
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: source.isPlain)
        func actor(_ name: String) throws -> ActorID {
            let id = try lookup.find(name)
            return projection.rollUp ? source.graph.principal(of: id) : id
        }
        let (start, end) = (try actor(self.source), try actor(target))
        let (passed, avoided) = (try via.map(actor), Set(try avoid.map(actor)))
        let view = try GraphView(source.graph, projection: projection)
        if all || widest || temporal || isConstrained {
            return try answer(in: view, of: source.graph, from: start, to: end)
        }
        return PathAnswer(
            result: try view.shortestPaths(from: start, to: end, count: k ?? 1, via: passed, avoid: avoided))
    }

    /// The answer to one of the questions beside that for the cheapest paths.
    private func answer(
        in view: GraphView, of graph: ActorGraph, from start: ActorID, to end: ActorID
    ) throws -> PathAnswer {
        if all {
            let found = try view.allShortestPaths(from: start, to: end, limit: k ?? 1_000)
            return PathAnswer(result: found.result, isComplete: found.isComplete)
        }
        if widest {
            let found = try view.widestPath(from: start, to: end)
            return PathAnswer(result: try view.result(from: start, to: end, found?.path), width: found?.width)
        }
        if temporal {
            let found = try view.earliestPath(from: start, to: end, since: filters.from)
            return PathAnswer(
                result: try view.result(from: start, to: end, found?.path(in: view, from: start)), days: found?.steps)
        }
        let kinds = hopKinds.map { $0 == "any" ? [] : Set($0.split(separator: ",").map(String.init)) }
        for kind in kinds.flatMap({ $0.sorted() }) where graph.ontology.relationKind(kind) == nil {
            throw AnalysisError.unknownKind(kind, closest: graph.ontology.closestRelationKind(to: kind))
        }
        // A kind that the filters leave no relation of is no mistake, but no step either.
        let present = Set(view.relations.map(\.kind.name))
        let steps = kinds.map { $0.intersection(present) }
        let isImpossible = zip(kinds, steps).contains { !$0.isEmpty && $1.isEmpty }
        let found =
            try isImpossible
            ? nil
            : view.constrainedPath(from: start, to: end, maximumHops: maxHops ?? kinds.count, kindsByHop: steps)
        return PathAnswer(result: try view.result(from: start, to: end, found))
    }
}
