import EntenteModel
import EntenteText

/// "the group", "the Kazakh president", "his country".
extension ReferenceFinder {
    /// What a noun refers to that names nobody by itself.
    func description(_ word: Word, _ discourse: Discourse, _ references: References) -> [ActorID] {
        let (tree, place) = (word.tree, word.place)
        // What stands beside a name or is said of a subject is told by that name.
        guard tree.children(place, ["cop"]).isEmpty, tree.base(place) != "appos", tree.base(place) != "compound",
            !tree.children(place, ["appos", "flat"]).contains(where: { tree.mention(around: $0)?.role == .name })
        else { return [] }
        if ["former", "latter"].contains(word.form) { return standingAlone(word, discourse, references) }
        if let called = called(word) { return [called] }
        let several = group(word, discourse, references)
        if !several.isEmpty { return several }
        if let leader = leader(word, discourse) { return [leader] }
        if lexicon.isCue(word.lemma, "homeNoun") {
            let owners = owners(tree, place, references)
            if !owners.isEmpty { return owners }
        }
        if let other = other(word, discourse, references) { return [other] }
        if let person = otherPerson(word, discourse, references) { return [person] }
        return known(word, discourse).map { [$0] } ?? []
    }

    /// "a pipeline that is to link A and B, known as C": the name that follows, if no other thing of its kind stands between.
    private func called(_ word: Word) -> ActorID? {
        let tree = word.tree
        guard !word.isPlural, let kinds = lexicon.descriptions[word.lemma] else { return nil }
        var place = word.place + 1
        while place + 1 < tree.tokens.count, place - word.place < Self.reachOfNaming {
            let form = tree.tokens[place].form.lowercased()
            if lexicon.isCue(form, "namingForm") {
                var name = place + 1
                while name < tree.tokens.count, name - place < 4,
                    lexicon.isCue(tree.tokens[name].form.lowercased(), "namingFiller")
                {
                    name += 1
                }
                if name < tree.tokens.count, let mention = tree.mention(around: name), mention.role == .name,
                    kinds.contains(kind(mention.actor))
                {
                    return mention.actor
                }
            }
            if tree.tokens[place].universalTag == "NOUN", lexicon.descriptions[tree.lemmas[place]] == kinds {
                return nil
            }
            place += 1
        }
        return nil
    }

    private static let reachOfNaming = 30

    /// "accused its neighbour": the state nearest at hand that is not the one whose neighbour it is.
    private func other(_ word: Word, _ discourse: Discourse, _ references: References) -> ActorID? {
        let (tree, place) = (word.tree, word.place)
        guard !word.isPlural, lexicon.isCue(word.lemma, "oppositeNoun"),
            tree.children(place, ["compound"]).isEmpty,
            !tree.children(place, ["amod", "nmod"]).contains(where: { tree.mention(around: $0) != nil })
        else { return nil }
        let owners = owners(tree, place, references)
        guard owners.count == 1 else { return nil }
        func nearest(where fits: (ActorID) -> Bool) -> ActorID? {
            let found = discourse.best(from: word.sentence, reach: Discourse.reach.pronoun) { candidate in
                guard candidate.actors.count == 1, let state = fold(candidate.actors[0], ["state"]) else {
                    return false
                }
                return state != owners[0] && fits(state)
            }
            return found.flatMap { fold($0.actors[0], ["state"]) }
        }
        return nearest { border(owners[0], $0) } ?? nearest { _ in true }
    }

    /// "thanked his host": the person nearest at hand who is not the one whose host he is.
    private func otherPerson(_ word: Word, _ discourse: Discourse, _ references: References) -> ActorID? {
        guard !word.isPlural, lexicon.isCue(word.lemma, "oppositePerson") else { return nil }
        for child in word.tree.children(word.place, ["nmod:poss"]) where word.tree.tokens[child].universalTag == "PRON"
        {
            let owners = references.actors(at: word.tree.tokens[child].range.lowerBound)
            guard owners.count == 1, kind(owners[0]) == "person" else { continue }
            return discourse.best(from: word.sentence, reach: 1) { candidate in
                candidate.actors.count == 1 && kind(candidate.actors[0]) == "person" && candidate.actors != owners
            }?.actors.first
        }
        return nil
    }

    /// Whether two states share a border on land.
    func border(_ first: ActorID, _ second: ActorID) -> Bool {
        guard let first = actors[first]?.country, let second = actors[second]?.country else { return false }
        return lexicon.landBorders[first]?.contains(second) ?? false
    }

    /// "the group", "the foreign minister": the nearest actor that has been called so or is of such a kind.
    private func known(_ word: Word, _ discourse: Discourse) -> ActorID? {
        let (tree, place) = (word.tree, word.place)
        guard isDefinite(tree, place) else { return nil }
        let isQualified = tree.children(place, ["nmod", "amod", "compound", "acl"]).contains { child in
            // "the Taliban-ruled government", "the government run by"
            if tree.has(child, "acl:relcl") {
                // "the group that": which one; "the group, which": what it does besides.
                return !tree.tokens[min(place, child)...max(place, child)].contains { $0.form == "," }
            }
            if tree.base(child) == "acl" {
                return tree.children(child, ["obl"]).contains {
                    tree.prepositions($0) == ["by"] && tree.mention(around: $0) != nil
                }
            }
            return tree.base(child) == "amod" && tree.children(child).contains { tree.mention(around: $0) != nil }
                || !tree.has(child, "nmod:poss") && (tree.mention(around: child) != nil || tree.base(child) == "nmod")
                || lexicon.isCue(tree.lemmas[child], "otherAdjective")
        }
        guard !isQualified else { return nil }
        let reach = Discourse.reach.description
        if !word.isPlural {
            let phrase = phrase(tree, place)
            let called = discourse.best(from: word.sentence, reach: reach) { candidate in
                candidate.actors.count == 1 && discourse.isDescribed(candidate.actors[0], as: phrase)
            }
            if let called { return called.actors.first }
        }
        if !word.isPlural, let states = lexicon.stateForms[word.lemma] {
            let found = discourse.best(from: word.sentence, reach: reach) { candidate in
                candidate.actors.count == 1 && states.contains(candidate.actors[0].rawValue)
            }
            if let found { return found.actors.first }
        }
        guard let kinds = lexicon.preferences[word.lemma] else { return nil }
        // "the leaders" are several or nobody; "the rebels" are one group.
        guard !word.isPlural || lexicon.groups[word.lemma] == nil && kinds.allSatisfy({ !$0.contains("person") }) else {
            return nil
        }
        let isModified = !tree.children(place, ["amod", "compound"]).isEmpty
        for kinds in kinds where !(isModified && kinds.contains("person")) {
            if kinds == ["state"] { return nearestState(word, discourse) }
            let found = discourse.best(from: word.sentence, reach: reach) { candidate in
                candidate.actors.count == 1 && kinds.contains(kind(candidate.actors[0]))
            }
            if let found { return found.actors.first }
        }
        return nil
    }

    /// "the government" is that of the state that acts, or whose people do, or of the only one at hand; beside several nobody
    /// knows whose.
    private func nearestState(_ word: Word, _ discourse: Discourse) -> ActorID? {
        let kinds: Set<String> = ["state"]
        let found = discourse.best(from: word.sentence, reach: Discourse.reach.pronoun) { candidate in
            candidate.actors.count == 1 && fold(candidate.actors[0], kinds) != nil
        }
        guard let found, let actor = fold(found.actors[0], kinds) else { return nil }
        if found.isSubject { return actor }
        let others = discourse.candidates.filter { $0.sentence == found.sentence }.flatMap(\.actors)
            .compactMap { fold($0, kinds) }
        return others.allSatisfy { $0 == actor } ? actor : nil
    }

    /// "the Kazakh president", "his Uzbek counterpart": who leads that state, where the document says who does.
    private func leader(_ word: Word, _ discourse: Discourse) -> ActorID? {
        let (tree, place) = (word.tree, word.place)
        guard !word.isPlural else { return nil }
        let isTitle = lexicon.titles[word.lemma]?.contains { $0.words.count == 1 && $0.relation == "leads" } ?? false
        guard isTitle else { return nil }
        // "the Serbian chief of staff" is another.
        guard
            !tree.children(place, ["nmod"]).contains(where: {
                tree.prepositions($0) == ["of"] && tree.mention(around: $0) == nil && tree.lemmas[$0] != "state"
            })
        else { return nil }
        for child in tree.children(place, ["amod", "compound", "nmod"]) {
            if let mention = tree.mention(around: child) { return leaders[mention.actor] }
        }
        guard isDefinite(tree, place), tree.children(place, ["nmod", "amod", "compound"]).isEmpty else { return nil }
        let near = discourse.candidates.filter {
            $0.actors.count == 1 && word.sentence - $0.sentence <= Discourse.reach.description
                && leading.contains($0.actors[0])
        }
        let called = near.last { discourse.isDescribed($0.actors[0], as: word.lemma) }
        return called?.actors.first ?? near.last?.actors.first
    }

    /// "his country", "its territory", "their governments": the states of whom the pronoun stands for.
    private func owners(_ tree: SentenceTree, _ place: Int, _ references: References) -> [ActorID] {
        for child in tree.children(place, ["nmod:poss"]) where tree.tokens[child].universalTag == "PRON" {
            let found = references.actors(at: tree.tokens[child].range.lowerBound)
            if found.isEmpty { continue }
            return found.compactMap { id in kind(id) == "state" ? id : actors[id]?.principal }
        }
        return []
    }

    func isDefinite(_ tree: SentenceTree, _ place: Int) -> Bool {
        tree.children(place, ["det"]).contains {
            ["the", "this", "that", "these", "those"].contains(tree.lemmas[$0])
                || tree.tokens[$0].form.lowercased() == "the"
        }
    }

    /// A noun with the words before it that belong to it: "foreign minister".
    func phrase(_ tree: SentenceTree, _ place: Int) -> String {
        let before = tree.children(place, ["amod", "compound"]).filter {
            $0 < place && tree.mention(around: $0) == nil
        }
        return (before + [place]).map { tree.lemmas[$0] }.joined(separator: " ")
    }

    /// Notes the nouns that the text says of an actor: "Ali Dhere, the group's spokesman", "the militia Kataib Hezbollah".
    func describe(_ actor: ActorID, at word: Word, in discourse: inout Discourse) {
        let (tree, place) = (word.tree, word.place)
        guard tree.mention(at: place)?.role == .name else { return }
        var nouns = tree.children(place, ["appos", "flat", "compound", "nmod"]).filter { child in
            tree.base(child) == "appos" || child < place && tree.prepositions(child).isEmpty
        }
        if ["appos", "flat"].contains(tree.base(place)) || tree.base(place) == "nsubj", let head = tree.head(place),
            tree.base(place) != "nsubj" || !tree.children(head, ["cop"]).isEmpty
        {
            nouns.append(head)
        }
        for noun in nouns where tree.mention(around: noun) == nil && tree.tokens[noun].universalTag == "NOUN" {
            guard names(tree.lemmas[noun], kind(actor)) else { continue }
            discourse.describe(actor, as: phrase(tree, noun))
            discourse.describe(actor, as: tree.lemmas[noun])
        }
        // "General Ousmane Kone" is "the general".
        if kind(actor) == "person" {
            var before = tree.startOfMention(around: place)
            while before < place, lexicon.titles[tree.lemmas[before]] != nil {
                discourse.describe(actor, as: tree.lemmas[before])
                before += 1
            }
            before = tree.startOfMention(around: place) - 1
            while before >= 0, lexicon.titles[tree.lemmas[before]] != nil {
                discourse.describe(actor, as: tree.lemmas[before])
                before -= 1
            }
        }
        guard !["person", "state"].contains(kind(actor)) else { return }
        // "the Democratic Movement of the South" is "the movement".
        let words = (actors[actor]?.name ?? "").lowercased().split(separator: " ")
        let end = words.firstIndex { ["of", "for", "in"].contains($0) } ?? words.count
        guard words.count > 1, end > 0 else { return }
        let last = String(words[end - 1])
        if lexicon.preferences[last] != nil || lexicon.typeNouns[last] != nil { discourse.describe(actor, as: last) }
    }

    /// Whether a noun can be said of such an actor: "minister" of a person, "militia" of a group.
    private func names(_ noun: String, _ kind: String) -> Bool {
        lexicon.descriptions[noun]?.contains(kind) ?? false || kind == "person" && lexicon.titles[noun] != nil
            || lexicon.typeNouns[noun]?.contains { $0.kind == kind } ?? false
    }
}
