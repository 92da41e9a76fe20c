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

    /// Whether a small value marks the notable actor: Burt's constraint is low for brokers.
    public var isBetterSmall: Bool { self == .constraint }
}

/// Choices that some measures offer; each says for which.
public struct MeasureOptions: Sendable {
    /// Betweenness: divides by (n − 1)(n − 2).
    public var normalized: Bool
    /// Closeness: multiplies by r / (n − 1), so that actors who reach few are not ranked above those who reach many.
    public var wassermanFaust: Bool
    /// PageRank and eigenvector: every relation counts alike, whatever its strength.
    public var unweighted: Bool
    /// PageRank: the chance to follow a relation instead of jumping, in 0 ..< 1.
    public var damping: Double
    /// PageRank: where jumps lead and how often, by share; empty for everywhere alike.
    public var personalization: [ActorID: Double]

    public init(
        normalized: Bool = false, wassermanFaust: Bool = false, unweighted: Bool = false, damping: Double = 0.85,
        personalization: [ActorID: Double] = [:]
    ) {
        self.normalized = normalized
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
        case .betweenness: try betweenness(normalized: options.normalized, execution: execution)
        case .eigenvector: try eigenvector(unweighted: options.unweighted, execution: execution)
        case .pagerank:
            try pageRank(
                damping: options.damping, unweighted: options.unweighted, personalization: options.personalization,
                execution: execution)
        case .katz: try katz()
        case .hubs: try hubsAndAuthorities().hubs
        case .authorities: try hubsAndAuthorities().authorities
        case .core: coreNumbers()
        case .constraint: try constraint(execution: execution)
        case .effectiveSize: try effectiveSize(execution: execution)
        case .clustering: try localClustering(execution: execution)
        }
    }
}
