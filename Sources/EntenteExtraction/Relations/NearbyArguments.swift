import EntenteModel
import EntenteText

/// Looks for the actors of a predicate around it, where the places that are theirs by grammar are empty: behind nouns that do
/// not stand for an actor themselves ("a delegation from the office that M23 keeps"), further up the sentence ("Chad, which
/// fears a spread of the war, asked for talks"), or where a parse went wrong.
///
/// What it finds comes with a score below 1 that falls with each step taken, so that confidence tells how far it had to look.
struct NearbyArguments {
    let arguments: PredicateArguments

    struct Found {
        let actors: [ActorID]
        let score: Double
    }

    private var tree: SentenceTree { arguments.tree }

    // MARK: Who does it

    /// Doers: within the predicate's own subject, else those of the words that govern it.
    func sources(of predicate: Int, excluding: Set<ActorID>, fits: (ActorID) -> Bool) -> Found? {
        func usable(_ ids: [ActorID]) -> [ActorID] { ids.filter { !excluding.contains($0) && fits($0) } }
        if let subject = tree.children(predicate, ["nsubj"]).first, !isPlaceholder(subject) {
            return within(subject, score: 0.8, usable)
        }
        if let climbed = above(predicate, usable) { return climbed }
        guard tree.isVerb(predicate), !arguments.isPassive(predicate) else { return nil }
        return before(predicate, usable)
    }

    /// Doers of the words that govern a predicate.
    private func above(_ predicate: Int, _ usable: ([ActorID]) -> [ActorID]) -> Found? {
        var place = predicate
        var score = 0.85
        for _ in 0..<8 {
            guard let head = tree.head(place), !isClosed(place) else { return nil }
            if tree.isNoun(head) {
                let own = usable(arguments.actors(head))
                if !own.isEmpty { return Found(actors: own, score: score) }
                let owners = usable(arguments.owners(head))
                if !owners.isEmpty { return Found(actors: owners, score: score * 0.85) }
            } else {
                let subjects = usable(arguments.subjects(head))
                if !subjects.isEmpty { return Found(actors: subjects, score: score) }
                if let subject = tree.children(head, ["nsubj", "nsubj:pass"]).first(where: { $0 != place }),
                    !isPlaceholder(subject)
                {
                    return within(subject, score: score * 0.85, usable)
                }
            }
            place = head
            score *= 0.92
        }
        return nil
    }

    /// Whether the doer of what lies in a phrase is not to be looked for above it: a subject, or a clause that has a subject.
    private func isClosed(_ place: Int) -> Bool {
        switch tree.base(place) {
        case "nsubj", "csubj", "parataxis": true
        case "ccomp", "advcl", "acl": !tree.children(place, ["nsubj"]).isEmpty
        default: false
        }
    }

    /// "it", "there" and relative pronouns name nobody by themselves.
    private func isPlaceholder(_ place: Int) -> Bool {
        tree.tokens[place].universalTag == "PRON"
            && arguments.references.actors(at: tree.tokens[place].range.lowerBound).isEmpty
    }

    // MARK: To whom

    /// Those acted on: within the predicate's complements, the frame's own prepositions before others.
    func targets(
        of predicate: Int, frame: PredicateFrame, excluding: Set<ActorID>, fits: (ActorID) -> Bool
    ) -> Found? {
        func usable(_ ids: [ActorID]) -> [ActorID] { ids.filter { !excluding.contains($0) && fits($0) } }
        // Who is blamed for a deed is who did it, and nobody else is looked for.
        if frame.kind == "accuses", arguments.blamed(by: predicate) != nil { return nil }
        let takesObject = frame.target.contains("obj")
        let wanted = Set(frame.target)
        var best: Found?
        func consider(_ found: Found?) {
            if let found, found.score > best?.score ?? 0 { best = found }
        }
        for child in tree.children(predicate) {
            let prepositions = tree.prepositions(child)
            switch tree.base(child) {
            case "obj", "iobj":
                let others = Self.sufferers.subtracting(wanted)
                consider(within(child, score: takesObject ? 0.85 : 0.6, avoiding: others, usable))
            case "nsubj" where takesObject && tree.has(child, "nsubj:pass"):
                consider(within(child, score: 0.85, avoiding: Self.sufferers.subtracting(wanted), usable))
            case "obl", "nmod":
                if !wanted.isDisjoint(with: prepositions) {
                    consider(within(child, score: 0.85, usable))
                } else if frame.form == .nouns || !takesObject, prepositions.contains(where: Self.isLoose) {
                    consider(within(child, score: 0.55, usable))
                }
            case "xcomp": consider(within(child, score: 0.55, usable))
            default: break
            }
        }
        // "held talks in Geneva with": what a noun's preposition belongs to is often hung on the verb.
        var place = predicate
        for step in 0..<3 {
            guard let head = tree.head(place) else { break }
            for child in tree.children(head, ["obl", "nmod"])
            where child > predicate && !wanted.isDisjoint(with: tree.prepositions(child)) {
                consider(within(child, score: step == 0 ? 0.75 : 0.6, usable))
            }
            place = head
        }
        // "Chad gave Niger its word at talks in Abuja": the other side of a talk is whom the verb acts on.
        if best == nil, frame.form == .nouns, wanted.contains("with"), tree.base(predicate) == "obl",
            let verb = tree.head(predicate), tree.isVerb(verb)
        {
            let others = usable(arguments.objects(verb))
            if !others.isEmpty { best = Found(actors: others, score: 0.7) }
        }
        return best ?? after(predicate, wanted: wanted, takesObject: takesObject, usable)
    }

    // MARK: In the order of the words

    /// The nearest actor to the left in the same clause that stands behind no preposition, for a verb that the parse has cut off
    /// from its subject.
    private func before(_ predicate: Int, _ usable: ([ActorID]) -> [ActorID]) -> Found? {
        for place in stride(from: predicate - 1, through: max(0, predicate - 14), by: -1) {
            let tag = tree.tokens[place].universalTag
            if tag == "VERB" || tag == "SCONJ" || [";", ":", "“", "\""].contains(tree.tokens[place].form) {
                return nil
            }
            guard tree.isNoun(place) || tag == "PRON" else { continue }
            guard tree.prepositions(place).allSatisfy({ $0 == "of" }) else { continue }
            let own = usable(arguments.actors(place))
            if !own.isEmpty { return Found(actors: own, score: 0.6) }
        }
        return nil
    }

    /// The first actor to the right behind one of the wanted prepositions, or bare where an object is wanted, in the same clause.
    private func after(
        _ predicate: Int, wanted: Set<String>, takesObject: Bool, _ usable: ([ActorID]) -> [ActorID]
    ) -> Found? {
        var isBehindWanted = false
        var isBehindOther = false
        for place in (predicate + 1)..<max(predicate + 1, min(predicate + 14, tree.tokens.count)) {
            let token = tree.tokens[place]
            if token.universalTag == "VERB" && token.pennTag != "VBN" || ["SCONJ"].contains(token.universalTag)
                || [";", ":", "“", "”", "\"", "(", ","].contains(token.form)
            {
                return nil
            }
            if token.universalTag == "ADP" {
                isBehindWanted = wanted.contains(tree.lemmas[place]) || isBehindWanted && tree.lemmas[place] == "of"
                isBehindOther = !isBehindWanted
            }
            guard isBehindWanted || takesObject && !isBehindOther, tree.isNoun(place) else { continue }
            let own = usable(arguments.actors(place))
            if !own.isEmpty { return Found(actors: own, score: isBehindWanted ? 0.65 : 0.6) }
        }
        return nil
    }

    /// Prepositions that bring in the other side, whatever the word.
    private static func isLoose(_ preposition: String) -> Bool {
        ["to", "with", "against", "on", "over", "for", "from", "of", "in", "toward", "towards", "into", "about", "at"]
            .contains(preposition)
    }

    /// Prepositions before those who suffer what an object names: "condemned the attack on Benin" is not about Benin.
    private static let sufferers: Set<String> = ["on", "upon", "against"]

    /// The nearest actors at or below a word, going down through modifiers, each level at a loss.
    private func within(
        _ place: Int, score: Double, avoiding: Set<String> = [], _ usable: ([ActorID]) -> [ActorID]
    ) -> Found? {
        var level = [place]
        var score = score
        for _ in 0..<4 {
            for word in level {
                let own = usable(arguments.actors(word))
                if !own.isEmpty { return Found(actors: own, score: score) }
                // "Israel's enemies" are not Israel.
                if tree.mention(around: word) == nil, arguments.lexicon.isCue(tree.lemmas[word], "relationalNoun") {
                    continue
                }
                let owners = usable(arguments.owners(word))
                if !owners.isEmpty { return Found(actors: owners, score: score * 0.95) }
            }
            level = level.filter { word in
                tree.mention(around: word) != nil || !arguments.lexicon.isCue(tree.lemmas[word], "relationalNoun")
            }.flatMap { word in
                tree.children(
                    word, ["nmod", "obl", "obj", "xcomp", "acl", "ccomp", "appos", "conj", "compound", "amod"]
                ).filter {
                    !tree.has($0, "acl:relcl") && avoiding.isDisjoint(with: tree.prepositions($0))
                }
            }
            score *= 0.85
        }
        return nil
    }
}
