import EntenteModel
import EntenteText

/// A sentence as the classifier of pairs sees it: hashes of words and relations, what frames found, where actors stand.
struct PairScene {
    /// What a frame found between two actors.
    struct FrameFinding {
        let kind: UInt64
        let source: ActorID
        let target: ActorID
        /// 1 where both stand in their own places, more the further they had to be looked for.
        let distance: UInt64
    }

    let tree: SentenceTree
    let occurrences: [PairOccurrence]
    let frames: [FrameFinding]
    let lemmas: [UInt64]
    let relations: [UInt64]
    /// Status of each verb and noun by the words around it.
    let statuses: [UInt64]

    /// A scene of a sentence by itself, matched with the frames.
    init(
        tree: SentenceTree, references: References, actors: [ActorID: Actor], matcher: PredicateMatcher,
        lexicon: Lexicon
    ) {
        self.init(
            tree: tree,
            occurrences: PairOccurrence.all(
                in: tree, references: references, actors: actors, lexicon: lexicon),
            matches: matcher.matches(in: tree, references: references, actors: actors),
            circumstances: StatementCircumstances(
                tree: tree, lexicon: lexicon,
                arguments: PredicateArguments(tree: tree, lexicon: lexicon, references: references)))
    }

    init(
        tree: SentenceTree, occurrences: [PairOccurrence], matches: [PredicateMatcher.Match],
        circumstances: StatementCircumstances
    ) {
        self.tree = tree
        self.occurrences = occurrences
        frames = matches.flatMap { match in
            let kind = FeatureHash.of(match.frame.kind)
            let distance: UInt64 = match.linking == 1 ? 1 : match.linking > 0.75 ? 2 : match.linking > 0.6 ? 3 : 4
            return match.pairs.map {
                FrameFinding(kind: kind, source: $0.source, target: $0.target, distance: distance)
            }
        }
        lemmas = tree.lemmas.map { FeatureHash.of($0) }
        relations = tree.tokens.map { FeatureHash.of($0.relation) }
        statuses = tree.tokens.indices.map { place in
            guard tree.isVerb(place) || tree.tokens[place].universalTag == "NOUN" else { return 0 }
            return switch circumstances.status(of: place) {
            case .asserted: 1
            case .possible: 2
            case .denied: 3
            case .disputed: 4
            }
        }
    }
}
