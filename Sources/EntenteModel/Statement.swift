/// Whether a relation holds, according to those who speak of it.
public enum Status: String, CaseIterable, Hashable, Sendable {
    /// The text, or somebody whom it quotes, says that it is or was so.
    case asserted
    /// Future, conditional, feared, planned or offered.
    case possible
    /// The text says that it is not so.
    case denied
    /// Of a relation alone: some statements assert what others deny.
    case disputed

    /// The status of a relation with statements of these: `disputed` where one asserts what another denies, otherwise
    /// the strongest of `asserted`, `denied`, `possible`.
    public static func combined(_ statuses: some Sequence<Status>) -> Status {
        let all = Set(statuses)
        if all.contains(.disputed) || (all.contains(.asserted) && all.contains(.denied)) { return .disputed }
        if all.contains(.asserted) { return .asserted }
        return all.contains(.denied) ? .denied : .possible
    }
}

/// One place in one document that speaks of a relation.
///
/// The range is a half-open range of UTF-8 bytes of the document's text as read, and `text` is exactly those bytes,
/// so that anybody with the document can check the statement.
public struct Statement: Hashable, Sendable {
    public let document: DocumentID
    public let range: Range<Int>
    /// The sentence, as the document writes it; empty where an export left the quotes out.
    public let text: String
    /// `asserted`, `possible` or `denied`.
    public let status: Status
    /// When it holds, as precisely as the text says.
    public let date: PartialDate?
    /// Who says so, where the text names somebody; otherwise the document itself speaks.
    public let attributedTo: ActorID?
    /// How likely it is that a careful reader agrees, 0...1.
    public let confidence: Double

    public init(
        document: DocumentID, range: Range<Int>, text: String, status: Status = .asserted, date: PartialDate? = nil,
        attributedTo: ActorID? = nil, confidence: Double = 1
    ) {
        self.document = document
        self.range = range
        self.text = text
        self.status = status
        self.date = date
        self.attributedTo = attributedTo
        self.confidence = confidence
    }

    /// The same statement with another speaker; used when actors are merged.
    public func attributed(to actor: ActorID?) -> Statement {
        Statement(
            document: document, range: range, text: text, status: status, date: date, attributedTo: actor,
            confidence: confidence)
    }
}

extension Statement: Comparable {
    /// Orders by document, place, status, speaker, date and confidence: a total order over what differs.
    public static func < (left: Statement, right: Statement) -> Bool {
        if left.document != right.document { return left.document < right.document }
        if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
        if left.range.upperBound != right.range.upperBound { return left.range.upperBound < right.range.upperBound }
        if left.status != right.status { return left.status.rawValue < right.status.rawValue }
        if left.attributedTo != right.attributedTo {
            guard let first = left.attributedTo else { return true }
            guard let second = right.attributedTo else { return false }
            return first < second
        }
        if left.date != right.date {
            guard let first = left.date else { return true }
            guard let second = right.date else { return false }
            return first < second
        }
        if left.confidence != right.confidence { return left.confidence > right.confidence }
        return utf8Precedes(left.text, right.text)
    }
}
