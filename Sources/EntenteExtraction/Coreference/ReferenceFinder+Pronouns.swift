import EntenteModel
import EntenteText

/// "he", "its", "they".
extension ReferenceFinder {
    /// Whom a pronoun stands for, if it is one.
    func pronoun(_ word: Word, _ kinds: Set<String>, _ discourse: Discourse, _ references: References) -> [ActorID] {
        guard !isEmpty(word) else { return [] }
        guard !isEmphatic(word) else { return [] }
        if let following = named(after: word, kinds, discourse) { return [following] }
        let arguments = arguments(word, references)
        let isPlural = isPluralPronoun(word.form)
        guard !belongsToNoun(word, arguments) else { return [] }
        if isPossessive(word) || isReflexive(word) || word.tree.base(word.place) == "nsubj",
            let near = subjects(near: word, arguments).first(where: { !$0.isEmpty })
        {
            let isFitting =
                near.allSatisfy { !isOtherGender(word.form, $0) && $0 != describedBy(word) }
                && near.allSatisfy { kinds.contains(kind($0)) || near.count > 1 && kind($0) == "person" }
            // "The ministry said they" is not rare, but several named together in the sentence are "they" before it.
            let isOne = near.count == 1 && !Self.many.contains(kind(near[0]))
            let isOutdone = isOne && discourse.candidates.contains { $0.sentence == word.sentence && $0.isGroup }
            if isPlural
                ? !isOutdone && (isFitting || isOne && kind(near[0]) == "governmentBody") : isFitting && near.count == 1
            {
                return near
            }
        }
        var excluded = beside(word, arguments)
        if let described = describedBy(word) { excluded.insert(described) }
        let found = antecedent(word, kinds, discourse, excluding: excluded)
        return found.map { $0.isGroup && !isPlural ? [] : $0.actors } ?? []
    }

    /// Who stands right before an apposition that a possessive pronoun opens and so is not meant by it: "met N. N., his Ghanaian
    /// colleague".
    func describedBy(_ word: Word) -> ActorID? {
        let (tree, place) = (word.tree, word.place)
        guard isPossessive(word), let noun = tree.head(place), noun > place, place > 1,
            tree.tokens[place - 1].form == ",",
            let mention = tree.mention(around: place - 2)
        else { return nil }
        if tree.base(noun) == "appos" { return mention.actor }
        // The parse may join the two otherwise; a subject is a clause's own.
        let next = noun + 1
        let isClosed = next >= tree.tokens.count || [",", ".", ";", ")"].contains(tree.tokens[next].form)
        return isClosed && !["nsubj", "conj"].contains(tree.base(noun)) ? mention.actor : nil
    }

    /// Kinds of actor that "they" may stand for though their name is no plural.
    private static let settings: Set<String> = [
        "place", "facility", "pipeline", "bridge", "borderCrossing", "militaryBase",
    ]
    private static let many: Set<String> = ["militantGroup", "armedForce", "ethnicGroup", "politicalParty"]

    private func antecedent(
        _ word: Word, _ kinds: Set<String>, _ discourse: Discourse, excluding beside: Set<ActorID>
    ) -> Discourse.Candidate? {
        let isPlural = isPluralPronoun(word.form)
        let isPerson = kinds.contains("person")
        // What "it" stands for as an object has mostly been an object before.
        let isThing = !isPlural && !isPerson && !isPossessive(word) && word.tree.base(word.place) != "nsubj"
        let head = relativeHead(word)
        return discourse.best(from: word.sentence, reach: Discourse.reach.pronoun, ofSubject: isThing ? 0 : 1.5) {
            candidate in
            // Several named together are "they" in the next sentence, hardly later.
            if candidate.isGroup, word.sentence - candidate.sentence > 1 { return false }
            if candidate.sentence == word.sentence, candidate.place == head { return false }
            guard let first = candidate.actors.first else {
                // A noun that is no actor: "it" is a thing, "he" only a person.
                return candidate.isPlural == isPlural && candidate.isPerson == isPerson
            }
            if candidate.actors.contains(where: { beside.contains($0) }) { return false }
            if candidate.isGroup {
                return isPlural && candidate.actors.allSatisfy { kinds.contains(kind($0)) || kind($0) == "person" }
            }
            guard kinds.contains(kind(first)), !isOtherGender(word.form, first) else { return false }
            // "talks in Goma": what merely lies there is hardly "it", unless something is done to it.
            if !isThing, !isPlural, !candidate.isSubject, Self.settings.contains(kind(first)) { return false }
            // A state is "it", its people are "they".
            return isPlural
                ? candidate.isPlural || Self.many.contains(kind(first))
                    || candidate.isSubject && candidate.sentence == word.sentence
                : kind(first) != "state" || !candidate.isPlural
        }
    }

    func arguments(_ word: Word, _ references: References) -> PredicateArguments {
        PredicateArguments(tree: word.tree, lexicon: lexicon, references: references, actors: actors)
    }

    /// Who acts in the clauses around a pronoun, from the inside out: "Mali told Chad to withdraw its troops", "Mali said it".
    func subjects(near word: Word, _ arguments: PredicateArguments) -> [[ActorID]] {
        let tree = word.tree
        var result: [[ActorID]] = []
        var place = word.place
        let isOwn = isPossessive(word) || isReflexive(word)
        var isOutside = isOwn
        for _ in 0..<12 {
            guard let head = tree.head(place) else { break }
            switch tree.base(place) {
            case "nsubj", "csubj": isOutside = false
            case "ccomp", "xcomp", "advcl": isOutside = true
            // "Mali, which said it would": what the clause is about acts in it.
            case "acl", "parataxis", "appos": isOutside = isOwn && tree.base(place) == "acl"
            default: break
            }
            place = head
            // "a plane that violated their airspace": whose it is stands further out.
            if isPluralPronoun(word.form), tree.has(place, "acl:relcl") { continue }
            if isOutside, tree.isVerb(place) || !tree.children(place, ["nsubj"]).isEmpty {
                let isPassive = arguments.isPassive(place)
                result.append(isPassive ? arguments.objects(place) : arguments.subjects(place))
                if !isOwn, tree.base(place) != "conj" { break }
            }
        }
        return Array(result.prefix(isOwn ? 2 : 1))
    }

    /// Who is not meant by a pronoun since he stands at the same verb: "Chad accused it".
    func beside(_ word: Word, _ arguments: PredicateArguments) -> Set<ActorID> {
        let tree = word.tree
        guard !isPossessive(word), !isReflexive(word) else { return [] }
        let verb = clause(tree, word.place)
        guard verb != word.place else { return [] }
        if tree.base(word.place) == "nsubj" {
            return Set(tree.children(verb, ["obj", "iobj", "obl"]).flatMap { arguments.actors($0) })
        }
        if ["between", "among"].contains(tree.prepositions(word.place).first) { return [] }
        let own = arguments.isPassive(verb) ? arguments.objects(verb) : arguments.subjects(verb)
        let others = tree.children(verb, ["obj", "iobj"]).filter { $0 != word.place }.flatMap { arguments.actors($0) }
        return Set(own + others)
    }

    /// The noun whose relative clause has a pronoun for an argument: "the province through which it runs" is not "it".
    func relativeHead(_ word: Word) -> Int? {
        let verb = clause(word.tree, word.place)
        return !isPossessive(word) && word.tree.has(verb, "acl:relcl") ? word.tree.head(verb) : nil
    }

    /// "a country that violates the territory of its neighbour": the noun before the clause is meant, which is no actor.
    private func belongsToNoun(_ word: Word, _ arguments: PredicateArguments) -> Bool {
        let tree = word.tree
        guard isPossessive(word), !isPluralPronoun(word.form) else { return false }
        let verb = clause(tree, word.place)
        guard tree.has(verb, "acl:relcl"), let noun = tree.head(verb), noun < verb else { return false }
        let subject = tree.children(verb, ["nsubj"]).first
        return subject.map { ["who", "which", "that"].contains(tree.lemmas[$0]) } ?? false
            && arguments.subjects(verb).isEmpty
    }

    func isReflexive(_ word: Word) -> Bool { word.form.hasSuffix("self") || word.form.hasSuffix("selves") }

    /// "the president himself": the noun before it is meant.
    private func isEmphatic(_ word: Word) -> Bool {
        isReflexive(word) && word.place > 0 && word.tree.isNoun(word.place - 1)
    }

    /// "it is likely that", "denied it": stands for no actor.
    func isEmpty(_ word: Word) -> Bool {
        let (tree, place) = (word.tree, word.place)
        if tree.base(place) == "expl" { return true }
        guard word.form == "it", let head = tree.head(place) else { return false }
        switch tree.base(place) {
        case "nsubj":
            let later = tree.children(head, ["csubj", "ccomp", "xcomp", "acl", "advcl"]).filter { $0 > head }
            if !tree.children(head, ["cop"]).isEmpty {
                return tree.mention(around: head) != nil || tree.isNoun(head) && !later.isEmpty
                    || !tree.children(head, ["csubj", "ccomp", "xcomp"]).filter { $0 > head }.isEmpty
            }
            return ["seem", "appear", "happen", "take", "matter", "fall", "follow", "remain"].contains(
                tree.lemmas[head]) && !later.isEmpty
        case "obj":
            return lexicon.isCue(tree.lemmas[head], "reportingVerb")
                || !tree.children(head, ["xcomp", "ccomp"]).isEmpty
        default: return false
        }
    }

    /// "“We will fight,” the president said": in a quotation "I" is who speaks, "we" the state or group that he speaks for.
    func readSpeaker(_ tree: SentenceTree, _ references: inout References) {
        let own = ownWords(tree)
        guard !own.isEmpty, tree.tokens.contains(where: { ["“", "\"", "”"].contains($0.form) }) else { return }
        let arguments = PredicateArguments(tree: tree, lexicon: lexicon, references: references, actors: actors)
        let said = StatementCircumstances(tree: tree, lexicon: lexicon, arguments: arguments)
        guard let speaker = said.soleSpeaker() else { return }
        refer(own, of: tree, to: speaker, &references)
    }

    /// The same for the sentences of a longer quotation, whose speaker stands in another.
    ///
    /// - Parameter side: Whom they speak for, where that is known.
    func readSpeakers(
        _ speakers: [ActorID?], for side: ActorID? = nil, in trees: [SentenceTree], _ references: inout References
    ) {
        for (tree, speaker) in zip(trees, speakers) {
            guard let speaker else { continue }
            let open = ownWords(tree).filter { references.actors(at: tree.tokens[$0].range.lowerBound).isEmpty }
            refer(open, of: tree, to: speaker, for: side, &references)
        }
    }

    private func ownWords(_ tree: SentenceTree) -> [Int] {
        tree.tokens.indices.filter { place in
            tree.tokens[place].universalTag == "PRON"
                && lexicon.isCue(tree.tokens[place].form.lowercased(), "firstPerson")
        }
    }

    private func refer(
        _ places: [Int], of tree: SentenceTree, to speaker: ActorID, for side: ActorID? = nil,
        _ references: inout References
    ) {
        for place in places {
            let isAlone = ["i", "me", "my", "myself"].contains(tree.tokens[place].form.lowercased())
            let meant = isAlone ? speaker : side ?? actors[speaker]?.principal ?? speaker
            references.refer(tree.tokens[place].range.lowerBound, to: meant)
        }
    }

    /// "Its spokesman, N. N.": whom N. N. is known to act for, where that has been named before.
    func served(_ word: Word, _ discourse: Discourse) -> ActorID? {
        let tree = word.tree
        guard let kinds = lexicon.pronouns[word.form], word.token.universalTag == "PRON", isPossessive(word),
            let office = tree.head(word.place), lexicon.titles[tree.lemmas[office]] != nil
        else { return nil }
        let isBeside = ["appos", "flat", "compound"].contains(tree.base(office))
        let named =
            tree.children(office, ["appos", "flat", "compound"])
            + (isBeside ? [tree.head(office)] : []).compactMap { $0 }
        let persons = named.compactMap { tree.mention(at: $0)?.actor }.filter { kind($0) == "person" }
        guard let person = persons.first, let served = actors[person]?.principal, kinds.contains(kind(served)),
            discourse.mentions[served] != nil
        else { return nil }
        return served
    }

    /// "In his speech, N. N. warned": the subject that follows, where the pronoun opens the sentence.
    private func named(after word: Word, _ kinds: Set<String>, _ discourse: Discourse) -> ActorID? {
        let tree = word.tree
        guard isPossessive(word) || tree.base(word.place) == "nsubj",
            !discourse.candidates.contains(where: { $0.sentence == word.sentence && !$0.actors.isEmpty })
        else { return nil }
        var place = word.place
        var isOpening = false
        for _ in 0..<12 {
            guard let head = tree.head(place) else { return nil }
            if ["obl", "advcl"].contains(tree.base(place)), place < head { isOpening = true }
            place = head
            guard isOpening else { continue }
            if let subject = tree.children(place, ["nsubj"]).first {
                guard subject > word.place, let mention = tree.mention(at: subject), mention.role == .name,
                    kinds.contains(kind(mention.actor))
                else { return nil }
                return mention.actor
            }
        }
        return nil
    }
}
