import Dispatch
import EntenteAnalysis
import EntenteModel
import Foundation
import Testing

/// Anything that can take long ends soon after its task is cancelled.
@Suite(.serialized) struct CancellationTests {
    struct Job: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let run: @Sendable (GraphView) throws -> Void
    }

    static let jobs: [Job] = [
        Job(testDescription: "closeness") { _ = try $0.closeness() },
        Job(testDescription: "betweenness") { _ = try $0.betweenness() },
        Job(testDescription: "edge betweenness") { _ = try $0.edgeBetweenness() },
        Job(testDescription: "sampled betweenness") { _ = try $0.approximateBetweenness(error: 0.03) },
        Job(testDescription: "PageRank") { _ = try $0.pageRank(tolerance: 1e-15) },
        Job(testDescription: "eigenvector") { _ = try $0.eigenvector() },
        Job(testDescription: "katz") { _ = try $0.katz(attenuation: 0.001) },
        Job(testDescription: "hubs") { _ = try $0.hubsAndAuthorities() },
        Job(testDescription: "core") { _ = try $0.coreNumbers() },
        Job(testDescription: "constraint") { _ = try $0.constraint() },
        Job(testDescription: "effective size") { _ = try $0.effectiveSize() },
        Job(testDescription: "clustering") { _ = try $0.localClustering() },
        Job(testDescription: "communities") { _ = try $0.communities() },
        Job(testDescription: "labels") { _ = try $0.labelPropagation(rounds: 100) },
        Job(testDescription: "weak components") { _ = try $0.weakComponents() },
        Job(testDescription: "strong components") { _ = try $0.strongComponents() },
        Job(testDescription: "cut points") { _ = try $0.cutPoints() },
        Job(testDescription: "many paths") {
            _ = try $0.shortestPaths(from: "n1001", to: "n1002", count: 100_000)
        },
        Job(testDescription: "widest path") { _ = try $0.widestPath(from: "n1001", to: "n1002") },
        Job(testDescription: "path in 500 hops") {
            _ = try $0.constrainedPath(from: "n1001", to: "n1002", maximumHops: 500)
        },
    ]

    static let views = Result {
        var graph = RandomGraph(seed: 5, count: 6_000, edges: 60_000)
        let hops = try graph.view()
        graph.gatherArcsAtHubs()
        return (hops: hops, costs: try graph.view(cost: .strengthAsCost))
    }

    @Test(arguments: jobs)
    func endsSoonAfterACancel(job: Job) async throws {
        let views = try Self.views.get()
        for view in [views.hops, views.costs] {
            let underWay = DispatchSemaphore(value: 0)
            let task = Task.detached {
                underWay.signal()
                let result = Result { try job.run(view) }
                return (result, ContinuousClock.now)
            }
            // A thread of its own, so that work which fills the pool cannot hold up the cancel, and no cancel before
            // the pool has taken the job up.
            let cancelled: ContinuousClock.Instant = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    underWay.wait()
                    Thread.sleep(forTimeInterval: 0.03)
                    task.cancel()
                    continuation.resume(returning: .now)
                }
            }
            let (result, ended) = await task.value
            // A hundred milliseconds in release mode, see `entente-benchmark cancel`; tests run unoptimized, on a
            // machine with other work. What was quicker than the cancel has a result.
            #expect(ended - cancelled < .seconds(2))
            if case .failure(let error) = result { #expect(error as? AnalysisError == .cancelled) }
        }
    }

    @Test func aCancelledTaskMakesNoView() async throws {
        let graph = RandomGraph(seed: 6, count: 20_000, edges: 100_000)
        let task = Task.detached {
            while !Task.isCancelled { await Task.yield() }
            return Result { try graph.view() }
        }
        task.cancel()
        let result = await task.value
        #expect(throws: AnalysisError.cancelled) { try result.get() }
    }
}
