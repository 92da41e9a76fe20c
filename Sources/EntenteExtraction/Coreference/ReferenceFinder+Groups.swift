import EntenteModel
import EntenteText

/// "the two countries", "both sides", "the leaders": several actors at once.
extension ReferenceFinder {
    /// "the two", "both", "the former", "the latter", where no noun follows.
    func standingAlone(_ word: Word, _ discourse: Discourse, _ references: References) -> [ActorID] {
        let tree = word.tree
        guard ["nsubj", "obj", "iobj", "obl", "nmod", "conj"].contains(tree.base(word.place)),
            tree.children(word.place, ["nmod"]).isEmpty
        else { return [] }
        if word.form == "both" { return anyone(count: 2, word, discourse, references) }
        guard isDefinite(tree, word.place) || isAll(tree, word.place) else { return [] }
        if let count = Self.numbers[word.lemma] { return anyone(count: count, word, discourse, references) }
        guard word.form == "former" || word.form == "latter" else { return [] }
        let reach = Discourse.reach.pronoun
        let near = discourse.candidates.filter { word.sentence - $0.sentence <= reach }
        let group = near.last { $0.isGroup }
        let pair = lastTwo(near)
        // Named one by one since: "Turkey armed Libya; the latter".
        if let pair, group.map({ ($0.sentence, $0.place) < (pair[0].sentence, pair[0].place) }) ?? true {
            return pair[word.form == "former" ? 0 : 1].actors
        }
        guard let group else { return [] }
        if word.form == "latter" { return group.actors.last.map { [$0] } ?? [] }
        return group.actors.count == 2 ? [group.actors[0]] : []
    }

    /// The two actors of one sort that were named last in one sentence, a setting left out.
    private func lastTwo(_ near: [Discourse.Candidate]) -> [Discourse.Candidate]? {
        guard let sentence = near.last(where: { $0.actors.count == 1 })?.sentence else { return nil }
        var named: [Discourse.Candidate] = []
        for candidate in near.reversed() where candidate.sentence == sentence && candidate.actors.count == 1 {
            guard [.name, .description].contains(candidate.form), kind(candidate.actors[0]) != "place",
                !named.contains(where: { $0.actors == candidate.actors })
            else { continue }
            named.append(candidate)
        }
        guard named.count == 2 else { return nil }
        let persons = named.filter { kind($0.actors[0]) == "person" }.count
        return persons == 1 ? nil : [named[1], named[0]]
    }

    /// "all three": those and no others.
    private func isAll(_ tree: SentenceTree, _ place: Int) -> Bool {
        let isCounted = Self.numbers[tree.lemmas[place]] != nil || !tree.children(place, ["nummod"]).isEmpty
        return isCounted && place > 0
            && tree.tokens[max(place - 2, 0)..<place].contains { $0.form.lowercased() == "all" }
    }

    /// "the two": whoever has been named together, else persons, else states or groups.
    private func anyone(
        count: Int, _ word: Word, _ discourse: Discourse, _ references: References
    ) -> [ActorID] {
        for kinds in [Self.polities.union(["person"]), ["person"], Self.polities, ["state"]] {
            let found = group(kinds, count: count, word, discourse, references)
            let persons = found.filter { kind($0) == "person" }.count
            if !found.isEmpty, persons == 0 || persons == found.count { return found }
        }
        return []
    }

    /// A noun in the plural that stands for several actors.
    func group(_ word: Word, _ discourse: Discourse, _ references: References) -> [ActorID] {
        guard word.isPlural, let kinds = lexicon.groups[word.lemma] else { return [] }
        let tree = word.tree
        let children = tree.children(word.place)
        let marks = children.filter { ["det", "nummod", "nmod"].contains(tree.base($0)) }
        let isBoth = marks.contains { tree.lemmas[$0] == "both" }
        guard isBoth || isDefinite(tree, word.place) || isAll(tree, word.place) else { return [] }
        // "these terrorist organisations" are those before, whatever they are called.
        let isPointedAt = marks.contains { ["this", "these"].contains(tree.lemmas[$0]) }
        // "the countries of the region", "the countries that signed", "the Baltic states" are others.
        let isQualified = children.contains { child in
            ["nmod", "acl", "compound", "appos"].contains(tree.base(child)) || tree.mention(around: child) != nil
                || tree.base(child) == "amod" && !Self.neutral.contains(tree.lemmas[child]) && !isPointedAt
        }
        guard !isQualified else { return [] }
        var count = isBoth ? 2 : nil
        for mark in tree.children(word.place, ["nummod"]) {
            guard let number = Self.numbers[tree.lemmas[mark]] else { return [] }
            count = number
        }
        // "the two presidents" are those called presidents; who leads a state is its leader by any title.
        let isTitle = lexicon.titles[word.lemma] != nil
        for kinds in kinds {
            let found = group(kinds, count: count, word, discourse, references) { id in
                !isTitle || kind(id) != "person" || leading.contains(id) || discourse.isDescribed(id, as: word.lemma)
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    private static let numbers = ["two": 2, "three": 3, "four": 4, "five": 5, "six": 6]
    /// Adjectives that pick no others out.
    private static let neutral: Set<String> = ["two", "three", "neighbouring", "neighboring", "warring", "rival"]
    private static let polities: Set<String> = [
        "state", "militantGroup", "armedForce", "alliance", "internationalOrganization", "politicalParty",
        "governmentBody", "company",
    ]

    /// The actors of some kinds that have been named together, stand in one sentence, or are what the text is about.
    private func group(
        _ kinds: Set<String>, count: Int?, _ word: Word, _ discourse: Discourse, _ references: References,
        where holds: (ActorID) -> Bool = { _ in true }
    ) -> [ActorID] {
        // "China calls itself a friend of the two countries": China is neither of them.
        let beside = beside(word, arguments(word, references))
        func fitting(_ ids: [ActorID]) -> [ActorID] {
            var result: [ActorID] = []
            for id in ids where holds(id) && !beside.contains(id) {
                if let folded = fold(id, kinds), !result.contains(folded) { result.append(folded) }
            }
            return result
        }
        func fits(_ ids: [ActorID]) -> Bool { count.map { ids.count == $0 } ?? (2...4).contains(ids.count) }
        let near = discourse.candidates.filter { word.sentence - $0.sentence <= Discourse.reach.description }
        func together(_ back: Int) -> [ActorID] {
            let own = near.filter { word.sentence - $0.sentence == back }
            // What was named together last: of "A, B and C" the whole, which comes after its parts.
            for candidate in own.reversed() where candidate.isGroup {
                let ids = fitting(candidate.actors)
                if fits(ids), candidate.actors.allSatisfy({ fold($0, kinds) != nil }) { return ids }
            }
            guard let count else { return [] }
            let ids = fitting(own.flatMap(\.actors))
            return ids.count == count ? ids : []
        }
        let here = together(0)
        if !here.isEmpty { return here }
        // "the two countries" are those that the text is about; persons come and go.
        if kinds.contains("state"), !kinds.contains("person"), count == 2, let both = leading(fitting, discourse) {
            return both
        }
        for back in 1...(count == nil ? 1 : Discourse.reach.pronoun) {
            let found = together(back)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// The two that the text has spoken of the most, by far.
    private func leading(_ fitting: ([ActorID]) -> [ActorID], _ discourse: Discourse) -> [ActorID]? {
        let named = discourse.mentions.keys.sorted().filter { kind($0) != "person" }
        let ranked = fitting(named).sorted {
            (discourse.mentions[$0] ?? 0, $1.rawValue) > (discourse.mentions[$1] ?? 0, $0.rawValue)
        }
        guard ranked.count > 1 else { return nil }
        let third = ranked.count > 2 ? discourse.mentions[ranked[2]] ?? 0 : 0
        guard (discourse.mentions[ranked[1]] ?? 0) * 2 > max(2, third * 3) else { return nil }
        return Array(ranked.prefix(2))
    }

    /// The actor itself, or the state that it acts for where states are wanted.
    func fold(_ id: ActorID, _ kinds: Set<String>) -> ActorID? {
        if kinds.contains(kind(id)) { return id }
        guard kinds.contains("state"), !kinds.contains("person"), let principal = actors[id]?.principal,
            kind(principal) == "state"
        else { return nil }
        return principal
    }
}
