import EntenteAnalysis
import EntenteModel
import Testing

@Suite struct PathTests {
    @Test func cheapestPathTakesTheDetourThatCostsLess() throws {
        // a ──5── d      a ─1─ b ─1─ c ─1─ d
        let view = try drawn("a>d:5 a>b:1 b>c:1 c>d:1", cost: .strengthAsCost)
        let result = try view.shortestPaths(from: "a", to: "d", count: 5)
        #expect(result.paths.map { $0.actors.map(\.name).joined() } == ["abcd", "ad"])
        #expect(result.paths.map(\.cost) == [3, 5])
        #expect(result.paths[0].weakestHop?.source.name == "a")
    }

    @Test(arguments: ["s>x s>y x>t y>t", "y>t x>t s>y s>x", "s>y y>t s>x x>t"])
    func ofEqualPathsTheOneWithTheFirstNamesComesFirstWhateverTheInputOrder(edges: String) throws {
        let result = try drawn(edges).shortestPaths(from: "s", to: "t", count: 2)
        #expect(result.paths.map { $0.actors.map(\.name).joined() } == ["sxt", "syt"])
    }

    @Test func stepsThatCostNothingDoNotMakeCircles() throws {
        let view = try drawn("a>b:0 b>a:0 b>c:0 c>b:0 c>d:1 a>c:0", cost: .strengthAsCost)
        let result = try view.shortestPaths(from: "a", to: "d", count: 10)
        #expect(result.paths.map { $0.actors.map(\.name).joined() } == ["acd", "abcd"])
    }

    @Test func noPathIsAnEmptyAnswerAndAnActorReachesItselfWithoutHops() throws {
        let view = try drawn("a>b c")
        #expect(try view.shortestPaths(from: "b", to: "a").paths.isEmpty)
        let own = try view.shortestPaths(from: "c", to: "c").paths
        #expect(own.map(\.cost) == [0] && own[0].hops.isEmpty && own[0].influence == 1)
    }

    @Test func avoidedActorsAreGoneRoundAndStopsPassedInOrder() throws {
        let view = try drawn("a>b b>d a>c c>e e>d b>e")
        #expect(try names(view, avoid: ["b"]) == ["aced"])
        #expect(try names(view, via: ["b", "e"]) == ["abed"])
        #expect(try names(view, via: ["d"]) == ["abd"])
        #expect(throws: AnalysisError.self) { try names(view, avoid: ["a"]) }
        #expect(throws: AnalysisError.unknownActor("z")) { try names(view, via: ["z"]) }
    }

    private func names(_ view: GraphView, via: [ActorID] = [], avoid: Set<ActorID> = []) throws -> [String] {
        try view.shortestPaths(from: "a", to: "d", via: via, avoid: avoid).paths
            .map { $0.actors.map(\.name).joined() }
    }
}
