import EntenteModel

/// What pronouns and descriptions of a document refer to, by the byte at which the word starts: one actor, or several ("the two
/// countries").
struct References: Sendable {
    private var actors: [Int: [ActorID]] = [:]

    func actors(at byte: Int) -> [ActorID] { actors[byte] ?? [] }

    mutating func refer(_ byte: Int, to actor: ActorID) { actors[byte] = [actor] }

    mutating func refer(_ byte: Int, to several: [ActorID]) { actors[byte] = several }
}
