import EntenteModel
import EntenteText

/// A sentence as the features of its pairs see it: hashes of words and relations, what frames found, where actors stand.
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
    let tags: [UInt64]
    /// Brown cluster of each lemma; 0 where it has none.
    let clusters: [UInt64]
    /// Status of each verb and noun by the words around it.
    let statuses: [UInt64]
    /// How many occurrences begin before each word.
    let occurrencesBefore: [Int]

    /// A scene of a sentence by itself, matched with the frames.
    init(
        tree: SentenceTree, references: References, actors: [ActorID: Actor], matcher: PredicateMatcher,
        lexicon: Lexicon, words: PairWords
    ) {
        self.init(
            tree: tree, occurrences: PairOccurrence.all(in: tree, references: references, actors: actors),
            matches: matcher.matches(in: tree, references: references, actors: actors),
            circumstances: StatementCircumstances(
                tree: tree, lexicon: lexicon,
                arguments: PredicateArguments(tree: tree, lexicon: lexicon, references: references)),
            words: words)
    }

    init(
        tree: SentenceTree, occurrences: [PairOccurrence], matches: [PredicateMatcher.Match],
        circumstances: StatementCircumstances, words: PairWords
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
        tags = tree.tokens.map { FeatureHash.of($0.universalTag) }
        clusters = lemmas.map { words.cluster($0) }
        statuses = tree.tokens.indices.map { place in
            guard tree.isVerb(place) || tree.tokens[place].universalTag == "NOUN" else { return 0 }
            return switch circumstances.status(of: place) {
            case .asserted: 1
            case .possible: 2
            case .denied: 3
            case .disputed: 4
            }
        }
        var before = [Int](repeating: 0, count: tree.tokens.count + 1)
        for occurrence in occurrences { before[min(occurrence.words.upperBound, tree.tokens.count)] += 1 }
        for place in 1..<max(1, before.count) { before[place] += before[place - 1] }
        occurrencesBefore = before
    }
}

/// What is known of words beyond this text: their Brown clusters.
struct PairWords: @unchecked Sendable {
    let table: LookupTable
    let clusters: UnsafeBufferPointer<UInt32>

    /// The path of a lemma's cluster, the first turn in the lowest bit; 0 where it is unknown.
    func cluster(_ lemma: UInt64) -> UInt64 {
        guard let row = table[lemma], row < clusters.count else { return 0 }
        return UInt64(clusters[Int(row)])
    }
}
