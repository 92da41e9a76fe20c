public import EntenteModel

/// Writes a graph as Cypher statements: an `Actor` node for each actor, a relationship for each relation, whose type is the
/// kind in capitals (`NEGOTIATES_WITH`), and the statements behind it as a list of JSON objects in `evidence`.
///
/// ```swift
/// let script = CypherWriter(dialect: .kuzu).text(of: graph)
/// ```
///
/// One statement a line, each ended by a semicolon, so `cypher-shell < graph.cypher` loads it. Text from documents stands
/// in string literals alone; names of types are made of ASCII letters, digits and underscores, and where two kinds
/// would share one, the later gets a number. The true name is in `kind`. What the ontology knows of kinds is not carried, and a
/// symmetric relation runs one way, as everything does in Cypher, with `symmetric: true`.
public struct CypherWriter: Sendable {
    public enum Dialect: String, Sendable, CaseIterable {
        /// openCypher as Neo4j and Memgraph take it.
        case neo4j
        /// Kuzu and its successor Ladybug, which want tables declared first.
        case kuzu
    }

    public var dialect: Dialect
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(dialect: Dialect = .neo4j, includesQuotes: Bool = true) {
        self.dialect = dialect
        self.includesQuotes = includesQuotes
    }

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        let relations = graph.relations
        let types = Self.types(of: relations)
        var out = ""
        switch dialect {
        case .neo4j:
            out += "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;\n"
            out += "CREATE CONSTRAINT document_id IF NOT EXISTS FOR (d:Document) REQUIRE d.id IS UNIQUE;\n"
        case .kuzu:
            out += "CREATE NODE TABLE Actor(id STRING, name STRING, kind STRING, aliases STRING[], country STRING, "
            out += "principal STRING, mentions INT64, PRIMARY KEY(id));\n"
            out += "CREATE NODE TABLE Document(id STRING, path STRING, title STRING, date STRING, source STRING, "
            out += "sha256 STRING, PRIMARY KEY(id));\n"
            for type in Set(types.values).sorted(by: Self.precedes) {
                out += "CREATE REL TABLE \(type)(FROM Actor TO Actor, kind STRING, status STRING, strength DOUBLE, "
                out += "firstDate STRING, lastDate STRING, symmetric BOOLEAN, evidence STRING[]);\n"
            }
        }
        for document in graph.documents {
            out += "CREATE (:Document {\(Self.fields(of: document))});\n"
        }
        for actor in graph.actors { out += "CREATE (:Actor {\(Self.fields(of: actor))});\n" }
        for relation in relations {
            out += "MATCH (a:Actor {id: \(Self.quoted(relation.source.rawValue))}), "
            out += "(b:Actor {id: \(Self.quoted(relation.target.rawValue))}) "
            out += "CREATE (a)-[:\(types[relation.kind] ?? "RELATED_TO") {\(fields(of: relation, in: graph))}]->(b);\n"
        }
        return out
    }

    private static func fields(of document: DocumentRecord) -> String {
        var fields = ["id: \(quoted(document.id.rawValue))", "path: \(quoted(document.path))"]
        if let title = document.title { fields.append("title: \(quoted(title))") }
        if let date = document.date { fields.append("date: '\(date)'") }
        if let source = document.source { fields.append("source: \(quoted(source))") }
        fields.append("sha256: \(quoted(document.sha256))")
        return fields.joined(separator: ", ")
    }

    private static func fields(of actor: Actor) -> String {
        var fields = [
            "id: \(quoted(actor.id.rawValue))", "name: \(quoted(actor.name))", "kind: \(quoted(actor.kind))",
        ]
        if !actor.aliases.isEmpty { fields.append("aliases: \(list(actor.aliases))") }
        if let country = actor.country { fields.append("country: \(quoted(country))") }
        if let principal = actor.principal { fields.append("principal: \(quoted(principal.rawValue))") }
        fields.append("mentions: \(actor.mentions)")
        return fields.joined(separator: ", ")
    }

    private func fields(of relation: Relation, in graph: ActorGraph) -> String {
        var strength = JSONText.number(relation.strength)
        if !strength.contains(where: { ".eE".contains($0) }) { strength += ".0" }
        var fields = [
            "kind: \(Self.quoted(relation.kind))", "status: '\(relation.status.rawValue)'", "strength: \(strength)",
        ]
        if let date = relation.firstDate { fields.append("firstDate: '\(date)'") }
        if let date = relation.lastDate { fields.append("lastDate: '\(date)'") }
        if graph.ontology.relationKind(relation.kind)?.isSymmetric == true { fields.append("symmetric: true") }
        if !relation.statements.isEmpty {
            let writer = JSONWriter(includesQuotes: includesQuotes)
            fields.append("evidence: \(Self.list(relation.statements.map { writer.object($0) }))")
        }
        return fields.joined(separator: ", ")
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

    /// A string literal, in single quotes. Control characters other than tabs and line ends become U+FFFD.
    static func quoted(_ text: String) -> String {
        var out = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": out += "\\'"
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "'"
    }

    /// A relationship type for each kind: `guardsBorderOf` is `GUARDS_BORDER_OF`.
    static func types(of relations: [Relation]) -> [String: String] {
        var types: [String: String] = [:]
        var taken = Set<String>()
        for kind in Set(relations.map(\.kind)).sorted(by: precedes) {
            let type = type(of: kind)
            var distinct = type
            var number = 2
            while !taken.insert(distinct).inserted {
                distinct = "\(type)_\(number)"
                number += 1
            }
            types[kind] = distinct
        }
        return types
    }

    private static func type(of kind: String) -> String {
        var out = ""
        var wasLower = false
        for scalar in kind.unicodeScalars.prefix(60) {
            switch scalar {
            case "A"..."Z":
                if wasLower { out += "_" }
                out.unicodeScalars.append(scalar)
                wasLower = false
            case "a"..."z", "0"..."9":
                out += String(scalar).uppercased()
                wasLower = true
            default:
                if !out.hasSuffix("_") { out += "_" }
                wasLower = false
            }
        }
        return out.first?.isLetter == true ? out : "R_" + out
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
