import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

struct ReachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach",
        abstract: "List who can be reached from an actor within a cost, nearest first.",
        discussion: """
            EXAMPLE
              entente reach Russia --min-influence 0.1
              entente reach Taliban --cost hops --within 2 --undirected
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("The actor to start from: id, name or alias.", valueName: "actor"))
    var actor: String

    @Option(help: ArgumentHelp("The largest cost of a path, in the units of --cost.", valueName: "cost"))
    var within: Double?

    @Option(help: ArgumentHelp("The least probability that influence runs the whole way.", valueName: "p"))
    var minInfluence: Double?

    @Flag(help: "Ask instead who reaches the actor.")
    var backwards = false

    @Option(help: ArgumentHelp("How many actors at most.", valueName: "n"))
    var top: Int?

    @Option(help: "What a step costs.")
    var cost: CostName = .influence

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs 1 or more, not \(top)") }
        if let within, !(within >= 0) { throw ValidationError("--within needs 0 or more, not \(within)") }
        if let minInfluence {
            guard minInfluence > 0, minInfluence <= 1 else {
                throw ValidationError("--min-influence needs a number above 0 and up to 1, not \(minInfluence)")
            }
            guard cost == .influence, within == nil else {
                throw ValidationError("--min-influence goes with '--cost influence' and without --within")
            }
        }
    }

    func run() async throws {
        let source = try caseOption.load()
        let lookup = ActorLookup(source.graph)
        var projection = try filters.projection(of: source.graph, lookup: lookup)
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: source.isPlain)
        var id = try lookup.find(actor)
        if projection.rollUp { id = source.graph.principal(of: id) }
        // Rounded costs add up to a little more than the bound that a user writes.
        let limit = minInfluence.map { -log($0) * (1 + 1e-9) } ?? within ?? .infinity
        let view = try GraphView(source.graph, projection: projection)
        let reached = try view.reach(from: id, within: limit, backwards: backwards)
            .filter { $0.actor.id != id }.prefix(top ?? .max)
        try Terminal.print(answer(Array(reached), from: id, in: source.graph, projection))
        if reached.isEmpty { throw CommandFailure(.nothingFound) }
    }

    private func answer(
        _ reached: [(actor: ViewActor, distance: Double)], from id: ActorID, in graph: ActorGraph,
        _ projection: Projection
    ) -> String {
        if format == .json {
            let rows = reached.map { entry in
                JSONText.object([
                    ("id", .text(entry.actor.id.rawValue)), ("name", .text(entry.actor.name)),
                    ("kind", .text(entry.actor.kind)), ("cost", .raw(JSONText.number(entry.distance))),
                    ("influence", .raw(JSONText.number(exp(-entry.distance)))),
                ])
            }
            return JSONText.object([
                ("actor", .text(id.rawValue)), ("backwards", .raw(backwards ? "true" : "false")),
                ("projection", .text("\(projection)")), ("reached", .list(rows)),
            ]) + "\n"
        }
        var table = Table([
            .init(title: "Id"), .init(title: "Name"), .init(title: "Kind"), .init(title: "Cost", isNumber: true),
            .init(title: "Influence", isNumber: true),
        ])
        for (actor, distance) in reached {
            let numbers = [distance, exp(-distance)].map(format == .csv ? JSONText.number : PathAnswer.number)
            table.rows.append([actor.id.rawValue, actor.name, actor.kind] + numbers)
        }
        if projection.cost != .influence { table = table.dropping("Influence") }
        if format == .csv { return table.csv }
        let name = Terminal.safe(graph[id]?.name ?? id.rawValue)
        guard !reached.isEmpty else {
            return "Nobody \(backwards ? "reaches \(name)" : "is reached from \(name)") in \(projection).\n"
        }
        return table.dropping("Id").text + "\n(\(backwards ? "paths to" : "paths from") \(name); \(projection))\n"
    }
}
