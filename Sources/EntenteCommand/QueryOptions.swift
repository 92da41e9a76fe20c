import ArgumentParser
import EntenteAnalysis
import EntenteModel

/// What every question about the structure of a graph takes: its source, its filters, and how the answer is printed.
struct QueryOptions: ParsableArguments {
    @OptionGroup var caseOption: CaseOption
    @OptionGroup var filters: FilterOptions

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    /// The part of the graph that the filters select, with undirected relations where the question knows no direction.
    func view(_ direction: Projection.Direction = .undirected) throws -> GraphView {
        try view(of: try caseOption.load(), direction)
    }

    /// The same of a graph that was loaded elsewhere.
    func view(
        of source: CaseOption.Source, _ direction: Projection.Direction = .undirected
    ) throws -> GraphView {
        var projection = try filters.projection(of: source.graph, lookup: ActorLookup(source.graph))
        projection.direction = direction
        return try GraphView(source.graph, projection: projection)
    }
}
