import EntenteAnalysis
import EntenteModel
import Testing

@Suite struct CommunityTests {
    @Test func twoCliquesJoinedByOneTieAreTwoCommunities() throws {
        // a b c d, each with each ── d-e ── e f g h, each with each
        let text = "a-b a-c a-d b-c b-d c-d d-e e-f e-g e-h f-g f-h g-h"
        let view = try drawn(text, undirected: true)
        let found = try view.communities()
        #expect(found.groups.groups.map { $0.map(\.name).joined() } == ["abcd", "efgh"])
        // 13 ties: 6 within each; each side has 13 of 26 ends.
        #expect(abs(found.modularity - (12.0 / 13 - 0.5)) < 1e-12)
        #expect(abs(found.value - found.modularity) < 1e-12)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func karateClubComesOutAtItsBestKnownModularity(seed: UInt64) throws {
        guard let karate = References.networkX?.first(where: { $0.name == "karate" }) else { return }
        var edges = EdgeList()
        for edge in karate.edges { try edges.append(from: Int(edge[0]), to: Int(edge[1])) }
        let view = try GraphView(actorCount: karate.count, edges: edges, direction: .undirected)
        // 0.4198 is the optimum (Brandes et al. 2008).
        #expect(try view.communities(seed: seed).modularity > 0.4150)
        #expect(try view.communities(seed: seed).groups.groups == view.communities(seed: seed).groups.groups)
    }

    @Test(arguments: 0..<20)
    func communitiesAreConnectedAndNoSingleMoveImprovesThem(seed: Int) throws {
        let graph = RandomGraph(seed: UInt64(seed), count: 14, edges: 30)
        let view = try graph.view(direction: .undirected)
        let found = try view.communities()
        let best = Self.modularity(graph, found.groups.membership)
        #expect(abs(best - found.modularity) < 1e-9)
        for vertex in 0..<graph.count {
            for group in 0...found.groups.count {
                var moved = found.groups.membership
                moved[vertex] = group
                #expect(Self.modularity(graph, moved) <= best + 1e-9, "actor \(vertex) to \(group), seed \(seed)")
            }
        }
    }

    @Test func pottsModelWithAHighResolutionLeavesEverybodyAlone() throws {
        let view = try drawn("a-b b-c c-a", undirected: true)
        #expect(try view.communities(by: .constantPotts(resolution: 5)).groups.count == 3)
        #expect(try view.communities(by: .constantPotts(resolution: 0.1)).groups.count == 1)
        #expect(throws: AnalysisError.self) { try view.communities(by: .constantPotts(resolution: 0)) }
    }

    /// Newman's modularity, from the definition.
    private static func modularity(_ graph: RandomGraph, _ membership: [Int]) -> Double {
        let ties = graph.edges.filter { $0.source != $0.target }
        let total = ties.reduce(0) { $0 + $1.strength }
        var ends: [Int: Double] = [:]
        var within = 0.0
        for tie in ties {
            ends[membership[tie.source], default: 0] += tie.strength
            ends[membership[tie.target], default: 0] += tie.strength
            if membership[tie.source] == membership[tie.target] { within += tie.strength }
        }
        return within / total - ends.values.reduce(0) { $0 + ($1 / (2 * total)) * ($1 / (2 * total)) }
    }
}

@Suite struct BalanceTests {
    @Test func friendsOfFoesMakeAnUnbalancedTriad() throws {
        // a and b are friends, c is a foe of a and a friend of b.
        let report = try signed(["a+b", "a-c", "b+c"]).balance()
        #expect(report.triadCounts == [0, 1, 0, 0])
        #expect(report.frustration == 1...1)
        #expect(report.unbalancedTriads.map { $0.actors.map(\.name).joined() } == ["abc"])
        #expect(report.frustratedTies.count == 1)
    }

    @Test func twoBlocsAreTwoCampsWithoutFrustration() throws {
        let report = try signed(["a+b", "c+d", "a-c", "a-d", "b-c", "b-d", "e+f"]).balance()
        #expect(report.frustration == 0...0 && report.unbalancedTriadCount == 0)
        #expect(report.balancedTriadCount == 4)
        #expect(report.camps.map { $0.first.map(\.name).joined() } == ["ab", "ef"])
        #expect(report.camps.map { $0.second.map(\.name).joined() } == ["cd", ""])
    }

    @Test(arguments: 0..<30)
    func frustrationIsThatOfTheBestOfAllDivisions(seed: Int) throws {
        var random = RandomGraph.Numbers(state: UInt64(seed) &* 31 &+ 5)
        let names = Array("abcdefghij").map(String.init)
        var ties: [String] = []
        for one in 0..<10 {
            for other in (one + 1)..<10 where random.below(10) < 5 {
                ties.append(names[one] + (random.below(2) == 0 ? "+" : "-") + names[other])
            }
        }
        let report = try signed(ties).balance()
        var best = Int.max
        for division in 0..<512 {
            let cost = ties.count { tie in
                let parts = Array(tie)
                let (one, other) = (names.firstIndex(of: String(parts[0])), names.firstIndex(of: String(parts[2])))
                let same = (division >> (one ?? 0)) & 1 == (division >> (other ?? 0)) & 1
                return same != (parts[1] == "+")
            }
            best = min(best, cost)
        }
        #expect(report.frustration == best...best)
        #expect(report.frustratedTies.count == best)
    }

    @Test func withoutEffortTheBoundsStillHold() throws {
        let ties = ["a-b", "a-c", "a-d", "a-e", "b-c", "b-d", "b-e", "c-d", "c-e", "d-e"]
        let exact = try signed(ties).balance().frustration
        let rough = try signed(ties).balance(effort: 1).frustration
        #expect(exact == 4...4)
        #expect(rough.lowerBound <= 4 && rough.upperBound >= 4)
    }

    /// A view of friendly (+) and hostile (-) relations.
    private func signed(_ ties: [String]) throws -> GraphView {
        let ontology = try Ontology(
            yaml: "actors:\n  state: {}\nrelations:\n  aids: {polarity: cooperative}\n  fights: {polarity: hostile}\n")
        var graph = ActorGraph(ontology: ontology)
        for tie in ties {
            let parts = Array(tie).map(String.init)
            for name in [parts[0], parts[2]] {
                try graph.insert(Actor(id: ActorID(name), name: name, kind: "state"))
            }
            let kind = try #require(ontology.relationKind(parts[1] == "+" ? "aids" : "fights"))
            try graph.insert(Relation(id: RelationID(source: ActorID(parts[0]), kind: kind, target: ActorID(parts[2]))))
        }
        return try GraphView(graph)
    }
}

@Suite struct TimelineTests {
    @Test func aMeasureIsTakenMonthByMonth() throws {
        let points = try DatedCase.graph().timeline(of: .outDegree, projection: Projection())
        #expect(points.map(\.month.description) == ["2021-03", "2021-04", "2021-05", "2021-06"])
        #expect(points.map { $0.scores["a"] } == [0, 0, 2, 2])
        let within = try DatedCase.graph().timeline(of: .outDegree, projection: Projection(), window: .within)
        #expect(within.map { $0.scores["a"] } == [0, 0, 2, 0])
    }

    @Test func whatChangedMostComesFirst() throws {
        let changes = try DatedCase.graph().changes(
            in: .outDegree, from: #require(PartialDate("2021-04")), to: #require(PartialDate("2021-06")),
            projection: Projection())
        #expect(changes.map(\.actor.id) == ["a", "c"])
        #expect(changes.map(\.difference) == [2, 1])
    }

    @Test func ranksUnderResamplingCoverTheRankAndRepeatWithTheSeed() throws {
        let graph = try SmallCase.graph()
        let ranks = try graph.rankStability(of: .degree, projection: Projection(), resamples: 60)
        #expect(ranks.count == graph.actorCount)
        #expect(ranks.allSatisfy { $0.ranks.lowerBound >= 1 && $0.ranks.upperBound <= graph.actorCount })
        #expect(ranks[0].ranks.contains(ranks[0].rank))
        #expect(try graph.rankStability(of: .degree, projection: Projection(), resamples: 60) == ranks)
    }
}
