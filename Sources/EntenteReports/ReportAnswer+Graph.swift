public import EntenteModel

/// What the graph itself says, as a report sets it: lists of actors and relations, and the profile of one actor.
extension ReportAnswer {
    /// A list of actors.
    public static func actors(_ actors: [Actor], graph: ActorGraph) -> ReportAnswer {
        let rows = actors.map { actor in
            [
                [ReportText.plain(actor.name)], [.plain(kindLabel(actor.kind, in: graph))],
                [.plain(actor.principal.map { graph[$0]?.name ?? $0.rawValue } ?? "")],
                [.plain(String(actor.mentions))], [.plain(actor.aliases.joined(separator: "; "))],
            ]
        }
        let table = ReportTable(
            [
                .init("Actor"), .init("Kind"), .init("Acts for"), .init("Mentions", isNumber: true),
                .init("Also called"),
            ], rows: rows)
        return ReportAnswer(kind: .table, caption: "Actors", contents: [.table(table)])
    }

    /// A list of relations, each with its best statement.
    public static func relations(_ relations: [Relation], graph: ActorGraph, remark: String) -> ReportAnswer {
        let rows = relations.map { relation in
            let quote = relation.statements.max { $0.confidence < $1.confidence }.map { ReportQuote($0, in: graph) }
            return [
                [ReportText.plain(sentence(of: relation, in: graph))], [.plain(relation.status.rawValue)],
                [.plain(number(relation.strength))], [.plain(period(of: relation))],
                quote.map { [.plain($0.text.isEmpty ? "" : "“\($0.text)”"), .note($0.place)] } ?? [],
            ]
        }
        let table = ReportTable(
            [
                .init("Relation"), .init("Status"), .init("Strength", isNumber: true), .init("When"),
                .init("Evidence"),
            ], rows: rows)
        return ReportAnswer(kind: .table, caption: "Relations", contents: [.table(table), .remark(remark)])
    }

    /// An actor: what it is, and its relations by kind with every sentence behind them.
    public static func profile(of actor: Actor, graph: ActorGraph) -> ReportAnswer {
        func fact(_ name: String, _ value: String) -> [[ReportText]] { [[.strong(name)], [.plain(value)]] }
        var facts = [fact("Kind", kindLabel(actor.kind, in: graph))]
        if !actor.aliases.isEmpty { facts.append(fact("Also called", actor.aliases.joined(separator: "; "))) }
        if let country = actor.country { facts.append(fact("Country", country)) }
        if let principal = actor.principal {
            facts.append(fact("Acts for", graph[principal]?.name ?? principal.rawValue))
        }
        let documents = actor.documents.count == 1 ? "1 document" : "\(actor.documents.count) documents"
        facts.append(fact("Mentioned", "\(actor.mentions) times in \(documents)"))
        var contents: [ReportContent] = [
            .table(ReportTable([.init(actor.name), .init("")], rows: facts))
        ]
        let relations = graph.relations.filter { $0.source == actor.id || $0.target == actor.id }
        for kind in graph.ontology.relationKinds {
            let own = relations.filter { $0.kind == kind.name }
            if own.isEmpty { continue }
            contents.append(.paragraph([.strong(kind.label)]))
            contents.append(
                .list(
                    own.map { relation in
                        let status = relation.status == .asserted ? "" : " (\(relation.status.rawValue))"
                        let head = ReportContent.paragraph([
                            .plain(
                                sentence(of: relation, in: graph) + status + ", strength \(number(relation.strength))")
                        ])
                        return [head] + relation.statements.map { .quote(ReportQuote($0, in: graph)) }
                    }))
        }
        return ReportAnswer(kind: .profile, caption: actor.name, contents: contents)
    }

    static func sentence(of relation: Relation, in graph: ActorGraph) -> String {
        func name(_ id: ActorID) -> String { graph[id]?.name ?? id.rawValue }
        let label = graph.ontology.relationKind(relation.kind)?.label ?? relation.kind
        return "\(name(relation.source)) \(label) \(name(relation.target))"
    }

    private static func period(of relation: Relation) -> String {
        guard let first = relation.firstDate else { return "" }
        guard let last = relation.lastDate, last != first else { return first.description }
        return "\(first) to \(last)"
    }
}

extension ReportQuote {
    /// A statement with its document's title and date, the place in bytes, who says so and how surely.
    public init(_ statement: Statement, in graph: ActorGraph) {
        let document = graph[statement.document]
        var place = document?.title ?? document?.path ?? statement.document.rawValue
        if let source = document?.source { place += ", \(source)" }
        if let date = document?.date { place += ", \(date)" }
        place += "; \(statement.document.rawValue), bytes \(statement.range.lowerBound)–\(statement.range.upperBound)"
        var circumstances: [String] = []
        if let speaker = statement.attributedTo {
            circumstances.append("says \(graph[speaker]?.name ?? speaker.rawValue)")
        }
        if statement.status != .asserted { circumstances.append(statement.status.rawValue) }
        if let date = statement.date, date != document?.date { circumstances.append(date.description) }
        self.init(text: statement.text, place: place, circumstances: circumstances.joined(separator: ", "))
    }
}
