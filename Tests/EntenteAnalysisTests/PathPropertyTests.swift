import EntenteAnalysis
import EntenteModel
import Testing

/// Paths against a slow search that anybody can check: all simple paths, sorted.
@Suite struct PathPropertyTests {
    @Test(arguments: 0..<40)
    func kShortestPathsAreTheFirstOfAllPathsEvenAmongTies(seed: Int) throws {
        let graph = RandomGraph(seed: UInt64(seed), count: 7, edges: 18)
        for cost in [Projection.Cost.hops, .strengthAsCost] {
            let view = try graph.view(cost: cost)
            let all = Self.allPaths(graph, from: 0, to: 6, byHops: cost == .hops)
            for count in [1, 2, 4, 1_000] {
                let found = try view.shortestPaths(from: "n1000", to: "n1006", count: count).paths
                let expected = all.prefix(count).map { $0.path.map { "n\($0 + 1_000)" } }
                #expect(found.map { $0.actors.map(\.name) } == Array(expected), "seed \(seed), \(cost), k = \(count)")
            }
        }
    }

    @Test(arguments: 0..<25)
    func allShortestWidestAndConstrainedPathsAgreeWithAllPaths(seed: Int) throws {
        let graph = RandomGraph(seed: UInt64(seed + 100), count: 7, edges: 16)
        let view = try graph.view(cost: .strengthAsCost)
        let all = Self.allPaths(graph, from: 0, to: 6, byHops: false)
        let ties = all.filter { abs($0.cost - all[0].cost) < 1e-9 }
        let found = try view.allShortestPaths(from: "n1000", to: "n1006")
        #expect(found.isComplete)
        #expect(found.result.paths.map { $0.actors.map(\.name) } == ties.map { $0.path.map { "n\($0 + 1_000)" } })

        let widest = try view.widestPath(from: "n1000", to: "n1006")
        let widths = all.map { path in zip(path.path, path.path.dropFirst()).map { graph.width($0, $1) }.min() ?? 0 }
        #expect(widest?.width == widths.max(), "seed \(seed)")

        for limit in 1...6 {
            let bounded = try view.constrainedPath(from: "n1000", to: "n1006", maximumHops: limit)
            let expected = all.first { $0.path.count - 1 <= limit }
            #expect(
                bounded?.actors.map(\.name) == expected?.path.map { "n\($0 + 1_000)" }, "seed \(seed), \(limit) hops")
        }
    }

    @Test(arguments: 0..<10)
    func distancesKeepTheTriangleInequalityAndHalveWithTheCosts(seed: Int) throws {
        let graph = RandomGraph(seed: UInt64(seed + 200), count: 9, edges: 30)
        var half = graph
        for place in half.edges.indices { half.edges[place].strength /= 2 }
        let (view, halved) = (try graph.view(cost: .strengthAsCost), try half.view(cost: .strengthAsCost))
        let rows = try view.actors.map { try view.distances(from: $0.id).values }
        for (row, actor) in zip(rows, halved.actors) {
            #expect(try halved.distances(from: actor.id).values == row.map { $0 / 2 })
        }
        for one in rows.indices {
            for other in rows.indices {
                for third in rows.indices { #expect(rows[one][third] <= rows[one][other] + rows[other][third] + 1e-9) }
            }
        }
    }

    @Test func aTemporalPathMayNotRunBackwardsInTime() throws {
        let graph = try DatedCase.graph()
        let view = try GraphView(graph)
        // a ─2021-05→ b ─2021-03→ d runs backwards; a ─2021-05→ c ─2021-06→ d does not.
        let path = try #require(try view.earliestPath(from: "a", to: "d"))
        #expect(path.steps.map(\.hop.target.id) == ["c", "d"])
        #expect(path.arrival == PartialDate("2021-06-01"))
        #expect(try view.earliestPath(from: "a", to: "d", since: PartialDate("2021-07")) == nil)
        #expect(try view.shortestPaths(from: "a", to: "d").paths[0].actors.map(\.id) == ["a", "b", "d"])
    }

    @Test func kindsByHopChooseTheRelation() throws {
        let view = try GraphView(try DatedCase.graph())
        let path = try view.constrainedPath(from: "a", to: "d", maximumHops: 3, kindsByHop: [["aids"], ["aids"]])
        #expect(path?.actors.map(\.id) == ["a", "b", "d"])
        #expect(try view.constrainedPath(from: "a", to: "d", maximumHops: 3, kindsByHop: [["warns"]]) == nil)
        let other = try view.constrainedPath(from: "a", to: "d", maximumHops: 3, kindsByHop: [[], ["warns"]])
        #expect(other?.actors.map(\.id) == ["a", "c", "d"])
        #expect(throws: AnalysisError.unknownKind("aid", closest: "aids")) {
            try view.constrainedPath(from: "a", to: "d", maximumHops: 3, kindsByHop: [["aid"]])
        }
    }

    /// All simple paths with their costs, by cost, steps and names.
    private static func allPaths(
        _ graph: RandomGraph, from source: Int, to target: Int, byHops: Bool
    ) -> [(cost: Double, path: [Int])] {
        var found: [(cost: Double, path: [Int])] = []
        func extend(_ path: [Int], _ cost: Double) {
            let last = path[path.count - 1]
            if last == target { found.append((cost, path)) }
            guard last != target else { return }
            for next in 0..<graph.count where !path.contains(next) {
                let costs = graph.edges.filter { $0.source == last && $0.target == next }.map(\.strength)
                if let least = costs.min() { extend(path + [next], cost + (byHops ? 1 : least)) }
            }
        }
        extend([source], 0)
        // Costs are sums of halves, so equal ones are equal bit by bit.
        return found.sorted { one, other in
            if one.cost != other.cost { return one.cost < other.cost }
            if one.path.count != other.path.count { return one.path.count < other.path.count }
            return one.path.lexicographicallyPrecedes(other.path)
        }
    }
}

extension RandomGraph {
    /// The summed strength of the edges from one actor to another.
    func width(_ source: Int, _ target: Int) -> Double {
        edges.filter { $0.source == source && $0.target == target }.reduce(0) { $0 + $1.strength }
    }
}

/// Four actors, a relation a month.
enum DatedCase {
    static func graph() throws -> ActorGraph {
        let ontology = try Ontology(
            yaml: "actors:\n  state: {}\nrelations:\n  aids: {polarity: cooperative}\n  warns: {polarity: hostile}\n")
        var graph = ActorGraph(ontology: ontology)
        for id: ActorID in ["a", "b", "c", "d"] {
            try graph.insert(Actor(id: id, name: id.rawValue, kind: "state"))
        }
        let relations: [(ActorID, String, ActorID, String)] = [
            ("a", "aids", "b", "2021-05-02"), ("b", "aids", "d", "2021-03"), ("a", "aids", "c", "2021-05"),
            ("c", "warns", "d", "2021-06"),
        ]
        for (source, kind, target, date) in relations {
            let known = try #require(ontology.relationKind(kind))
            try graph.insert(
                Relation(
                    id: RelationID(source: source, kind: known, target: target), firstDate: PartialDate(date),
                    lastDate: PartialDate(date)))
        }
        return graph
    }
}
