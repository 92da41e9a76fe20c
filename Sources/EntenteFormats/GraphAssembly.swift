import EntenteModel
import Foundation

/// Collects the nodes and edges of a plain graph as a reader meets them, in any order, and makes an `ActorGraph` of them.
///
/// Nodes are kept by number, so that an edge takes a few bytes until the graph is made. Rules that all readers share:
/// a kind that the ontology lacks is kept, as neutral, and symmetric where its edges have no direction; parallel edges
/// of one kind add their strengths; loops count as nodes alone.
struct GraphAssembly {
    struct Node {
        var id: String
        var name: String?
        var kind: String?
        var aliases: [String] = []
        var country: String?
        var principal: String?
        var documents: [String] = []
        var mentions = 0
        var line: Int
    }

    /// What an edge may say of itself, as text.
    struct EdgeFacts {
        var kind: String?
        /// What the edge is called, for its kind where nothing else tells.
        var label: String?
        var isDirected = true
        var weight: String?
        var status: String?
        var date: String?
        var firstDate: String?
        var lastDate: String?
        var evidence: String?
    }

    /// What most edges of a plain graph do not have.
    private struct Details {
        var status: Status
        var firstDate: PartialDate?
        var lastDate: PartialDate?
        var statements: [Statement]
    }

    private struct Edge {
        var source: UInt32
        var target: UInt32
        var kind: UInt32
        var details: UInt32
        var line: Int
        var strength: Double
    }

    private struct Kind: Hashable {
        var name: String
        var isDirected: Bool
    }

    /// "GraphML", "GEXF", "DOT" or "CSV", for messages.
    let format: String
    let file: String
    private(set) var nodes: [Node] = []
    private var numbers: [String: Int] = [:]
    private var edges: [Edge] = []
    private var details: [Details] = []
    private var kinds: [Kind] = []
    private var kindNumbers: [Kind: Int] = [:]
    private var documents: [DocumentID: DocumentRecord] = [:]

    init(format: String, file: String) {
        self.format = format
        self.file = file
    }

    func problem(_ text: String, line: Int) -> FormatError {
        format == "CSV"
            ? .badRow(file: file, line: line, problem: text)
            : .badPlace(format: format, file: file, line: line, problem: text)
    }

    func number(of id: String) -> Int? { numbers[id] }

    /// Adds a node; nil where there is one of this id.
    mutating func add(_ node: Node) -> Int? {
        guard numbers.updateValue(nodes.count, forKey: node.id) == nil else { return nil }
        nodes.append(node)
        return nodes.count - 1
    }

    /// Changes what is known of a node.
    mutating func update(_ number: Int, _ change: (inout Node) -> Void) { change(&nodes[number]) }

    mutating func reserve(edges count: Int) { edges.reserveCapacity(count) }

    /// Adds an edge between two nodes.
    ///
    /// - Parameter known: Its strength, where the reader has made a number of it already.
    mutating func connect(
        _ source: Int, _ target: Int, _ facts: EdgeFacts, strength known: Double = 1, line: Int
    ) throws(FormatError) {
        var strength = known
        if let weight = facts.weight, !weight.isEmpty {
            guard let number = Double(weight), number.isFinite, number >= 0 else {
                throw problem("the weight '\(weight)' is no number of 0 or more", line: line)
            }
            strength = number
        }
        let name = [facts.kind, facts.label].lazy.compactMap(\.self).first { !$0.isEmpty } ?? "relatedTo"
        let kind = Kind(name: name, isDirected: facts.isDirected)
        var place = UInt32.max
        if facts.status != nil || facts.date != nil || facts.firstDate != nil || facts.lastDate != nil
            || facts.evidence != nil
        {
            place = UInt32(details.count)
            details.append(try details(of: facts, line: line))
        }
        edges.append(
            Edge(
                source: UInt32(source), target: UInt32(target), kind: number(of: kind), details: place, line: line,
                strength: strength))
    }

    private mutating func number(of kind: Kind) -> UInt32 {
        // Most files have few kinds, and the last one again and again.
        if let last = kinds.last, last == kind { return UInt32(kinds.count - 1) }
        if let known = kindNumbers[kind] { return UInt32(known) }
        kindNumbers[kind] = kinds.count
        kinds.append(kind)
        return UInt32(kinds.count - 1)
    }

    private func details(of facts: EdgeFacts, line: Int) throws(FormatError) -> Details {
        func date(_ text: String?) throws(FormatError) -> PartialDate? {
            guard let text, !text.isEmpty else { return nil }
            // A time of day is more than a date keeps.
            if let date = PartialDate(text.prefix { $0 != "T" && $0 != " " }) { return date }
            throw problem("'\(text)' is no date; write 2021, 2021-08 or 2021-08-07", line: line)
        }
        var status = Status.asserted
        if let text = facts.status, !text.isEmpty {
            guard let known = Status(rawValue: text) else {
                throw problem(
                    "no status '\(text)'; use \(Status.allCases.map(\.rawValue).joined(separator: ", "))", line: line)
            }
            status = known
        }
        var statements: [Statement] = []
        if let evidence = facts.evidence, !evidence.isEmpty {
            do throws(EvidenceText.Problem) { statements = try EvidenceText.statements(evidence) } catch {
                throw problem("bad evidence: \(error.text)", line: line)
            }
        }
        let common = try date(facts.date)
        return Details(
            status: status, firstDate: try date(facts.firstDate) ?? common,
            lastDate: try date(facts.lastDate) ?? common,
            statements: statements)
    }

    /// Adds what the file says of the documents behind its statements.
    mutating func add(_ records: [DocumentRecord]) {
        for record in records { documents[record.id] = record }
    }

    /// The graph.
    ///
    /// - Complexity: O(nodes + edges + statements).
    func graph(ontology: Ontology) throws(FormatError) -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        var documents = documents
        for document in documents.values { graph.insert(document) }
        // Documents of which the file gives but the id.
        for id in nodes.lazy.flatMap(\.documents).map({ DocumentID($0) }) where documents[id] == nil {
            documents[id] = DocumentRecord(id: id, path: id.rawValue, sha256: "")
            documents[id].map { graph.insert($0) }
        }
        for id in details.lazy.flatMap(\.statements).map(\.document) where documents[id] == nil {
            documents[id] = DocumentRecord(id: id, path: id.rawValue, sha256: "")
            documents[id].map { graph.insert($0) }
        }
        let ids = nodes.map { ActorID($0.id) }
        try insertActors(ids, into: &graph)
        let relationKinds = kinds.map { Self.define($0, in: &graph, given: ontology) }
        for edge in edges where edge.source != edge.target {
            let id = RelationID(
                source: ids[Int(edge.source)], kind: relationKinds[Int(edge.kind)], target: ids[Int(edge.target)])
            do throws(ActorGraphError) { try graph.insert(relation(id, edge)) } catch {
                throw problem("\(error)", line: edge.line)
            }
        }
        return graph
    }

    private func relation(_ id: RelationID, _ edge: Edge) -> Relation {
        guard edge.details < UInt32.max else { return Relation(id: id, strength: edge.strength) }
        let details = details[Int(edge.details)]
        if details.statements.isEmpty {
            return Relation(
                id: id, status: details.status, strength: edge.strength, firstDate: details.firstDate,
                lastDate: details.lastDate)
        }
        // Which documents repeat a sentence cannot be told without the sentences, so the file's word stands.
        let isPartial = details.statements.contains(where: \.text.isEmpty)
        return Relation(id: id, statements: details.statements, strength: isPartial ? edge.strength : nil)
    }

    private func insertActors(_ ids: [ActorID], into graph: inout ActorGraph) throws(FormatError) {
        var pending = Array(nodes.indices)
        while !pending.isEmpty {
            var later: [Int] = []
            for place in pending {
                let node = nodes[place]
                if let principal = node.principal, !principal.isEmpty {
                    guard numbers[principal] != nil else {
                        throw problem("node '\(node.id)' acts for '\(principal)', which is no node", line: node.line)
                    }
                    if graph[ActorID(principal)] == nil {
                        later.append(place)
                        continue
                    }
                }
                try insert(node, as: ids[place], into: &graph)
            }
            if later.count == pending.count {
                let node = nodes[later[0]]
                throw problem("\(ActorGraphError.circularPrincipal(ActorID(node.id)))", line: node.line)
            }
            pending = later
        }
    }

    private func insert(_ node: Node, as id: ActorID, into graph: inout ActorGraph) throws(FormatError) {
        let kind = node.kind.flatMap { $0.isEmpty ? nil : $0 } ?? "actor"
        if graph.ontology.actorKind(kind) == nil { graph.define(ActorKind(name: kind)) }
        let actor = Actor(
            id: id, name: node.name.flatMap { $0.isEmpty ? nil : $0 } ?? node.id, kind: kind, aliases: node.aliases,
            country: node.country.flatMap { $0.isEmpty ? nil : $0 },
            principal: node.principal.flatMap { $0.isEmpty ? nil : ActorID($0) },
            documents: node.documents.map { DocumentID($0) }, mentions: node.mentions)
        do throws(ActorGraphError) { try graph.insert(actor) } catch { throw problem("\(error)", line: node.line) }
    }

    /// The kind as the ontology has it. Where a file uses a name of its own both with and without direction, the second
    /// comer gets a name that says so.
    private static func define(_ kind: Kind, in graph: inout ActorGraph, given ontology: Ontology) -> RelationKind {
        if let known = ontology.relationKind(kind.name) { return known }
        var own = Self.kind(kind.name, isSymmetric: !kind.isDirected)
        if let earlier = graph.ontology.relationKind(kind.name), earlier.isSymmetric == kind.isDirected {
            let name = kind.name + (kind.isDirected ? " (directed)" : " (undirected)")
            own = RelationKind(name: name, label: own.label, isSymmetric: !kind.isDirected)
        }
        graph.define(own)
        return own
    }

    /// A kind that only a file knows.
    static func kind(_ name: String, isSymmetric: Bool) -> RelationKind {
        RelationKind(name: name, label: name == "relatedTo" ? "is related to" : name, isSymmetric: isSymmetric)
    }
}
