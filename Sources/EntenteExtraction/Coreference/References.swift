import EntenteModel
import EntenteText

/// What pronouns and descriptions of a document refer to, by the byte at which the word starts.
struct References: Sendable {
    private(set) var actors: [Int: ActorID] = [:]

    func actor(at byte: Int) -> ActorID? { actors[byte] }

    mutating func refer(_ byte: Int, to actor: ActorID) { actors[byte] = actor }
}

/// Finds what "he", "it", "the group" and "the Kazakh president" refer to, by recency and grammatical role.
///
/// It follows the salience idea of Lappin and Leass (Computational Linguistics 20(4), 1994) in a reduced form: the most salient
/// earlier actor of a fitting kind wins, where subjects count more than others and each sentence passed counts against.
struct ReferenceFinder {
    let lexicon: Lexicon
    let actors: [ActorID: Actor]
    /// Who leads what, as offices in the text say.
    let leaders: [ActorID: ActorID]

    /// How many sentences back a pronoun and a description may look.
    private static let reach = (pronoun: 2, description: 5)

    private struct Candidate {
        let actor: ActorID
        let sentence: Int
        let byte: Int
        let isSubject: Bool
    }

    func find(in trees: [SentenceTree]) -> References {
        var references = References()
        var candidates: [Candidate] = []
        for (number, tree) in trees.enumerated() {
            for place in tree.tokens.indices {
                let byte = tree.tokens[place].range.lowerBound
                if let mention = tree.mention(at: place) {
                    candidates.append(
                        Candidate(
                            actor: mention.actor, sentence: number, byte: byte,
                            isSubject: isSubject(tree, place) && mention.role == .name))
                } else if let found = reference(tree, place, sentence: number, candidates, references) {
                    references.refer(byte, to: found)
                    candidates.append(
                        Candidate(actor: found, sentence: number, byte: byte, isSubject: isSubject(tree, place)))
                }
            }
            candidates.removeAll { number - $0.sentence > Self.reach.description }
        }
        return references
    }

    private func isSubject(_ tree: SentenceTree, _ place: Int) -> Bool {
        var head = place
        for _ in 0..<3 where tree.base(head) == "conj" { head = tree.head(head) ?? head }
        return tree.base(head) == "nsubj"
    }

    /// "his country", "its territory", "their government": the state of whom the pronoun stands for.
    private func owner(_ tree: SentenceTree, _ place: Int, _ references: References) -> ActorID? {
        for child in tree.children(place, ["nmod:poss"]) where tree.tokens[child].universalTag == "PRON" {
            guard let id = references.actor(at: tree.tokens[child].range.lowerBound) else { continue }
            if actors[id]?.kind == "state" { return id }
            return actors[id]?.principal
        }
        return nil
    }

    private func reference(
        _ tree: SentenceTree, _ place: Int, sentence: Int, _ candidates: [Candidate], _ references: References
    ) -> ActorID? {
        let form = tree.tokens[place].form.lowercased()
        if let kinds = lexicon.pronouns[form], tree.tokens[place].universalTag == "PRON", tree.base(place) != "expl" {
            return best(kinds, sentence, candidates, reach: Self.reach.pronoun)
        }
        guard tree.tokens[place].universalTag == "NOUN", tree.mention(around: place) == nil else { return nil }
        let lemma = tree.lemmas[place]
        if let leader = leader(tree, place, lemma, sentence, candidates) { return leader }
        if lexicon.isCue(lemma, "homeNoun"), let owner = owner(tree, place, references) { return owner }
        guard let kinds = lexicon.descriptions[lemma], isDefinite(tree, place) else { return nil }
        let isQualified = tree.children(place, ["nmod", "amod", "compound", "acl"]).contains { child in
            tree.has(child, "nmod:poss") == false
                && (tree.mention(around: child) != nil || tree.base(child) == "nmod" || tree.has(child, "acl:relcl"))
        }
        return isQualified ? nil : best(kinds, sentence, candidates, reach: Self.reach.description)
    }

    /// "the Kazakh president", "his Uzbek counterpart": who leads that state, where the document says who does.
    private func leader(
        _ tree: SentenceTree, _ place: Int, _ lemma: String, _ sentence: Int, _ candidates: [Candidate]
    ) -> ActorID? {
        guard tree.tokens[place].pennTag != "NNS" else { return nil }
        let isTitle = lexicon.titles[lemma]?.contains { $0.words.count == 1 && $0.relation == "leads" } ?? false
        guard isTitle else { return nil }
        for child in tree.children(place, ["amod", "compound", "nmod"]) {
            if let mention = tree.mention(around: child) { return leaders[mention.actor] }
        }
        guard isDefinite(tree, place), tree.children(place, ["nmod"]).allSatisfy({ tree.has($0, "nmod:poss") }) else {
            return nil
        }
        return candidates.last { leaders.values.contains($0.actor) }?.actor
    }

    private func isDefinite(_ tree: SentenceTree, _ place: Int) -> Bool {
        tree.children(place, ["det"]).contains {
            ["the", "this", "that", "these", "those"].contains(tree.lemmas[$0])
                || tree.tokens[$0].form.lowercased() == "the"
        }
    }

    private func best(
        _ kinds: Set<String>, _ sentence: Int, _ candidates: [Candidate], reach: Int
    ) -> ActorID? {
        var best: (score: Double, actor: ActorID)?
        for candidate in candidates where sentence - candidate.sentence <= reach {
            guard kinds.contains(actors[candidate.actor]?.kind ?? "") else { continue }
            let score = (candidate.isSubject ? 1.5 : 0) - 2 * Double(sentence - candidate.sentence)
            // Later ones win ties: the list is in the order of the text.
            if score >= best?.score ?? -.infinity { best = (score, candidate.actor) }
        }
        return best?.actor
    }
}
