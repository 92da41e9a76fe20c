public import EntenteModel

extension GraphView {
    /// The part of a graph that the view's projection selects, as a graph of its own: all documents, the relations of the
    /// view with the statements that its filters keep, and every actor (after a roll-up, those that act for themselves or
    /// take part in a relation).
    ///
    /// - Parameter graph: The graph that the view was made from.
    /// - Throws: `ActorGraphError` where that is another graph.
    /// - Complexity: O(actors + relations + statements).
    public func subgraph(of graph: ActorGraph) throws(ActorGraphError) -> ActorGraph {
        var result = ActorGraph(ontology: graph.ontology)
        for document in graph.documents { result.insert(document) }
        // A principal goes in before those who act for it.
        var pending = graph.actors
        while !pending.isEmpty {
            let (ready, waiting) = (
                pending.filter { $0.principal.map { result[$0] != nil } ?? true },
                pending.filter { $0.principal.map { result[$0] == nil } ?? false }
            )
            guard let first = waiting.first, ready.isEmpty else {
                for actor in ready { try result.insert(actor) }
                pending = waiting
                continue
            }
            throw .circularPrincipal(first.id)
        }
        for relation in relations { try result.insert(relation.relation) }
        return result
    }
}
