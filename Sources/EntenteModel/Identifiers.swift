/// Identity of an actor: what relations, curation and exports refer to.
///
/// A name or an alias is not identity, and neither is a position in an array. Ids are lower-case ASCII words joined by
/// hyphens ("collective-security-treaty-organization") when Entente makes them; an imported graph keeps its own.
public struct ActorID: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public var description: String { rawValue }

    /// Orders by UTF-8 bytes, so that sorting never depends on the locale.
    public static func < (left: ActorID, right: ActorID) -> Bool {
        utf8Precedes(left.rawValue, right.rawValue)
    }
}

/// Identity of a document within a graph or a case.
public struct DocumentID: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public var description: String { rawValue }

    public static func < (left: DocumentID, right: DocumentID) -> Bool {
        utf8Precedes(left.rawValue, right.rawValue)
    }
}

/// Identity of a relation: its ends and its kind.
///
/// The ends of a symmetric kind stand in the order of their ids, so that "A borders B" and "B borders A" are one
/// relation with two statements.
public struct RelationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let source: ActorID
    public let kind: String
    public let target: ActorID

    /// Makes the id of the relation that `kind` draws between the two, with the ends of a symmetric kind in order.
    public init(source: ActorID, kind: RelationKind, target: ActorID) {
        let swapped = kind.isSymmetric && target < source
        self.source = swapped ? target : source
        self.kind = kind.name
        self.target = swapped ? source : target
    }

    /// Makes the id of ends that are known to stand in their order.
    package init(orderedSource source: ActorID, kind: String, target: ActorID) {
        self.source = source
        self.kind = kind
        self.target = target
    }

    /// How exports write it: `source|kind|target`, with `%` and `|` in the parts percent-encoded.
    public var description: String {
        [source.rawValue, kind, target.rawValue]
            .map { part in
                part.contains(where: { $0 == "|" || $0 == "%" })
                    ? part.map { $0 == "%" ? "%25" : $0 == "|" ? "%7C" : String($0) }.joined() : part
            }
            .joined(separator: "|")
    }

    public static func < (left: RelationID, right: RelationID) -> Bool {
        if left.source != right.source { return left.source < right.source }
        if left.kind != right.kind { return utf8Precedes(left.kind, right.kind) }
        return left.target < right.target
    }
}
