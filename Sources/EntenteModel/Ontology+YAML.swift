import Yams

/// Why an ontology cannot be used.
public enum OntologyError: Error, Equatable, CustomStringConvertible {
    case notYAML(line: Int, problem: String)
    case wrongShape(line: Int, expected: String)
    case kindDefinedTwice(String, first: Int, second: Int)
    case unknownField(String, line: Int, closest: String?)
    case unknownValue(String, field: String, line: Int, allowed: [String])
    case empty

    /// The line of the file that is at fault; 1 where the file as a whole is.
    public var line: Int {
        switch self {
        case .notYAML(let line, _), .wrongShape(let line, _), .unknownField(_, let line, _),
            .unknownValue(_, _, let line, _), .kindDefinedTwice(_, _, let line):
            line
        case .empty: 1
        }
    }

    public var description: String {
        switch self {
        case .kindDefinedTwice, .empty: problem
        default: "line \(line): \(problem)"
        }
    }

    /// What is wrong there and what to do, without the line, for messages that name the place themselves.
    public var problem: String {
        switch self {
        case .notYAML(_, let problem): "not YAML: \(problem); mend that line"
        case .wrongShape(_, let expected): "wrong shape; write \(expected)"
        case .kindDefinedTwice(let kind, let first, let second):
            "lines \(first) and \(second) both define '\(kind)'; keep one"
        case .unknownField(let field, _, let closest):
            "no field '\(field)'" + (closest.map { "; did you mean '\($0)'?" } ?? "; remove it")
        case .unknownValue(let value, let field, _, let allowed):
            "'\(value)' is no \(field); use \(allowed.joined(separator: ", "))"
        case .empty: "it defines no kinds; write 'actors:' and 'relations:' with a kind a line"
        }
    }
}

extension Ontology {
    /// Reads an ontology from YAML: two mappings, `actors` and `relations`, from the name of a kind to its fields.
    ///
    /// ```yaml
    /// extends: default        # optional: adds to the base instead of replacing it
    /// actors:
    ///   militia: {label: militia, family: armed}
    /// relations:
    ///   blockades: {label: blockades, polarity: hostile, plover: COERCE, means: "cuts off by force",
    ///               influence: {along: forward, strength: 0.5}}
    /// ```
    /// - Parameter base: What `extends: default` refers to.
    /// - Throws: `OntologyError` with the line at fault.
    public init(yaml: String, extending base: Ontology? = nil) throws(OntologyError) {
        let root = try Self.compose(yaml)
        guard let mapping = root.mapping else {
            throw .wrongShape(line: root.line, expected: "a mapping with 'actors' and 'relations'")
        }
        var result = Ontology(actorKinds: [], relationKinds: [])
        for (key, value) in mapping {
            switch key.string {
            case "extends":
                guard value.string == "default", let base else {
                    throw .unknownValue(
                        value.string ?? "", field: "ontology to extend", line: value.line, allowed: ["default"])
                }
                result = base.extended(by: result)
            case "actors":
                for (name, node, line) in try Self.entries(of: value) {
                    result.define(try ActorKind(name: name, node: node, line: line))
                }
            case "relations":
                for (name, node, line) in try Self.entries(of: value) {
                    result.define(try RelationKind(name: name, node: node, line: line))
                }
            default:
                throw .unknownField(
                    key.string ?? "", line: key.line,
                    closest: EditDistance.closest(to: key.string ?? "", among: ["actors", "relations", "extends"]))
            }
        }
        guard !result.actorKinds.isEmpty || !result.relationKinds.isEmpty else { throw .empty }
        self = result
    }

    private static func compose(_ yaml: String) throws(OntologyError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw OntologyError.empty }
            return node
        } catch let error as OntologyError {
            throw error
        } catch let error as YamlError {
            throw OntologyError(error, in: yaml)
        } catch {
            throw .notYAML(line: 1, problem: "\(error)")
        }
    }

    private static func entries(of node: Node) throws(OntologyError) -> [(String, Node, Int)] {
        if node.null != nil { return [] }
        guard let mapping = node.mapping else {
            throw .wrongShape(line: node.line, expected: "a mapping from the name of a kind to its fields")
        }
        var lines: [String: Int] = [:]
        var result: [(String, Node, Int)] = []
        for (key, value) in mapping {
            guard let name = key.string, !name.isEmpty else {
                throw .wrongShape(line: key.line, expected: "the name of a kind")
            }
            if let first = lines[name] { throw .kindDefinedTwice(name, first: first, second: key.line) }
            lines[name] = key.line
            result.append((name, value, key.line))
        }
        return result
    }
}

extension OntologyError {
    fileprivate init(_ error: YamlError, in yaml: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self = .notYAML(line: mark.line, problem: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            // Yams names the line of the mapping alone; the lines of the keys are found in the text.
            let name = duplicates.min() ?? ""
            let lines = Self.lines(defining: name, from: context.mark.line, in: yaml)
            self =
                lines.count > 1
                ? .kindDefinedTwice(name, first: lines[0], second: lines[1])
                : .notYAML(line: context.mark.line, problem: "'\(name)' stands there twice; keep one")
        default:
            self = .notYAML(line: 1, problem: "\(error)")
        }
    }
}

extension OntologyError {
    /// The lines that begin with a key of this name and as deep as the first of them, from a line on.
    private static func lines(defining name: String, from first: Int, in yaml: String) -> [Int] {
        var depth: Int?
        var result: [Int] = []
        for (number, line) in yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let text = line.drop { $0 == " " }
            guard number + 1 >= first, ["\(name):", "\"\(name)\":", "'\(name)':"].contains(where: text.hasPrefix)
            else { continue }
            let own = line.count - text.count
            if own == depth ?? own { result.append(number + 1) }
            depth = depth ?? own
        }
        return result
    }
}

extension Node {
    fileprivate var line: Int { mark?.line ?? 1 }
}

/// The fields of one kind, read with a check that no unknown ones stand there.
private struct Fields {
    let values: [String: Node]
    let line: Int

    init(_ node: Node, line: Int, allowed: [String]) throws(OntologyError) {
        guard let mapping = node.mapping else { throw .wrongShape(line: line, expected: "fields in { … }") }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard allowed.contains(name) else {
                throw .unknownField(
                    name, line: key.line, closest: EditDistance.closest(to: name, among: allowed))
            }
            values[name] = value
        }
        self.values = values
        self.line = line
    }

    func text(_ field: String) throws(OntologyError) -> String? {
        guard let node = values[field], node.null == nil else { return nil }
        guard let text = node.string else { throw .wrongShape(line: node.line, expected: "text for '\(field)'") }
        return text
    }

    func flag(_ field: String) throws(OntologyError) -> Bool {
        guard let node = values[field] else { return false }
        guard let flag = node.bool else {
            throw .unknownValue(
                node.string ?? "", field: "value of '\(field)'", line: node.line, allowed: ["true", "false"])
        }
        return flag
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ field: String, default fallback: Choice
    ) throws(OntologyError) -> Choice where Choice.RawValue == String {
        guard let text = try text(field) else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            throw .unknownValue(
                text, field: field, line: values[field]?.line ?? line, allowed: Choice.allCases.map(\.rawValue))
        }
        return choice
    }
}

extension ActorKind {
    fileprivate init(name: String, node: Node, line: Int) throws(OntologyError) {
        let fields = try Fields(node, line: line, allowed: ["label", "family", "means"])
        self.init(name: name, label: try fields.text("label"), family: try fields.text("family") ?? "other")
    }
}

extension RelationKind {
    fileprivate init(name: String, node: Node, line: Int) throws(OntologyError) {
        let fields = try Fields(
            node, line: line, allowed: ["label", "symmetric", "polarity", "plover", "means", "influence"])
        let plover = try fields.text("plover")
        self.init(
            name: name, label: try fields.text("label"), isSymmetric: try fields.flag("symmetric"),
            polarity: try fields.choice("polarity", default: .neutral), plover: plover == "none" ? nil : plover,
            means: try fields.text("means") ?? "",
            influence: try fields.values["influence"].map { node throws(OntologyError) in
                try Influence(node: node, line: line)
            })
    }
}

extension Influence {
    fileprivate init(node: Node, line: Int) throws(OntologyError) {
        let fields = try Fields(node, line: line, allowed: ["along", "strength"])
        let along: Direction = try fields.choice("along", default: .forward)
        var strength = 1.0
        if let value = fields.values["strength"] {
            guard let number = value.float, number > 0, number <= 1 else {
                throw .unknownValue(
                    value.string ?? "", field: "strength", line: value.line, allowed: ["a number above 0, up to 1"])
            }
            strength = number
        }
        self.init(along: along, strength: strength)
    }
}
