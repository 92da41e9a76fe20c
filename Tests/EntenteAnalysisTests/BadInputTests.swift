import Dispatch
import EntenteAnalysis
import EntenteModel
import Foundation
import Testing

/// Each kind of bad or extreme input has a defined answer or a typed error.
@Suite struct BadInputTests {
    @Test(arguments: [-1, .nan, .infinity])
    func costsThatAreNoCostsAreRefusedWithTheirEdge(strength: Double) throws {
        var edges = EdgeList()
        #expect {
            try edges.append(from: 3, to: 4, strength: strength)
        } throws: { error in
            "\(error)".contains("from '3' to '4'")
        }
        #expect(edges.count == 0)
    }

    @Test(arguments: Measure.allCases)
    func emptyGraphsAndSingleActorsHaveScores(measure: Measure) throws {
        let empty = try GraphView(actorCount: 0, edges: EdgeList())
        #expect(try empty.scores(of: measure).values.isEmpty)
        let single = try GraphView(actorCount: 1, edges: EdgeList()).scores(of: measure)
        #expect(single.values.count == 1)
        #expect(single.ranked().count == 1)
        // Two actors whom nothing joins.
        #expect(try GraphView(actorCount: 2, edges: EdgeList()).scores(of: measure).values.count == 2)
    }

    @Test func structuresOfEmptyGraphsAreEmpty() throws {
        let empty = try GraphView(actorCount: 0, edges: EdgeList())
        #expect(try empty.weakComponents().count == 0 && empty.strongComponents().count == 0)
        #expect(try empty.cutPoints().bridges.isEmpty)
        #expect(try empty.communities().groups.count == 0)
        #expect(try empty.balance().frustration == 0...0)
        #expect(empty.assortativity().isNaN)
    }

    @Test func strengthsOfZeroCarryNothing() throws {
        let view = try drawn("a>b:0 b>c:1", cost: .inverseStrength)
        #expect(try view.shortestPaths(from: "a", to: "c").paths.isEmpty)
        #expect(try view.closeness()["a"] == 0)
        #expect(try view.betweenness()["b"] == 0)
        #expect(try view.communities().groups.count == 2)
        #expect(try drawn("a>b:0 b>c:1", cost: .influence).shortestPaths(from: "a", to: "c").paths.isEmpty)
        #expect(try view.pageRank().values.allSatisfy { $0.isFinite })
    }

    @Test func stepsThatCostNothingHaveDistancesButNoPathCounts() throws {
        let view = try drawn("a>b:0 b>c:1", cost: .strengthAsCost)
        #expect(try view.closeness()["a"] == 2)
        #expect(throws: AnalysisError.badCost(source: "a", target: "b", value: 0)) { try view.betweenness() }
    }

    @Test func unknownNamesAndParametersOutOfRangeAreNamed() throws {
        let view = try drawn("a>b")
        #expect(throws: AnalysisError.unknownMeasure("betweeness", closest: "betweenness")) {
            try Measure(named: "betweeness")
        }
        #expect(throws: AnalysisError.unknownActor("z")) { try view.shortestPaths(from: "a", to: "z") }
        #expect(throws: AnalysisError.self) { try view.shortestPaths(from: "a", to: "b", count: 0) }
        #expect(throws: AnalysisError.self) { try view.pageRank(damping: 1) }
        #expect(throws: AnalysisError.self) { try view.katz(attenuation: .nan) }
        #expect(throws: AnalysisError.self) { try drawn("a-b b-c c-a").katz(attenuation: 0.6) }
        #expect(throws: AnalysisError.self) { try view.approximateBetweenness(error: 0) }
        let graph = try SmallCase.graph()
        #expect(throws: AnalysisError.unknownKind("leeds", closest: "leads")) {
            try GraphView(graph, projection: Projection(kinds: ["leeds"]))
        }
    }

    @Test func endsBeyondTheActorsAreRefused() throws {
        var edges = EdgeList()
        try edges.append(from: 0, to: 7)
        #expect(throws: AnalysisError.badParameter("an edge's end", value: "7", allowed: "a number below 3")) {
            try GraphView(actorCount: 3, edges: edges)
        }
        #expect(throws: AnalysisError.self) { try edges.append(from: 0, to: 1 << 40) }
        #expect(throws: AnalysisError.tooLarge(what: "actors", count: 1 << 33, limit: GraphView.actorLimit)) {
            try GraphView(actorCount: 1 << 33, edges: EdgeList())
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.physicalMemory < 60 << 30, "this machine has the memory"))
    func memoryIsAskedForBeforeItIsTaken() throws {
        // Four billion actors without relations would need some 64 GiB.
        #expect {
            try GraphView(actorCount: GraphView.actorLimit, edges: EdgeList())
        } throws: { error in
            guard case .notEnoughMemory? = error as? AnalysisError else { return false }
            return true
        }
    }

    @Test func tenThousandPathsOfADenseGraphAreFoundInOrder() throws {
        var edges = EdgeList()
        for source in 0..<9 {
            for target in 0..<9 where source != target {
                try edges.append(from: source, to: target, strength: Double(1 + (source * 5 + target * 3) % 7))
            }
        }
        let view = try GraphView(actorCount: 9, edges: edges, cost: .strengthAsCost)
        // 9 actors, each tied to each: Σ 7! / (7 − i)! = 13,700 simple paths.
        let paths = try view.shortestPaths(from: "0", to: "8", count: 10_000).paths
        #expect(paths.count == 10_000)
        #expect(zip(paths, paths.dropFirst()).allSatisfy { $0.cost <= $1.cost + 1e-9 })
    }

    @Test func aCancelledTaskStopsSoonAndSaysSo() async throws {
        let view = try RandomGraph(seed: 3, count: 1_500, edges: 20_000).view(cost: .strengthAsCost)
        let underWay = DispatchSemaphore(value: 0)
        let task = Task.detached {
            let result = Result { try view.betweenness(execution: Execution { _ in underWay.signal() }) }
            return (result, ContinuousClock.now)
        }
        // A thread of its own, so that other tests that fill the pool cannot hold up the cancel.
        let cancelled: ContinuousClock.Instant = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                underWay.wait()
                task.cancel()
                continuation.resume(returning: .now)
            }
        }
        let (result, ended) = await task.value
        #expect(throws: AnalysisError.cancelled) { try result.get() }
        // A hundred milliseconds in release mode; tests run unoptimized, on a machine with other work.
        #expect(ended - cancelled < .seconds(1))
    }

    @Test func progressRisesToOne() throws {
        let steps = Steps()
        let execution = Execution(threads: 1) { steps.append($0) }
        _ = try RandomGraph(seed: 4, count: 50, edges: 100).view().betweenness(execution: execution)
        #expect(steps.values.last == 1 && steps.values == steps.values.sorted() && steps.values.count <= 101)
    }

    private final class Steps: @unchecked Sendable {
        private(set) var values: [Double] = []
        func append(_ value: Double) { values.append(value) }
    }
}
