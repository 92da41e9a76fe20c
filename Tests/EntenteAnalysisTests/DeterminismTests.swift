import EntenteAnalysis
import EntenteModel
import Testing

/// The same input gives the same bytes: whatever the order of the edges, the number of threads, the names.
@Suite struct DeterminismTests {
    @Test(arguments: Measure.allCases)
    func threadsMoveNoBitOfAMeasure(measure: Measure) throws {
        let graph = RandomGraph(seed: 5, count: 150, edges: 900)
        for cost in [Projection.Cost.hops, .strengthAsCost] {
            let view = try graph.view(cost: cost)
            let one = try view.scores(of: measure, execution: .oneThread).values
            let many = try view.scores(of: measure, execution: Execution(threads: 4)).values
            #expect(one.map(\.bitPattern) == many.map(\.bitPattern))
        }
    }

    @Test func threadsMoveNoBitOfALargePageRank() throws {
        // Large enough to be cut into blocks.
        let graph = RandomGraph(seed: 6, count: 3_000, edges: 60_000)
        let view = try graph.view()
        let one = try view.pageRank(tolerance: 1e-4, execution: .oneThread).values
        let many = try view.pageRank(tolerance: 1e-4, execution: Execution(threads: 3)).values
        #expect(one.map(\.bitPattern) == many.map(\.bitPattern))
    }

    @Test(arguments: Measure.allCases)
    func theOrderOfEdgesMovesNoBitOfAMeasure(measure: Measure) throws {
        var graph = RandomGraph(seed: 7, count: 40, edges: 160)
        for place in graph.edges.indices { graph.edges[place].strength = 0.1 + Double(place % 13) / 7 }
        let shuffled = graph.edges.indices.sorted { ($0 * 7_919 % 163, $0) < ($1 * 7_919 % 163, $1) }
        let one = try graph.view(cost: .inverseStrength).scores(of: measure).values
        let other = try graph.view(cost: .inverseStrength, order: shuffled).scores(of: measure).values
        #expect(one.map(\.bitPattern) == other.map(\.bitPattern))
    }

    @Test(arguments: Measure.allCases.filter { $0 != .pagerank })
    func anIsolatedActorLeavesTheScoresOfTheOthersAlone(measure: Measure) throws {
        let graph = RandomGraph(seed: 8, count: 12, edges: 40)
        var larger = graph
        larger.count += 1
        let (before, after) = (try graph.view().scores(of: measure), try larger.view().scores(of: measure))
        for (one, other) in zip(before.values, after.values) { #expect(abs(one - other) < 1e-9) }
    }

    @Test func pageRankSumsToOne() throws {
        let scores = try RandomGraph(seed: 9, count: 30, edges: 50).view().pageRank()
        #expect(abs(scores.values.reduce(0, +) - 1) < 1e-12)
    }

    @Test func ranksAreSharedByTiesAndTiesComeByName() throws {
        let ranked = try drawn("c>a b>a d>b").scores(of: .inDegree).ranked()
        #expect(ranked.map(\.actor.name) == ["a", "b", "c", "d"])
        #expect(ranked.map(\.rank) == [1, 2, 3, 3])
        #expect(try drawn("c>a b>a d>b").scores(of: .inDegree).ranked(top: 1).count == 1)
    }

    @Test func sampledBetweennessKeepsItsErrorBound() throws {
        let view = try RandomGraph(seed: 10, count: 1_500, edges: 6_000).view()
        let exact = try view.betweenness(normalized: true)
        let sample = try view.approximateBetweenness(error: 0.1, probability: 0.99)
        #expect(sample.sampleCount < 1_500 && sample.error == 0.1)
        for (one, other) in zip(exact.values, sample.scores.values) { #expect(abs(one - other) <= 0.1) }
        let whole = try view.approximateBetweenness(error: 0.001)
        #expect(whole.error == 0 && whole.scores.values == exact.values)
    }

    @Test func manySourcesAtOnceFindTheDistancesOfSearchesOneByOne() throws {
        // More actors than fit into one batch of 256; a long chain, where levels are many and narrow, and a hub.
        var graph = RandomGraph(seed: 11, count: 400, edges: 300)
        for place in 0..<300 { graph.edges.append((place, place + 1, 1)) }
        for place in 300..<399 { graph.edges.append((300, place, 1)) }
        let view = try graph.view()
        let closeness = try view.closeness()
        for actor in view.actors {
            let reached = try view.distances(from: actor.id).values.filter { $0 > 0 && $0 < .infinity }
            let expected = reached.isEmpty ? 0 : Double(reached.count) / reached.reduce(0, +)
            #expect(closeness[actor.id] == expected)
        }
    }
}
