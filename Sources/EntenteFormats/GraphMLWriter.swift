public import EntenteModel

/// Writes a graph as GraphML: every actor a node, every relation an edge, all facts as typed `data`.
///
/// Sorted, so that equal graphs give equal bytes. Statements and documents are JSON in `evidence` and `documents`, so
/// that `GraphMLReader` gives back an equal graph. It cannot carry control characters in names (they become U+FFFD) nor
/// what the ontology knows of kinds. All edges are directed, because most readers refuse a graph that mixes; those of a symmetric
/// kind have `symmetric`.
/// - SeeAlso: http://graphml.graphdrawing.org/specification.html
public struct GraphMLWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    private static let keys: [(id: String, domain: String, name: String, type: String)] = [
        ("documents", "graph", "documents", "string"),
        ("n-name", "node", "name", "string"), ("n-kind", "node", "kind", "string"),
        ("n-aliases", "node", "aliases", "string"), ("n-country", "node", "country", "string"),
        ("n-principal", "node", "principal", "string"), ("n-documents", "node", "documents", "string"),
        ("n-mentions", "node", "mentions", "long"),
        ("e-label", "edge", "label", "string"), ("e-kind", "edge", "kind", "string"),
        ("e-weight", "edge", "weight", "double"), ("e-status", "edge", "status", "string"),
        ("e-symmetric", "edge", "symmetric", "boolean"), ("e-firstDate", "edge", "firstDate", "string"),
        ("e-lastDate", "edge", "lastDate", "string"), ("e-statements", "edge", "statements", "long"),
        ("e-evidence", "edge", "evidence", "string"),
    ]

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var out = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
            http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

            """
        for key in Self.keys {
            out +=
                "  <key id=\"\(key.id)\" for=\"\(key.domain)\" attr.name=\"\(key.name)\" attr.type=\"\(key.type)\"/>\n"
        }
        out += "  <graph id=\"entente\" edgedefault=\"directed\">\n"
        let documents = graph.documents
        if !documents.isEmpty { out += "    " + Self.data("documents", EvidenceText.json(documents)) + "\n" }
        for actor in graph.actors {
            out += "    <node id=\"\(XMLText.attribute(actor.id.rawValue))\">" + Self.data("n-name", actor.name)
            for fact in PlainFact.facts(of: actor) { out += Self.data("n-\(fact.name)", fact.text) }
            out += "</node>\n"
        }
        for (number, relation) in graph.relations.enumerated() {
            out += "    <edge id=\"e\(number + 1)\" source=\"\(XMLText.attribute(relation.source.rawValue))\""
            out += " target=\"\(XMLText.attribute(relation.target.rawValue))\">"
            let kind = graph.ontology.relationKind(relation.kind)
            out += Self.data("e-label", kind?.label ?? relation.kind)
            out += Self.data("e-weight", JSONText.number(relation.strength))
            for fact in PlainFact.facts(of: relation, in: graph, includesQuotes: includesQuotes) {
                out += Self.data("e-\(fact.name)", fact.text)
            }
            out += "</edge>\n"
        }
        return out + "  </graph>\n</graphml>\n"
    }

    private static func data(_ key: String, _ text: String) -> String {
        "<data key=\"\(key)\">\(XMLText.content(text))</data>"
    }
}
