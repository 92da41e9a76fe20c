import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteStore

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an actor: what it is, its relations by kind, and the sentences behind them.",
        discussion: """
            EXAMPLE
              entente show Taliban
              entente show "Emomali Rahmon" --explain
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("Id, name or alias.", valueName: "actor"))
    var actor: String

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    @Flag(help: "Say where each name comes from, and why actors were joined.")
    var explain = false

    func validate() throws {
        if explain, format == .csv { throw ValidationError("--explain has no CSV; use table or json") }
    }

    func run() async throws {
        if explain { return try explainActor() }
        let graph = try caseOption.load().graph
        let id = try ActorLookup(graph).find(actor)
        guard let actor = graph[id] else { throw ActorLookupError.unknown(self.actor, nearest: []) }
        let relations = graph.relations.filter { $0.source == id || $0.target == id }
        switch format {
        case .json:
            try Terminal.print(
                JSONText.object([
                    ("actor", .raw(JSONWriter().object(actor))),
                    ("relations", .list(relations.map { JSONWriter().object($0) })),
                ]) + "\n")
        case .csv:
            var part = Table([
                .init(title: "Source"), .init(title: "Kind"), .init(title: "Target"), .init(title: "Status"),
                .init(title: "Document"), .init(title: "Start", isNumber: true), .init(title: "End", isNumber: true),
                .init(title: "Text"),
            ])
            for relation in relations {
                for statement in relation.statements {
                    part.rows.append([
                        relation.source.rawValue, relation.kind, relation.target.rawValue, statement.status.rawValue,
                        statement.document.rawValue, String(statement.range.lowerBound),
                        String(statement.range.upperBound), statement.text,
                    ])
                }
            }
            try Terminal.print(part.csv)
        case .table: try Terminal.print(Terminal.profile(of: actor, relations: relations, in: graph))
        }
    }

    private func explainActor() throws {
        let path = try caseOption.path()
        let file = try CaseAtHand(path: path)
        let id = try file.find(actor)
        guard let actor = file.graph[id] else { throw ActorLookupError.unknown(self.actor, nearest: []) }
        let explanation = try ActorExplanation(id, in: file.content, file: CaseFile.open(path))
        if format == .json {
            return try Terminal.print(
                JSONText.object([
                    ("actor", .raw(JSONWriter().object(actor))), ("explanation", .raw(explanation.json)),
                ]) + "\n")
        }
        try Terminal.print(Terminal.profile(of: actor, relations: [], in: file.graph) + explanation.text)
    }
}

extension Terminal {
    /// An actor's profile for people.
    static func profile(of actor: Actor, relations: [Relation], in graph: ActorGraph) -> String {
        func name(_ id: ActorID) -> String { safe(graph[id]?.name ?? id.rawValue) }
        var out = "\(safe(actor.name)) (\(safe(graph.ontology.actorKind(actor.kind)?.label ?? actor.kind)))\n"
        out += "  id: \(safe(actor.id.rawValue))\n"
        if !actor.aliases.isEmpty { out += "  also: \(safe(actor.aliases.joined(separator: ", ")))\n" }
        if let country = actor.country { out += "  country: \(safe(country))\n" }
        if let principal = actor.principal { out += "  acts for: \(name(principal))\n" }
        let documents = actor.documents.count == 1 ? "1 document" : "\(actor.documents.count) documents"
        out += "  mentioned \(actor.mentions) times in \(documents)\n"
        for kind in graph.ontology.relationKinds {
            let own = relations.filter { $0.kind == kind.name }
            if own.isEmpty { continue }
            let label = safe(kind.label)
            out += "\n\(label)\n"
            for relation in own {
                let status = relation.status == .asserted ? "" : " (\(relation.status.rawValue))"
                out +=
                    "  \(name(relation.source)) \(label) \(name(relation.target))\(status), strength "
                    + "\(JSONText.number(relation.strength))\n"
                for statement in relation.statements {
                    var facts = [safe(statement.document.rawValue)]
                    if let date = statement.date { facts.append(date.description) }
                    if let speaker = statement.attributedTo { facts.append("says \(name(speaker))") }
                    if statement.status != .asserted { facts.append(statement.status.rawValue) }
                    out += statement.text.isEmpty ? "" : "    “\(safe(statement.text))”\n"
                    out += "      \(facts.joined(separator: ", "))\n"
                }
            }
        }
        return out
    }
}
