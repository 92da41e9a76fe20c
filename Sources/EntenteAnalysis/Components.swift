public import EntenteModel

/// A division of a view's actors into groups.
public struct ActorGroups: Sendable {
    public let projection: Projection
    /// The groups, largest first, of ties the one with the first name; each in the order of names.
    public let groups: [[ViewActor]]
    let labels: ActorLabels
    /// The place in `groups` of each actor's group, by position in the view.
    public let membership: [Int]

    public var count: Int { groups.count }

    /// The place in `groups` of the actor's group; nil where the actor is not in the view.
    public subscript(id: ActorID) -> Int? { labels.vertex(id).map { membership[$0] } }

    /// Orders groups that any numbers stand for.
    init(view: GraphView, numbers: [Int]) {
        projection = view.projection
        labels = view.labels
        var members: [Int: [Int]] = [:]
        for (vertex, number) in numbers.enumerated() { members[number, default: []].append(vertex) }
        let ordered = members.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
        var membership = [Int](repeating: 0, count: numbers.count)
        for (place, group) in ordered.enumerated() {
            for vertex in group { membership[vertex] = place }
        }
        self.membership = membership
        groups = ordered.map { $0.map(view.actor) }
    }
}

extension GraphView {
    /// Groups within which everybody is tied to everybody by some chain, whichever way its relations point.
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: O(actors + arcs), sorting of the groups aside.
    public func weakComponents() throws(AnalysisError) -> ActorGroups {
        ActorGroups(view: self, numbers: try weakComponentNumbers())
    }

    /// Groups within which a directed path leads from everybody to everybody.
    /// - Throws: `AnalysisError.cancelled`.
    /// - Complexity: O(actors + arcs), sorting of the groups aside.
    /// - SeeAlso: R. E. Tarjan, *SIAM J. Computing* 1(2), 1972, doi:10.1137/0201010.
    public func strongComponents() throws(AnalysisError) -> ActorGroups {
        ActorGroups(view: self, numbers: try strongComponentNumbers())
    }

    /// For each actor the first position of its weak component.
    package func weakComponentNumbers() throws(AnalysisError) -> [Int] {
        // Union-find over the arcs; the root of a set is its least position, and paths halve as they are walked.
        let scratch = Scratch<UInt32>(repeating: 0, count: actorCount)
        let parents = scratch.pointer
        for vertex in 0..<actorCount { parents[vertex] = UInt32(vertex) }
        @inline(__always) func root(_ vertex: UInt32) -> UInt32 {
            var current = vertex
            while parents[Int(current)] != current {
                parents[Int(current)] = parents[Int(parents[Int(current)])]
                current = parents[Int(current)]
            }
            return current
        }
        @inline(__always) func join(_ one: UInt32, _ other: UInt32) {
            let (first, second) = (root(one), root(other))
            if first < second { parents[Int(second)] = first } else { parents[Int(first)] = second }
        }
        // A few arcs of everybody usually join the largest component already; only those outside it need look at all
        // of their arcs, both ways (Sutton et al., Afforest, IPDPS 2018).
        for vertex in 0..<actorCount {
            try stopIfCancelled(at: vertex)
            for arc in out.row(vertex).prefix(2) { join(UInt32(vertex), out.targets[arc]) }
        }
        for vertex in 0..<actorCount { parents[vertex] = parents[Int(parents[vertex])] }
        var sizes: [UInt32: Int] = [:]
        for vertex in stride(from: 0, to: actorCount, by: max(1, actorCount / 512)) {
            sizes[root(UInt32(vertex)), default: 0] += 1
        }
        let largest = sizes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        for vertex in 0..<actorCount where parents[vertex] != largest {
            try stopIfCancelled(at: vertex)
            for arc in out.row(vertex).dropFirst(2) { join(UInt32(vertex), out.targets[arc]) }
            for arc in into.row(vertex) { join(UInt32(vertex), into.targets[arc]) }
        }
        // Parents stand before their children, so one pass in order finds every root.
        for vertex in 0..<actorCount { parents[vertex] = parents[Int(parents[vertex])] }
        return (0..<actorCount).map { Int(parents[$0]) }
    }

    /// A number for each actor that those of its strong component share.
    package func strongComponentNumbers() throws(AnalysisError) -> [Int] {
        // Tarjan's algorithm on an explicit stack: `lowest` is the least number of a stacked actor within reach.
        let unseen = UInt32.max
        var numbers = [UInt32](repeating: unseen, count: actorCount)
        var lowest = [UInt32](repeating: 0, count: actorCount)
        var component = [Int](repeating: -1, count: actorCount)
        var nextArc = Array(out.offsets.dropLast())
        var stack: [UInt32] = []
        var chain: [UInt32] = []
        var counter: UInt32 = 0
        var components = 0
        for start in 0..<actorCount where numbers[start] == unseen {
            chain.append(UInt32(start))
            while let top = chain.last {
                let vertex = Int(top)
                if numbers[vertex] == unseen {
                    try stopIfCancelled(at: Int(counter))
                    numbers[vertex] = counter
                    lowest[vertex] = counter
                    counter += 1
                    stack.append(top)
                }
                var descended = false
                while nextArc[vertex] < out.offsets[vertex + 1] {
                    let next = Int(out.targets[Int(nextArc[vertex])])
                    if numbers[next] == unseen {
                        chain.append(UInt32(next))
                        descended = true
                        break
                    }
                    nextArc[vertex] += 1
                    if component[next] < 0 { lowest[vertex] = min(lowest[vertex], lowest[next]) }
                }
                if descended { continue }
                chain.removeLast()
                if lowest[vertex] == numbers[vertex] {
                    while let member = stack.popLast() {
                        component[Int(member)] = components
                        if member == top { break }
                    }
                    components += 1
                }
            }
        }
        return component
    }
}
