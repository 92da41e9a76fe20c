public import EntenteModel

/// Writes a graph as the tables that `neo4j-admin database import` loads at once, in place of a million Cypher statements.
///
/// ```swift
/// for table in Neo4jTablesWriter().tables(of: graph) { print(table.name, table.text) }
/// ```
///
/// Actors and documents are nodes with ids in spaces of their own; a relation has the type that Cypher would give it.
/// Lists are cells with semicolons between the parts, the tool's default, so a semicolon within a part becomes a comma, and line
/// ends become spaces: neither option of the tool is needed. Nothing guards against spreadsheets here, for an apostrophe
/// would become a part of the id; `CSVWriter` does.
public struct Neo4jTablesWriter: Sendable {
    /// One file: its name and its text.
    public struct Table: Sendable {
        public let name: String
        public let text: String
    }

    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    /// - Complexity: O(n log n) in actors and relations.
    public func tables(of graph: ActorGraph) -> [Table] {
        [
            Table(name: "actors.csv", text: actors(of: graph)),
            Table(name: "documents.csv", text: documents(of: graph)),
            Table(name: "relations.csv", text: relations(of: graph)),
        ]
    }

    private func actors(of graph: ActorGraph) -> String {
        var out = Self.header([
            "id:ID(Actor)", "name", "kind", "aliases:string[]", "country", "principal", "mentions:long", ":LABEL",
        ])
        for actor in graph.actors {
            out += Self.row([
                actor.id.rawValue, actor.name, actor.kind, Self.list(actor.aliases), actor.country,
                actor.principal?.rawValue, String(actor.mentions), "Actor",
            ])
        }
        return out
    }

    private func documents(of graph: ActorGraph) -> String {
        var out = Self.header(["id:ID(Document)", "path", "title", "date", "source", "sha256", ":LABEL"])
        for document in graph.documents {
            out += Self.row([
                document.id.rawValue, document.path, document.title, document.date?.description, document.source,
                document.sha256, "Document",
            ])
        }
        return out
    }

    private func relations(of graph: ActorGraph) -> String {
        let types = CypherWriter.types(of: graph.relations)
        var out = Self.header([
            ":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "kind", "status", "strength:double", "firstDate", "lastDate",
            "symmetric:boolean", "evidence",
        ])
        for relation in graph.relations {
            let isSymmetric = graph.ontology.relationKind(relation.kind)?.isSymmetric == true
            out += Self.row([
                relation.source.rawValue, relation.target.rawValue, types[relation.kind] ?? "RELATED_TO", relation.kind,
                relation.status.rawValue, JSONText.number(relation.strength), relation.firstDate?.description,
                relation.lastDate?.description, isSymmetric ? "true" : "false",
                relation.statements.isEmpty
                    ? nil : EvidenceText.json(relation.statements, includesQuotes: includesQuotes),
            ])
        }
        return out
    }

    private static func header(_ columns: [String]) -> String { columns.joined(separator: ",") + "\n" }

    /// A row; nil is an empty cell, which means that there is no such property, and an empty text stands in quotes.
    private static func row(_ cells: [String?]) -> String {
        cells.map { cell in
            guard let cell else { return "" }
            let text = plain(cell)
            let needsQuotes = text.isEmpty || text.unicodeScalars.contains { "\", '\\".unicodeScalars.contains($0) }
            return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\n"
    }

    private static func list(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.map { $0.replacing(";", with: ",") }.joined(separator: ";")
    }

    /// Line ends become spaces, other control characters U+FFFD.
    private static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            out.append(isControl(scalar) ? ("\t\n\r".unicodeScalars.contains(scalar) ? " " : "\u{FFFD}") : scalar)
        }
        return String(out)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 0x7F..<0xA0: true
        default: false
        }
    }
}
