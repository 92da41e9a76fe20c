internal import Foundation
public import EntenteModel

extension GraphView {
    /// Freezes the part of a graph that a projection selects. Every actor of the graph is in the view, whether or not
    /// it has a relation there; after a roll-up, every actor that acts for itself.
    ///
    /// - Throws: `AnalysisError` where the projection names kinds or actors that the graph does not know, its dates
    ///   contradict each other, or the graph is larger than a view can be.
    /// - Complexity: O(actors + relations + statements), sorting aside.
    public init(_ graph: ActorGraph, projection: Projection = Projection()) throws(AnalysisError) {
        let selected = try projection.select(from: graph)
        let actors = graph.actors
            .filter { !projection.rollUp || $0.principal == nil }
            .map { ViewActor(id: $0.id, name: $0.name, kind: $0.kind) }
            .sorted { $0.name == $1.name ? $0.id < $1.id : utf8Less($0.name, $1.name) }
        guard selected.count * 2 < Self.arcLimit else {
            throw .tooLarge(what: "arcs", count: selected.count * 2, limit: Self.arcLimit)
        }
        var index: [ActorID: Int] = [:]
        index.reserveCapacity(actors.count)
        for (vertex, actor) in actors.enumerated() { index[actor.id] = vertex }

        // Two for each relation at most; room that nobody fills costs nothing.
        var arcs = LooseArcs(capacity: selected.count * 2)
        var members: [ParallelArc] = []
        members.reserveCapacity(selected.count * 2)
        func add(_ from: Int, _ to: Int, _ number: Int, reversed: Bool, strength: Double, cost: Double) {
            arcs.sources.append(UInt32(from))
            arcs.targets.append(UInt32(to))
            arcs.strengths.append(strength)
            arcs.costs.append(cost)
            members.append(ParallelArc(relation: UInt32(number), reversed: reversed, cost: cost))
        }
        // Relations come by their sources, so the source is mostly that of the one before.
        var last: (id: ActorID, vertex: Int)?
        for (number, entry) in selected.enumerated() {
            if last?.id != entry.relation.source {
                last = index[entry.relation.source].map { (entry.relation.source, $0) }
            }
            guard let source = last?.vertex, let target = index[entry.relation.target] else { continue }
            let step = projection.step(along: entry)
            if step.forward { add(source, target, number, reversed: false, strength: step.strength, cost: step.cost) }
            if step.backward {
                let reversed = !entry.kind.isSymmetric
                add(target, source, number, reversed: reversed, strength: step.strength, cost: step.cost)
            }
        }
        let rule: CostRule =
            switch projection.cost {
            case .hops: .hops
            case .inverseStrength: .inverseStrength
            case .influence, .strengthAsCost: .least
            }
        self.projection = projection
        relations = selected
        actorCount = actors.count
        labels = .actors(actors, index: index)
        out = try CompressedRows(count: actors.count, arcs: arcs, rule: rule)
        into = try out.transposed()
        isSymmetric = projection.direction == .undirected
        bundles = Bundles(joining: arcs, members: members, into: out)
    }

    /// Freezes a plain list of edges between the actors 0 ..< `actorCount`, whose ids and names are their numbers.
    ///
    /// - Parameters:
    ///   - direction: Whether an edge runs one way or both.
    ///   - cost: What a step costs; `.influence` takes strengths, cut to 1, as probabilities.
    ///   - names: The actors' names, which are their ids too; positions then follow the names.
    ///   - kind: The kind of all actors that have names.
    /// - Throws: `AnalysisError.tooLarge`, `.notEnoughMemory`, or `.badParameter` where an edge leads to no actor.
    /// - Complexity: O(actors + edges), with names O(actors · log actors + edges).
    public init(
        actorCount: Int, edges: EdgeList, direction: Projection.Direction = .directed,
        cost: Projection.Cost = .hops, names: [String]? = nil, kind: String = ""
    ) throws(AnalysisError) {
        let arcTotal = direction == .undirected ? edges.count * 2 : edges.count
        guard actorCount >= 0, actorCount <= Self.actorLimit else {
            throw .tooLarge(what: "actors", count: actorCount, limit: Self.actorLimit)
        }
        guard arcTotal <= Self.arcLimit else {
            throw .tooLarge(what: "arcs", count: arcTotal, limit: Self.arcLimit)
        }
        if let largest = [edges.sources.max(), edges.targets.max()].compactMap({ $0 }).max(), largest >= actorCount {
            throw .badParameter("an edge's end", value: String(largest), allowed: "a number below \(actorCount)")
        }
        if let names, names.count != actorCount {
            throw .badParameter("the number of names", value: String(names.count), allowed: String(actorCount))
        }
        try Memory.check("the view", needed: actorCount * 16 + arcTotal * (edges.strengths.isEmpty ? 24 : 56))

        var arcs = LooseArcs(sources: edges.sources, targets: edges.targets, strengths: edges.strengths)
        labels = try Self.labels(actorCount: actorCount, names: names, kind: kind, arcs: &arcs)
        if direction == .undirected {
            (arcs.sources, arcs.targets) = (arcs.sources + arcs.targets, arcs.targets + arcs.sources)
            arcs.strengths += arcs.strengths
        }
        var rule: CostRule = .hops
        switch cost {
        case .hops: rule = .hops
        case .inverseStrength: rule = .inverseStrength
        case .strengthAsCost: rule = .leastStrength
        case .influence:
            rule = .least
            arcs.costs =
                arcs.strengths.isEmpty
                ? [Double](repeating: 0, count: arcs.sources.count)
                : arcs.strengths.map(Projection.influenceCost(ofProbability:))
        }
        projection = Projection(direction: direction, cost: cost)
        relations = []
        self.actorCount = actorCount
        out = try CompressedRows(count: actorCount, arcs: arcs, rule: rule)
        isSymmetric = direction == .undirected
        into = isSymmetric ? out : try out.transposed()
        bundles = Bundles()
    }

    private static func labels(
        actorCount: Int, names: [String]?, kind: String, arcs: inout LooseArcs
    ) throws(AnalysisError) -> ActorLabels {
        guard let names else { return .numbers(actorCount) }
        let order = names.indices.sorted { utf8Less(names[$0], names[$1]) }
        var places = [UInt32](repeating: 0, count: actorCount)
        var actors: [ViewActor] = []
        var index: [ActorID: Int] = [:]
        index.reserveCapacity(actorCount)
        for (place, number) in order.enumerated() {
            places[number] = UInt32(place)
            let actor = ViewActor(id: ActorID(names[number]), name: names[number], kind: kind)
            guard index.updateValue(place, forKey: actor.id) == nil else {
                throw .badParameter("names", value: "twice '\(actor.name)'", allowed: "a name for each actor")
            }
            actors.append(actor)
        }
        arcs.sources = arcs.sources.map { places[Int($0)] }
        arcs.targets = arcs.targets.map { places[Int($0)] }
        return .actors(actors, index: index)
    }
}

extension GraphView.Bundles {
    /// Lists for each arc of the rows the relations that it joins: cheapest first, then strongest kind name.
    init(joining arcs: LooseArcs, members: [GraphView.ParallelArc], into rows: CompressedRows) {
        offsets = [UInt32](repeating: 0, count: rows.arcCount + 1)
        let places = members.indices.map { rows.arc(from: Int(arcs.sources[$0]), to: Int(arcs.targets[$0])) ?? 0 }
        for place in places { offsets[place + 1] += 1 }
        for arc in 0..<rows.arcCount { offsets[arc + 1] += offsets[arc] }
        var next = offsets
        var order = [Int](repeating: 0, count: members.count)
        for (number, place) in places.enumerated() {
            order[Int(next[place])] = number
            next[place] += 1
        }
        // Relations come in the order of their ids, so equal costs are listed by kind.
        for arc in 0..<rows.arcCount where offsets[arc + 1] - offsets[arc] > 1 {
            order[Int(offsets[arc])..<Int(offsets[arc + 1])].sort { (members[$0].cost, $0) < (members[$1].cost, $1) }
        }
        self.members = order.map { members[$0] }
    }
}

extension Projection {
    /// Which ways one may step along a relation, how strong the step is and what it costs alone.
    func step(along entry: ViewRelation) -> (forward: Bool, backward: Bool, strength: Double, cost: Double) {
        let strength = entry.relation.strength
        let drawn = (forward: true, backward: entry.kind.isSymmetric || direction == .undirected)
        switch cost {
        case .hops: return (drawn.forward, drawn.backward, strength, 1)
        case .inverseStrength: return (drawn.forward, drawn.backward, strength, 1 / strength)
        case .strengthAsCost: return (drawn.forward, drawn.backward, strength, strength)
        case .influence:
            // A kind of which the ontology says nothing carries influence along the edge.
            let influence = entry.kind.influence
            let along = influence?.along ?? (entry.kind.isSymmetric ? .both : .forward)
            let probability = min(strength, 1) * (influence?.strength ?? 1)
            let cost = Self.influenceCost(ofProbability: probability)
            guard along != .none else { return (false, false, 0, .infinity) }
            if direction == .undirected { return (true, true, probability, cost) }
            return (along != .backward, along != .forward, probability, cost)
        }
    }

    /// −ln of a probability; infinite for 0, and 0, never −0, for 1.
    static func influenceCost(ofProbability probability: Double) -> Double {
        probability >= 1 ? 0 : -log(probability)
    }
}
