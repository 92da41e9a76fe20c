/// Two decisions of which only one can stand.
public struct DecisionConflict: Hashable, Sendable {
    /// Places in the list that was checked.
    public let first: Int
    public let second: Int
    /// What the two disagree about, in words.
    public let about: String
}

extension Curation {
    /// The decisions of a list that contradict each other, for lists that several people wrote.
    ///
    /// They contradict each other where they say different things of one subject, or where merges that chain up unite two
    /// actors that another decision keeps apart. The same decision twice is no conflict.
    /// - Complexity: O(decisions), and for each pair kept apart the number of merges.
    public static func conflicts(among decisions: [Decision]) -> [DecisionConflict] {
        var conflicts: [DecisionConflict] = []
        var bySubject: [Decision.Subject: Int] = [:]
        var targets: [ActorID: Int] = [:]
        for (place, decision) in decisions.enumerated() {
            if let former = bySubject[decision.subject] {
                if decisions[former].verdict != decision.verdict {
                    conflicts.append(
                        DecisionConflict(first: former, second: place, about: about(decision.subject)))
                }
                continue
            }
            bySubject[decision.subject] = place
            guard case .merge(let from, _) = decision.verdict else { continue }
            if let former = targets[from] {
                conflicts.append(
                    DecisionConflict(first: former, second: place, about: "who '\(from)' is"))
            } else {
                targets[from] = place
            }
        }
        return conflicts + chains(decisions, known: Set(conflicts.flatMap { [$0.first, $0.second] }))
    }

    /// Merges that unite a pair which is to be kept apart, each with the decision that says so.
    private static func chains(_ decisions: [Decision], known: Set<Int>) -> [DecisionConflict] {
        var apart: [(place: Int, pair: ActorPair)] = []
        for (place, decision) in decisions.enumerated() where !known.contains(place) {
            if case .keepApart(let one, let other) = decision.verdict { apart.append((place, ActorPair(one, other))) }
        }
        guard !apart.isEmpty else { return [] }
        var (identities, conflicts) = (Identities(), [DecisionConflict]())
        for (place, decision) in decisions.enumerated() where !known.contains(place) {
            guard case .merge(let from, let into) = decision.verdict else { continue }
            identities.join(from, to: into)
            for entry in apart where identities.root(entry.pair.first) == identities.root(entry.pair.second) {
                conflicts.append(
                    DecisionConflict(
                        first: entry.place, second: place,
                        about: "whether '\(entry.pair.first)' is '\(entry.pair.second)'"))
            }
            apart.removeAll { identities.root($0.pair.first) == identities.root($0.pair.second) }
        }
        return conflicts
    }

    private static func about(_ subject: Decision.Subject) -> String {
        switch subject {
        case .identity(let pair): "whether '\(pair.first)' is '\(pair.second)'"
        case .division(let actor, _): "what a part of '\(actor)' is"
        case .name(let actor): "the name of '\(actor)'"
        case .kind(let actor): "the kind of '\(actor)'"
        case .claim(let claim): claim.description
        case .actor(let actor): "who '\(actor)' is"
        case .knowledge(let claim, let citation): "what \(citation) says of \(claim.source) and \(claim.target)"
        }
    }
}
