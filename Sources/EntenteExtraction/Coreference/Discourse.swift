import EntenteModel

/// What the text has spoken of so far: who may be meant by the next pronoun or description.
struct Discourse {
    /// A word that stands for one or several actors, or for something that is no actor and may be meant all the same.
    struct Candidate {
        /// None where a pronoun may stand for something that is no actor.
        let actors: [ActorID]
        let sentence: Int
        let place: Int
        let isSubject: Bool
        /// Whether the word is in the plural or names people, so that "they" may stand for it.
        let isPlural: Bool
        /// Whether it only qualifies another word ("the Afghan border").
        let isQualifier: Bool
        /// Whether the word names a person, known or not: "the colonel".
        var isPerson = false
        var form = Form.thing
        /// Its place in the clause: "nsubj".
        var role = ""
        /// Whether it is the first of its sentence.
        var isFirst = false

        enum Form: UInt64 {
            case thing, name, qualifier, pronoun, description
        }

        /// Whether several are named together: "A and B", "the two countries".
        var isGroup: Bool { actors.count > 1 }
    }

    private(set) var candidates: [Candidate] = []
    private(set) var mentions: [ActorID: Int] = [:]
    /// Nouns that the text has said of an actor: "minister", "foreign minister", "militia".
    private var nouns: [ActorID: Set<String>] = [:]
    private var described: Set<String> = []

    /// How many sentences back pronouns and descriptions may look.
    static let reach = (pronoun: 2, description: 5)

    /// The first actor of the text.
    private(set) var first: ActorID?

    mutating func add(_ candidate: Candidate) {
        if first == nil { first = candidate.actors.first }
        candidates.append(candidate)
        for id in candidate.actors { mentions[id, default: 0] += 1 }
    }

    mutating func describe(_ actor: ActorID, as noun: String) {
        nouns[actor, default: []].insert(noun)
        described.insert(noun)
    }

    func isDescribed(_ actor: ActorID, as noun: String) -> Bool { nouns[actor]?.contains(noun) ?? false }

    func isDescribedAtAll(as noun: String) -> Bool { described.contains(noun) }

    mutating func forget(before sentence: Int) {
        if let first = candidates.first, first.sentence < sentence { candidates.removeAll { $0.sentence < sentence } }
    }

    /// How near at hand a candidate is: subjects more than others, each sentence passed counting against it.
    private static func salience(_ candidate: Candidate, from sentence: Int, ofSubject subject: Double) -> Double {
        (candidate.isSubject ? (candidate.sentence == sentence ? subject : 1.5) : 0) - (candidate.isQualifier ? 0.5 : 0)
            - 2 * Double(sentence - candidate.sentence)
    }

    /// The candidate nearest at hand; later ones win ties.
    ///
    /// - Parameter subject: What it counts to be a subject of the same sentence, where a sentence further back counts 2 less.
    func best(
        from sentence: Int, reach: Int, ofSubject subject: Double = 1.5, where fits: (Candidate) -> Bool
    ) -> Candidate? {
        var best: (score: Double, candidate: Candidate)?
        for candidate in candidates where sentence - candidate.sentence <= reach && fits(candidate) {
            let score = Self.salience(candidate, from: sentence, ofSubject: subject)
            if score >= best?.score ?? -.infinity { best = (score, candidate) }
        }
        return best?.candidate
    }
}
