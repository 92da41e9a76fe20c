public import EntenteModel

/// Writes a graph as JSON-LD 1.1, for triple stores and SPARQL.
///
/// Actors, documents, relations and statements are resources named `urn:entente:…`. A relation is both a plain triple
/// (actor, kind, actor), where it is asserted, and a resource of `rdf:Statement` with its status, dates, strength and the
/// statements behind it. Names come from schema.org and Dublin Core where they have one. Everything is carried except what the
/// ontology knows of kinds.
/// - SeeAlso: https://www.w3.org/TR/json-ld11/
public struct JSONLDWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    private static let context = """
        {"@version": 1.1, "@vocab": "urn:entente:term:", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
          "name": "schema:name", "alias": "schema:alternateName", "quote": "schema:text", "title": "dcterms:title",
          "source": "dcterms:publisher", "date": "dcterms:date", "kind": {"@type": "@vocab"},
          "subject": {"@id": "rdf:subject", "@type": "@id"}, "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
          "object": {"@id": "rdf:object", "@type": "@id"}, "principal": {"@type": "@id"},
          "mentionedIn": {"@type": "@id"}, "document": {"@type": "@id"}, "attributedTo": {"@type": "@id"},
          "strength": {"@type": "xsd:double"}, "confidence": {"@type": "xsd:double"}, "Relation": "rdf:Statement"}
        """

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var items = graph.documents.map(document)
        let relations = graph.relations
        var asserted: [ActorID: [Relation]] = [:]
        for relation in relations where relation.status == .asserted {
            asserted[relation.source, default: []].append(relation)
        }
        items += graph.actors.map { actor($0, asserted[$0.id] ?? []) }
        items += relations.map(self.relation)
        let list = items.map { "\n  " + $0 }.joined(separator: ",")
        return "{\"@context\": \(Self.context),\n \"@graph\": [\(list)]}\n"
    }

    private func document(_ document: DocumentRecord) -> String {
        var fields: [(String, JSONText.Value)] = [
            ("@id", Self.identifier("document", document.id.rawValue)), ("@type", .text("Document")),
            ("path", .text(document.path)),
        ]
        if let title = document.title { fields.append(("title", .text(title))) }
        if let date = document.date { fields.append(("date", .text(date.description))) }
        if let source = document.source { fields.append(("source", .text(source))) }
        fields.append(("sha256", .text(document.sha256)))
        return JSONText.object(fields)
    }

    private func actor(_ actor: Actor, _ relations: [Relation]) -> String {
        var fields: [(String, JSONText.Value)] = [
            ("@id", Self.identifier("actor", actor.id.rawValue)), ("@type", .text("Actor")),
            ("name", .text(actor.name)), ("kind", .text(Self.term(actor.kind))),
        ]
        if !actor.aliases.isEmpty { fields.append(("alias", .list(actor.aliases.map(JSONText.quoted)))) }
        if let country = actor.country { fields.append(("country", .text(country))) }
        if let principal = actor.principal {
            fields.append(("principal", Self.identifier("actor", principal.rawValue)))
        }
        if !actor.documents.isEmpty {
            let documents = actor.documents.map { JSONText.quoted(Self.name("document", $0.rawValue)) }
            fields.append(("mentionedIn", .list(documents)))
        }
        fields.append(("mentions", .raw(String(actor.mentions))))
        for kind in Set(relations.map(\.kind)).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let targets = relations.filter { $0.kind == kind }.map { relation in
                JSONText.object([("@id", Self.identifier("actor", relation.target.rawValue))])
            }
            fields.append((Self.term(kind), .list(targets)))
        }
        return JSONText.object(fields)
    }

    private func relation(_ relation: Relation) -> String {
        var fields: [(String, JSONText.Value)] = [
            ("@id", Self.identifier("relation", relation.id.description)), ("@type", .text("Relation")),
            ("subject", Self.identifier("actor", relation.source.rawValue)),
            ("predicate", .text(Self.term(relation.kind))),
            ("object", Self.identifier("actor", relation.target.rawValue)),
            ("status", .text(relation.status.rawValue)), ("strength", .raw(JSONText.number(relation.strength))),
        ]
        if let date = relation.firstDate { fields.append(("firstDate", .text(date.description))) }
        if let date = relation.lastDate { fields.append(("lastDate", .text(date.description))) }
        if !relation.statements.isEmpty { fields.append(("statement", .list(relation.statements.map(statement)))) }
        return JSONText.object(fields)
    }

    private func statement(_ statement: Statement) -> String {
        var fields: [(String, JSONText.Value)] = [
            ("@type", .text("Statement")), ("document", Self.identifier("document", statement.document.rawValue)),
            ("start", .raw(String(statement.range.lowerBound))), ("end", .raw(String(statement.range.upperBound))),
        ]
        if includesQuotes, !statement.text.isEmpty { fields.append(("quote", .text(statement.text))) }
        fields.append(("status", .text(statement.status.rawValue)))
        if let date = statement.date { fields.append(("date", .text(date.description))) }
        if let speaker = statement.attributedTo {
            fields.append(("attributedTo", Self.identifier("actor", speaker.rawValue)))
        }
        fields.append(("confidence", .raw(JSONText.number(statement.confidence))))
        return JSONText.object(fields)
    }

    private static func identifier(_ type: String, _ id: String) -> JSONText.Value { .text(name(type, id)) }

    private static func name(_ type: String, _ id: String) -> String { "urn:entente:\(type):" + encoded(id) }

    /// A kind as a full name, so that none can be taken for a keyword or a prefix of the context.
    private static func term(_ kind: String) -> String { "urn:entente:term:" + encoded(kind) }

    /// Percent-encodes all but letters, digits and `-._~`.
    private static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                out.append(byte)
            default:
                out.append(UInt8(ascii: "%"))
                out += "\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
