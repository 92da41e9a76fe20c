import EntenteModel

/// How sure the statements of one sentence are, from what frames and the classifier hold of them.
///
/// Measured on annotated documents: where a frame has found a relation, their mean comes near the share that is right; of what
/// the classifier alone finds, less is right than it says; and an end that is a pronoun or a description is at times somebody else.
struct StatementConfidence {
    /// What counts of the classifier's probability where no frame says the same.
    private static let alone = 0.8
    /// For each end that the sentence does not name.
    private static let reference = 0.8

    private let chances: [RelationID: Double]
    private let pairs: [ActorPair]
    private let occurring: Set<ActorID>
    private let named: Set<ActorID>

    /// - Parameters:
    ///   - chances: The classifier's probability of each relation to which it gives any.
    ///   - pairs: Between whom the classifier has looked.
    ///   - occurrences: Where the sentence speaks of an actor.
    init(chances: [RelationID: Double], pairs: [ActorPair], occurrences: [PairOccurrence]) {
        self.chances = chances
        self.pairs = pairs
        occurring = Set(occurrences.map(\.actor))
        named = Set(occurrences.filter { $0.form == .name || $0.form == .qualifier }.map(\.actor))
    }

    /// Whether the classifier has looked at a pair.
    func covers(_ id: RelationID) -> Bool { pairs.contains(ActorPair(id.source, id.target)) }

    /// Whether the classifier gives a relation any chance.
    func supports(_ id: RelationID) -> Bool { chances[id] != nil }

    /// Of a relation that a frame has found with a confidence of its own, between two at whom the classifier has looked.
    ///
    /// - Parameter word: The relation by the frame's own word, where the frame states another ("does not recognise").
    func ofFrame(_ confidence: Double, _ id: RelationID, word: RelationID) -> Double {
        (confidence + max(chances[id] ?? 0, chances[word] ?? 0)) / 2 * references(id)
    }

    /// Of a relation that the classifier alone has found.
    func ofClassifier(_ id: RelationID) -> Double { (chances[id] ?? 0) * Self.alone * references(id) }

    private func references(_ id: RelationID) -> Double {
        [id.source, id.target].reduce(1) { occurring.contains($1) && !named.contains($1) ? $0 * Self.reference : $0 }
    }
}
