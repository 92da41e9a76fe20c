public import ArgumentParser
public import EntenteAnalysis
public import EntenteModel

extension PartialDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Projection.Polarity: ExpressibleByArgument {}
extension Status: ExpressibleByArgument {}

/// Which relations a question is about; the same on every query.
struct FilterOptions: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only relations of these kinds (negotiatesWith …).", valueName: "kind"))
    var kind: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Only relations of these statuses (asserted, possible, denied, disputed).", valueName: "status"))
    var status: [String] = []

    @Option(help: "Only cooperative or only hostile relations.")
    var polarity: Projection.Polarity = .any

    @Option(help: ArgumentHelp("Only what holds on or after this date (2021, 2021-08, 2021-08-07).", valueName: "date"))
    var from: PartialDate?

    @Option(help: ArgumentHelp("Only what holds on or before this date.", valueName: "date"))
    var to: PartialDate?

    @Option(help: ArgumentHelp("Only what had begun by this date.", valueName: "date"))
    var asOf: PartialDate?

    @Option(help: ArgumentHelp("Only relations that at least this many independent sources carry.", valueName: "n"))
    var minSources = 1

    @Option(
        help: ArgumentHelp(
            "Only relations of at least this weight (0 to 1: how surely and how often it is said).", valueName: "weight"
        ))
    var minWeight = 0.0

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only what these actors say.", valueName: "actor"))
    var saidBy: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only what stands without the word of these actors.", valueName: "actor"))
    var notOnlyBy: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only what these documents say.", valueName: "id"))
    var document: [String] = []

    @Flag(help: "Also relations that are only possible.")
    var withPossible = false

    @Flag(help: "Also relations that some assert and others deny.")
    var withDisputed = false

    @Flag(help: "Let persons, ministries and armies act as the state or group they act for.")
    var rollUp = false

    func validate() throws {
        if minSources < 1 { throw ValidationError("--min-sources needs 1 or more, not \(minSources)") }
        if !(minWeight >= 0 && minWeight.isFinite) {
            throw ValidationError("--min-weight needs a number of 0 or more, not \(minWeight)")
        }
        for name in status where Status(rawValue: name) == nil {
            throw ValidationError("no status '\(name)'; use \(Status.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if let from, let to, to.lastDay < from.firstDay {
            throw ValidationError("--to \(to) lies before --from \(from)")
        }
    }

    /// The projection that these filters make of a graph.
    func projection(of graph: ActorGraph, lookup: ActorLookup) throws -> Projection {
        for name in kind where graph.ontology.relationKind(name) == nil {
            throw AnalysisError.unknownKind(name, closest: graph.ontology.closestRelationKind(to: name))
        }
        var projection = Projection()
        projection.kinds = Set(kind)
        if !status.isEmpty { projection.statuses = Set(status.compactMap(Status.init)) }
        if withPossible { projection.withPossible = true }
        if withDisputed { projection.withDisputed = true }
        projection.polarity = polarity
        projection.from = from
        projection.to = to
        projection.asOf = asOf
        projection.minimumSources = minSources
        projection.minimumWeight = minWeight
        projection.saidBy = Set(try saidBy.map { try lookup.find($0) })
        projection.notOnlyBy = Set(try notOnlyBy.map { try lookup.find($0) })
        projection.documents = Set(document.map { DocumentID($0) })
        projection.rollUp = rollUp
        return projection
    }
}

extension FilterOptions {
    /// The options that were given, each with its values, as a command line has them; `--with-…`, which widen, left out.
    var words: [[String]] {
        func option(_ name: String, _ values: [String]) -> [String]? {
            values.isEmpty ? nil : ["--" + name] + values
        }
        return [
            option("kind", kind), option("status", status),
            polarity == .any ? nil : option("polarity", [polarity.rawValue]),
            option("from", from.map { ["\($0)"] } ?? []), option("to", to.map { ["\($0)"] } ?? []),
            option("as-of", asOf.map { ["\($0)"] } ?? []),
            minSources > 1 ? option("min-sources", [String(minSources)]) : nil,
            minWeight > 0 ? option("min-weight", [String(minWeight)]) : nil, option("said-by", saidBy),
            option("not-only-by", notOnlyBy), option("document", document), rollUp ? ["--roll-up"] : nil,
        ].compactMap { $0 }
    }
}

/// What a step along a relation costs, as the command line names it.
enum CostName: String, ExpressibleByArgument, CaseIterable {
    case influence, hops, weight

    /// - Parameter weightIsCost: Whether the graph's weights are costs already.
    func cost(weightIsCost: Bool) -> Projection.Cost {
        switch self {
        case .influence: .influence
        case .hops: .hops
        case .weight: weightIsCost ? .strengthAsCost : .inverseStrength
        }
    }
}
