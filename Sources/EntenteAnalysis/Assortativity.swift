internal import EntenteModel

extension GraphView {
    /// Whether relations join actors of one kind more often than chance: 1 only such, 0 as chance has it, below 0 less.
    ///
    /// Counts arcs, once each, whatever their strength. NaN where there are no arcs or all ends are of one kind.
    /// - Parameter group: What counts as an actor's kind; its kind where not given.
    /// - Complexity: O(arcs + kinds²).
    /// - SeeAlso: M. E. J. Newman, *Physical Review E* 67, 2003, doi:10.1103/PhysRevE.67.026126.
    public func assortativity(by group: (ViewActor) -> String = { $0.kind }) -> Double {
        mixing(by: group).assortativity
    }

    /// How many arcs lead from the actors of one group to those of another.
    ///
    /// - Parameter group: What counts as an actor's group; its kind where not given.
    /// - Complexity: O(arcs + groups²).
    public func mixing(by group: (ViewActor) -> String = { $0.kind }) -> Mixing {
        var numbers: [String: Int] = [:]
        var names: [String] = []
        let groups = actors.map { actor in
            let name = group(actor)
            if let known = numbers[name] { return known }
            numbers[name] = names.count
            names.append(name)
            return names.count - 1
        }
        var counts = [Int](repeating: 0, count: names.count * names.count)
        for vertex in 0..<actorCount {
            for arc in out.row(vertex) { counts[groups[vertex] * names.count + groups[Int(out.targets[arc])]] += 1 }
        }
        return Mixing(projection: projection, groups: names, counts: counts)
    }
}

/// Which groups of actors have to do with which.
public struct Mixing: Sendable {
    public let projection: Projection
    /// In the order in which they first appear among the view's actors.
    public let groups: [String]
    /// Arcs from the actors of one group to all, and from all to those of one.
    private let starts: [Int]
    private let ends: [Int]
    private let counts: [Int]

    fileprivate init(projection: Projection, groups: [String], counts: [Int]) {
        self.projection = projection
        self.groups = groups
        self.counts = counts
        starts = groups.indices.map { group in groups.indices.reduce(0) { $0 + counts[group * groups.count + $1] } }
        ends = groups.indices.map { group in groups.indices.reduce(0) { $0 + counts[$1 * groups.count + group] } }
    }

    /// Arcs from the actors of one group to those of another, by their places in `groups`.
    public func count(from source: Int, to target: Int) -> Int { counts[source * groups.count + target] }

    /// All arcs.
    public var total: Int { starts.reduce(0, +) }

    /// As many arcs as chance would put there, with every group's arcs out and in as they are.
    public func expected(from source: Int, to target: Int) -> Double {
        total > 0 ? Double(starts[source]) * Double(ends[target]) / Double(total) : 0
    }

    /// Newman's coefficient: 1 where arcs stay within groups, 0 as chance has it, below 0 where they avoid that; NaN
    /// where there are no arcs or all ends are of one group.
    public var assortativity: Double {
        let total = Double(total)
        var (same, chance) = (0.0, 0.0)
        for group in groups.indices {
            same += Double(count(from: group, to: group)) / total
            chance += Double(starts[group]) / total * (Double(ends[group]) / total)
        }
        return chance < 1 && total > 0 ? (same - chance) / (1 - chance) : .nan
    }
}
