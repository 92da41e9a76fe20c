extension GraphView {
    /// Distinct actors that an actor points to, plus distinct actors that point to it: one whom a relation joins both
    /// ways counts twice in a directed view, once in an undirected one.
    /// - Complexity: O(actors).
    public func degree() -> ActorScores {
        ActorScores(
            .degree, view: self,
            values: (0..<actorCount).map {
                isSymmetric ? Double(out.row($0).count) : Double(out.row($0).count + into.row($0).count)
            })
    }

    /// Distinct actors that point to it.
    /// - Complexity: O(actors).
    public func inDegree() -> ActorScores {
        ActorScores(.inDegree, view: self, values: (0..<actorCount).map { Double(into.row($0).count) })
    }

    /// Distinct actors that it points to.
    /// - Complexity: O(actors).
    public func outDegree() -> ActorScores {
        ActorScores(.outDegree, view: self, values: (0..<actorCount).map { Double(out.row($0).count) })
    }

    /// Summed strengths of its relations, both ways; in an undirected view each relation counts once.
    /// - Complexity: O(actors + arcs).
    public func strength() -> ActorScores {
        ActorScores(
            .strength, view: self,
            values: (0..<actorCount).map { vertex in
                let away = out.row(vertex).reduce(0.0) { $0 + out.strength($1) }
                return isSymmetric ? away : into.row(vertex).reduce(away) { $0 + into.strength($1) }
            })
    }
}
