public import EntenteAnalysis
public import EntenteModel

extension GraphView {
    /// The part of a graph that this view selects, drawn: one call for servers and documentation.
    ///
    /// ```swift
    /// let view = try GraphView(graph, projection: Projection(polarity: .hostile))
    /// let svg = try view.svg(of: graph, options: MapOptions(title: "Who opposes whom"))
    /// ```
    /// The text begins with `<svg`, so that it can stand in a page of HTML; `MapOptions.elementPrefix` keeps the ids of
    /// several maps of one page apart.
    /// - Parameters:
    ///   - graph: The graph that the view was made from.
    ///   - isolation: Where Graphviz runs; in this process unless told. A server should prefer the helper.
    /// - Throws: `RenderingError`; `.badOption` where the view is of another graph.
    /// - Complexity: O((n + m) log m) in actors and relations, and the layout.
    public func svg(
        of graph: ActorGraph, selection: MapSelection = MapSelection(), options: MapOptions = MapOptions(),
        isolation: GraphvizIsolation = .inProcess
    ) throws(RenderingError) -> String {
        let part: ActorGraph
        do throws(ActorGraphError) {
            part = try subgraph(of: graph)
        } catch {
            throw .badOption("the view was made from another graph (\(error)); give the graph that it was made from")
        }
        let bytes = try ActorMap(graph: part, selection: selection, options: options).render(.svg, isolation: isolation)
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = text.firstRange(of: "<svg") else { return text }
        return String(text[start.lowerBound...])
    }
}
