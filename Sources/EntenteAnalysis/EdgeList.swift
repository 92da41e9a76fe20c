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
