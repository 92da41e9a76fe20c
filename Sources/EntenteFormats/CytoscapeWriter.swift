public import EntenteModel

/// Writes a graph as Cytoscape JSON (`.cyjs`), which Cytoscape, Cytoscape.js and NetworkX read.
///
/// One line per element, sorted, so that equal graphs give equal bytes. Everything is carried except what the ontology
/// knows of kinds; documents stand beside the graph's name.
/// - SeeAlso: https://js.cytoscape.org/#notation/elements-json
public struct CytoscapeWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        let writer = JSONWriter(includesQuotes: includesQuotes)
        let documents = graph.documents.map { "\n    " + writer.object($0) }.joined(separator: ",")
        let nodes = graph.actors.map { actor in
            // NetworkX takes its name of a node from "value".
            let data = writer.object(actor).dropLast() + ", \"value\": \(JSONText.quoted(actor.id.rawValue))}"
            return "\n    {\"data\": \(data)}"
        }.joined(separator: ",")
        let edges = graph.relations.map { relation in
            let kind = graph.ontology.relationKind(relation.kind)
            let fields: [(String, JSONText.Value)] = [
                ("id", .text(relation.id.description)), ("source", .text(relation.source.rawValue)),
                ("target", .text(relation.target.rawValue)), ("interaction", .text(relation.kind)),
                // NetworkX tells parallel edges apart by their key.
                ("key", .text(relation.kind)),
                ("label", .text(kind?.label ?? relation.kind)),
                ("symmetric", .raw(kind?.isSymmetric == true ? "true" : "false")),
                ("status", .text(relation.status.rawValue)), ("weight", .raw(JSONText.number(relation.strength))),
                ("firstDate", .maybe(relation.firstDate?.description)),
                ("lastDate", .maybe(relation.lastDate?.description)),
                ("statements", .list(relation.statements.map { writer.object($0) })),
            ]
            return "\n    {\"data\": " + JSONText.object(fields) + "}"
        }.joined(separator: ",")
        return """
            {"format_version": "1.0", "generated_by": "entente",
             "data": {"name": "entente", "documents": [\(documents)]},
             "directed": true, "multigraph": true,
             "elements": {
              "nodes": [\(nodes)],
              "edges": [\(edges)]}}

            """
    }
}
