import EntenteModel
import EntenteText

/// Finds what "he", "it", "the group", "the Kazakh president" and "the two countries" refer to, by recency and grammatical role.
///
/// It follows the salience idea of Lappin and Leass (Computational Linguistics 20(4), 1994) in a reduced form: the most salient
/// earlier actor of a fitting kind wins, where subjects count more than others and each sentence passed counts against. What
/// stands beside a pronoun at the same verb is not meant by it; a noun that is no actor can win, and then nobody is meant.
struct ReferenceFinder {
    let lexicon: Lexicon
    let actors: [ActorID: Actor]
    /// Who leads what, as offices in the text say.
    let leaders: [ActorID: ActorID]
    /// The persons among them.
    let leading: Set<ActorID>
    /// Who is "she" and who is "he", as far as names tell.
    let genders: [ActorID: Lexicon.Gender]
    /// Weighs what the rules find against other candidates; nil where the rules are to stand alone.
    let model: AntecedentModel?

    init(lexicon: Lexicon, actors: [ActorID: Actor], leaders: [ActorID: ActorID], model: AntecedentModel? = nil) {
        self.lexicon = lexicon
        self.model = model
        self.actors = actors
        self.leaders = leaders
        leading = Set(leaders.values)
        genders = actors.values.reduce(into: [:]) { found, actor in
            guard actor.kind == "person" else { return }
            let words = NameWords.folded(actor.name)
            // A surname alone tells nothing.
            let isPlain = words.count > 1 && words.first?.gap != .hyphen && words.dropFirst().first?.gap != .hyphen
            let given = isPlain ? words.first.flatMap { lexicon.genders[$0.folded] } : nil
            found[actor.id] = lexicon.leaderGenders[actor.id] ?? given
        }
    }

    /// Whether a pronoun is one for women and an actor a man, or the other way round.
    func isOtherGender(_ form: String, _ actor: ActorID) -> Bool {
        switch genders[actor] {
        case .female: Ranking.male.contains(form)
        case .male: Ranking.female.contains(form)
        case nil: false
        }
    }

    func find(in trees: [SentenceTree]) -> References {
        var ranking = Ranking(model: model)
        return find(in: trees, &ranking)
    }

    /// What can be learned of a text whose mentions are annotated.
    func examples(in trees: [SentenceTree], marks: [(range: Range<Int>, actors: Set<ActorID>)]) -> [AntecedentExample] {
        var ranking = Ranking(model: nil, collector: AntecedentCollector(marks: marks))
        _ = find(in: trees, &ranking)
        return ranking.collector?.examples ?? []
    }

    private func find(in trees: [SentenceTree], _ ranking: inout Ranking) -> References {
        var references = References()
        var discourse = Discourse()
        for (number, tree) in trees.enumerated() {
            discourse.forget(before: number - Self.rankingReach.description)
            for place in tree.tokens.indices {
                read(Word(tree: tree, place: place, sentence: number), &discourse, &references, &ranking)
            }
            readSpeaker(tree, &references)
        }
        return references
    }

    /// A word of a sentence of a document.
    struct Word {
        let tree: SentenceTree
        let place: Int
        let sentence: Int

        var token: Token { tree.tokens[place] }
        var byte: Int { token.range.lowerBound }
        var form: String { token.form.lowercased() }
        var lemma: String { tree.lemmas[place] }
        var isPlural: Bool { token.pennTag == "NNS" || token.pennTag == "NNPS" }
    }

    private func read(
        _ word: Word, _ discourse: inout Discourse, _ references: inout References, _ ranking: inout Ranking
    ) {
        let (tree, place) = (word.tree, word.place)
        func add(_ ids: [ActorID], isPlural: Bool, isQualifier: Bool = false, form: Discourse.Candidate.Form = .thing) {
            let isFirst = discourse.candidates.last.map { $0.sentence != word.sentence } ?? true
            discourse.add(
                Discourse.Candidate(
                    actors: ids, sentence: word.sentence, place: place,
                    isSubject: !isQualifier && isSubject(tree, place), isPlural: isPlural, isQualifier: isQualifier,
                    form: form, role: isPossessive(word) ? "poss" : tree.base(place), isFirst: isFirst))
        }
        if let mention = tree.mention(at: place) {
            let isPlural = mention.isPeople || tree.isPeople(place) || word.isPlural
            let isQualifier = mention.role != .name && !tree.isPeople(place)
            add([mention.actor], isPlural: isPlural, isQualifier: isQualifier, form: isQualifier ? .qualifier : .name)
            let together = namedTogether(tree, upTo: place)
            if together.count > 1 { add(together, isPlural: true) }
            describe(mention.actor, at: word, in: &discourse)
            return
        }
        guard tree.mention(around: place) == nil else { return }
        let rule = reference(word, discourse, references)
        // There is something to learn from such words all the same.
        let known = ranking.collector == nil ? served(word, discourse).map { [$0] } : nil
        let found = known ?? ranked(word, rule: rule, discourse, references, &ranking) ?? rule
        if found.count == 1 { ranking.note(word, found[0]) }
        if !found.isEmpty {
            references.refer(word.byte, to: found)
            add(
                found, isPlural: found.count > 1 || word.isPlural || isPluralPronoun(word.form),
                form: tree.isNoun(place) ? .description : .pronoun)
        } else if tree.isNoun(place), !["compound", "flat", "appos", "fixed"].contains(tree.base(place)) {
            // "Ugandan officials said they": what belongs to an actor and acts for it, else something that is no actor.
            let isSubject = isSubject(tree, place)
            let owner =
                (word.isPlural || isSubject) && lexicon.standsForOwner(word.lemma) ? nationality(tree, place) : nil
            // "Chad's main concern is its border": a thing of somebody's leaves him nearer at hand than itself.
            let isOwned = tree.children(place, ["nmod", "amod", "compound"]).contains { child in
                tree.mention(around: child) != nil
                    && (tree.has(child, "nmod:poss") || tree.prepositions(child).allSatisfy { $0 == "of" })
            }
            let isArgument = isSubject || tree.base(place) == "obj"
            let isPerson = !word.isPlural && lexicon.titles[word.lemma] != nil
            if isPerson, owner == nil {
                discourse.add(
                    Discourse.Candidate(
                        actors: [], sentence: word.sentence, place: place, isSubject: isSubject, isPlural: false,
                        isQualifier: false, isPerson: true))
            } else if owner != nil || !isOwned && isArgument {
                add(owner.map { [$0] } ?? [], isPlural: word.isPlural)
            }
        }
    }

    private func reference(_ word: Word, _ discourse: Discourse, _ references: References) -> [ActorID] {
        switch word.token.universalTag {
        case "PRON", "DET", "NUM", "ADJ":
            if let kinds = lexicon.pronouns[word.form], word.token.universalTag == "PRON" {
                return pronoun(word, kinds, discourse, references)
            }
            return standingAlone(word, discourse, references)
        case "NOUN":
            return description(word, discourse, references)
        default:
            return []
        }
    }

    // MARK: Grammar

    func isSubject(_ tree: SentenceTree, _ place: Int) -> Bool {
        var head = place
        for _ in 0..<3 where tree.base(head) == "conj" { head = tree.head(head) ?? head }
        return tree.base(head) == "nsubj"
    }

    func isPossessive(_ word: Word) -> Bool { word.tree.has(word.place, "nmod:poss") || word.token.pennTag == "PRP$" }

    /// The verb or other predicate whose argument a word is.
    func clause(_ tree: SentenceTree, _ place: Int) -> Int {
        var current = place
        for _ in 0..<12 {
            guard let head = tree.head(current) else { return current }
            let relation = tree.base(current)
            current = head
            if ["nsubj", "obj", "iobj", "obl", "ccomp", "xcomp", "advcl", "csubj"].contains(relation) {
                return current
            }
        }
        return current
    }

    /// The actors named together up to a word: "A, B and C".
    private func namedTogether(_ tree: SentenceTree, upTo place: Int) -> [ActorID] {
        let listed = listed(tree, upTo: place)
        guard tree.base(place) == "conj" else { return listed }
        var first = place
        for _ in 0..<12 where tree.base(first) == "conj" { first = tree.head(first) ?? first }
        var result: [ActorID] = []
        for part in tree.coordinated(first).sorted() where part <= place {
            guard let mention = tree.mention(around: part) else { return listed }
            if !result.contains(mention.actor) { result.append(mention.actor) }
        }
        return result.count < listed.count ? listed : result
    }

    /// The names of one kind that stand with nothing but commas and "and" between, up to a word; a parse breaks long lists.
    private func listed(_ tree: SentenceTree, upTo place: Int) -> [ActorID] {
        guard let last = tree.mention(at: place), last.role == .name else { return [] }
        var result = [last.actor]
        var isJoined = false
        var next = tree.startOfMention(around: place)
        while next > 0, result.count < 12 {
            var end = next - 1
            var joints: Set<String> = []
            while end > 0, tree.mention(around: end) == nil, next - end <= 3 {
                joints.insert(tree.tokens[end].form.lowercased())
                end -= 1
            }
            guard let mention = tree.mention(around: end), mention.role == .name,
                kind(mention.actor) == kind(last.actor),
                !joints.isEmpty, joints.isSubset(of: Self.joints), isJoined || joints.contains("and")
            else { break }
            isJoined = true
            if !result.contains(mention.actor) { result.insert(mention.actor, at: 0) }
            next = tree.startOfMention(around: end)
        }
        return isJoined ? result : []
    }

    private static let joints: Set<String> = [",", "and", "the", "&"]

    /// Whose a noun is by the nationality before it: "Ugandan officials".
    func nationality(_ tree: SentenceTree, _ place: Int) -> ActorID? {
        for child in tree.children(place, ["amod", "compound", "nmod"]) {
            if let mention = tree.mention(around: child), tree.prepositions(child).isEmpty { return mention.actor }
        }
        return nil
    }

    func kind(_ id: ActorID) -> String { actors[id]?.kind ?? "" }

    func isPluralPronoun(_ form: String) -> Bool { ["they", "them", "their", "theirs", "themselves"].contains(form) }
}
