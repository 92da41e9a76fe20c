public import EntenteModel

/// Which part of an actor graph a question is about, and what a step along a relation costs.
///
/// ```swift
/// var projection = Projection()            // asserted relations, directed, cost by hops
/// projection.polarity = .hostile
/// projection.asOf = PartialDate("2021-08")
/// projection.cost = .influence
/// let view = try GraphView(graph, projection: projection)
/// ```
///
/// A score or a path means nothing without its projection, so results carry it; `description` says it in one line.
public struct Projection: Hashable, Sendable {
    public enum Polarity: String, CaseIterable, Sendable { case any, cooperative, hostile }

    public enum Direction: String, CaseIterable, Sendable {
        /// As drawn; symmetric kinds run both ways.
        case directed
        /// Every relation runs both ways.
        case undirected
    }

    /// What a step along a relation costs; see `docs/influence.md` for the model behind `influence`.
    public enum Cost: String, CaseIterable, Sendable {
        /// Every step costs 1.
        case hops
        /// −ln of the probability that the relation carries influence; steps run the way influence runs.
        case influence
        /// 1 / strength, with the strengths of parallel relations added first.
        case inverseStrength
        /// The graph's strengths are costs already (a plain graph whose weight column is a distance).
        case strengthAsCost
    }

    /// Names of relation kinds; empty for all.
    public var kinds: Set<String>
    public var statuses: Set<Status>
    public var polarity: Polarity
    /// Keeps statements whose period reaches into the time from the first day of `from` …
    public var from: PartialDate?
    /// … to the last day of `to`.
    public var to: PartialDate?
    /// Keeps statements whose period has begun by the last day of this one.
    public var asOf: PartialDate?
    /// How many independent sources must carry a relation. Copies of one text count once, for the first to print it.
    public var minimumSources: Int
    /// What a relation must weigh: 0...1 where documents state it, the graph's own scale where it came with weights.
    public var minimumWeight: Double
    /// Keeps what these actors, or those who act on their behalf, say; empty for everybody.
    public var saidBy: Set<ActorID>
    /// Keeps what stands without these actors' word: their own statements and copies of their texts are left out.
    public var notOnlyBy: Set<ActorID>
    /// Keeps what these documents say; empty for all.
    public var documents: Set<DocumentID>
    /// Lets ministries, envoys and armies act as the state or group they act for.
    public var rollUp: Bool
    public var direction: Direction
    public var cost: Cost

    public init(
        kinds: Set<String> = [], statuses: Set<Status> = [.asserted], polarity: Polarity = .any,
        from: PartialDate? = nil, to: PartialDate? = nil, asOf: PartialDate? = nil, minimumSources: Int = 1,
        minimumWeight: Double = 0, saidBy: Set<ActorID> = [], notOnlyBy: Set<ActorID> = [],
        documents: Set<DocumentID> = [], rollUp: Bool = false,
        direction: Direction = .directed, cost: Cost = .hops
    ) {
        self.kinds = kinds
        self.statuses = statuses
        self.polarity = polarity
        self.from = from
        self.to = to
        self.asOf = asOf
        self.minimumSources = minimumSources
        self.minimumWeight = minimumWeight
        self.saidBy = saidBy
        self.notOnlyBy = notOnlyBy
        self.documents = documents
        self.rollUp = rollUp
        self.direction = direction
        self.cost = cost
    }

    /// Whether possible relations count beside those of the other statuses.
    public var withPossible: Bool {
        get { statuses.contains(.possible) }
        set { if newValue { statuses.insert(.possible) } else { statuses.remove(.possible) } }
    }

    /// Whether disputed relations count beside those of the other statuses.
    public var withDisputed: Bool {
        get { statuses.contains(.disputed) }
        set { if newValue { statuses.insert(.disputed) } else { statuses.remove(.disputed) } }
    }

    /// Whether any filter looks at single statements, so that relations have to be put together anew.
    var filtersStatements: Bool {
        from != nil || to != nil || asOf != nil || !saidBy.isEmpty || !notOnlyBy.isEmpty || !documents.isEmpty
    }
}

extension Projection: CustomStringConvertible {
    /// One line for people: "asserted or possible relations, hostile, as of 2021-08, directed, cost by influence".
    public var description: String {
        let order: [Status] = [.asserted, .possible, .disputed, .denied]
        let chosen = order.filter(statuses.contains).map(\.rawValue)
        var parts = [(chosen.isEmpty ? "no" : chosen.joined(separator: " or ")) + " relations"]
        if !kinds.isEmpty { parts.append("of kind " + kinds.sorted(by: utf8Less).joined(separator: ", ")) }
        if polarity != .any { parts.append(polarity.rawValue) }
        if let from { parts.append("from \(from)") }
        if let to { parts.append("to \(to)") }
        if let asOf { parts.append("as of \(asOf)") }
        if minimumSources > 1 { parts.append("at least \(minimumSources) sources") }
        if minimumWeight > 0 { parts.append("of weight \(minimumWeight) or more") }
        if !saidBy.isEmpty { parts.append("said by " + saidBy.sorted().map(\.rawValue).joined(separator: ", ")) }
        if !notOnlyBy.isEmpty {
            parts.append("not only by " + notOnlyBy.sorted().map(\.rawValue).joined(separator: ", "))
        }
        if !documents.isEmpty { parts.append("in " + documents.sorted().map(\.rawValue).joined(separator: ", ")) }
        if rollUp { parts.append("rolled up to principals") }
        parts.append(direction.rawValue)
        switch cost {
        case .hops: parts.append("cost by hops")
        case .influence: parts.append("cost by influence")
        case .inverseStrength: parts.append("cost by 1/strength")
        case .strengthAsCost: parts.append("cost as given")
        }
        return parts.joined(separator: ", ")
    }
}

func utf8Less(_ left: String, _ right: String) -> Bool { utf8Precedes(left, right) }
