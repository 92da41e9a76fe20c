internal import EntenteModel

extension GraphView {
    /// Whether relations join actors of one kind more often than chance: 1 only such, 0 as chance has it, below 0 less.
    ///
    /// Counts arcs, once each, whatever their strength. NaN where there are no arcs or all ends are of one kind.
    /// - Parameter group: What counts as an actor's kind; its kind where not given.
    /// - Complexity: O(arcs + kinds²).
    /// - SeeAlso: M. E. J. Newman, *Physical Review E* 67, 2003, doi:10.1103/PhysRevE.67.026126.
    public func assortativity(by group: (ViewActor) -> String = { $0.kind }) -> Double {
        var numbers: [String: Int] = [:]
        let groups = actors.map { actor in
            let name = group(actor)
            if let known = numbers[name] { return known }
            numbers[name] = numbers.count
            return numbers.count - 1
        }
        var starts = [Double](repeating: 0, count: numbers.count)
        var ends = starts
        var same = 0.0
        for vertex in 0..<actorCount {
            for arc in out.row(vertex) {
                let other = groups[Int(out.targets[arc])]
                starts[groups[vertex]] += 1
                ends[other] += 1
                if other == groups[vertex] { same += 1 }
            }
        }
        let total = Double(arcCount)
        let chance = zip(starts, ends).reduce(0.0) { $0 + $1.0 / total * ($1.1 / total) }
        return chance < 1 ? (same / total - chance) / (1 - chance) : .nan
    }
}
