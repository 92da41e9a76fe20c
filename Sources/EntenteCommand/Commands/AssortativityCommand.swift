import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct AssortativityCommand: AsyncParsableCommand {
    /// What actors are grouped by.
    enum Grouping: String, ExpressibleByArgument, CaseIterable { case kind, family, country }

    static let configuration = CommandConfiguration(
        commandName: "assortativity",
        abstract: "See which kinds of actor have to do with which, and whether like seeks like.",
        discussion: """
            Newman's coefficient: 1 where relations stay within groups, 0 as chance has it, below 0 where they avoid that.
            'Expected' is what chance would give with every group's relations out and in as they are.

            EXAMPLE
              entente assortativity --by family --polarity cooperative
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "What actors are grouped by.")
    var by: Grouping = .kind

    @Flag(help: "Let every relation run both ways.")
    var undirected = false

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func run() async throws {
        let graph = try caseOption.load().graph
        var projection = try filters.projection(of: graph, lookup: ActorLookup(graph))
        projection.direction = undirected ? .undirected : .directed
        let mixing = try GraphView(graph, projection: projection).mixing { actor in
            switch by {
            case .kind: actor.kind
            case .family: graph.ontology.actorKind(actor.kind)?.family ?? "none"
            case .country: graph[actor.id]?.country ?? "none"
            }
        }
        let numbers = mixing.groups.indices
        let cells = numbers.flatMap { source in numbers.map { (source, $0) } }
            .map { (source: $0, target: $1, count: mixing.count(from: $0, to: $1)) }
            .filter { $0.count > 0 }
            .sorted {
                $0.count != $1.count
                    ? $0.count > $1.count
                    : (mixing.groups[$0.source], mixing.groups[$0.target]) < (
                        mixing.groups[$1.source], mixing.groups[$1.target]
                    )
            }
        if format == .json {
            let rows = cells.map { cell in
                JSONText.object([
                    ("source", .text(mixing.groups[cell.source])), ("target", .text(mixing.groups[cell.target])),
                    ("arcs", .raw(String(cell.count))),
                    ("expected", .raw(JSONText.number(mixing.expected(from: cell.source, to: cell.target)))),
                ])
            }
            try Terminal.print(
                JSONText.object([
                    ("by", .text(by.rawValue)), ("assortativity", .raw(JSONText.number(mixing.assortativity))),
                    ("projection", .text("\(projection)")), ("mixing", .list(rows)),
                ]) + "\n")
        } else {
            var table = Table([
                .init(title: "Source"), .init(title: "Target"), .init(title: "Arcs", isNumber: true),
                .init(title: "Expected", isNumber: true),
            ])
            for cell in cells {
                let expected = mixing.expected(from: cell.source, to: cell.target)
                table.rows.append([
                    mixing.groups[cell.source], mixing.groups[cell.target], String(cell.count),
                    format == .csv ? JSONText.number(expected) : PathAnswer.number(expected),
                ])
            }
            let coefficient =
                mixing.assortativity.isNaN
                ? "not defined: there are no relations between different groups"
                : PathAnswer.number(mixing.assortativity)
            try Terminal.print(
                format == .csv
                    ? table.csv
                    : table.text + "\nAssortativity by \(by.rawValue): \(coefficient)\n(\(projection))\n")
        }
        if cells.isEmpty { throw CommandFailure(.nothingFound) }
    }
}
