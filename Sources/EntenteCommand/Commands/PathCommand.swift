import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

struct PathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show the shortest influence paths between two actors, with the evidence.",
        discussion: """
            Influence runs the way the kinds of relation say; the shortest path is the chain that most likely carries it.
            '--cost weight' takes 1/strength, for a plain graph (CSV …) its weights as costs.

            EXAMPLE
              entente path Russia "the Taliban" -k 3 --avoid "United States"
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("The actor to start from: id, name or alias.", valueName: "from"))
    var source: String

    @Argument(help: ArgumentHelp("The actor to reach.", valueName: "to"))
    var target: String

    @Option(name: .short, help: ArgumentHelp("How many paths at most.", valueName: "n"))
    var k = 1

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

    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if k < 1 { throw ValidationError("-k needs 1 or more, not \(k)") }
    }

    func run() async throws {
        let source = try caseOption.load()
        let lookup = ActorLookup(source.graph)
        let (start, end) = (try lookup.find(self.source), try lookup.find(target))
        let (passed, avoided) = (try via.map { try lookup.find($0) }, Set(try avoid.map { try lookup.find($0) }))
        var projection = try filters.projection(of: source.graph, lookup: lookup)
        projection.direction = undirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: source.isPlain)
        let view = try GraphView(source.graph, projection: projection)
        func rolled(_ id: ActorID) -> ActorID { projection.rollUp ? source.graph.principal(of: id) : id }
        let result = try view.shortestPaths(
            from: rolled(start), to: rolled(end), count: k, via: passed.map(rolled), avoid: Set(avoided.map(rolled)))
        let answer = PathAnswer(result: result)
        switch format {
        case .table: try Terminal.print(answer.text)
        case .json: try Terminal.print(answer.json)
        case .csv: try Terminal.print(answer.csv)
        }
        if result.paths.isEmpty { throw CommandFailure(.nothingFound) }
    }
}

/// How the paths between two actors are printed.
struct PathAnswer {
    let result: PathResult

    var text: String {
        guard !result.paths.isEmpty else {
            return "No path from \(name(result.source)) to \(name(result.target)) in \(result.projection).\n"
                + "Try --undirected, --with-possible or fewer filters.\n"
        }
        var out = ""
        for (number, path) in result.paths.enumerated() {
            if number > 0 { out += "\n" }
            let hops = path.hops.count == 1 ? "1 step" : "\(path.hops.count) steps"
            out +=
                "Path \(number + 1): \(name(result.source)) to \(name(result.target)), \(hops), cost \(Self.number(path.cost))"
            if result.projection.cost == .influence { out += ", influence \(Self.number(path.influence))" }
            out += "\n"
            for hop in path.hops { out += step(hop, isWeakest: path.hops.count > 1 && hop == path.weakestHop) }
        }
        return out + "\n(\(result.projection))\n"
    }

    private func step(_ hop: PathHop, isWeakest: Bool) -> String {
        let (left, right) = hop.reversed ? (hop.target, hop.source) : (hop.source, hop.target)
        let label = hop.label.isEmpty ? "is related to" : Terminal.safe(hop.label)
        var out = "  \(name(left)) \(label) \(name(right))"
        if hop.reversed { out += "  (from \(name(hop.source)) to \(name(hop.target)))" }
        var facts = ["strength \(Self.number(hop.strength))"]
        if hop.status != .asserted { facts.append(hop.status.rawValue) }
        if isWeakest { facts.append("weakest step") }
        out += "  [\(facts.joined(separator: ", "))]\n"
        if let evidence = hop.evidence {
            let place = "\(evidence.document), bytes \(evidence.range.lowerBound)–\(evidence.range.upperBound)"
            let date = evidence.date.map { ", \($0)" } ?? ""
            out += evidence.text.isEmpty ? "" : "    “\(Terminal.safe(evidence.text))”\n"
            out += "    \(Terminal.safe(place))\(date)\n"
        }
        return out
    }

    private func name(_ actor: ViewActor) -> String { Terminal.safe(actor.name) }

    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(format: "%.3f", value)
    }

    var json: String {
        let paths = result.paths.map { path in
            JSONText.object([
                ("cost", .raw(JSONText.number(path.cost))), ("influence", .raw(JSONText.number(path.influence))),
                ("hops", .list(path.hops.map(hop))),
            ])
        }
        return JSONText.object([
            ("source", .text(result.source.id.rawValue)), ("target", .text(result.target.id.rawValue)),
            ("projection", .text("\(result.projection)")), ("paths", .list(paths)),
        ]) + "\n"
    }

    /// `weight` is what the step's cost comes from: with the cost `influence` the cost is −ln weight.
    private func hop(_ hop: PathHop) -> String {
        let evidence = hop.evidence.map { statement in
            JSONText.object([
                ("document", .text(statement.document.rawValue)),
                ("start", .raw(String(statement.range.lowerBound))), ("end", .raw(String(statement.range.upperBound))),
                ("text", .text(statement.text)),
            ])
        }
        return JSONText.object([
            ("source", .text(hop.source.id.rawValue)), ("kind", .text(hop.kind)),
            ("target", .text(hop.target.id.rawValue)), ("label", .text(hop.label)),
            ("reversed", .raw(hop.reversed ? "true" : "false")), ("weight", .raw(JSONText.number(weight(of: hop)))),
            ("status", .text(hop.status.rawValue)), ("evidence", .raw(evidence ?? "null")),
        ])
    }

    private func weight(of hop: PathHop) -> Double {
        result.projection.cost == .influence ? hop.influence : hop.strength
    }

    var csv: String {
        var table = Table([
            .init(title: "path", isNumber: true), .init(title: "step", isNumber: true), .init(title: "source"),
            .init(title: "kind"), .init(title: "target"), .init(title: "reversed"),
            .init(title: "weight", isNumber: true), .init(title: "status"), .init(title: "cost", isNumber: true),
            .init(title: "document"), .init(title: "start", isNumber: true), .init(title: "end", isNumber: true),
            .init(title: "text"),
        ])
        for (number, path) in result.paths.enumerated() {
            for (step, hop) in path.hops.enumerated() {
                table.rows.append([
                    String(number + 1), String(step + 1), hop.source.id.rawValue, hop.kind, hop.target.id.rawValue,
                    hop.reversed ? "true" : "false", JSONText.number(weight(of: hop)), hop.status.rawValue,
                    JSONText.number(hop.cost), hop.evidence?.document.rawValue ?? "",
                    hop.evidence.map { String($0.range.lowerBound) } ?? "",
                    hop.evidence.map { String($0.range.upperBound) } ?? "", hop.evidence?.text ?? "",
                ])
            }
        }
        return table.csv
    }
}
