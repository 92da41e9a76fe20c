public import EntenteModel

/// Writes a graph as plain DOT for exchange: every actor a node, every relation an edge, all facts as attributes.
///
/// ```swift
/// let text = DOTWriter().text(of: graph)
/// ```
///
/// The output is sorted, so equal graphs give equal bytes. DOT cannot carry documents and statements; of these it
/// keeps the number of sentences. It has no styling: the drawn map is the work of `EntenteRendering`.
public struct DOTWriter: Sendable {
    public init() {}

    /// The whole graph as DOT.
    ///
    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var text = "digraph \"entente\" {\n"
        for actor in graph.actors {
            var attributes = [
                ("label", GraphvizQuoting.label(actor.name)), ("kind", GraphvizQuoting.identifier(actor.kind)),
            ]
            if !actor.aliases.isEmpty {
                attributes.append(("aliases", GraphvizQuoting.identifier(actor.aliases.joined(separator: "; "))))
            }
            if let country = actor.country { attributes.append(("country", GraphvizQuoting.identifier(country))) }
            if let principal = actor.principal {
                attributes.append(("principal", GraphvizQuoting.identifier(principal.rawValue)))
            }
            if actor.mentions > 0 { attributes.append(("mentions", "\(actor.mentions)")) }
            text += "  \(GraphvizQuoting.identifier(actor.id.rawValue)) [\(Self.list(attributes))];\n"
        }
        for relation in graph.relations {
            let kind = graph.ontology.relationKind(relation.kind)
            var attributes = [
                ("label", GraphvizQuoting.label(kind?.label ?? relation.kind)),
                ("kind", GraphvizQuoting.identifier(relation.kind)),
                ("status", GraphvizQuoting.identifier(relation.status.rawValue)), ("weight", "\(relation.strength)"),
            ]
            if kind?.isSymmetric == true { attributes.append(("dir", "none")) }
            if let date = relation.firstDate { attributes.append(("firstDate", "\"\(date)\"")) }
            if let date = relation.lastDate { attributes.append(("lastDate", "\"\(date)\"")) }
            if !relation.statements.isEmpty { attributes.append(("statements", "\(relation.statements.count)")) }
            let source = GraphvizQuoting.identifier(relation.source.rawValue)
            let target = GraphvizQuoting.identifier(relation.target.rawValue)
            text += "  \(source) -> \(target) [\(Self.list(attributes))];\n"
        }
        return text + "}\n"
    }

    private static func list(_ attributes: [(String, String)]) -> String {
        attributes.map { "\($0)=\($1)" }.joined(separator: ", ")
    }
}
