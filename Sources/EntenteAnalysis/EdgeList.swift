/// Edges between numbered actors, as a stream brings them: the raw material of a view without an `ActorGraph`.
///
/// ```swift
/// var edges = EdgeList()
/// try edges.append(from: 0, to: 1, strength: 2.5)
/// let view = try GraphView(actorCount: 2, edges: edges)
/// ```
///
/// Not for graphs with kinds, dates and evidence; those are `ActorGraph`s.
public struct EdgeList: Sendable {
    var sources: [UInt32] = []
    var targets: [UInt32] = []
    /// Empty as long as every strength is 1.
    var strengths: [Double] = []

    public init() {}

    /// Takes over whole columns of edges, without a copy.
    ///
    /// - Parameter strengths: As many as edges, or none where every strength is 1.
    /// - Throws: `AnalysisError.badCost` for a negative or non-finite strength, `.tooLarge` past 2³²−2 edges, and
    ///   `.badParameter` where the columns differ in length.
    public init(sources: [UInt32], targets: [UInt32], strengths: [Double] = []) throws(AnalysisError) {
        guard targets.count == sources.count, strengths.isEmpty || strengths.count == sources.count else {
            throw .badParameter("the number of targets", value: String(targets.count), allowed: String(sources.count))
        }
        guard sources.count <= GraphView.arcLimit else {
            throw .tooLarge(what: "edges", count: sources.count, limit: GraphView.arcLimit)
        }
        if let bad = strengths.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
            throw .badCost(source: String(sources[bad]), target: String(targets[bad]), value: strengths[bad])
        }
        self.sources = sources
        self.targets = targets
        self.strengths = strengths
    }

    public var count: Int { sources.count }

    public mutating func reserveCapacity(_ capacity: Int) {
        sources.reserveCapacity(capacity)
        targets.reserveCapacity(capacity)
    }

    /// Adds an edge.
    ///
    /// - Parameter strength: Not below zero; a cost where the view is made with `Cost.strengthAsCost`.
    /// - Throws: `AnalysisError.badCost` for a negative or non-finite strength, `.tooLarge` past 2³²−2 edges or actors.
    public mutating func append(from source: Int, to target: Int, strength: Double = 1) throws(AnalysisError) {
        guard source >= 0, target >= 0, source < GraphView.actorLimit, target < GraphView.actorLimit else {
            throw .tooLarge(what: "actors", count: max(source, target), limit: GraphView.actorLimit)
        }
        guard strength.isFinite, strength >= 0 else {
            throw .badCost(source: String(source), target: String(target), value: strength)
        }
        guard count < GraphView.arcLimit else {
            throw .tooLarge(what: "edges", count: count + 1, limit: GraphView.arcLimit)
        }
        if strength != 1, strengths.isEmpty { strengths = [Double](repeating: 1, count: sources.count) }
        sources.append(UInt32(source))
        targets.append(UInt32(target))
        if !strengths.isEmpty || strength != 1 { strengths.append(strength) }
    }
}
