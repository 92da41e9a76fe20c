public import EntenteModel

/// Writes a graph as `entente-graph` JSON, version 1.
///
/// The order is canonical: documents, actors and relations by id, statements by place, and the keys of each object in the
/// order of the format's description; so equal graphs give equal bytes. One line per actor, relation and statement, to
/// read well in a diff. `weight` in the file is the relation's strength.
public struct JSONWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes = true

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    /// The whole graph as UTF-8, with a line feed at the end.
    public func text(_ graph: ActorGraph) -> String {
        var out = "{\"format\": \"entente-graph\", \"version\": 1,\n \"documents\": ["
        out += graph.documents.map { "\n  " + Self.document($0) }.joined(separator: ",")
        out += "],\n \"actors\": ["
        out += graph.actors.map { "\n  " + Self.actor($0) }.joined(separator: ",")
        out += "],\n \"relations\": ["
        out += graph.relations.map { "\n  " + relation($0, indent: "\n   ", withDocument: true) }.joined(separator: ",")
        return out + "]}\n"
    }

    /// One document's extraction on a single line, as `entente extract` prints it.
    public func line(id: DocumentID, graph: ActorGraph) -> String {
        let actors = graph.actors.map(Self.actor).joined(separator: ", ")
        let relations = graph.relations.map { relation($0, indent: "", withDocument: false) }.joined(separator: ", ")
        return "{\"id\": \(JSONText.quoted(id.rawValue)), \"actors\": [\(actors)], \"relations\": [\(relations)]}"
    }

    /// One actor as an object on a single line.
    public func object(_ actor: Actor) -> String { Self.actor(actor) }

    /// One relation with its statements as an object on a single line.
    public func object(_ relation: Relation) -> String { self.relation(relation, indent: "", withDocument: true) }

    /// One statement as an object on a single line.
    func object(_ statement: Statement) -> String { self.statement(statement, withDocument: true) }

    /// One document as an object on a single line.
    func object(_ document: DocumentRecord) -> String { Self.document(document) }

    private static func document(_ document: DocumentRecord) -> String {
        JSONText.object([
            ("id", .text(document.id.rawValue)), ("path", .text(document.path)), ("title", .maybe(document.title)),
            ("date", .maybe(document.date?.description)), ("source", .maybe(document.source)),
            ("sha256", .text(document.sha256)),
        ])
    }

    private static func actor(_ actor: Actor) -> String {
        JSONText.object([
            ("id", .text(actor.id.rawValue)), ("name", .text(actor.name)), ("kind", .text(actor.kind)),
            ("aliases", .list(actor.aliases.map(JSONText.quoted))), ("country", .maybe(actor.country)),
            ("principal", .maybe(actor.principal?.rawValue)),
            ("documents", .list(actor.documents.map { JSONText.quoted($0.rawValue) })),
            ("mentions", .raw(String(actor.mentions))),
        ])
    }

    private func relation(_ relation: Relation, indent: String, withDocument: Bool) -> String {
        let statements = relation.statements.map { indent + statement($0, withDocument: withDocument) }
        return JSONText.object([
            ("id", .text(relation.id.description)), ("source", .text(relation.source.rawValue)),
            ("kind", .text(relation.kind)), ("target", .text(relation.target.rawValue)),
            ("status", .text(relation.status.rawValue)), ("weight", .raw(JSONText.number(relation.strength))),
            ("firstDate", .maybe(relation.firstDate?.description)),
            ("lastDate", .maybe(relation.lastDate?.description)), ("statements", .list(statements)),
        ])
    }

    private func statement(_ statement: Statement, withDocument: Bool) -> String {
        var fields: [(String, JSONText.Value)] = []
        if withDocument { fields.append(("document", .text(statement.document.rawValue))) }
        fields += [
            ("start", .raw(String(statement.range.lowerBound))), ("end", .raw(String(statement.range.upperBound))),
        ]
        if includesQuotes, !statement.text.isEmpty { fields.append(("text", .text(statement.text))) }
        fields += [
            ("status", .text(statement.status.rawValue)), ("date", .maybe(statement.date?.description)),
            ("attributedTo", .maybe(statement.attributedTo?.rawValue)),
            ("confidence", .raw(JSONText.number(statement.confidence))),
        ]
        return JSONText.object(fields)
    }
}

/// The few pieces of JSON syntax that writers need, with keys in the order given.
package enum JSONText {
    package enum Value {
        case text(String)
        case maybe(String?)
        case raw(String)
        case list([String])
    }

    package static func object(_ fields: [(String, Value)]) -> String {
        let parts = fields.map { key, value in
            let text =
                switch value {
                case .text(let text): quoted(text)
                case .maybe(let text): text.map(quoted) ?? "null"
                case .raw(let text): text
                case .list(let items):
                    "[" + items.joined(separator: items.first?.hasPrefix("\n") == true ? "," : ", ") + "]"
                }
            return quoted(key) + ": " + text
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    /// A JSON string. Beyond what JSON asks, U+007F…U+009F, U+2028 and U+2029 and `<` are escaped, so that the text is safe in a
    /// terminal and inside an HTML page.
    package static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "<", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// The shortest decimal that reads back as the same number; whole numbers without a fraction.
    package static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)"
    }
}
