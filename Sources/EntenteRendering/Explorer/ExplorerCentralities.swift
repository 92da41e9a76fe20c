import EntenteAnalysis
import EntenteModel

/// Scores of every actor for the page's profiles, as `entente centrality` gives them for the same statuses.
struct ExplorerCentralities {
    let measures: [Measure]
    private let results: [ActorScores]
    /// For which relations the scores hold, in one line.
    let description: String

    /// Measures that take longer than so many steps are left out.
    private static let stepLimit = 400_000_000

    init(of graph: ActorGraph, statuses: Set<Status>) {
        let wanted: [Measure] = [
            .degree, .inDegree, .outDegree, .strength, .betweenness, .closeness, .harmonic, .pagerank, .eigenvector,
            .core, .constraint,
        ]
        let slow: Set<Measure> = [.betweenness, .closeness, .harmonic]
        let projection = Projection(statuses: statuses)
        description = "\(projection)"
        guard let view = try? GraphView(graph, projection: projection) else {
            (measures, results) = ([], [])
            return
        }
        let isLarge = view.actorCount * (view.arcCount + view.actorCount) > Self.stepLimit
        // A measure that does not settle on this graph is not offered for it.
        results = wanted.filter { !isLarge || !slow.contains($0) }.compactMap { try? view.scores(of: $0) }
        measures = results.map(\.measure)
    }

    /// In the order of `measures`; not a number where a score is undefined.
    func scores(of actor: ActorID) -> [Double] {
        results.map { scores in
            let value = scores[actor] ?? .nan
            // Seven digits tell any two scores apart that a reader would.
            return value == value.rounded() ? value : Self.rounded(value)
        }
    }

    private static func rounded(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var (scale, size) = (1.0, abs(value))
        while size < 1_000_000 { (scale, size) = (scale * 10, size * 10) }
        return (value * scale).rounded() / scale
    }
}
