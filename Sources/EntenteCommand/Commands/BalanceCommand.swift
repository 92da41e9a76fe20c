import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel

struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "See the graph as friends and foes: triads, contradictions, and who is in whose camp.",
        discussion: """
            Cooperative and hostile relations count; a pair with both takes the sign of the stronger.

            EXAMPLE
              entente balance --roll-up
            """)

    @OptionGroup var query: QueryOptions

    func run() async throws {
        let report = try query.view().balance()
        switch query.format {
        case .json: try Terminal.print(json(report))
        case .csv:
            var table = Table([
                .init(title: "Part", isNumber: true), .init(title: "Camp", isNumber: true), .init(title: "Id"),
                .init(title: "Name"),
            ])
            for (number, camps) in report.camps.enumerated() {
                for (camp, actors) in [camps.first, camps.second].enumerated() {
                    for actor in actors {
                        table.rows.append([String(number + 1), String(camp + 1), actor.id.rawValue, actor.name])
                    }
                }
            }
            try Terminal.print(table.csv)
        case .table: try Terminal.print(text(report))
        }
        if report.ties.isEmpty { throw CommandFailure(.nothingFound) }
    }

    private func names(_ actors: [ViewActor]) -> String { Terminal.safe(actors.map(\.name).joined(separator: ", ")) }

    private func frustration(_ report: BalanceReport) -> String {
        report.isFrustrationExact
            ? "\(report.frustration.lowerBound)"
            : "\(report.frustration.lowerBound) to \(report.frustration.upperBound)"
    }

    private func text(_ report: BalanceReport) -> String {
        guard !report.ties.isEmpty else { return "No friends or foes in \(report.projection).\n" }
        let friendly = report.ties.count(where: \.isFriendly)
        var out = "\(report.ties.count) signed ties: \(friendly) friendly, \(report.ties.count - friendly) hostile"
        out += report.ambivalentCount > 0 ? ", \(report.ambivalentCount) pairs left out as both\n" : "\n"
        out += "Triads: \(report.balancedTriadCount) balanced, \(report.unbalancedTriadCount) unbalanced\n"
        out += "Frustration: \(frustration(report)) ties would have to change sign\n"
        for (number, camps) in report.camps.enumerated() where !camps.second.isEmpty {
            out += "\nPart \(number + 1)\n  one camp:  \(names(camps.first))\n  the other: \(names(camps.second))\n"
        }
        if !report.frustratedTies.isEmpty {
            out += "\nAgainst the camps\n"
            for tie in report.frustratedTies.prefix(10) {
                out +=
                    "  \(names([tie.first])) and \(names([tie.second])), \(tie.isFriendly ? "friendly" : "hostile")\n"
            }
        }
        if !report.unbalancedTriads.isEmpty {
            out += "\nUnbalanced triads\n"
            for triad in report.unbalancedTriads.prefix(10) {
                out +=
                    "  \(names(triad.actors)): \(triad.hostileCount == 1 ? "one tie is hostile" : "all are hostile")\n"
            }
        }
        return out + "\n(\(report.projection))\n"
    }

    private func json(_ report: BalanceReport) -> String {
        func ids(_ actors: [ViewActor]) -> JSONText.Value { .list(actors.map { JSONText.quoted($0.id.rawValue) }) }
        func number(_ value: Int) -> JSONText.Value { .raw(String(value)) }
        let triads = JSONText.object([
            ("balanced", number(report.balancedTriadCount)), ("unbalanced", number(report.unbalancedTriadCount)),
        ])
        let frustration = JSONText.object([
            ("atLeast", number(report.frustration.lowerBound)), ("atMost", number(report.frustration.upperBound)),
        ])
        let camps = report.camps.map { JSONText.object([("first", ids($0.first)), ("second", ids($0.second))]) }
        let unbalanced = report.unbalancedTriads.map { triad in
            JSONText.object([("actors", ids(triad.actors)), ("hostile", number(triad.hostileCount))])
        }
        let ties = report.frustratedTies.map { tie in
            JSONText.object([
                ("first", .text(tie.first.id.rawValue)), ("second", .text(tie.second.id.rawValue)),
                ("sign", .text(tie.isFriendly ? "friendly" : "hostile")),
            ])
        }
        let fields: [(String, JSONText.Value)] = [
            ("projection", .text("\(report.projection)")), ("triads", .raw(triads)), ("frustration", .raw(frustration)),
            ("camps", .list(camps)), ("unbalancedTriads", .list(unbalanced)), ("frustratedTies", .list(ties)),
        ]
        return JSONText.object(fields) + "\n"
    }
}
