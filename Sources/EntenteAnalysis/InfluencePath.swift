public import EntenteModel
internal import Foundation

/// A chain of relations between two actors, with the evidence for every step.
public struct InfluencePath: Hashable, Sendable {
    /// The sum of the steps' costs.
    public let cost: Double
    /// exp(−cost): with the cost `influence`, the probability that influence runs the whole way.
    public let influence: Double
    /// One after the other, from the start to the end; none where both are the same actor.
    public let hops: [PathHop]
    /// The actors on the way, both ends included.
    public let actors: [ViewActor]

    /// The step that costs most: where the chain would break first. Of ties the first.
    public var weakestHop: PathHop? {
        hops.indices.max { (hops[$0].cost, $1) < (hops[$1].cost, $0) }.map { hops[$0] }
    }
}

/// One step of a path.
public struct PathHop: Hashable, Sendable {
    /// Where the step starts and ends, in the direction of travel.
    public let source: ViewActor
    public let target: ViewActor
    /// Name of the relation's kind; empty in a view of a plain edge list.
    public let kind: String
    /// How the relation reads, as drawn: "guards border of".
    public let label: String
    /// Whether the relation is drawn from `target` to `source`; never for symmetric kinds.
    public let reversed: Bool
    /// What the statements make of the relation alone, as `Relation.strength`.
    public let strength: Double
    public let cost: Double
    /// exp(−cost): with the cost `influence`, the probability that this step carries influence.
    public let influence: Double
    public let status: Status
    /// The statement that supports the step best; nil for a relation of a plain graph.
    public let evidence: Statement?
    /// The relation behind the step: the cheapest of those between the two, of ties the first kind by name.
    public let relation: ViewRelation?
    /// Other relations of the view that lead the same way.
    public let parallel: [ViewRelation]
}

/// What a path question found.
public struct PathResult: Hashable, Sendable {
    /// For which part of the graph, and which costs, the answer holds.
    public let projection: Projection
    public let source: ViewActor
    public let target: ViewActor
    /// Cheapest first; of ties the one with fewer steps, then the first by names.
    public let paths: [InfluencePath]
}

extension GraphView {
    /// An answer that holds one path, or none.
    ///
    /// - Throws: `AnalysisError.unknownActor`.
    public func result(
        from source: ActorID, to target: ActorID, _ path: InfluencePath?
    ) throws(AnalysisError) -> PathResult {
        PathResult(
            projection: projection, source: actor(try vertex(source)), target: actor(try vertex(target)),
            paths: path.map { [$0] } ?? [])
    }

    /// The path dressed with names, relations and evidence.
    func dress(_ path: VertexPath) -> InfluencePath {
        var hops: [PathHop] = []
        for (from, to) in zip(path.vertices, path.vertices.dropFirst()) {
            guard let arc = out.arc(from: Int(from), to: Int(to)) else { continue }
            hops.append(hop(along: arc, from: Int(from), to: Int(to)))
        }
        return InfluencePath(
            cost: path.cost, influence: exp(-path.cost), hops: hops, actors: path.vertices.map { actor(Int($0)) })
    }

    /// The step along an arc, by the cheapest of its relations.
    ///
    /// - Parameter kinds: Which kinds the step may take; empty for all, at the joint cost of the arc.
    func hop(along arc: Int, from: Int, to: Int, kinds: Set<String> = []) -> PathHop {
        var members: [ParallelArc] = []
        if !bundles.offsets.isEmpty {
            members = bundles.members[Int(bundles.offsets[arc])..<Int(bundles.offsets[arc + 1])]
                .filter { kinds.isEmpty || kinds.contains(relations[Int($0.relation)].kind.name) }
        }
        let cost = kinds.isEmpty ? out.cost(arc) : members.first?.cost ?? .infinity
        let best = members.first.map { relations[Int($0.relation)] }
        return PathHop(
            source: actor(from), target: actor(to), kind: best?.kind.name ?? "", label: best?.kind.label ?? "",
            reversed: members.first?.reversed ?? false, strength: best?.relation.strength ?? out.strength(arc),
            cost: cost, influence: exp(-cost), status: best?.relation.status ?? .asserted,
            evidence: best.flatMap { Self.bestStatement(of: $0.relation) }, relation: best,
            parallel: members.dropFirst().map { relations[Int($0.relation)] })
    }

    /// The most confident statement of the relation's own status; of ties the first by document and place.
    static func bestStatement(of relation: Relation) -> Statement? {
        let wanted: Status = relation.status == .disputed ? .asserted : relation.status
        let own = relation.statements.filter { $0.status == wanted }
        return (own.isEmpty ? relation.statements : own).min {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0 < $1
        }
    }
}
