import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct CommunitiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "communities",
        abstract: "Find groups of actors that have more to do with each other than with the rest.",
        discussion: """
            The Leiden algorithm; the same graph and seed give the same groups.

            EXAMPLE
              entente communities --roll-up --polarity cooperative
            """)

    @OptionGroup var query: QueryOptions

    @Option(help: ArgumentHelp("Seed of the order in which actors are visited.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Above 1 for more and smaller groups, below for fewer and larger.", valueName: "x"))
    var resolution = 1.0

    @Flag(help: "Use the constant Potts model instead of modularity.")
    var potts = false

    /// The answer, printed here and set in reports.
    func communities(in source: CaseOption.Source) throws -> Communities {
        try query.view(of: source).communities(
            by: potts ? .constantPotts(resolution: resolution) : .modularity(resolution: resolution), seed: seed)
    }

    func run() async throws {
        let found = try communities(in: try query.caseOption.load())
        switch query.format {
        case .json:
            let groups = found.groups.groups.enumerated().map { number, actors in
                let ids = actors.map { JSONText.quoted($0.id.rawValue) }
                let fields: [(String, JSONText.Value)] = [
                    ("community", .raw(String(number + 1))), ("size", .raw(String(actors.count))),
                    ("actors", .list(ids)),
                ]
                return JSONText.object(fields)
            }
            let fields: [(String, JSONText.Value)] = [
                ("modularity", .raw(JSONText.number(found.modularity))), ("seed", .raw(String(seed))),
                ("projection", .text("\(found.groups.projection)")), ("communities", .list(groups)),
            ]
            try Terminal.print(JSONText.object(fields) + "\n")
        case .csv, .table:
            var table = Table([
                .init(title: "Community", isNumber: true), .init(title: "Id"), .init(title: "Name"),
                .init(title: "Kind"),
            ])
            for (number, actors) in found.groups.groups.enumerated() {
                for actor in actors {
                    table.rows.append([String(number + 1), actor.id.rawValue, actor.name, actor.kind])
                }
            }
            if query.format == .csv {
                try Terminal.print(table.csv)
            } else {
                try Terminal.print(text(found))
            }
        }
        if found.groups.groups.isEmpty { throw CommandFailure(.nothingFound) }
    }

    /// Groups of one are counted, not listed: they have no relations in this view.
    private func text(_ found: Communities) -> String {
        let groups = found.groups.groups.filter { $0.count > 1 }
        var out = ""
        for (number, actors) in groups.enumerated() {
            out +=
                "\(number + 1). \(actors.count) actors: \(Terminal.safe(actors.map(\.name).joined(separator: ", ")))\n"
        }
        let single = found.groups.groups.count - groups.count
        if single > 0 { out += "\(single) actors are in no group.\n" }
        return out + "\n(modularity \(PathAnswer.number(found.modularity)); \(found.groups.projection))\n"
    }
}
