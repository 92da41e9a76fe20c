public import EntenteModel
internal import Foundation

/// A chain of relations whose dates do not run backwards.
public struct TemporalPath: Hashable, Sendable {
    public let steps: [TemporalStep]
    /// The day by which the last step has happened; nil from an actor to itself.
    public var arrival: PartialDate? { steps.last?.day }

    /// The chain without its days.
    ///
    /// - Parameter start: Where it begins, which a chain without steps does not know.
    /// - Throws: `AnalysisError.unknownActor` where the view has no such actor.
    public func path(in view: GraphView, from start: ActorID) throws(AnalysisError) -> InfluencePath {
        let cost = steps.reduce(0) { $0 + $1.hop.cost }
        return InfluencePath(
            cost: cost, influence: exp(-cost), hops: steps.map(\.hop),
            actors: [view.actor(try view.vertex(start))] + steps.map(\.hop.target))
    }
}

/// One step of a temporal path.
public struct TemporalStep: Hashable, Sendable {
    public let hop: PathHop
    /// The first day on which the step can have happened, after those before it.
    public let day: PartialDate
    /// The date of the relation that this rests on, as precise as the source gave it.
    public let date: PartialDate
}

extension GraphView {
    /// The chain that arrives first when every step must happen no earlier than the one before.
    ///
    /// A relation holds on the dates of its statements, or of their documents where they have none; a month or year
    /// stands for any of its days. Relations without a date are not taken.
    /// - Parameter start: The earliest day of the first step; nil for any.
    /// - Returns: Of chains that arrive on the same day the one with the fewest steps, then the first by names; nil
    ///   where there is none.
    /// - Throws: `AnalysisError.unknownActor`, `.cancelled`.
    /// - Complexity: O((actors + dates) · log actors), and O(steps · (actors + dates)) for the ties.
    /// - SeeAlso: B.-M. Bui-Xuan, A. Ferreira, A. Jarry, *Int. J. Found. Computer Science* 14(2), 2003,
    ///   doi:10.1142/S0129054103001728.
    public func earliestPath(
        from source: ActorID, to target: ActorID, since start: PartialDate? = nil
    ) throws(AnalysisError) -> TemporalPath? {
        let (first, end) = (try vertex(source), try vertex(target))
        if first == end { return TemporalPath(steps: []) }
        let beginning = start?.firstDay.ordinal ?? Int.min
        // Rounds of one step each: days[v] is the first day on which v can be reached in that many steps or fewer.
        // The first round in which the target's best day appears gives the fewest steps.
        var days = [Int](repeating: .max, count: actorCount)
        days[first] = beginning
        var arrivals = [days[end]]
        var changed = [first]
        while !changed.isEmpty {
            if Task.isCancelled { throw .cancelled }
            var next = days
            var reached = Set<Int>()
            for vertex in changed {
                for arc in out.row(vertex) {
                    let other = Int(out.targets[arc])
                    guard let moment = earliest(arc, after: days[vertex]), moment.day < next[other] else { continue }
                    next[other] = moment.day
                    reached.insert(other)
                }
            }
            changed = reached.sorted()
            days = next
            if !changed.isEmpty { arrivals.append(days[end]) }
        }
        guard days[end] < .max, let fewest = arrivals.firstIndex(of: days[end]) else { return nil }
        try Memory.check("the chain of dates", needed: (fewest + 1) * actorCount * 8)
        return TemporalPath(
            steps: try chain(from: first, to: end, steps: fewest, beginning: beginning, goal: days[end]))
    }

    /// The first day, not before `day`, on which a relation of the arc holds, and the relation's date.
    private func earliest(_ arc: Int, after day: Int) -> (day: Int, date: PartialDate, member: ParallelArc)? {
        guard !bundles.offsets.isEmpty else { return nil }
        var best: (day: Int, date: PartialDate, member: ParallelArc)?
        for member in bundles.members[Int(bundles.offsets[arc])..<Int(bundles.offsets[arc + 1])] {
            for date in relations[Int(member.relation)].dates where date.lastDay.ordinal >= day {
                let moment = max(day, date.firstDay.ordinal)
                if moment < best?.day ?? .max { best = (moment, date, member) }
            }
        }
        return best
    }

    /// The first chain by names with so many steps that arrives on the goal's day.
    private func chain(from first: Int, to end: Int, steps: Int, beginning: Int, goal: Int) throws(AnalysisError)
        -> [TemporalStep]
    {
        // latest[s][v]: the last day on which one may be at v with s steps left and still arrive in time.
        var latest = [[Int]](repeating: [Int](repeating: .min, count: actorCount), count: steps + 1)
        latest[0][end] = goal
        for left in 1..<max(steps + 1, 1) {
            for vertex in 0..<actorCount {
                try stopIfCancelled(at: vertex)
                for arc in out.row(vertex) {
                    let limit = latest[left - 1][Int(out.targets[arc])]
                    if limit > .min { latest[left][vertex] = max(latest[left][vertex], lastStart(arc, by: limit)) }
                }
            }
        }
        var chain: [TemporalStep] = []
        var (vertex, day) = (first, beginning)
        for left in stride(from: steps, to: 0, by: -1) {
            for arc in out.row(vertex) {
                let next = Int(out.targets[arc])
                guard latest[left - 1][next] > .min, let moment = earliest(arc, after: day),
                    moment.day <= latest[left - 1][next], let date = PartialDate(ordinal: moment.day)
                else { continue }
                let kind = relations[Int(moment.member.relation)].kind.name
                let hop = hop(along: arc, from: vertex, to: next, kinds: [kind])
                chain.append(TemporalStep(hop: hop, day: date, date: moment.date))
                (vertex, day) = (next, moment.day)
                break
            }
        }
        return chain
    }

    /// The last day on which the arc's step may begin to be made by `limit`.
    private func lastStart(_ arc: Int, by limit: Int) -> Int {
        guard !bundles.offsets.isEmpty else { return .min }
        var last = Int.min
        for member in bundles.members[Int(bundles.offsets[arc])..<Int(bundles.offsets[arc + 1])] {
            for date in relations[Int(member.relation)].dates where date.firstDay.ordinal <= limit {
                last = max(last, min(limit, date.lastDay.ordinal))
            }
        }
        return last
    }
}
