extension GraphView {
    /// The largest k for which the actor belongs to a group whose members each have k neighbours within the group, in
    /// the simple undirected graph behind the view.
    ///
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: O(actors + arcs).
    /// - SeeAlso: V. Batagelj, M. Zaveršnik, *Adv. Data Analysis and Classification* 5(2), 2011,
    ///   doi:10.1007/s11634-010-0079-y.
    public func coreNumbers() throws(AnalysisError) -> ActorScores {
        let rows = try neighbours()
        var degrees = (0..<actorCount).map { rows.row($0).count }
        // Actors sorted by degree in bins; an actor that loses a neighbour moves to the front of its bin and out of it.
        var binStarts = [Int](repeating: 0, count: (degrees.max() ?? 0) + 2)
        for degree in degrees { binStarts[degree + 1] += 1 }
        for degree in 1..<binStarts.count { binStarts[degree] += binStarts[degree - 1] }
        var order = [UInt32](repeating: 0, count: actorCount)
        var places = [Int](repeating: 0, count: actorCount)
        var next = binStarts
        for vertex in 0..<actorCount {
            places[vertex] = next[degrees[vertex]]
            order[places[vertex]] = UInt32(vertex)
            next[degrees[vertex]] += 1
        }
        for place in 0..<actorCount {
            try stopIfCancelled(at: place)
            let vertex = Int(order[place])
            for arc in rows.row(vertex) {
                let other = Int(rows.targets[arc])
                let degree = degrees[other]
                guard degree > degrees[vertex] else { continue }
                // Bins below have been passed; what is left of this one starts no earlier than behind this place.
                let front = max(binStarts[degree], place + 1)
                let moved = Int(order[front])
                if moved != other {
                    order[places[other]] = UInt32(moved)
                    places[moved] = places[other]
                    order[front] = UInt32(other)
                    places[other] = front
                }
                binStarts[degree] = front + 1
                degrees[other] = degree - 1
            }
        }
        return ActorScores(.core, view: self, values: degrees.map(Double.init))
    }
}
