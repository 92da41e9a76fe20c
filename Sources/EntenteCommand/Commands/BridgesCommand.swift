import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct BridgesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bridges",
        abstract: "Find what holds the graph together: actors and relations whose loss would part it, and brokers.",
        discussion: """
            Brokers are the actors with the lowest constraint (Burt), among those with at least two contacts.

            EXAMPLE
              entente bridges --top 5
            """)

    @OptionGroup var query: QueryOptions

    @Option(help: ArgumentHelp("How many of each at most.", valueName: "n"))
    var top = 10

    /// Those with at least two contacts, the least constrained first.
    static func brokers(in view: GraphView) throws -> [ActorScores.Entry] {
        let contacts = view.degree()
        return try view.constraint().ranked().filter { $0.score.isFinite && (contacts[$0.actor.id] ?? 0) >= 2 }
    }

    func run() async throws {
        let view = try query.view()
        let points = try view.cutPoints()
        let brokers = try Self.brokers(in: view).prefix(top)
        let (actors, ties) = (points.articulationActors.prefix(top), points.bridges.prefix(top))
        switch query.format {
        case .json:
            let articulation = actors.map {
                JSONText.object([("id", .text($0.actor.id.rawValue)), ("parts", .raw(String($0.parts)))])
            }
            let bridges = ties.map { tie in
                JSONText.object([
                    ("first", .text(tie.first.id.rawValue)), ("second", .text(tie.second.id.rawValue)),
                    ("kinds", .list(tie.relations.map { JSONText.quoted($0.kind.name) })),
                    ("smallerSide", .raw(String(tie.smallerSide))),
                ])
            }
            let low = brokers.map {
                JSONText.object([("id", .text($0.actor.id.rawValue)), ("constraint", .raw(JSONText.number($0.score)))])
            }
            try Terminal.print(
                JSONText.object([
                    ("projection", .text("\(view.projection)")), ("articulationActors", .list(articulation)),
                    ("bridges", .list(bridges)), ("brokers", .list(Array(low))),
                ]) + "\n")
        case .csv, .table:
            var table = Table([
                .init(title: "What"), .init(title: "Actor"), .init(title: "Other"),
                .init(title: "Value", isNumber: true), .init(title: "Meaning"),
            ])
            for point in actors {
                table.rows.append(["articulation", point.actor.name, "", String(point.parts), "parts without it"])
            }
            for tie in ties {
                table.rows.append([
                    "bridge", tie.first.name, tie.second.name, String(tie.smallerSide), "actors cut off without it",
                ])
            }
            for broker in brokers {
                table.rows.append([
                    "broker", broker.actor.name, "",
                    query.format == .csv ? JSONText.number(broker.score) : PathAnswer.number(broker.score),
                    "constraint",
                ])
            }
            try Terminal.print(query.format == .csv ? table.csv : table.text + "\n(\(view.projection))\n")
        }
        if actors.isEmpty, ties.isEmpty, brokers.isEmpty { throw CommandFailure(.nothingFound) }
    }
}
