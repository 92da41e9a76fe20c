import EntenteAnalysis
import EntenteModel
import Testing

/// Searches by cost take buckets where costs are alike and a heap where they are not; nobody can tell from the answer.
@Suite struct BucketTests {
    /// The same graph, and one with two more actors whose cheap tie makes buckets too many.
    private func views(
        seed: UInt64, count: Int, edges: Int, hubs: Bool = false
    ) throws -> (buckets: GraphView, heap: GraphView) {
        var graph = RandomGraph(seed: seed, count: count, edges: edges)
        if hubs { graph.gatherArcsAtHubs() }
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

    @Test(arguments: [(1, 300, 1_200, 1.0), (2, 500, 6_000, 1.0), (3, 700, 2_000, 37.0)])
    func goingNoFurtherThanHubsGivesTheSameScores(seed: Int, count: Int, edges: Int, stretch: Double) throws {
        // Every tenth step is so much dearer that sums come out in many buckets, and some are not reached at all.
        var graph = RandomGraph(seed: UInt64(seed), count: count, edges: edges)
        graph.gatherArcsAtHubs()
        for place in graph.edges.indices where place.isMultiple(of: 10) { graph.edges[place].strength *= stretch }
        let hubs = try graph.view(cost: .strengthAsCost)
        graph.count += 2
        graph.edges.append((count, count + 1, 1e-6))
        let heap = try graph.view(cost: .strengthAsCost)
        for measure in [Measure.closeness, .harmonic, .betweenness] {
            let (one, other) = (try hubs.scores(of: measure), try heap.scores(of: measure))
            for actor in hubs.actors {
                let (first, second) = (one[actor.id] ?? .nan, other[actor.id] ?? .nan)
                #expect(abs(first - second) <= 1e-9 * max(1, abs(second)), "\(measure) of \(actor.name)")
            }
        }
        let arcs = (
            try hubs.edgeBetweenness(), try heap.edgeBetweenness().filter { $0.source.name != "n\(count + 1_000)" }
        )
        #expect(arcs.0.count == arcs.1.count)
        let scores = Dictionary(uniqueKeysWithValues: arcs.1.map { ([$0.source.id, $0.target.id], $0.score) })
        for arc in arcs.0 {
            let score = scores[[arc.source.id, arc.target.id]] ?? .nan
            #expect(abs(arc.score - score) <= 1e-9 * max(1, score))
        }
    }

    @Test(arguments: [(1, 203, 1_000), (2, 64, 90), (3, 300, 700), (4, 7, 20)])
    func eightSearchesAtOnceFindThePathsThatOneFinds(seed: Int, count: Int, edges: Int) throws {
        // Arcs are scored by one search after the other; an actor has the paths that come in less those that end there.
        for direction in [Projection.Direction.directed, .undirected] {
            let view = try RandomGraph(seed: UInt64(seed), count: count, edges: edges).view(direction: direction)
            let scores = try view.betweenness()
            var expected: [ActorID: Double] = [:]
            for arc in try view.edgeBetweenness() { expected[arc.target.id, default: 0] += arc.score }
            for actor in view.actors {
                let ending = try view.distances(from: actor.id, backwards: true).reached().count - 1
                let through = (expected[actor.id] ?? 0) - Double(ending)
                #expect(abs((scores[actor.id] ?? .nan) - through) <= 1e-9 * max(1, through), "\(actor.name)")
            }
        }
    }

    @Test func costsCloseToZeroNeedNoBuckets() throws {
        var list = EdgeList()
        let little = Double.leastNormalMagnitude / 256
        for (from, to) in [(0, 1), (1, 2), (2, 0)] { try list.append(from: from, to: to, strength: little) }
        let view = try GraphView(actorCount: 3, edges: list, cost: .strengthAsCost)
        #expect(try view.distances(from: "0").values == [0, little, 2 * little])
        #expect(try view.betweenness()["1"] == 1)
        #expect((try view.closeness()["0"] ?? 0) > 0)
    }

    @Test func aChainTooLongForManySearchesAtOnceIsCountedOneByOne() throws {
        var list = EdgeList()
        for place in 0..<300 { try list.append(from: place, to: place + 1, strength: 1) }
        let view = try GraphView(actorCount: 301, edges: list)
        #expect(try view.betweenness()["100"] == 100 * 200)
        #expect(try view.betweenness(endpoints: true)["100"] == 100 * 200 + 300)
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
        let (hubs, _) = try views(seed: 10, count: 400, edges: 3_000, hubs: true)
        let hops = try RandomGraph(seed: 11, count: 300, edges: 2_000).view()
        for view in [buckets, heap, hubs, hops] {
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
