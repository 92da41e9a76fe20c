import EntenteAnalysis
import EntenteModel
import Testing

/// The measures that igraph has, against it to one part in 10⁹, on the graphs that NetworkX is asked about.
@Suite(.enabled(if: References.igraph != nil, "python3 with networkx, numpy and igraph is not installed"))
struct IGraphTests {
    private var graphs: [ReferenceGraph] { References.igraph ?? [] }

    @Test func thereAreThreeHundredGraphs() { #expect(graphs.count == 300) }

    @Test func measuresOfActorsAgree() throws {
        for graph in graphs {
            let (hops, costs) = (try graph.view(), try graph.view(cost: .inverseStrength))
            for (name, expected) in graph.values {
                let scores = try NetworkXTests.scores(name, hops: hops, costs: costs)
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
                for step in expected {
                    let ends = [String(Int(step[0])), String(Int(step[1]))]
                    expectEqual([found[ends] ?? .nan], [step[2]], "\(name) of \(ends) in \(graph.name)")
                }
            }
        }
    }

    @Test func distancesAndPathsAgree() throws {
        for graph in graphs where graph.count > 0 {
            let view = try graph.view(cost: .inverseStrength)
            let costs = try view.distances(from: "0")
            expectEqual(costs.values, graph.distances.map { $0 ?? .infinity }, "costs in \(graph.name)")
            let hops = try graph.view().distances(from: "0")
            expectEqual(hops.values, graph.hops.map { $0 ?? .infinity }, "hops in \(graph.name)")
            for pair in graph.pathsByCost {
                let (source, target) = (ActorID(String(pair.source)), ActorID(String(pair.target)))
                let paths = try view.shortestPaths(from: source, to: target, count: 6).paths
                expectEqual(paths.map(\.cost), pair.costs, "paths \(source) to \(target) in \(graph.name)")
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

    /// The best of three runs of igraph's Leiden until nothing moves, against one run of ours with its fixed seed.
    @Test func communitiesAreNoWorse() throws {
        var (ours, theirs) = (0.0, 0.0)
        for graph in graphs {
            guard let best = graph.modularity else { continue }
            let found = try graph.view().communities().modularity
            // Both may end in different local optima of a small graph.
            #expect(found >= best - 0.05, "\(graph.name)")
            ours += found
            theirs += best
        }
        #expect(ours >= theirs - 0.01 * Double(graphs.count), "\(ours) in all, igraph \(theirs)")
    }
}
