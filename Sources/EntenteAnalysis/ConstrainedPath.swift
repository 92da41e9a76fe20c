public import EntenteModel
internal import Foundation

extension GraphView {
    /// The cheapest way from one actor to another in at most so many hops, each along a relation of an allowed kind.
    ///
    /// - Parameters:
    ///   - maximumHops: The longest way, in hops; at least 1.
    ///   - kindsByHop: Which kinds the first hop may take, the second and so on; an empty set allows all. Hops beyond
    ///     the list are free. Where it is given, the way has at least as many hops as the list.
    /// - Returns: Of ways whose costs tie the one with the fewest hops, then the first by names; nil where there is
    ///   none. A way that a list of kinds forces to is allowed to pass an actor twice.
    /// - Throws: `AnalysisError.unknownActor`, `.unknownKind`, `.badParameter`, `.cancelled`.
    /// - Complexity: O(hops · (actors + relations)).
    public func constrainedPath(
        from source: ActorID, to target: ActorID, maximumHops: Int, kindsByHop: [Set<String>] = []
    ) throws(AnalysisError) -> InfluencePath? {
        guard maximumHops >= 1, maximumHops >= kindsByHop.count else {
            throw .badParameter(
                "the number of hops", value: String(maximumHops), allowed: "\(max(1, kindsByHop.count)) or more")
        }
        let known = Set(relations.map(\.kind.name))
        for kind in kindsByHop.flatMap({ $0 }).sorted(by: utf8Less) where !known.contains(kind) {
            throw .unknownKind(kind, closest: EditDistance.closest(to: kind, among: known.sorted(by: utf8Less)))
        }
        let (start, end) = (try vertex(source), try vertex(target))
        let hopLimit = max(min(maximumHops, actorCount), kindsByHop.count)
        try Memory.check("the search", needed: (hopLimit + 1) * actorCount * 16)
        // remaining[h][v]: the least cost from v to the end when h hops have been made.
        var remaining = [[Double]](repeating: [], count: hopLimit + 1)
        for hop in stride(from: hopLimit, through: 0, by: -1) {
            if Task.isCancelled { throw .cancelled }
            var costs = [Double](repeating: .infinity, count: actorCount)
            if hop >= kindsByHop.count { costs[end] = 0 }
            if hop < hopLimit {
                for vertex in 0..<actorCount {
                    try stopIfCancelled(at: vertex)
                    for arc in out.row(vertex) where remaining[hop + 1][Int(out.targets[arc])] < costs[vertex] {
                        let step = stepCost(arc, hop: hop, kindsByHop)
                        costs[vertex] = min(costs[vertex], step + remaining[hop + 1][Int(out.targets[arc])])
                    }
                }
            }
            remaining[hop] = costs
        }
        guard remaining[0][start] < .infinity else { return nil }
        var best = fewest(from: start, to: end, remaining: remaining, kindsByHop)
        best.cost = 0
        var hops: [PathHop] = []
        for (number, pair) in zip(best.vertices, best.vertices.dropFirst()).enumerated() {
            guard let arc = out.arc(from: Int(pair.0), to: Int(pair.1)) else { continue }
            let allowed = number < kindsByHop.count ? kindsByHop[number] : []
            let hop = hop(along: arc, from: Int(pair.0), to: Int(pair.1), kinds: allowed)
            best.cost += hop.cost
            hops.append(hop)
        }
        return InfluencePath(
            cost: best.cost, influence: exp(-best.cost), hops: hops, actors: best.vertices.map { actor(Int($0)) })
    }

    private func stepCost(_ arc: Int, hop: Int, _ kindsByHop: [Set<String>]) -> Double {
        guard hop < kindsByHop.count, !kindsByHop[hop].isEmpty else { return out.cost(arc) }
        guard !bundles.offsets.isEmpty else { return .infinity }
        let members = bundles.members[Int(bundles.offsets[arc])..<Int(bundles.offsets[arc + 1])]
        return members.first { kindsByHop[hop].contains(relations[Int($0.relation)].kind.name) }?.cost ?? .infinity
    }

    /// Among the ways that tie with the cheapest, by number of hops and then names.
    private func fewest(
        from start: Int, to end: Int, remaining: [[Double]], _ kindsByHop: [Set<String>]
    ) -> VertexPath {
        // hopsLeft[h][v]: the fewest hops from v to the end on a cheapest way when h hops have been made.
        let last = remaining.count - 1
        var hopsLeft = [[Int]](repeating: [Int](repeating: .max, count: actorCount), count: last + 1)
        func isCheapest(_ hop: Int, _ vertex: Int, _ arc: Int) -> Bool {
            let rest = remaining[hop + 1][Int(out.targets[arc])]
            return rest < .infinity
                && Tie.isTie(stepCost(arc, hop: hop, kindsByHop) + rest, remaining[hop][vertex])
        }
        for hop in stride(from: last, through: 0, by: -1) {
            if hop >= kindsByHop.count { hopsLeft[hop][end] = 0 }
            guard hop < last else { continue }
            for vertex in 0..<actorCount where remaining[hop][vertex] < .infinity && hopsLeft[hop][vertex] > 0 {
                for arc in out.row(vertex) where isCheapest(hop, vertex, arc) {
                    let rest = hopsLeft[hop + 1][Int(out.targets[arc])]
                    if rest < .max { hopsLeft[hop][vertex] = min(hopsLeft[hop][vertex], rest + 1) }
                }
            }
        }
        var path = VertexPath(vertices: [UInt32(start)], cost: 0)
        var (vertex, hop) = (start, 0)
        while hopsLeft[hop][vertex] > 0, hopsLeft[hop][vertex] < .max, hop < last {
            let wanted = hopsLeft[hop][vertex] - 1
            guard
                let arc = out.row(vertex).first(where: {
                    hopsLeft[hop + 1][Int(out.targets[$0])] == wanted && isCheapest(hop, vertex, $0)
                })
            else { break }
            vertex = Int(out.targets[arc])
            hop += 1
            path.vertices.append(UInt32(vertex))
        }
        return path
    }
}
