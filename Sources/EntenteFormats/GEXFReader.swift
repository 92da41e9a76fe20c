import EntenteMarkup
public import EntenteModel
public import Foundation

/// Reads GEXF 1.1 to 1.3, that of `GEXFWriter` and of Gephi, NetworkX and others.
///
/// Nodes are known by their id, named by `label`; attribute values count by their title as in GraphML; `weight`, `kind`,
/// `start` and `end` of an edge are read. Nodes inside nodes are read as nodes of one graph. Spells, colours, sizes and
/// places are left out.
public struct GEXFReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    /// - Parameter file: Its name, for messages.
    /// - Throws: `FormatError` with the line; a file that declares entities is refused, and nothing is ever fetched.
    /// - Complexity: O(bytes).
    public func graph(_ data: Data, file: String) throws(FormatError) -> ActorGraph {
        let handler = GEXFHandler(file: file)
        try PlainXML.read(data, into: handler, format: "GEXF", file: file)
        return try handler.finished().graph(ontology: ontology)
    }
}

private final class GEXFHandler: MarkupHandler {
    private enum Owner {
        case node(Int)
        case edge
    }

    private var assembly: GraphAssembly
    /// Titles of attributes by class and id.
    private var titles: [String: [String: String]] = [:]
    private var openClass: String?
    private var owners: [Owner] = []
    private var edge = WaitingEdge(source: "", target: "", facts: GraphAssembly.EdgeFacts(), line: 0)
    private var waiting: [WaitingEdge] = []
    private var isDirectedByDefault = false
    private var isGEXF = false

    init(file: String) { assembly = GraphAssembly(format: "GEXF", file: file) }

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        guard isGEXF || name == "gexf" else {
            throw MarkupProblem("this is no GEXF; its first element is '\(name)'")
        }
        switch name {
        case "gexf": isGEXF = true
        case "graph": isDirectedByDefault = attributes["defaultedgetype"] == "directed"
        case "attributes": openClass = attributes["class"]
        case "attribute":
            guard let openClass, let id = attributes["id"] else { throw MarkupProblem("an attribute has no id") }
            titles[openClass, default: [:]][id] = attributes["title"] ?? id
        case "node":
            guard let id = attributes["id"], !id.isEmpty else { throw MarkupProblem("a node has no id") }
            let node = GraphAssembly.Node(id: id, name: attributes["label"], line: line)
            guard let number = assembly.add(node) else { throw MarkupProblem("the node '\(id)' stands there twice") }
            owners.append(.node(number))
        case "edge": try startEdge(attributes, line: line)
        case "attvalue":
            // Version 1.1 calls it id.
            guard let id = attributes["for"] ?? attributes["id"], let value = attributes["value"] else { return }
            switch owners.last {
            case .node(let number)?:
                let title = titles["node"]?[id] ?? id
                assembly.update(number) { $0.set(title, to: value) }
            case .edge?: edge.facts.set(titles["edge"]?[id] ?? id, to: value)
            case nil: break
            }
        default: break
        }
    }

    private func startEdge(_ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        guard let source = attributes["source"], let target = attributes["target"] else {
            throw MarkupProblem("an edge has no source or no target")
        }
        edge = WaitingEdge(source: source, target: target, facts: GraphAssembly.EdgeFacts(), line: line)
        edge.facts.isDirected = attributes["type"].map { $0 == "directed" } ?? isDirectedByDefault
        edge.facts.kind = attributes["kind"]
        edge.facts.label = attributes["label"]
        edge.facts.weight = attributes["weight"]
        // A dynamic graph may count time in other units than days.
        edge.facts.firstDate = attributes["start"].flatMap(Self.date)
        edge.facts.lastDate = attributes["end"].flatMap(Self.date)
        owners.append(.edge)
    }

    private static func date(_ text: String) -> String? {
        let day = text.prefix { $0 != "T" && $0 != " " }
        return day.utf8.count == 10 && PartialDate(day) != nil ? String(day) : nil
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) {}

    func end(_ name: String) throws(MarkupProblem) {
        switch name {
        case "attributes": openClass = nil
        case "node": owners.removeLast()
        case "edge":
            owners.removeLast()
            do throws(FormatError) { try assembly.connect(edge, orWaitIn: &waiting) } catch {
                throw PlainXML.problem(error)
            }
        default: break
        }
    }

    func finished() throws(FormatError) -> GraphAssembly {
        try assembly.connect(waiting)
        return assembly
    }
}
