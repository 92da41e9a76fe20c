import EntenteModel
import EntenteText

/// A place of a sentence where an actor stands: by name, by nationality, or by a pronoun or description.
struct PairOccurrence {
    enum Form: UInt64 {
        case name = 1
        case qualifier, pronoun, description
    }

    let actor: ActorID
    let kind: String
    /// The word that the rest of the mention depends on.
    let place: Int
    let words: Range<Int>
    let form: Form

    /// All occurrences in a sentence, in the order of the text.
    ///
    /// - Parameter regions: Places that lie in no single state. Where their states act, they are read as a state.
    static func all(
        in tree: SentenceTree, references: References, actors: [ActorID: Actor], lexicon: Lexicon,
        regions: Set<ActorID> = []
    ) -> [PairOccurrence] {
        var result: [PairOccurrence] = []
        for place in tree.tokens.indices {
            if let mention = tree.mention(at: place) {
                // "unlike Uganda": nothing is said of it.
                if tree.isExcluded(place) { continue }
                guard var kind = actors[mention.actor]?.kind else { continue }
                if regions.contains(mention.actor), acts(mention, place, in: tree, lexicon) { kind = "state" }
                let first = tree.tokens.firstIndex { $0.range.upperBound > mention.range.lowerBound } ?? place
                let end = tree.tokens[first...].firstIndex { $0.range.lowerBound >= mention.range.upperBound }
                result.append(
                    PairOccurrence(
                        actor: mention.actor, kind: kind, place: place, words: first..<(end ?? tree.tokens.count),
                        form: mention.role == .name ? .name : .qualifier))
            } else if tree.mention(around: place) == nil {
                // "the two countries" stands for each of them.
                let isPronoun = tree.tokens[place].universalTag == "PRON"
                for actor in references.actors(at: tree.tokens[place].range.lowerBound) {
                    guard let kind = actors[actor]?.kind else { continue }
                    result.append(
                        PairOccurrence(
                            actor: actor, kind: kind, place: place, words: place..<place + 1,
                            form: isPronoun ? .pronoun : .description))
                }
            }
        }
        return result
    }

    /// "Central Asian leaders", "the states of West Africa", "the Gulf states fear".
    private static func acts(
        _ mention: Mention, _ place: Int, in tree: SentenceTree, _ lexicon: Lexicon
    ) -> Bool {
        if lexicon.isCue(tree.lemmas[place], "actingNoun") { return true }
        guard let head = tree.head(place) else { return false }
        switch tree.base(place) {
        case "amod", "compound", "nmod": return lexicon.isCue(tree.lemmas[head], "actingNoun")
        case "nsubj": return tree.isVerb(head) && tree.children(head, ["cop"]).isEmpty
        default: return false
        }
    }
}
