import EntenteAnalysis
import EntenteModel
import Testing

/// Searches by cost take buckets where costs are alike and a heap where they are not; nobody can tell from the answer.
@Suite struct BucketTests {
    /// The same graph, and one with two more actors whose cheap tie makes buckets too many.
    private func views(seed: UInt64, count: Int, edges: Int) throws -> (buckets: GraphView, heap: GraphView) {
        var graph = RandomGraph(seed: seed, count: count, edges: edges)
        let buckets = try graph.view(cost: .strengthAsCost)
        graph.count += 2
        graph.edges.append((count, count + 1, 1e-6))
        return (buckets, try graph.view(cost: .strengthAsCost))
    }

    @Test(arguments: [(1, 40, 60), (2, 60, 300), (3, 300, 900), (4, 120, 4_000)])
    func bucketsAndHeapGiveTheSameScores(seed: Int, count: Int, edges: Int) throws {
        let (buckets, heap) = try views(seed: UInt64(seed), count: count, edges: edges)
        for measure in [Measure.closeness, .harmonic, .betweenness] {
            let (one, other) = (try buckets.scores(of: measure), try heap.scores(of: measure))
            for actor in buckets.actors {
                let (first, second) = (one[actor.id] ?? .nan, other[actor.id] ?? .nan)
                #expect(abs(first - second) <= 1e-9 * max(1, abs(second)), "\(measure) of \(actor.name)")
            }
        }
    }

    @Test func aLongChainOfUnequalCostsGoesRoundTheBucketsManyTimes() throws {
        var list = EdgeList()
        for place in 0..<2_000 {
            try list.append(from: place, to: place + 1, strength: place.isMultiple(of: 3) ? 100 : 0.03)
        }
        let view = try GraphView(actorCount: 2_001, edges: list, cost: .strengthAsCost)
        let sums = try view.closeness()
        let distances = try view.distances(from: "0").values
        #expect(abs((sums["0"] ?? 0) - 2_000 / distances.reduce(0, +)) < 1e-12)
        #expect(try view.betweenness()["1000"] == 1_000 * 1_000)
    }

    @Test func theNumberOfThreadsMovesNoBit() throws {
        let (buckets, heap) = try views(seed: 9, count: 200, edges: 1_500)
        for view in [buckets, heap] {
            for measure in [Measure.closeness, .harmonic, .betweenness, .pagerank] {
                let one = try view.scores(of: measure, execution: .oneThread).values
                #expect(one == (try view.scores(of: measure, execution: Execution(threads: 3)).values))
            }
        }
    }

    @Test func pageRankOfALargeGraphHasTheSameBitsOnAnyNumberOfThreads() throws {
        // Beyond 65,536 actors shares are kept hubs first.
        var graph = RandomGraph(seed: 12, count: 70_000, edges: 120_000)
        for place in 0..<2_000 { graph.edges.append((7, place * 30 + 11, 1)) }
        let view = try graph.view()
        let one = try view.pageRank(execution: .oneThread).values
        #expect(one == (try view.pageRank(execution: Execution(threads: 4)).values))
        #expect(abs(one.reduce(0, +) - 1) < 1e-9)
    }
}
