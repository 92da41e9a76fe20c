import EntenteAnalysis
import EntenteModel

/// A question for paths between two actors, however it was asked.
struct PathQuestion {
    let source: String
    let target: String
    var count: Int?
    var cost = CostName.influence
    var isUndirected = false
    var avoid: [String] = []
    var via: [String] = []
    var isForAll = false
    var isForWidest = false
    var isTemporal = false
    var maximumHops: Int?
    var hopKinds: [String] = []
    /// Which relations count; nil where nothing was said of it.
    var filters: FilterOptions?

    /// Prints the answer from a case.
    ///
    /// - Parameter file: As `--case` takes it.
    func print(from file: String?, as format: OutputFormat) throws {
        let source = try CaseOption.load(file)
        // The process ends with the answer; taking a large graph apart first would only make people wait.
        _ = Unmanaged.passRetained(Kept(source))
        let answer = try answer(in: source)
        switch format {
        case .table: try Terminal.print(answer.text)
        case .json: try Terminal.print(answer.json)
        case .csv: try Terminal.print(answer.csv)
        }
        if answer.result.paths.isEmpty { throw CommandFailure(.nothingFound) }
    }

    /// The answer in a graph.
    func answer(in source: CaseOption.Source) throws -> PathAnswer {
        let lookup = ActorLookup(source.graph)
        var projection = try filters?.projection(of: source.graph, lookup: lookup) ?? Projection()
        projection.direction = isUndirected ? .undirected : .directed
        projection.cost = cost.cost(weightIsCost: source.isPlain)
        func actor(_ name: String) throws -> ActorID {
            let id = try lookup.find(name)
            return projection.rollUp ? source.graph.principal(of: id) : id
        }
        let (start, end) = (try actor(self.source), try actor(target))
        let (passed, avoided) = (try via.map(actor), Set(try avoid.map(actor)))
        let view = try GraphView(source.graph, projection: projection)
        if isForAll || isForWidest || isTemporal || maximumHops != nil || !hopKinds.isEmpty {
            return try answer(in: view, of: source.graph, from: start, to: end)
        }
        return PathAnswer(
            result: try view.shortestPaths(from: start, to: end, count: count ?? 1, via: passed, avoid: avoided))
    }

    /// The answer to one of the questions beside that for the cheapest paths.
    private func answer(
        in view: GraphView, of graph: ActorGraph, from start: ActorID, to end: ActorID
    ) throws -> PathAnswer {
        if isForAll {
            let found = try view.allShortestPaths(from: start, to: end, limit: count ?? 1_000)
            return PathAnswer(result: found.result, isComplete: found.isComplete)
        }
        if isForWidest {
            let found = try view.widestPath(from: start, to: end)
            return PathAnswer(result: try view.result(from: start, to: end, found?.path), width: found?.width)
        }
        if isTemporal {
            let found = try view.earliestPath(from: start, to: end, since: filters?.from)
            return PathAnswer(
                result: try view.result(from: start, to: end, found?.path(in: view, from: start)), days: found?.steps)
        }
        let kinds = hopKinds.map { $0 == "any" ? [] : Set($0.split(separator: ",").map(String.init)) }
        for kind in kinds.flatMap({ $0.sorted() }) where graph.ontology.relationKind(kind) == nil {
            throw AnalysisError.unknownKind(kind, closest: graph.ontology.closestRelationKind(to: kind))
        }
        // A kind that the filters leave no relation of is no mistake, but no step either.
        let present = Set(view.relations.map(\.kind.name))
        let steps = kinds.map { $0.intersection(present) }
        let isImpossible = zip(kinds, steps).contains { !$0.isEmpty && $1.isEmpty }
        let found =
            try isImpossible
            ? nil
            : view.constrainedPath(from: start, to: end, maximumHops: maximumHops ?? kinds.count, kindsByHop: steps)
        return PathAnswer(result: try view.result(from: start, to: end, found))
    }
}

/// Holds a value for as long as somebody holds this.
private final class Kept<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
}
