public import EntenteModel

/// Writes a graph as GEXF 1.3, the format of Gephi: every actor a node, every relation an edge, all facts as attribute values.
///
/// Sorted, so that equal graphs give equal bytes. It cannot carry what the graph knows of documents beyond their ids (GEXF
/// has no attributes of a graph), control characters in names (they become U+FFFD), or what the ontology knows of kinds.
/// All edges are directed, because many readers refuse a graph that mixes; those of a symmetric kind have `symmetric`.
/// - SeeAlso: https://gexf.net/schema.html
public struct GEXFWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    private static let nodeAttributes = [
        ("kind", "string"), ("aliases", "string"), ("country", "string"), ("principal", "string"),
        ("documents", "string"), ("mentions", "integer"),
    ]
    private static let edgeAttributes = [
        ("kind", "string"), ("status", "string"), ("symmetric", "boolean"), ("firstDate", "string"),
        ("lastDate", "string"), ("statements", "integer"), ("evidence", "string"),
    ]

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var out = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gexf xmlns="http://gexf.net/1.3" version="1.3">
              <meta><creator>Entente</creator></meta>
              <graph mode="static" defaultedgetype="directed">

            """
        for (domain, attributes) in [("node", Self.nodeAttributes), ("edge", Self.edgeAttributes)] {
            out += "    <attributes class=\"\(domain)\">\n"
            for (name, type) in attributes {
                out += "      <attribute id=\"\(name)\" title=\"\(name)\" type=\"\(type)\"/>\n"
            }
            out += "    </attributes>\n"
        }
        out += "    <nodes>\n"
        for actor in graph.actors {
            out +=
                "      <node id=\"\(XMLText.attribute(actor.id.rawValue))\" label=\"\(XMLText.attribute(actor.name))\">"
            out += Self.values(PlainFact.facts(of: actor)) + "</node>\n"
        }
        out += "    </nodes>\n    <edges>\n"
        for (number, relation) in graph.relations.enumerated() {
            let label = graph.ontology.relationKind(relation.kind)?.label ?? relation.kind
            out += "      <edge id=\"e\(number + 1)\" source=\"\(XMLText.attribute(relation.source.rawValue))\""
            out += " target=\"\(XMLText.attribute(relation.target.rawValue))\" label=\"\(XMLText.attribute(label))\""
            out += " weight=\"\(JSONText.number(relation.strength))\">"
            out += Self.values(PlainFact.facts(of: relation, in: graph, includesQuotes: includesQuotes)) + "</edge>\n"
        }
        return out + "    </edges>\n  </graph>\n</gexf>\n"
    }

    private static func values(_ facts: [PlainFact]) -> String {
        let values = facts.map { "<attvalue for=\"\($0.name)\" value=\"\(XMLText.attribute($0.text))\"/>" }
        return "<attvalues>\(values.joined())</attvalues>"
    }
}
