import EntenteAnalysis

/// Small random graphs whose edges are seen by the test, from a seed.
struct RandomGraph {
    var count: Int
    var edges: [(source: Int, target: Int, strength: Double)]
    private(set) var random: Numbers

    struct Numbers {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }

        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    }

    /// Strengths are 0.5, 1 or 2, so that ties abound.
    init(seed: UInt64, count: Int, edges edgeCount: Int) {
        var random = Numbers(state: seed &* 7_919 &+ 17)
        self.count = count
        edges = (0..<edgeCount).map { _ in
            (random.below(count), random.below(count), [0.5, 1, 2][random.below(3)])
        }
        self.random = random
    }

    /// Moves the edges' ends so that the first actors have far more of them than the last.
    mutating func gatherArcsAtHubs() {
        func moved(_ end: Int) -> Int { end * end / count }
        for place in edges.indices {
            edges[place].source = moved(edges[place].source)
            edges[place].target = moved(edges[place].target)
        }
    }

    /// - Parameter order: In which the edges are given to the view.
    func view(
        cost: Projection.Cost = .hops, direction: Projection.Direction = .directed, order: [Int]? = nil
    ) throws -> GraphView {
        var list = EdgeList()
        for place in order ?? Array(edges.indices) {
            try list.append(from: edges[place].source, to: edges[place].target, strength: edges[place].strength)
        }
        return try GraphView(
            actorCount: count, edges: list, direction: direction, cost: cost,
            names: (0..<count).map { "n\($0 + 1_000)" })
    }
}
