/// Which actors are one: classes of ids, each with the id that stands for it.
struct Identities {
    /// From an id towards the one that stands for it; ids that stand for themselves are not in it.
    private var parents: [ActorID: ActorID] = [:]
    /// The members of each class of several, by the id that stands for it.
    private var members: [ActorID: Set<ActorID>] = [:]
    /// Pairs that must not come together, with the decision that says so.
    private var apart: [(pair: ActorPair, by: Curation.Standing)] = []

    /// The ids for which another stands.
    var joined: Set<ActorID> { Set(parents.keys) }

    func root(_ id: ActorID) -> ActorID {
        var current = id
        while let next = parents[current] { current = next }
        return current
    }

    mutating func keepApart(_ pair: ActorPair, by standing: Curation.Standing) {
        apart.append((pair, standing))
    }

    /// The decision that forbids to join the classes of the two.
    func obstacle(_ one: ActorID, _ other: ActorID) -> Curation.Standing? {
        guard !apart.isEmpty else { return nil }
        let wanted = ActorPair(root(one), root(other))
        return apart.first { ActorPair(root($0.pair.first), root($0.pair.second)) == wanted }?.by
    }

    /// Joins the class of the first to that of the second. False where they are one already.
    @discardableResult
    mutating func join(_ from: ActorID, to into: ActorID) -> Bool {
        let (lower, upper) = (root(from), root(into))
        guard lower != upper else { return false }
        parents[lower] = upper
        members[upper, default: [upper]].formUnion(members.removeValue(forKey: lower) ?? [lower])
        return true
    }
}
