public import EntenteModel

/// A place in a document that refers to an actor.
public struct Mention: Hashable, Sendable {
    /// UTF-8 bytes of the document's text.
    public let range: Range<Int>
    public let actor: ActorID
    public let role: Role
    /// Whether the words name the people of a state ("Syrians"), who stand for it.
    public let isPeople: Bool

    public enum Role: Hashable, Sendable {
        /// The words name the actor and may take part in a relation.
        case name
        /// A nationality that only qualifies what follows ("the Afghan border").
        case qualifier
    }

    public init(range: Range<Int>, actor: ActorID, role: Role, isPeople: Bool = false) {
        self.range = range
        self.actor = actor
        self.role = role
        self.isPeople = isPeople
    }
}

/// A relation between two mentions, before it is gathered with others into a graph.
public struct Finding: Hashable, Sendable {
    public let source: ActorID
    public let kind: String
    public let target: ActorID
    public let statement: Statement

    public init(source: ActorID, kind: String, target: ActorID, statement: Statement) {
        self.source = source
        self.kind = kind
        self.target = target
        self.statement = statement
    }

    /// The same with another speaker.
    func attributed(to speaker: ActorID?) -> Finding {
        guard speaker != statement.attributedTo else { return self }
        return Finding(source: source, kind: kind, target: target, statement: statement.attributed(to: speaker))
    }
}

/// Everything that one document says: its actors, where it mentions them, and what it states about them.
///
/// Documents are extracted apart from each other, so that a case can keep, replace and drop them one by one; actors of the
/// same id in several documents are one actor of the graph.
public struct DocumentExtraction: Hashable, Sendable {
    public let document: DocumentRecord
    /// Sorted by id; the principals of actors are among them.
    public var actors: [Actor]
    /// In the order of the text.
    public var mentions: [Mention]
    /// In the order of the text.
    public var findings: [Finding]
    /// Where each sentence stands, in the order of the text.
    public var sentences: [Range<Int>]
    /// Whether most words are none that English texts use, so that little of it was understood.
    public let isInAnotherLanguage: Bool

    public init(
        document: DocumentRecord, actors: [Actor], mentions: [Mention], findings: [Finding],
        sentences: [Range<Int>] = [], isInAnotherLanguage: Bool = false
    ) {
        self.document = document
        self.actors = actors
        self.mentions = mentions
        self.findings = findings
        self.sentences = sentences
        self.isInAnotherLanguage = isInAnotherLanguage
    }
}
