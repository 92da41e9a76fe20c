/// Decisions as a YAML file that reads well in a code review and merges with git.
///
/// ```yaml
/// entente-curation: 1
/// decisions:
/// - merge: rahmon
///   into: emomali-rahmon
///   by: jd
///   date: 2021-08-09
/// - reject: [russia, attacks, tajikistan]
///   document: avaza
///   quote: "Russia did not attack Tajikistan."
/// ```
/// Each decision is an entry of its own, sorted by what it is about, so that what two desks add seldom meets in one
/// place. Of the log only decisions that stand are written: who undid what stays in the case.
public struct CurationFile: Sendable {
    /// A decision with the line on which it starts.
    public struct Entry: Hashable, Sendable {
        public let decision: Decision
        public let line: Int
    }

    public static let version = 1

    public let entries: [Entry]

    /// Reads a file.
    ///
    /// - Throws: `CurationFileError` with the line at fault.
    public init(yaml: String) throws(CurationFileError) { entries = try CurationReader.entries(of: yaml) }
}

/// Why a file of decisions cannot be read.
public struct CurationFileError: Error, Equatable, CustomStringConvertible {
    public let line: Int
    /// What is wrong there and what to do.
    public let problem: String

    public var description: String { "line \(line): \(problem)" }
}

/// The fields that entries of one kind have: the first names the kind.
struct CurationFields {
    /// By the field that names the kind of decision.
    static let byVerb: [String: [String]] = [
        "merge": ["into"], "apart": [], "split": ["name", "document", "as", "called", "kind"], "rename": ["to"],
        "retype": ["to"], "reject": ["document", "quote"], "confirm": ["document", "quote"], "actor": ["name", "kind"],
        "add": ["source", "quote", "status", "holds", "confidence"],
    ]
    static let common = ["by", "date", "note"]
    static var verbs: [String] { byVerb.keys.sorted() }
}
