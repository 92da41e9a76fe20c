import EntenteAnalysis
import EntenteModel
import Testing

/// Every measure against NetworkX to one part in 10⁹, on random and on named graphs.
@Suite(.enabled(if: References.networkX != nil, "python3 with networkx and numpy is not installed"))
struct NetworkXTests {
    private var graphs: [ReferenceGraph] { References.networkX ?? [] }

    @Test func thereAreThreeHundredGraphs() { #expect(graphs.count == 300) }

    @Test func measuresOfActorsAgree() throws {
        for graph in graphs {
            let (hops, costs) = (try graph.view(), try graph.view(cost: .inverseStrength))
            for (name, expected) in graph.values {
                let scores = try Self.scores(name, hops: hops, costs: costs)
                expectEqual(scores.values, expected, "\(name) in \(graph.name)")
            }
        }
    }

    @Test func betweennessOfStepsAgrees() throws {
        for graph in graphs {
            for (name, expected) in graph.steps {
                let cost: Projection.Cost = name.hasSuffix("by cost") ? .inverseStrength : .hops
                let scores = try graph.view(cost: cost).edgeBetweenness()
                let found = Dictionary(
                    uniqueKeysWithValues: scores.map { ([$0.source.name, $0.target.name], $0.score) })
                // The reference leaves out steps without strength, which no path by cost takes.
                let listed = Set(expected.map { [String(Int($0[0])), String(Int($0[1]))] })
                #expect(found.allSatisfy { listed.contains($0.key) || $0.value == 0 }, "\(name) in \(graph.name)")
                for step in expected {
                    let ends = [String(Int(step[0])), String(Int(step[1]))]
                    expectEqual([found[ends] ?? .nan], [step[2]], "\(name) of \(ends) in \(graph.name)")
                }
            }
        }
    }

    @Test func distancesAgree() throws {
        for graph in graphs where graph.count > 0 {
            let costs = try graph.view(cost: .inverseStrength).distances(from: "0")
            expectEqual(costs.values, graph.distances.map { $0 ?? .infinity }, "costs in \(graph.name)")
            let hops = try graph.view().distances(from: "0")
            expectEqual(hops.values, graph.hops.map { $0 ?? .infinity }, "hops in \(graph.name)")
        }
    }

    @Test func shortestPathsHaveTheSameCostsInTheSameOrder() throws {
        for graph in graphs {
            for (cost, cases) in [(Projection.Cost.hops, graph.paths), (.inverseStrength, graph.pathsByCost)] {
                let view = try graph.view(cost: cost)
                for pair in cases {
                    let (source, target) = (ActorID(String(pair.source)), ActorID(String(pair.target)))
                    let paths = try view.shortestPaths(from: source, to: target, count: 6).paths
                    expectEqual(paths.map(\.cost), pair.costs, "paths \(source) to \(target) in \(graph.name)")
                    #expect(Set(paths.map(\.actors)).count == paths.count)
                    #expect(paths.allSatisfy { Set($0.actors).count == $0.actors.count })
                }
            }
        }
    }

    @Test func partsAgree() throws {
        for graph in graphs {
            let view = try graph.view()
            func numbers(_ groups: ActorGroups) -> [[Int]] {
                groups.groups.map { $0.compactMap { Int($0.name) }.sorted() }.sorted {
                    $0.lexicographicallyPrecedes($1)
                }
            }
            #expect(numbers(try view.weakComponents()) == graph.weak, "\(graph.name)")
            #expect(numbers(try view.strongComponents()) == graph.strong, "\(graph.name)")
            let cuts = try view.cutPoints()
            #expect(cuts.articulationActors.compactMap { Int($0.actor.name) }.sorted() == graph.articulation)
            let bridges = cuts.bridges.map { [Int($0.first.name) ?? -1, Int($0.second.name) ?? -1] }
            #expect(bridges.sorted { $0.lexicographicallyPrecedes($1) } == graph.bridges, "\(graph.name)")
        }
    }

    @Test func assortativityAgrees() throws {
        for graph in graphs {
            guard let expected = graph.assortativity else { continue }
            let found = try graph.view().assortativity { ["a", "b", "c"][(Int($0.name) ?? 0) % 3] }
            expectEqual([found], [expected], "assortativity in \(graph.name)")
        }
    }

    static func scores(_ name: String, hops: GraphView, costs: GraphView) throws -> ActorScores {
        let byCost = name.hasSuffix(" by cost")
        let view = byCost ? costs : hops
        switch byCost ? String(name.dropLast(8)) : name {
        case "closeness wf": return try view.closeness(wassermanFaust: true)
        case "betweenness with ends": return try view.betweenness(endpoints: true)
        case "betweenness normalized": return try view.betweenness(normalized: true)
        case "pagerank", "pagerank unweighted":
            return try view.pageRank(unweighted: name != "pagerank", tolerance: 1e-15)
        case "pagerank personal":
            let aims: [ActorID: Double] =
                view.actorCount == 1 ? ["0": 3] : ["0": 1, ActorID(String(view.actorCount - 1)): 3]
            return try view.pageRank(personalization: aims, tolerance: 1e-15)
        case "eigenvector unweighted": return try view.eigenvector(unweighted: true)
        case let plain: return try view.scores(of: Measure(named: plain))
        }
    }
}

/// Expects values to agree to one part in 10⁹ (of the larger, or of 1 for small ones); nil stands for NaN.
func expectEqual(
    _ found: [Double], _ expected: [Double?], _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let agrees =
        found.count == expected.count
        && zip(found, expected).allSatisfy { value, wanted in
            guard let wanted else { return value.isNaN }
            return value == wanted || abs(value - wanted) <= 1e-9 * max(1, abs(value), abs(wanted))
        }
    #expect(agrees, "\(what): \(found), but the reference has \(expected)", sourceLocation: sourceLocation)
}
