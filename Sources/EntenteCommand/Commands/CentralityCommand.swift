import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

struct CentralityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "centrality", abstract: "Rank actors by how central they are.",
        discussion: """
            The directed graph as drawn, parallel relations joined; see 'docs/analysis.md' for what each measure counts.

            EXAMPLE
              entente centrality --measure betweenness --top 10 --roll-up
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        help: ArgumentHelp("One of: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "measure")
    )
    var measure = "degree"

    @Option(help: ArgumentHelp("How many actors at most.", valueName: "n"))
    var top: Int?

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @Option(help: "What a step costs, for measures that count paths; 'weight' takes 1/strength.")
    var cost: CostName = .hops

    @Flag(help: "Betweenness: divide by (n - 1)(n - 2).")
    var normalized = false

    @Flag(help: "Closeness: multiply by the share of actors reached.")
    var wassermanFaust = false

    @Flag(help: "PageRank: count every relation alike.")
    var unweighted = false

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs 1 or more, not \(top)") }
    }

    func run() async throws {
        let measure = try Measure(named: measure)
        let source = try caseOption.load()
        var projection = try filters.projection(of: source.graph, lookup: ActorLookup(source.graph))
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: false)
        let view = try GraphView(source.graph, projection: projection)
        let scores = try view.scores(
            of: measure,
            options: MeasureOptions(normalized: normalized, wassermanFaust: wassermanFaust, unweighted: unweighted))
        let entries = scores.ranked(top: top)
        if format == .json {
            let rows = entries.map { entry in
                JSONText.object([
                    ("rank", .raw(String(entry.rank))), ("id", .text(entry.actor.id.rawValue)),
                    ("name", .text(entry.actor.name)), ("kind", .text(entry.actor.kind)),
                    ("score", .raw(JSONText.number(entry.score))),
                ])
            }
            try Terminal.print(
                JSONText.object([
                    ("measure", .text(measure.rawValue)), ("projection", .text("\(projection)")),
                    ("scores", .list(rows)),
                ]) + "\n")
        } else {
            var table = Table([
                .init(title: "Rank", isNumber: true), .init(title: "Id"), .init(title: "Name"), .init(title: "Kind"),
                .init(title: "Score", isNumber: true),
            ])
            for entry in entries {
                table.rows.append([
                    String(entry.rank), entry.actor.id.rawValue, entry.actor.name, entry.actor.kind,
                    format == .csv ? JSONText.number(entry.score) : PathAnswer.number(entry.score),
                ])
            }
            try Terminal.print(
                format == .csv
                    ? table.csv : table.dropping("Id").text + "\n(\(measure.rawValue); \(projection))\n")
        }
        if entries.isEmpty { throw CommandFailure(.nothingFound) }
    }
}
