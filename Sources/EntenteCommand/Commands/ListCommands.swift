import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

struct ActorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "List the actors of a case.",
        discussion: """
            With --status, --from or --to only actors that have such relations.

            EXAMPLE
              entente actors --kind militantGroup pipeline --search gas
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Only actors of these kinds (state, person …).", valueName: "kind")
    )
    var kind: [String] = []

    @Option(help: ArgumentHelp("Only actors whose id, name or alias holds this text.", valueName: "text"))
    var search: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only actors with relations of these statuses.", valueName: "status"))
    var status: [Status] = []

    @Option(help: ArgumentHelp("Only actors with relations that hold on or after this date.", valueName: "date"))
    var from: PartialDate?

    @Option(help: ArgumentHelp("Only actors with relations that hold on or before this date.", valueName: "date"))
    var to: PartialDate?

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let from, let to, to.lastDay < from.firstDay {
            throw ValidationError("--to \(to) lies before --from \(from)")
        }
    }

    /// Who takes part in the relations that the options ask for; nil where they ask for none.
    private func participants(of graph: ActorGraph) throws -> Set<ActorID>? {
        if status.isEmpty, from == nil, to == nil { return nil }
        var projection = Projection()
        projection.statuses = Set(status.isEmpty ? Status.allCases : status)
        projection.from = from
        projection.to = to
        let relations = try GraphView(graph, projection: projection).relations.map(\.relation)
        return Set(relations.flatMap { [$0.source, $0.target] })
    }

    /// The answer, printed here and set in reports.
    func actors(of graph: ActorGraph) throws -> [Actor] {
        let participants = try participants(of: graph)
        for name in kind where graph.ontology.actorKind(name) == nil {
            throw CommandFailure(
                .usage,
                "no actor kind '\(name)'; "
                    + (graph.ontology.closestActorKind(to: name).map { "did you mean '\($0)'?" } ?? "see the ontology"))
        }
        return graph.actors.filter { actor in
            (kind.isEmpty || kind.contains(actor.kind)) && participants?.contains(actor.id) ?? true
                && (search.map { Search.holds($0, in: actor) } ?? true)
        }
    }

    func run() async throws {
        let graph = try caseOption.load().graph
        let actors = try actors(of: graph)
        switch format {
        case .json:
            let items = actors.map { JSONWriter().object($0) }
            try Terminal.print("{\"actors\": [\(items.joined(separator: ", "))]}\n")
        case .table, .csv:
            var table = Table([
                .init(title: "Id"), .init(title: "Name"), .init(title: "Kind"), .init(title: "Principal"),
                .init(title: "Mentions", isNumber: true), .init(title: "Aliases"),
            ])
            table.rows = actors.map { actor in
                [
                    actor.id.rawValue, actor.name, actor.kind, actor.principal?.rawValue ?? "", String(actor.mentions),
                    actor.aliases.joined(separator: "; "),
                ]
            }
            try Terminal.print(format == .csv ? table.csv : table.text)
        }
        if actors.isEmpty { throw CommandFailure(.nothingFound) }
    }
}

struct RelationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relations", abstract: "List the relations of a case; all statuses unless one is chosen.",
        discussion: """
            EXAMPLE
              entente relations --kind guardsBorderOf --search Taliban
            """)

    @OptionGroup var caseOption: CaseOption
    @OptionGroup var filters: FilterOptions

    @Option(help: ArgumentHelp("Only relations whose actors or sentences hold this text.", valueName: "text"))
    var search: String?

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func run() async throws {
        let graph = try caseOption.load().graph
        let relations = try relations(of: graph).relations
        func name(_ id: ActorID) -> String { graph[id]?.name ?? id.rawValue }
        switch format {
        case .json:
            try Terminal.print(
                "{\"relations\": [" + relations.map { JSONWriter().object($0) }.joined(separator: ", ") + "]}\n")
        case .table, .csv:
            var table = Table([
                .init(title: "Source"), .init(title: "Relation"), .init(title: "Target"), .init(title: "Status"),
                .init(title: "Strength", isNumber: true), .init(title: "First"), .init(title: "Last"),
                .init(title: "Statements", isNumber: true),
            ])
            table.rows = relations.map { relation in
                [
                    name(relation.source),
                    format == .csv ? relation.kind : graph.ontology.relationKind(relation.kind)?.label ?? relation.kind,
                    name(relation.target), relation.status.rawValue, JSONText.number(relation.strength),
                    relation.firstDate?.description ?? "", relation.lastDate?.description ?? "",
                    String(relation.statements.count),
                ]
            }
            try Terminal.print(format == .csv ? table.csv : table.text)
        }
        if relations.isEmpty { throw CommandFailure(.nothingFound) }
    }

    /// The answer, printed here and set in reports.
    func relations(of graph: ActorGraph) throws -> (relations: [Relation], projection: Projection) {
        var projection = try filters.projection(of: graph, lookup: ActorLookup(graph))
        if filters.status.isEmpty { projection.statuses = Set(Status.allCases) }
        let relations = try GraphView(graph, projection: projection).relations.map(\.relation)
            .filter { relation in search.map { Search.holds($0, in: relation, of: graph) } ?? true }
            .sorted { $0.id < $1.id }
        return (relations, projection)
    }
}

/// Search for text without regard to case and accents.
enum Search {
    static func holds(_ text: String, in actor: Actor) -> Bool {
        ([actor.id.rawValue, actor.name] + actor.aliases).contains { contains($0, text) }
    }

    static func holds(_ text: String, in relation: Relation, of graph: ActorGraph) -> Bool {
        [relation.source, relation.target].contains { id in graph[id].map { holds(text, in: $0) } ?? false }
            || relation.statements.contains { contains($0.text, text) }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        text.range(of: part, options: [.caseInsensitive, .diacriticInsensitive]) != nil
    }
}
