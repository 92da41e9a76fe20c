public import EntenteModel

/// The measures of how central an actor is, by the names that the command line uses.
public enum Measure: String, CaseIterable, Sendable {
    case degree
    case inDegree = "in-degree"
    case outDegree = "out-degree"
    case strength
    case closeness
    case harmonic
    case betweenness
    case eigenvector
    case pagerank
    case katz
    case hubs
    case authorities
    case core
    case constraint
    case effectiveSize = "effective-size"
    case clustering

    /// Reads a measure's name; an unknown one is an error that names the nearest.
    public init(named name: String) throws(AnalysisError) {
        guard let measure = Measure(rawValue: name) else {
            let names = Measure.allCases.map(\.rawValue)
            throw .unknownMeasure(name, closest: EditDistance.closest(to: name, among: names))
        }
        self = measure
    }

    /// What a score counts, in a line for people.
    public var meaning: String {
        switch self {
        case .degree: "distinct neighbours, out and in"
        case .inDegree: "distinct actors that point to it"
        case .outDegree: "distinct actors that it points to"
        case .strength: "summed strengths of its relations, out and in"
        case .closeness: "actors reached / sum of the distances to them"
        case .harmonic: "sum of 1 / distance to the actors reached"
        case .betweenness: "ordered pairs of others whose shortest paths pass it, ties shared"
        case .eigenvector: "gains from those that point to it, by strength; the largest is 1"
        case .pagerank: "share of a walk along the relations, by strength; all sum to 1"
        case .katz: "walks that lead to it, each step counting a hundredth"
        case .hubs: "points to good authorities; the largest is 1"
        case .authorities: "is pointed to by good hubs; the largest is 1"
        case .core: "the largest k of a group where everybody has k neighbours within it"
        case .constraint: "how far its contacts, tied among themselves, leave it no choice; low for brokers"
        case .effectiveSize: "contacts, less how far they are redundant"
        case .clustering: "share of its pairs of neighbours that are tied"
        }
    }

    /// Whether a small value marks the notable actor: Burt's constraint is low for brokers.
    public var isBetterSmall: Bool { self == .constraint }
}

/// Choices that some measures offer; each says for which.
public struct MeasureOptions: Sendable {
    /// Betweenness: divides by (n − 1)(n − 2).
    public var normalized: Bool
    /// Betweenness: counts a path for the two actors that it joins, too.
    public var endpoints: Bool
    /// Closeness: multiplies by r / (n − 1), so that actors who reach few are not ranked above those who reach many.
    public var wassermanFaust: Bool
    /// PageRank and eigenvector: every relation counts alike, whatever its strength.
    public var unweighted: Bool
    /// PageRank: the chance to follow a relation instead of jumping, in 0 ..< 1.
    public var damping: Double
    /// PageRank: where jumps lead and how often, by share; empty for everywhere alike.
    public var personalization: [ActorID: Double]

    public init(
        normalized: Bool = false, endpoints: Bool = false, wassermanFaust: Bool = false, unweighted: Bool = false,
        damping: Double = 0.85,
        personalization: [ActorID: Double] = [:]
    ) {
        self.normalized = normalized
        self.endpoints = endpoints
        self.wassermanFaust = wassermanFaust
        self.unweighted = unweighted
        self.damping = damping
        self.personalization = personalization
    }
}

extension GraphView {
    /// Scores every actor by a measure; paths cost what the view's projection says.
    ///
    /// `docs/analysis.md` defines each measure. The functions that this calls say what each costs and can fail.
    public func scores(
        of measure: Measure, options: MeasureOptions = MeasureOptions(), execution: Execution = .standard
    ) throws(AnalysisError) -> ActorScores {
        switch measure {
        case .degree: degree()
        case .inDegree: inDegree()
        case .outDegree: outDegree()
        case .strength: strength()
        case .closeness: try closeness(wassermanFaust: options.wassermanFaust, execution: execution)
        case .harmonic: try harmonic(execution: execution)
        case .betweenness:
            try betweenness(normalized: options.normalized, endpoints: options.endpoints, execution: execution)
        case .eigenvector: try eigenvector(unweighted: options.unweighted, execution: execution)
        case .pagerank:
            try pageRank(
                damping: options.damping, unweighted: options.unweighted, personalization: options.personalization,
                execution: execution)
        case .katz: try katz()
        case .hubs: try hubsAndAuthorities().hubs
        case .authorities: try hubsAndAuthorities().authorities
        case .core: try coreNumbers()
        case .constraint: try constraint(execution: execution)
        case .effectiveSize: try effectiveSize(execution: execution)
        case .clustering: try localClustering(execution: execution)
        }
    }
}
