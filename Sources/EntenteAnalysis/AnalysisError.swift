public import EntenteModel

/// Why an analysis cannot be done, with what to change.
public enum AnalysisError: Error, Equatable, CustomStringConvertible {
    case unknownActor(ActorID)
    case unknownMeasure(String, closest: String?)
    case unknownKind(String, closest: String?)
    /// A relation costs less than zero, or its cost or strength is not a number.
    case badCost(source: String, target: String, value: Double)
    case badParameter(String, value: String, allowed: String)
    /// Indices are 32 bits wide: 4,294,967,294 actors and as many arcs are the limit.
    case tooLarge(what: String, count: Int, limit: Int)
    case notEnoughMemory(what: String, needed: Int, available: Int)
    case notConverged(String, iterations: Int)
    /// The task that ran the analysis was cancelled.
    case cancelled

    public var description: String {
        switch self {
        case .unknownActor(let id): "no actor '\(id)' in this view; check the id and the filters"
        case .unknownMeasure(let name, let closest):
            "no measure '\(name)'" + (closest.map { "; did you mean '\($0)'?" } ?? "; see the list of measures")
        case .unknownKind(let name, let closest):
            "no relation kind '\(name)'" + (closest.map { "; did you mean '\($0)'?" } ?? "; see the ontology")
        case .badCost(let source, let target, let value):
            "the relation from '\(source)' to '\(target)' has \(value) as its cost or strength; "
                + "give a number that is not below zero"
        case .badParameter(let name, let value, let allowed): "\(name) cannot be \(value); use \(allowed)"
        case .tooLarge(let what, let count, let limit):
            "\(count) \(what) are more than a view holds (\(limit)); choose fewer with filters"
        case .notEnoughMemory(let what, let needed, let available):
            "\(what) needs \(needed >> 20) MiB, and \(available >> 20) MiB are free; choose a smaller part of the graph"
        case .notConverged(let measure, let iterations):
            "\(measure) did not settle in \(iterations) rounds; try another measure, or join the graph's parts"
        case .cancelled: "cancelled"
        }
    }
}
