/// A typed, directed tie between two actors, with every statement that speaks of it.
///
/// Always true: the statements are sorted and distinct, and status, dates and strength follow from them. A relation
/// that was read from a plain graph has no statements; it keeps the strength and dates that the file gave.
public struct Relation: Hashable, Identifiable, Sendable {
    public let id: RelationID
    public private(set) var statements: [Statement]
    /// `disputed` where one statement asserts what another denies.
    public private(set) var status: Status
    /// How strongly the documents support it, 0...1 for extracted relations: the probability that at least one of the
    /// statements behind its status is right. A plain graph may bring any number; better is larger.
    public private(set) var strength: Double
    public private(set) var firstDate: PartialDate?
    public private(set) var lastDate: PartialDate?

    public var source: ActorID { id.source }
    public var kind: String { id.kind }
    public var target: ActorID { id.target }

    /// Makes a relation from the statements that carry it.
    ///
    /// - Parameter strength: Where the sentences are missing, the strength that they gave; nil to reckon it.
    public init(id: RelationID, statements: some Sequence<Statement>, strength known: Double? = nil) {
        self.id = id
        self.statements = []
        status = .possible
        strength = 0
        add(statements)
        if let known { strength = known }
    }

    /// Makes a relation of a plain graph, for which no documents speak.
    public init(
        id: RelationID, status: Status = .asserted, strength: Double = 1, firstDate: PartialDate? = nil,
        lastDate: PartialDate? = nil
    ) {
        self.id = id
        statements = []
        self.status = status
        self.strength = strength
        self.firstDate = firstDate
        self.lastDate = lastDate
    }

    /// Makes a relation of statements that are known to be sorted and distinct, with what follows from them.
    package init(
        id: RelationID, sortedStatements statements: [Statement], status: Status, strength: Double,
        firstDate: PartialDate?, lastDate: PartialDate?
    ) {
        self.id = id
        self.statements = statements
        self.status = status
        self.strength = strength
        self.firstDate = firstDate
        self.lastDate = lastDate
    }

    /// Adds statements; those that are there already count once.
    public mutating func add(_ more: some Sequence<Statement>) {
        let all = Set(statements).union(more)
        guard all.count != statements.count else { return }
        statements = all.sorted()
        status = Status.combined(statements.lazy.map(\.status))
        strength = Self.strength(of: statements, as: status)
        let dates = statements.compactMap(\.date)
        firstDate = dates.min()
        lastDate = Self.latest(dates)
    }

    /// The date whose last day is latest; of those that end together the longest, whatever their order.
    private static func latest(_ dates: [PartialDate]) -> PartialDate? {
        dates.max { ($0.lastDay.ordinal, $1.precision) < ($1.lastDay.ordinal, $0.precision) }
    }

    /// Takes over the statements of another relation between the same two actors. Of relations without statements the
    /// strengths add up and the dates widen.
    public mutating func absorb(_ other: Relation) {
        if statements.isEmpty && other.statements.isEmpty {
            status = Status.combined([status, other.status])
            // Two that are near the largest number must not add up to one that no path can take.
            strength = min(strength + other.strength, .greatestFiniteMagnitude)
            firstDate = [firstDate, other.firstDate].compactMap { $0 }.min()
            lastDate = Self.latest([lastDate, other.lastDate].compactMap { $0 })
        } else {
            add(other.statements)
        }
    }

    /// Noisy-or over sentences: 1 − Π (1 − confidence), with the most confident statement of each distinct sentence.
    ///
    /// A sentence that several documents carry word for word counts once, so that a copied report does not pass for a
    /// second source. Statements of another status than the relation's do not add strength; to a disputed relation
    /// the asserting ones do. Rounded to four places, which keeps exports readable and stable.
    static func strength(of statements: [Statement], as status: Status) -> Double {
        let wanted: Status = status == .disputed ? .asserted : status
        var bestBySentence: [String: Double] = [:]
        for statement in statements where statement.status == wanted {
            let sentence = statement.text.isEmpty ? "\(statement.document) \(statement.range)" : statement.text
            bestBySentence[sentence] = max(bestBySentence[sentence] ?? 0, statement.confidence)
        }
        // Multiplied in sorted order: floating-point products depend on the order of their factors.
        let missed = bestBySentence.values.sorted().reduce(1.0) { $0 * (1 - min(max($1, 0), 1)) }
        return ((1 - missed) * 10_000).rounded() / 10_000
    }
}
