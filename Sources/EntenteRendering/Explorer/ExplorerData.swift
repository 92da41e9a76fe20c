import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

/// What the page knows, as one JSON object; `data.js` reads it.
///
/// Actors stand in the order of a `GraphView` (by name, then id), so that the page breaks ties as the library does;
/// everything refers to actors, documents and kinds by their places. Relations and statements are arrays:
///
/// - relation: source, kind, target, status, strength, first date, last date, statements
/// - statement: document, byte start, byte end, status, date, speaker, confidence, sentence, start and end in the text
///
/// `sentence` numbers the distinct sentences, since one that several documents carry counts once. Places in texts are
/// given in UTF-8 bytes, as everywhere, and in UTF-16 units, in which the page's own texts count.
struct ExplorerData {
    let graph: ActorGraph
    let texts: [DocumentID: String]
    let options: ExplorerOptions
    let layout: ExplorerLayout

    private struct Places {
        var actors: [ActorID: Int] = [:]
        var documents: [DocumentID: Int] = [:]
        var actorKinds: [String: Int] = [:]
        var relationKinds: [String: Int] = [:]
        var sentences: [String: Int] = [:]
    }

    func json() -> String {
        var places = Places()
        let actors = graph.actors.sorted { left, right in
            left.name == right.name
                ? left.id < right.id : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        for (place, actor) in actors.enumerated() { places.actors[actor.id] = place }
        let relations = graph.relations
        let documents = graph.documents
        for (place, document) in documents.enumerated() { places.documents[document.id] = place }
        let usedActorKinds = Set(actors.map(\.kind))
        let actorKinds = graph.ontology.actorKinds.filter { usedActorKinds.contains($0.name) }
        for (place, kind) in actorKinds.enumerated() { places.actorKinds[kind.name] = place }
        let usedRelationKinds = Set(relations.map(\.kind))
        let relationKinds = graph.ontology.relationKinds.filter { usedRelationKinds.contains($0.name) }
        for (place, kind) in relationKinds.enumerated() { places.relationKinds[kind.name] = place }
        let centralities = ExplorerCentralities(of: graph, statuses: options.statuses)
        let included = texts.filter { options.includesQuotes && places.documents[$0.key] != nil }
        let excerpts = DocumentExcerpts(of: relations, texts: included, limit: options.textLimit)
        let statusOrder = Status.allCases.filter(options.statuses.contains).map { JSONText.quoted($0.rawValue) }
        return JSONText.object([
            ("format", .text("entente-explorer")), ("version", .raw("1")), ("title", .text(options.title)),
            ("case", .maybe(options.caseName)),
            (
                "filters",
                .list(options.filters.map { "[" + $0.map(JSONText.quoted).joined(separator: ",") + "]" })
            ),
            ("plain", .raw(documents.isEmpty ? "true" : "false")),
            ("quotes", .raw(options.includesQuotes ? "true" : "false")), ("statuses", .list(statusOrder)),
            ("projection", .text(centralities.description)),
            ("measures", .list(centralities.measures.map { JSONText.quoted($0.rawValue) })),
            ("actorKinds", .list(actorKinds.map(Self.kind))), ("relationKinds", .list(relationKinds.map(Self.kind))),
            ("documents", .list(documents.map { "\n" + document($0, excerpts: excerpts) })),
            ("actors", .list(self.actors(actors, places: places, centralities: centralities).map { "\n" + $0 })),
            (
                "relations",
                .list(relations.map { "\n" + relation($0, places: &places, excerpts: excerpts) })
            ),
            ("lines", .list(layout.lines.compactMap { line($0, places: places) })),
        ])
    }

    private static func kind(_ kind: ActorKind) -> String {
        let style = ActorStyle.of(kind)
        return JSONText.object([
            ("name", .text(kind.name)), ("label", .text(kind.label)), ("family", .text(kind.family)),
            ("shape", .text(shape(of: kind.name, style))), ("hue", .text(style.hue.rawValue)),
            ("rims", .raw(String(style.peripheries))),
            ("rounded", .raw(style.finish.contains("rounded") ? "true" : "false")),
            ("heavy", .raw(style.finish.contains("bold") ? "true" : "false")),
        ])
    }

    /// Graphviz's name of the outline, and names of our own where attributes make the shape.
    private static func shape(of kind: String, _ style: ActorStyle) -> String {
        if style.finish.contains("diagonals") { return "diagonals" }
        guard style.shape == "polygon" else { return style.shape }
        return style.outline.contains { $0.hasPrefix("skew") } ? "parallelogram" : "trapezium"
    }

    private static func kind(_ kind: RelationKind) -> String {
        JSONText.object([
            ("name", .text(kind.name)), ("label", .text(kind.label)),
            ("symmetric", .raw(kind.isSymmetric ? "true" : "false")), ("polarity", .text(kind.polarity.rawValue)),
            ("means", .text(kind.means)), ("along", .maybe(kind.influence?.along.rawValue)),
            ("prior", .raw(kind.influence.map { JSONText.number($0.strength) } ?? "1")),
        ])
    }

    private func document(_ document: DocumentRecord, excerpts: DocumentExcerpts) -> String {
        let parts = excerpts.parts[document.id]?.map { part in
            "[\(part.start),\(JSONText.quoted(part.text))]"
        }
        return JSONText.object([
            ("id", .text(document.id.rawValue)), ("path", .text(document.path)), ("title", .maybe(document.title)),
            ("date", .maybe(document.date?.description)), ("source", .maybe(document.source)),
            ("sha256", .text(document.sha256)), ("parts", .list(parts ?? [])),
            ("length", .raw(String(excerpts.lengths[document.id] ?? 0))),
        ])
    }

    private func actors(
        _ actors: [Actor], places: Places, centralities: ExplorerCentralities
    ) -> [String] {
        var order: [ActorID: Int] = [:]
        for (place, actor) in graph.actors.enumerated() { order[actor.id] = place }
        var styled: [ActorID: Int] = [:]
        for (place, actor) in layout.actors.enumerated() { styled[actor.id] = place }
        return actors.map { actor in
            var fields: [(String, JSONText.Value)] = [
                ("id", .text(actor.id.rawValue)), ("name", .text(actor.name)),
                ("kind", .raw(String(places.actorKinds[actor.kind] ?? 0))),
                ("order", .raw(String(order[actor.id] ?? 0))), ("mentions", .raw(String(actor.mentions))),
            ]
            if !actor.aliases.isEmpty { fields.append(("aliases", .list(actor.aliases.map(JSONText.quoted)))) }
            if let country = actor.country { fields.append(("country", .text(country))) }
            if let principal = actor.principal.flatMap({ places.actors[$0] }) {
                fields.append(("principal", .raw(String(principal))))
            }
            let documents = actor.documents.compactMap { places.documents[$0] }
            if !documents.isEmpty { fields.append(("documents", .list(documents.map(String.init)))) }
            if let place = styled[actor.id] {
                let (look, box) = (layout.actors[place], layout.boxes[place])
                fields += [
                    ("box", .list([box.x.short, box.y.short, box.width.short, box.height.short])),
                    ("lines", .list(look.lines.map(JSONText.quoted))), ("size", .raw(look.fontSize.short)),
                    ("bold", .raw(look.isBold ? "true" : "false")),
                ]
            }
            fields.append(("scores", .list(centralities.scores(of: actor.id).map(JSONText.number))))
            return JSONText.object(fields)
        }
    }

    private func relation(_ relation: Relation, places: inout Places, excerpts: DocumentExcerpts) -> String {
        let statements = relation.statements.map { statement in
            self.statement(statement, places: &places, excerpts: excerpts)
        }
        let parts = [
            String(places.actors[relation.source] ?? 0), String(places.relationKinds[relation.kind] ?? 0),
            String(places.actors[relation.target] ?? 0), JSONText.quoted(relation.status.rawValue),
            JSONText.number(relation.strength), Self.date(relation.firstDate), Self.date(relation.lastDate),
            "[" + statements.joined(separator: ",") + "]",
        ]
        return "[" + parts.joined(separator: ",") + "]"
    }

    private func statement(
        _ statement: EntenteModel.Statement, places: inout Places, excerpts: DocumentExcerpts
    ) -> String {
        // As `Relation` tells sentences apart.
        let key = statement.text.isEmpty ? "\(statement.document) \(statement.range)" : statement.text
        let sentence = places.sentences[key] ?? places.sentences.count
        places.sentences[key] = sentence
        let (start, end) = (
            excerpts.unit(at: statement.range.lowerBound, of: statement.document),
            excerpts.unit(at: statement.range.upperBound, of: statement.document)
        )
        var parts = [
            String(places.documents[statement.document] ?? 0), String(statement.range.lowerBound),
            String(statement.range.upperBound), JSONText.quoted(statement.status.rawValue), Self.date(statement.date),
            statement.attributedTo.flatMap { places.actors[$0] }.map { String($0) } ?? "null",
            JSONText.number(statement.confidence), String(sentence), start.map { String($0) } ?? "null",
            end.map { String($0) } ?? "null",
        ]
        // Where the document's text is in the page, the sentence is a part of it and not kept twice.
        if options.includesQuotes, start == nil || end == nil { parts.append(JSONText.quoted(statement.text)) }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private static func date(_ date: PartialDate?) -> String { date.map { "\"\($0)\"" } ?? "null" }

    private func line(_ line: ExplorerLayout.Line, places: Places) -> String? {
        guard let source = places.actors[line.source], let target = places.actors[line.target] else { return nil }
        // Straight lines whose labels have no place of their own are what the page draws anyway.
        guard line.label != nil || abs(line.bend) > 0.001 else { return nil }
        var parts = [
            String(source), String(target), JSONText.quoted(line.polarity.rawValue),
            JSONText.quoted(line.status.rawValue), JSONText.number((line.bend * 1000).rounded() / 1000),
        ]
        if let label = line.label { parts += [label.x.short, label.y.short] }
        return "[" + parts.joined(separator: ",") + "]"
    }
}
