import EntenteModel

/// A surface pattern that asserts a relation: words in order, with the places of its two actors.
///
/// ```
/// A {accuse} B            any form of the verb between the two
/// A was {attack:ed} by B  a past participle
/// talks between A and B   literal words; A and B may each be a list
/// A {sign} .. pact with B `..` passes over up to five words, but over no other actor
/// A (has) ties|contacts with B   a word that may be missing, and alternatives
/// ```
struct Frame: Sendable, Hashable {
    enum Element: Sendable, Hashable {
        case actor(Slot)
        case words(Set<String>)
        case optional(Set<String>)
        case gap
        /// Auxiliaries and adverbs before a verb; cues among them bear on the status.
        case auxiliaries
    }

    enum Slot: Sendable, Hashable { case source, target }

    let kind: String
    let pattern: String
    let elements: [Element]
    let confidence: Double
    let status: Status?
    /// The kind that a denied match asserts instead: who does not recognize refuses to.
    let whenDenied: String?
    /// Kinds that the ends may have; empty for any.
    let sourceKinds: Set<String>
    let targetKinds: Set<String>
}

/// A file of frames: one family of relations, with sentences that it must and must not match.
public struct FrameFamily: Sendable {
    public let name: String
    let frames: [Frame]
    /// Sentences of which the family must find exactly the given relation: "SENTENCE => source kind target".
    public let examples: [Example]

    public struct Example: Sendable, Hashable {
        public let sentence: String
        /// "source kind target status", or nil where nothing must be found.
        public let expected: String?
    }
}

/// Why a file of frames cannot be used.
public enum FrameError: Error, Equatable, CustomStringConvertible {
    case notYAML(file: String, line: Int, problem: String)
    case wrongShape(file: String, line: Int, expected: String)
    case unknownKind(String, file: String, line: Int, closest: String?)
    case badPattern(String, file: String, line: Int, problem: String)

    public var description: String {
        switch self {
        case .notYAML(let file, let line, let problem): "not YAML; \(file):\(line): \(problem)"
        case .wrongShape(let file, let line, let expected): "wrong shape; \(file):\(line); expected \(expected)"
        case .unknownKind(let kind, let file, let line, let closest):
            "no relation kind '\(kind)' in the ontology; \(file):\(line); "
                + (closest.map { "did you mean '\($0)'?" } ?? "add it to the ontology or remove the frame")
        case .badPattern(let pattern, let file, let line, let problem):
            "bad pattern '\(pattern)'; \(file):\(line): \(problem)"
        }
    }
}
