import EntenteAnalysis
import EntenteModel
import Dispatch
import Foundation
import Synchronization

/// Everything that can take long on a large graph, to see how it grows and how soon it ends after a cancel.
enum LongJob: String, CaseIterable {
    case making = "making the view"
    case degree, strength, pagerank, eigenvector, katz, hubs, core
    case weak = "weak components"
    case strong = "strong components"
    case cuts = "cut points"
    case oneToAllByHops = "one to all, hops"
    case oneToAllByCost = "one to all, cost"
    case pair = "one pair, cost"
    case yen = "ten paths of one pair, cost"
    case widest = "widest path"
    case leiden, clustering, constraint
    case effectiveSize = "effective size"
    case sampledBetweenness = "betweenness, sampled (0.05)"
    case closeness = "closeness, hops"
    case harmonic = "harmonic, hops"
    case closenessByCost = "closeness, cost"
    case betweenness = "betweenness, hops"
    case betweennessByCost = "betweenness, cost"

    /// - Parameters:
    ///   - hops: The graph with every step at 1, directed.
    ///   - costs: The same with its strengths as costs.
    func run(_ edges: EdgeList, actorCount: Int, hops: GraphView, costs: GraphView, _ execution: Execution) throws {
        let (first, last) = (ActorID("7"), ActorID(String(actorCount / 3)))
        switch self {
        case .making: _ = try GraphView(actorCount: actorCount, edges: edges)
        case .degree: _ = hops.degree()
        case .strength: _ = hops.strength()
        case .pagerank: _ = try hops.pageRank(execution: execution)
        case .eigenvector: _ = try hops.eigenvector(execution: execution)
        // Below one by the largest eigenvalue of each of the graphs.
        case .katz: _ = try hops.katz(attenuation: 0.0001)
        case .hubs: _ = try hops.hubsAndAuthorities()
        case .core: _ = try hops.coreNumbers()
        case .weak: _ = try hops.weakComponentNumbers()
        case .strong: _ = try hops.strongComponentNumbers()
        case .cuts: _ = try hops.cutPoints()
        case .oneToAllByHops: _ = try hops.distances(from: first)
        case .oneToAllByCost: _ = try costs.distances(from: first)
        case .pair: _ = try costs.shortestPaths(from: first, to: last)
        case .yen: _ = try costs.shortestPaths(from: first, to: last, count: 10)
        case .widest: _ = try costs.widestPath(from: first, to: last)
        case .leiden: _ = try hops.communities(rounds: 3)
        case .clustering: _ = try hops.localClustering(execution: execution)
        case .constraint: _ = try hops.constraint(execution: execution)
        case .effectiveSize: _ = try hops.effectiveSize(execution: execution)
        case .sampledBetweenness: _ = try hops.approximateBetweenness(error: 0.05, execution: execution)
        case .closeness: _ = try hops.closeness(execution: execution)
        case .harmonic: _ = try hops.harmonic(execution: execution)
        case .closenessByCost: _ = try costs.closeness(execution: execution)
        case .betweenness: _ = try hops.betweenness(execution: execution)
        case .betweennessByCost: _ = try costs.betweenness(execution: execution)
        }
    }

    /// How a run ended: done, or cancelled after a time.
    private struct Outcome: Sendable {
        let seconds: Double
        /// From the cancel to the end; nil where the work was done before.
        let latency: Double?
        /// The processor time of that, of all threads: what it would take on a machine that does nothing else.
        let work: Double?
        /// What went wrong otherwise.
        let problem: String?
    }

    /// Waits for the end of a run.
    private final class Watch: Sendable {
        let cancelled = Mutex<(instant: ContinuousClock.Instant, processor: Double)?>(nil)
        private let done = DispatchSemaphore(value: 0)

        /// Whether the run ended within the time.
        func waits(seconds: Double) -> Bool { done.wait(timeout: .now() + seconds) == .success }
        func end() { done.signal() }
    }

    private func run(
        _ edges: EdgeList, actorCount: Int, hops: GraphView, costs: GraphView, threads: Int, cancelAfter limit: Double
    ) async -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        let task = Task.detached { () -> (ContinuousClock.Instant, Double, (any Error)?) in
            do {
                try run(edges, actorCount: actorCount, hops: hops, costs: costs, Execution(threads: threads))
                return (ContinuousClock.now, ProcessorTime.used, nil)
            } catch { return (ContinuousClock.now, ProcessorTime.used, error) }
        }
        // A thread of its own, so that work on every core cannot hold up the cancel.
        let watch = Watch()
        Thread.detachNewThread {
            guard !watch.waits(seconds: limit) else { return }
            watch.cancelled.withLock { $0 = (ContinuousClock.now, ProcessorTime.used) }
            task.cancel()
        }
        let (end, processor, error) = await task.value
        watch.end()
        let cancelled = watch.cancelled.withLock { $0 }
        let isCancelled = (error as? AnalysisError) == .cancelled
        return Outcome(
            seconds: (end - start) / .seconds(1),
            latency: isCancelled ? cancelled.map { (end - $0.instant) / .seconds(1) } : nil,
            work: isCancelled ? cancelled.map { processor - $0.processor } : nil,
            problem: error == nil || isCancelled ? nil : "\(error.map { "\($0)" } ?? "")")
    }

    /// Prints how long each takes on R-MAT graphs of 10⁴ to 10⁷ relations, in milliseconds.
    static func growth(folder: URL, limit: Double) async throws {
        let graphs: [BenchmarkGraph] = [.rmatTenThousand, .rmatHundredThousand, .rmatMillion, .rmat]
        var cells: [LongJob: [String]] = [:]
        for graph in graphs {
            let edges = try graph.read(from: folder)
            let hops = try GraphView(actorCount: graph.actorCount, edges: edges)
            let costs = try GraphView(actorCount: graph.actorCount, edges: edges, cost: .strengthAsCost)
            for job in allCases {
                let outcome = await job.run(
                    edges, actorCount: graph.actorCount, hops: hops, costs: costs, threads: 1, cancelAfter: limit)
                let text =
                    outcome.problem
                    ?? (outcome.latency != nil
                        ? "> \(Int(limit * 1000))" : String(format: "%.2f", outcome.seconds * 1000))
                cells[job, default: []].append(text)
            }
        }
        print("| measure | 10⁴ relations | 10⁵ | 10⁶ | 10⁷ |\n| --- | --- | --- | --- | --- |")
        for job in allCases { print("| \(job.rawValue) | \((cells[job] ?? []).joined(separator: " | ")) |") }
    }

    /// Prints how soon each ends after a cancel, in milliseconds: on the graph with 10⁷ relations, and searches from every
    /// actor also on that with 10⁶, which is small enough for what speeds them up.
    static func cancelling(folder: URL, threads: Int) async throws {
        print(
            "| work, \(threads) threads | relations | cancelled after | ended after another | processor time of that |\n| --- | --- | --- | --- | --- |"
        )
        let fromEveryActor: [LongJob] = [.closeness, .closenessByCost, .betweenness, .betweennessByCost]
        for (graph, jobs) in [(BenchmarkGraph.rmat, allCases), (.rmatMillion, fromEveryActor)] {
            let edges = try graph.read(from: folder)
            let hops = try GraphView(actorCount: graph.actorCount, edges: edges)
            let costs = try GraphView(actorCount: graph.actorCount, edges: edges, cost: .strengthAsCost)
            for job in jobs {
                for delay in [0.05, 0.4, 1.5] {
                    let outcome = await job.run(
                        edges, actorCount: graph.actorCount, hops: hops, costs: costs, threads: threads,
                        cancelAfter: delay)
                    if let problem = outcome.problem { print("| \(job.rawValue) | | | \(problem) | |") }
                    guard let latency = outcome.latency, let work = outcome.work else { break }
                    let (waited, worked) = (String(format: "%.1f", latency * 1000), String(format: "%.1f", work * 1000))
                    print(
                        "| \(job.rawValue) | \(edges.count) | \(Int(delay * 1000)) ms | \(waited) ms | \(worked) ms |")
                }
            }
        }
    }
}
