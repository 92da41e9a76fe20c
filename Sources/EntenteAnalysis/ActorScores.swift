public import EntenteModel

/// A score for every actor of a view, and for which projection it holds.
public struct ActorScores: Sendable {
    public let measure: Measure
    public let projection: Projection
    let labels: ActorLabels
    /// By position in the view.
    public let values: [Double]

    init(_ measure: Measure, view: GraphView, values: [Double]) {
        self.measure = measure
        projection = view.projection
        labels = view.labels
        self.values = values
    }

    /// The score of an actor; nil where it is not in the view.
    public subscript(id: ActorID) -> Double? { labels.vertex(id).map { values[$0] } }

    /// An actor with its place in the order of scores.
    public struct Entry: Hashable, Sendable {
        /// 1 for the highest; scores that agree to one part in 10⁹ share a rank, and the next rank skips as many.
        public let rank: Int
        public let actor: ViewActor
        public let score: Double
    }

    /// Actors by score, the notable end first (high scores; for `constraint` low ones), ties by name.
    ///
    /// - Parameter top: How many at most; nil for all.
    /// - Complexity: O(actors · log actors).
    public func ranked(top: Int? = nil) -> [Entry] {
        let sign = measure.isBetterSmall ? 1.0 : -1.0
        // Undefined scores (constraint of an isolated actor) come last.
        var order = values.indices.map { (key: values[$0].isNaN ? .infinity : sign * values[$0], place: $0) }
        order.sort { ($0.key, $0.place) < ($1.key, $1.place) }
        var start = 0
        var entries: [Entry] = []
        while start < order.count {
            var end = start + 1
            while end < order.count, Tie.isTie(order[end - 1].key, order[end].key) { end += 1 }
            for entry in order[start..<end].sorted(by: { $0.place < $1.place }) {
                if let top, entries.count >= top { return entries }
                entries.append(
                    Entry(rank: start + 1, actor: labels.actor(entry.place), score: values[entry.place]))
            }
            start = end
        }
        return entries
    }
}
