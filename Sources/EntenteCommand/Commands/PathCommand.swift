import ArgumentParser
import EntenteAnalysis
import EntenteModel

struct PathCommand: ParsableCommand {
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

    func run() throws { try question.print(from: caseOption.file, as: format) }

    /// The answer, set in reports.
    func answer(in source: CaseOption.Source) throws -> PathAnswer { try question.answer(in: source) }

    var question: PathQuestion {
        PathQuestion(
            source: source, target: target, count: k, cost: cost, isUndirected: undirected, avoid: avoid, via: via,
            isForAll: all, isForWidest: widest, isTemporal: temporal, maximumHops: maxHops, hopKinds: hopKinds,
            filters: filters)
    }
}
