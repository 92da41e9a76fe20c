public import EntenteModel
public import Foundation

/// Reads the DOT language of Graphviz: that of `DOTWriter` and of others.
///
/// Nodes are known by their name in the file; `label` names them; `kind`, `weight`, `status`, `firstDate`, `lastDate` and
/// `evidence` are read as in GraphML, and an edge's `label` is its kind where it has no other. Subgraphs group nodes and
/// carry defaults; an edge to a subgraph leads to each of its nodes. Edges of a `graph`, and those with `dir=none` or
/// `dir=both`, have no direction. Ports and everything about drawing are left out.
/// - SeeAlso: https://graphviz.org/doc/info/lang.html
public struct DOTReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    /// - Parameter file: Its name, for messages.
    /// - Throws: `FormatError` with the line; also where subgraphs nest more than 100 deep or statements
    ///   between subgraphs make more than ten million edges.
    /// - Complexity: O(bytes + edges).
    public func graph(_ data: Data, file: String) throws(FormatError) -> ActorGraph {
        let problem: FormatError? = data.withUnsafeBytes { bytes in
            do throws(FormatError) {
                try PlainText.check(bytes, file: file)
                return nil
            } catch { return error }
        }
        if let problem { throw problem }
        var parser = DOTParser(data, file: file)
        return try parser.read().graph(ontology: ontology)
    }
}

private struct DOTParser {
    private static let depthLimit = 100
    private static let edgeLimit = 10_000_000
    /// The attributes that mean something here; others need not be remembered as defaults.
    private static let knownNames: Set<String> = [
        "label", "name", "kind", "country", "weight", "status", "date", "firstDate", "lastDate", "dir",
    ]

    private struct Scope {
        var nodeDefaults: [String: String] = [:]
        var edgeDefaults: [String: String] = [:]
        /// The nodes that a subgraph names, in order.
        var members: [Int] = []
    }

    private struct Pair: Hashable {
        var source: Int
        var target: Int
    }

    private var tokens: DOTTokens
    private var token: DOTTokens.Token = .end
    private var assembly: GraphAssembly
    private var scopes: [Scope] = []
    private var isDirected = true
    private var isStrict = false
    private var seen = Set<Pair>()
    /// How many edges came of statements between subgraphs.
    private var multiplied = 0

    init(_ data: Data, file: String) {
        tokens = DOTTokens(data, file: file)
        assembly = GraphAssembly(format: "DOT", file: file)
    }

    private mutating func advance() throws(FormatError) { token = try tokens.next() }

    private func isKeyword(_ word: String) -> Bool {
        if case .word(let text, isQuoted: false) = token { return text.lowercased() == word }
        return false
    }

    private func isMark(_ mark: Character) -> Bool { mark.asciiValue.map { token == .mark($0) } ?? false }

    private mutating func expect(_ mark: Character) throws(FormatError) {
        guard isMark(mark) else { throw tokens.problem("expected '\(mark)', found \(found)") }
        try advance()
    }

    private var found: String {
        switch token {
        case .word(let text, _): "'\(text.prefix(40))'"
        case .mark(let byte): "'\(Character(Unicode.Scalar(byte)))'"
        case .arrow: "'->'"
        case .line: "'--'"
        case .end: "the end of the file"
        }
    }

    mutating func read() throws(FormatError) -> GraphAssembly {
        try advance()
        if isKeyword("strict") {
            isStrict = true
            try advance()
        }
        guard isKeyword("graph") || isKeyword("digraph") else {
            throw tokens.problem("expected 'graph' or 'digraph', found \(found)")
        }
        isDirected = isKeyword("digraph")
        try advance()
        if case .word = token { try advance() }
        try expect("{")
        scopes = [Scope()]
        try readStatements()
        try expect("}")
        guard token == .end else {
            throw tokens.problem("expected the end of the file, found \(found); a file holds one graph")
        }
        return assembly
    }

    private mutating func readStatements() throws(FormatError) {
        while !isMark("}") {
            guard token != .end else { throw tokens.problem("expected '}', found the end of the file") }
            try readStatement()
            if isMark(";") || isMark(",") { try advance() }
        }
    }

    private mutating func readStatement() throws(FormatError) {
        let isDefault = isKeyword("graph") || isKeyword("node") || isKeyword("edge")
        if isDefault {
            let (isNode, isEdge) = (isKeyword("node"), isKeyword("edge"))
            try advance()
            let attributes = try readAttributes()
            for (name, value) in attributes {
                guard isNode || isEdge else {
                    try setGraph(name, value)
                    continue
                }
                guard Self.knownNames.contains(name) else { continue }
                if isNode { scopes[scopes.count - 1].nodeDefaults[name] = value }
                if isEdge { scopes[scopes.count - 1].edgeDefaults[name] = value }
            }
            return
        }
        let line = tokens.line
        var isNode = true
        var left: [Int]
        if isMark("{") || isKeyword("subgraph") {
            left = try readSubgraph()
            isNode = false
        } else {
            let name = try readWord()
            if isMark("=") {
                try advance()
                return try setGraph(name, try readWord())
            }
            left = [try node(name, line: line)]
            try skipPort()
        }
        guard token == .arrow || token == .line else {
            guard isNode, isMark("[") else { return }
            for (name, value) in try readAttributes() { set(left[0], name, value) }
            return
        }
        try readEdges(from: &left, line: line)
    }

    private mutating func readEdges(from left: inout [Int], line: Int) throws(FormatError) {
        var pairs: [Pair] = []
        while token == .arrow || token == .line {
            guard (token == .arrow) == isDirected else {
                throw tokens.problem(
                    isDirected ? "'--' in a digraph; write '->'" : "'->' in a graph without direction; write '--'")
            }
            try advance()
            let right: [Int]
            if isMark("{") || isKeyword("subgraph") {
                right = try readSubgraph()
            } else {
                let nodeLine = tokens.line
                right = [try node(try readWord(), line: nodeLine)]
                try skipPort()
            }
            // A few words between subgraphs make more edges than any memory holds.
            if left.count * right.count > 1 { multiplied += left.count * right.count }
            guard multiplied <= Self.edgeLimit else {
                throw tokens.problem("more than \(Self.edgeLimit) edges between subgraphs")
            }
            for source in left { for target in right { pairs.append(Pair(source: source, target: target)) } }
            left = right
        }
        var facts = GraphAssembly.EdgeFacts()
        facts.isDirected = isDirected
        for (name, value) in defaults(\.edgeDefaults) { Self.set(&facts, name, value) }
        if isMark("[") { for (name, value) in try readAttributes() { Self.set(&facts, name, value) } }
        for pair in pairs {
            if isStrict {
                let key =
                    isDirected || pair.source < pair.target ? pair : Pair(source: pair.target, target: pair.source)
                guard seen.insert(key).inserted else { continue }
            }
            try assembly.connect(pair.source, pair.target, facts, line: line)
        }
    }

    private mutating func readSubgraph() throws(FormatError) -> [Int] {
        if isKeyword("subgraph") {
            try advance()
            if case .word = token { try advance() }
            // A subgraph may be named again without its content.
            guard isMark("{") else { return [] }
        }
        guard scopes.count < Self.depthLimit else {
            throw tokens.problem("subgraphs nest more than \(Self.depthLimit) deep")
        }
        try expect("{")
        scopes.append(Scope())
        try readStatements()
        try expect("}")
        let members = scopes.removeLast().members
        scopes[scopes.count - 1].members += members
        var distinct = Set<Int>()
        return members.filter { distinct.insert($0).inserted }
    }

    private mutating func readWord() throws(FormatError) -> String {
        guard case .word(let text, _) = token else { throw tokens.problem("expected a name, found \(found)") }
        try advance()
        return text
    }

    private mutating func skipPort() throws(FormatError) {
        while isMark(":") {
            try advance()
            _ = try readWord()
        }
    }

    private mutating func readAttributes() throws(FormatError) -> [(String, String)] {
        var attributes: [(String, String)] = []
        while isMark("[") {
            try advance()
            while !isMark("]") {
                let name = try readWord()
                var value = "true"
                if isMark("=") {
                    try advance()
                    value = try readWord()
                }
                attributes.append((name, value))
                if isMark(",") || isMark(";") { try advance() }
            }
            try advance()
        }
        return attributes
    }

    private mutating func node(_ name: String, line: Int) throws(FormatError) -> Int {
        guard !name.isEmpty else { throw tokens.problem("a node has an empty name", line: line) }
        defer { if let number = assembly.number(of: name) { scopes[scopes.count - 1].members.append(number) } }
        if let known = assembly.number(of: name) { return known }
        guard let number = assembly.add(GraphAssembly.Node(id: name, line: line)) else { return 0 }
        for (key, value) in defaults(\.nodeDefaults) { set(number, key, value) }
        return number
    }

    /// The defaults that hold here, inner ones before outer ones, by name.
    private func defaults(_ part: KeyPath<Scope, [String: String]>) -> [(String, String)] {
        var all: [String: String] = [:]
        for scope in scopes { all.merge(scope[keyPath: part]) { _, inner in inner } }
        return all.sorted { $0.key < $1.key }
    }

    private mutating func set(_ number: Int, _ name: String, _ value: String) {
        assembly.update(number) { node in
            if name == "label" {
                // Later words on a node replace earlier ones.
                node.name = Self.plain(value, node: node.id)
            } else if name != "type" {
                node.set(name, to: value)
            }
        }
    }

    private static func set(_ facts: inout GraphAssembly.EdgeFacts, _ name: String, _ value: String) {
        switch name {
        case "dir": if value == "none" || value == "both" { facts.isDirected = false }
        case "label": facts.label = plain(value, node: "")
        default: facts.set(name, to: value)
        }
    }

    private mutating func setGraph(_ name: String, _ value: String) throws(FormatError) {
        guard name == "documents", value.hasPrefix("[") else { return }
        do throws(EvidenceText.Problem) { assembly.add(try EvidenceText.documents(value)) } catch {
            throw tokens.problem("bad documents: \(error.text)")
        }
    }

    /// What a label shows: its escapes and character entities resolved.
    private static func plain(_ label: String, node: String) -> String {
        var out = ""
        var scalars = label.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar == "\\", let next = scalars.popFirst() {
                switch next {
                case "n", "l", "r": out += "\n"
                case "N": out += node
                case "G", "E", "H", "T", "L": break
                default: out.unicodeScalars.append(next)
                }
            } else if scalar == "&", let end = scalars.prefix(12).firstIndex(of: ";"),
                let known = Self.character(String(scalars[..<end]))
            {
                out.unicodeScalars.append(known)
                scalars = scalars[scalars.index(after: end)...]
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func character(_ entity: String) -> Unicode.Scalar? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case "nbsp": return "\u{A0}"
        default: break
        }
        guard entity.hasPrefix("#") else { return nil }
        let digits = entity.dropFirst()
        let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init)
    }
}
