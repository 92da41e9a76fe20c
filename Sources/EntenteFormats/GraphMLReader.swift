import EntenteMarkup
public import EntenteModel
public import Foundation

/// Reads GraphML, that of `GraphMLWriter` and of others (NetworkX, igraph, Gephi, yEd).
///
/// Nodes are known by their id; `name` or else `label` names them, `kind` or else `type` says what they are, and the same for
/// edges, with `weight`, `date`, `firstDate`, `lastDate`, `status` and `evidence`. Other data is left out, as are ports and
/// pictures; nodes of nested graphs are read as nodes of one graph. Hyperedges are refused.
public struct GraphMLReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    /// - Parameter file: Its name, for messages.
    /// - Throws: `FormatError` with the line; a file that declares entities is refused, and nothing is ever fetched.
    /// - Complexity: O(bytes).
    public func graph(_ data: Data, file: String) throws(FormatError) -> ActorGraph {
        let handler = GraphMLHandler(file: file)
        try PlainXML.read(data, into: handler, format: "GraphML", file: file)
        return try handler.finished().graph(ontology: ontology)
    }
}

/// What the readers of GraphML and GEXF share.
enum PlainXML {
    static func read(
        _ data: Data, into handler: any MarkupHandler, format: String, file: String
    ) throws(FormatError) {
        let outcome: Result<Void, MarkupError> = data.withUnsafeBytes { bytes in
            do throws(MarkupError) { return .success(try MarkupStream.readXML(bytes, into: handler)) } catch {
                return .failure(error)
            }
        }
        do throws(MarkupError) { try outcome.get() } catch {
            switch error {
            case .unavailable: throw .missingLibrary(file: file)
            case .bad(let line, let problem):
                throw .badPlace(format: format, file: file, line: line, problem: problem)
            }
        }
    }

    /// The error of the assembly as the stream of markup wants it, which knows the line.
    static func problem(_ error: FormatError) -> MarkupProblem {
        if case .badPlace(_, _, _, let problem) = error { return MarkupProblem(problem) }
        return MarkupProblem("\(error)")
    }
}

/// An edge whose ends may be nodes that the file has yet to bring.
struct WaitingEdge {
    var source: String
    var target: String
    var facts: GraphAssembly.EdgeFacts
    var line: Int
}

extension GraphAssembly {
    /// Adds an edge between nodes by id, now where both are there, else to the list of those that wait.
    mutating func connect(_ edge: WaitingEdge, orWaitIn waiting: inout [WaitingEdge]) throws(FormatError) {
        guard let source = number(of: edge.source), let target = number(of: edge.target) else {
            waiting.append(edge)
            return
        }
        try connect(source, target, edge.facts, line: edge.line)
    }

    /// Adds the edges that waited, now that all nodes are there.
    mutating func connect(_ waiting: [WaitingEdge]) throws(FormatError) {
        for edge in waiting {
            for id in [edge.source, edge.target] where number(of: id) == nil {
                throw problem("an edge leads to node '\(id)', which is missing", line: edge.line)
            }
            guard let source = number(of: edge.source), let target = number(of: edge.target) else { continue }
            try connect(source, target, edge.facts, line: edge.line)
        }
    }
}

private final class GraphMLHandler: MarkupHandler {
    private enum Domain: String { case graph, node, edge, all }

    private struct Key {
        var name: String
        var domain: Domain
        var fallback: String?
    }

    private enum Owner {
        case graph
        case node(Int)
        case edge
    }

    private var assembly: GraphAssembly
    private var keys: [String: Key] = [:]
    private var openKey: String?
    private var isDefault = false
    private var hasDefaults = false
    private var owners: [Owner] = []
    private var edge = WaitingEdge(source: "", target: "", facts: GraphAssembly.EdgeFacts(), line: 0)
    private var waiting: [WaitingEdge] = []
    private var directedGraphs: [Bool] = []
    /// The key of the open `data` element, its text so far, and how many elements are open inside it.
    private var dataKey: String?
    private var content: [UInt8] = []
    private var inner = 0
    private var isGraphML = false

    init(file: String) { assembly = GraphAssembly(format: "GraphML", file: file) }

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        guard isGraphML || name == "graphml" else {
            throw MarkupProblem("this is no GraphML; its first element is '\(name)'")
        }
        if dataKey != nil || isDefault {
            inner += 1
            return
        }
        switch name {
        case "graphml": isGraphML = true
        case "key":
            let domain = attributes["for"].flatMap(Domain.init) ?? .all
            guard let id = attributes["id"] else { throw MarkupProblem("a key has no id") }
            keys[id] = Key(name: attributes["attr.name"] ?? "", domain: domain)
            openKey = id
        case "default":
            isDefault = openKey != nil
            content.removeAll(keepingCapacity: true)
        case "graph":
            owners.append(.graph)
            directedGraphs.append(attributes["edgedefault"] != "undirected")
        case "node": try startNode(attributes, line: line)
        case "edge": try startEdge(attributes, line: line)
        case "hyperedge": throw MarkupProblem("a hyperedge; only edges between two nodes can be read")
        case "data":
            dataKey = attributes["key"] ?? ""
            content.removeAll(keepingCapacity: true)
        default: break
        }
    }

    private func startNode(_ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        guard let id = attributes["id"], !id.isEmpty else { throw MarkupProblem("a node has no id") }
        guard let number = assembly.add(GraphAssembly.Node(id: id, line: line)) else {
            throw MarkupProblem("the node '\(id)' stands there twice")
        }
        owners.append(.node(number))
        guard hasDefaults else { return }
        for key in defaults(.node) { assembly.update(number) { $0.set(key.name, to: key.fallback ?? "") } }
    }

    private func startEdge(_ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        guard let source = attributes["source"], let target = attributes["target"] else {
            throw MarkupProblem("an edge has no source or no target")
        }
        edge = WaitingEdge(source: source, target: target, facts: GraphAssembly.EdgeFacts(), line: line)
        edge.facts.isDirected = attributes["directed"].map { $0 != "false" } ?? directedGraphs.last ?? true
        owners.append(.edge)
        guard hasDefaults else { return }
        for key in defaults(.edge) { edge.facts.set(key.name, to: key.fallback ?? "") }
    }

    private func defaults(_ domain: Domain) -> [Key] {
        keys.sorted { $0.key < $1.key }.map(\.value)
            .filter { $0.fallback != nil && ($0.domain == domain || $0.domain == .all) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) {
        if (dataKey != nil || isDefault) && inner == 0 { content += bytes }
    }

    func end(_ name: String) throws(MarkupProblem) {
        if inner > 0 {
            inner -= 1
            return
        }
        switch name {
        case "data": try endData()
        case "default":
            if isDefault, let openKey {
                keys[openKey]?.fallback = String(decoding: content, as: UTF8.self)
                hasDefaults = true
            }
            isDefault = false
        case "key": openKey = nil
        case "graph":
            owners.removeLast()
            directedGraphs.removeLast()
        case "node": owners.removeLast()
        case "edge":
            owners.removeLast()
            do throws(FormatError) { try assembly.connect(edge, orWaitIn: &waiting) } catch {
                throw PlainXML.problem(error)
            }
        default: break
        }
    }

    private func endData() throws(MarkupProblem) {
        defer { dataKey = nil }
        guard let dataKey, let key = keys[dataKey], let owner = owners.last else { return }
        let value = String(decoding: content, as: UTF8.self)
        switch owner {
        case .node(let number): assembly.update(number) { $0.set(key.name, to: value) }
        case .edge: edge.facts.set(key.name, to: value)
        case .graph:
            guard key.name == "documents", value.hasPrefix("[") else { return }
            do throws(EvidenceText.Problem) { assembly.add(try EvidenceText.documents(value)) } catch {
                throw MarkupProblem("bad documents: \(error.text)")
            }
        }
    }

    func finished() throws(FormatError) -> GraphAssembly {
        try assembly.connect(waiting)
        return assembly
    }
}
