import EntenteModel
import EntenteText

/// Who denies what has just been reported: "M23 recruits in Uganda, which Kampala denies"; "Rwanda dismissed the allegations."
///
/// What is denied stands elsewhere, in the clause or the sentence before: there it stays as it was said, and the denial is put
/// beside it.
struct Denials {
    let lexicon: Lexicon
    let references: References
    let actors: [ActorID: Actor]

    struct Denial: Hashable {
        /// The word that denies.
        let place: Int
        /// Who denies.
        let speakers: [ActorID]
        /// Whether it is about what stands before the word in its own sentence, and not about the sentence before.
        let isOfOwnSentence: Bool
    }

    /// The denials of a sentence that say nothing themselves of what is denied.
    func denials(in tree: SentenceTree) -> [Denial] {
        let verbs = tree.tokens.indices.filter { tree.isVerb($0) && lexicon.isCue(tree.lemmas[$0], "disputingVerb") }
        guard !verbs.isEmpty else { return [] }
        let arguments = PredicateArguments(tree: tree, lexicon: lexicon, references: references, actors: actors)
        return verbs.compactMap { verb in
            guard !tree.children(verb).contains(where: { lexicon.isCue(tree.lemmas[$0], "negation") }),
                let isOwn = isOfOwnSentence(verb, tree, arguments)
            else { return nil }
            let speakers = arguments.subjects(verb)
            return speakers.isEmpty ? nil : Denial(place: verb, speakers: speakers, isOfOwnSentence: isOwn)
        }
    }

    /// Whether a denial is about the clause before it; nil where it says itself what it denies.
    private func isOfOwnSentence(_ verb: Int, _ tree: SentenceTree, _ arguments: PredicateArguments) -> Bool? {
        // "denies arming the rebels", "denied that …": the denied stands behind the verb, with a status of its own.
        guard tree.children(verb, ["ccomp", "xcomp", "advcl"]).allSatisfy({ $0 < verb }) else { return nil }
        let isRelative = tree.base(verb) == "acl" && tree.has(verb, "acl:relcl")
        let object = tree.children(verb, arguments.isPassive(verb) ? ["nsubj:pass"] : ["obj"]).first
        guard let object else {
            // "a charge denied by Uganda"
            if let head = tree.head(verb), tree.base(verb) == "acl", lexicon.isCue(tree.lemmas[head], "allegation") {
                return true
            }
            // "an accusation that Baku dismisses", "both deny": no object of its own.
            guard let head = tree.head(verb), isRelative else { return false }
            return lexicon.isCue(tree.lemmas[head], "allegation") ? true : nil
        }
        if tree.tokens[object].universalTag == "PRON" {
            let word = tree.lemmas[object]
            if ["which", "that"].contains(word), isRelative || tree.base(verb) == "parataxis" || object < verb {
                return true
            }
            // "Kenya accuses Uganda; Kampala denies it"
            if ["it", "this"].contains(word), ["parataxis", "conj"].contains(tree.base(verb)),
                (tree.head(verb) ?? verb) < verb,
                !tree.children(verb, ["nsubj"]).isEmpty
            {
                return true
            }
            return ["it", "this", "that", "these", "them", "all"].contains(word) ? false : nil
        }
        guard lexicon.isCue(tree.lemmas[object], "allegation") else { return nil }
        // "the claim that X armed Y has been denied by Z"
        let says = !tree.children(object, ["acl", "ccomp"]).isEmpty
        return says ? (object < verb ? true : nil) : false
    }

    /// Whether somebody who denies what was said means this: what he is said to do himself, or, unless it is hostile to him, what is
    /// said to be done with him or on his ground.
    func denies(_ speaker: ActorID, _ finding: Finding, kind: RelationKind) -> Bool {
        guard finding.statement.status == .asserted,
            finding.statement.attributedTo.map({ side($0) != side(speaker) }) ?? true,
            !lexicon.isCue(finding.kind, "undeniableKind")
        else { return false }
        if side(finding.source) == side(speaker) { return side(finding.target) != side(speaker) }
        return side(finding.target) == side(speaker) && (kind.isSymmetric || kind.polarity != .hostile)
    }

    private func side(_ actor: ActorID) -> ActorID { actors[actor]?.principal ?? actor }
}
