import EntenteAnalysis
import EntenteModel
import Foundation

/// One algorithm on one graph, timed with the graph in memory.
enum BenchmarkTask: String, CaseIterable {
    case betweennessByHops = "betweenness-hops"
    case betweennessByCost = "betweenness-cost"
    case closenessByHops = "closeness-hops"
    case closenessByCost = "closeness-cost"
    case harmonicByHops = "harmonic-hops"
    case harmonicByCost = "harmonic-cost"
    case pageRank = "pagerank"
    case oneToAll = "dijkstra"
    case onePair = "pair"
    case kShortest = "yen"
    case eigenvector
    case core
    case weak
    case strong
    case breadthFirst = "bfs"
    case leiden

    private var cost: Projection.Cost {
        switch self {
        case .betweennessByCost, .closenessByCost, .harmonicByCost, .oneToAll, .onePair, .kShortest: .strengthAsCost
        default: .hops
        }
    }

    private var direction: Projection.Direction { self == .leiden ? .undirected : .directed }

    func measure(_ graph: BenchmarkGraph, folder: URL, threads: Int, repeats: Int) throws {
        let edges = try graph.read(from: folder)
        let clock = ContinuousClock()
        let start = clock.now
        let view = try GraphView(actorCount: graph.actorCount, edges: edges, direction: direction, cost: cost)
        let making = clock.now - start
        var times: [Double] = []
        var value = 0.0
        for _ in 0..<repeats {
            let start = ProcessorTime.now
            value = try run(view, graph: graph, Execution(threads: threads))
            times.append(ProcessorTime.now - start)
        }
        times.sort()
        let report: [String: Any] = [
            "task": rawValue, "graph": graph.rawValue, "threads": threads, "median": times[times.count / 2],
            "least": times[0], "value": value, "making": making / .seconds(1),
        ]
        let data = try JSONSerialization.data(withJSONObject: report, options: .sortedKeys)
        FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    /// Runs the algorithm and returns a figure by which the peers' answers can be checked.
    private func run(_ view: GraphView, graph: BenchmarkGraph, _ execution: Execution) throws -> Double {
        switch self {
        case .betweennessByHops, .betweennessByCost:
            return try view.betweenness(execution: execution).values.reduce(0, +)
        case .closenessByHops, .closenessByCost: return try view.closeness(execution: execution).values.reduce(0, +)
        case .harmonicByHops, .harmonicByCost: return try view.harmonic(execution: execution).values.reduce(0, +)
        case .pageRank: return try view.pageRank(execution: execution).values.max() ?? 0
        case .oneToAll:
            return try Self.places(graph, 5).reduce(0) { sum, source in
                sum + (try view.distances(fromVertex: source)).reduce(0) { $1 < .infinity ? $0 + $1 : $0 }
            }
        case .onePair:
            let places = Self.places(graph, 40)
            var sum = 0.0
            for pair in stride(from: 0, to: places.count, by: 2) {
                let (source, target) = (ActorID(String(places[pair])), ActorID(String(places[pair + 1])))
                sum += try view.shortestPaths(from: source, to: target).paths.first?.cost ?? 0
            }
            return sum
        case .kShortest:
            let places = Self.places(graph, 100)
            var sum = 0.0
            for pair in stride(from: 0, to: places.count, by: 2) {
                let (source, target) = (ActorID(String(places[pair])), ActorID(String(places[pair + 1])))
                for path in try view.shortestPaths(from: source, to: target, count: 10).paths { sum += path.cost }
            }
            return sum
        case .eigenvector: return try view.eigenvector(execution: execution).values.reduce(0, +)
        case .core: return try view.coreNumbers().values.reduce(0, +)
        case .weak: return Double(Set(try view.weakComponentNumbers()).count)
        case .strong: return Double(Set(try view.strongComponentNumbers()).count)
        case .breadthFirst:
            return try Self.places(graph, 5).reduce(0) { sum, source in
                sum + (try view.levels(fromVertex: source)).reduce(0) { $1 == .max ? $0 : $0 + Double($1) }
            }
        // Three rounds here, two of igraph and ten of NetworKit come out at nearly the same modularity.
        case .leiden: return try view.communities(rounds: 3).modularity
        }
    }

    /// Sources and targets, the same in `peers.py`: spread over the actors by a multiplier without common factors.
    static func places(_ graph: BenchmarkGraph, _ count: Int) -> [Int] {
        (1...count).map { $0 * 7_919 % graph.actorCount }
    }
}
