/// A file of frames: one family of relations, with sentences that it must and must not match.
public struct FrameFamily: Sendable {
    public let name: String
    let frames: [PredicateFrame]
    /// Sentences with what must be found in them; they run as tests.
    public let examples: [Example]

    public struct Example: Sendable, Hashable {
        public let sentence: String
        /// "source kind target status" of all that must be found; empty where nothing may be.
        public let expected: [String]
    }
}

/// Why a file of frames cannot be used.
public enum FrameError: Error, Equatable, CustomStringConvertible {
    case notYAML(file: String, line: Int, problem: String)
    case wrongShape(file: String, line: Int, expected: String)
    case unknownKind(String, file: String, line: Int, closest: String?)
    case unknownField(String, file: String, line: Int)
    case unknownClass(String, file: String, line: Int)

    public var description: String {
        switch self {
        case .notYAML(let file, let line, let problem): "not YAML; \(file):\(line): \(problem)"
        case .wrongShape(let file, let line, let expected): "wrong shape; \(file):\(line); expected \(expected)"
        case .unknownKind(let kind, let file, let line, let closest):
            "no kind '\(kind)' in the ontology; \(file):\(line); "
                + (closest.map { "did you mean '\($0)'?" } ?? "add it to the ontology or remove the frame")
        case .unknownClass(let name, let file, let line):
            "no class of words '\(name)'; \(file):\(line); add it to lexicon/word-classes.tsv or name the words"
        case .unknownField(let field, let file, let line):
            "no field '\(field)'; \(file):\(line); fields are \(FrameReader.fields.joined(separator: ", "))"
        }
    }
}
