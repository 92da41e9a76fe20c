public import EntenteModel

/// Writes a graph as plain DOT for exchange: every actor a node, every relation an edge, all facts as attributes.
///
/// ```swift
/// let text = DOTWriter().text(of: graph)
/// ```
///
/// The output is sorted, so equal graphs give equal bytes. Statements and documents are JSON in `evidence` and `documents`,
/// so that `DOTReader` gives back an equal graph. It cannot carry control characters and line ends in names, nor a
/// backslash in an id where DOT reads it otherwise (see `GraphvizQuoting`). It has no styling: the drawn map is the work of `EntenteRendering`.
public struct DOTWriter: Sendable {
    /// Whether statements carry their sentence; without, only its place.
    public var includesQuotes: Bool

    public init(includesQuotes: Bool = true) { self.includesQuotes = includesQuotes }

    /// The whole graph as DOT.
    ///
    /// - Complexity: O(n log n) in actors and relations.
    public func text(of graph: ActorGraph) -> String {
        var text = "digraph \"entente\" {\n"
        let documents = graph.documents
        if !documents.isEmpty {
            text += "  documents=\(GraphvizQuoting.identifier(EvidenceText.json(documents)));\n"
        }
        for actor in graph.actors {
            let attributes =
                [("label", GraphvizQuoting.label(actor.name))]
                + PlainFact.facts(of: actor).map { ($0.name, Self.value($0)) }
            text += "  \(GraphvizQuoting.identifier(actor.id.rawValue)) [\(Self.list(attributes))];\n"
        }
        for relation in graph.relations {
            let kind = graph.ontology.relationKind(relation.kind)
            var attributes = [
                ("label", GraphvizQuoting.label(kind?.label ?? relation.kind)),
                ("weight", JSONText.number(relation.strength)),
            ]
            if kind?.isSymmetric == true { attributes.append(("dir", "none")) }
            attributes += PlainFact.facts(of: relation, in: graph, includesQuotes: includesQuotes)
                .filter { $0.name != "symmetric" }.map { ($0.name, Self.value($0)) }
            let source = GraphvizQuoting.identifier(relation.source.rawValue)
            let target = GraphvizQuoting.identifier(relation.target.rawValue)
            text += "  \(source) -> \(target) [\(Self.list(attributes))];\n"
        }
        return text + "}\n"
    }

    private static func value(_ fact: PlainFact) -> String {
        if case .text(let text) = fact.value { return GraphvizQuoting.identifier(text) }
        return fact.text
    }

    private static func list(_ attributes: [(String, String)]) -> String {
        attributes.map { "\($0)=\($1)" }.joined(separator: ", ")
    }
}
