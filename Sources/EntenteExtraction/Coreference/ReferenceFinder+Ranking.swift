import EntenteModel
import EntenteText

/// Whom a word stands for by the weights of `AntecedentModel`, in which what the rules say is one of the grounds.
extension ReferenceFinder {
    /// How many sentences back the ranking looks.
    static let rankingReach = (pronoun: 3, description: 8)

    /// - Parameter rule: Whom the rules find.
    /// - Returns: Whom the word stands for; nil where the ranking has no say.
    func ranked(
        _ word: Word, rule: [ActorID], _ discourse: Discourse, _ references: References, _ ranking: inout Ranking
    ) -> [ActorID]? {
        // Several at once are left to the rules.
        guard rule.count < 2, let features = features(of: word, discourse) else { return nil }
        let isPronoun = word.token.universalTag == "PRON"
        let candidates = candidates(word, isPronoun: isPronoun, discourse)
        guard !candidates.isEmpty else { return nil }
        let arguments = arguments(word, references)
        let beside = beside(word, arguments)
        let near = isPronoun ? subjects(near: word, arguments) : []
        // Who acts in the clauses around a pronoun, and whom the rules find where no candidate stands, are beyond doubt; there is
        // something to learn from such words all the same.
        if ranking.collector == nil {
            if let actor = rule.first,
                near.contains(rule) || !candidates.contains(where: { $0.actors[0] == actor })
            {
                return nil
            }
        }
        // "The general" is who alone has been called one.
        if !isPronoun, ranking.collector == nil, let actor = rule.first, kind(actor) == "person",
            discourse.isDescribed(actor, as: word.lemma),
            candidates.allSatisfy({ $0.actors[0] == actor || !discourse.isDescribed($0.actors[0], as: word.lemma) })
        {
            return nil
        }
        let owners = word.tree.children(word.place, ["nmod:poss"]).flatMap { child in
            word.tree.mention(around: child).map { [$0.actor] }
                ?? references.actors(at: word.tree.tokens[child].range.lowerBound)
        }
        let head = isPronoun ? relativeHead(word) : nil
        let kinds = isPronoun ? nil : lexicon.descriptions[word.lemma]
        let topic = discourse.mentions.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let lastSubject = candidates.last { $0.isSubject && $0.sentence < word.sentence }?.actors
        let first = discourse.first
        let here = Set(candidates.filter { $0.sentence == word.sentence }.map { $0.actors[0] })
        var topics: [String: ActorID] = [:]
        var alone: [String: Set<ActorID>] = [:]
        for candidate in candidates {
            let actor = candidate.actors[0]
            let kind = kind(actor)
            alone[kind, default: []].insert(actor)
            let most = topics[kind].map { discourse.mentions[$0] ?? 0 } ?? 0
            if (discourse.mentions[actor] ?? 0, actor) > (most, topics[kind] ?? actor) || topics[kind] == nil {
                topics[kind] = actor
            }
        }
        var later: [ActorID] = []
        var laterOfKind: [String: [ActorID]] = [:]
        var options: [(actors: [ActorID], rows: [Int])] = []
        for candidate in candidates.reversed() {
            let actor = candidate.actors[0]
            if !later.contains(actor) { later.append(actor) }
            var seen = AntecedentFeatures.Candidate()
            seen.kind = FeatureHash.of(kind(actor))
            seen.form = candidate.form.rawValue
            seen.role = FeatureHash.of(candidate.role)
            seen.distance = UInt64(min(word.sentence - candidate.sentence, 4))
            seen.gap = AntecedentFeatures.steps(word.place - candidate.place)
            seen.rank = UInt64(min(later.firstIndex(of: actor) ?? 0, 6))
            let kindName = kind(actor)
            if !(laterOfKind[kindName]?.contains(actor) ?? false) { laterOfKind[kindName, default: []].append(actor) }
            seen.rankOfKind = UInt64(min(laterOfKind[kindName]?.firstIndex(of: actor) ?? 0, 4))
            if kindName == "state" { seen.known = FeatureHash.of(actor.rawValue) }
            seen.count = AntecedentFeatures.steps(discourse.mentions[actor] ?? 0)
            seen.isPlural = candidate.isPlural
            func mark(_ mark: AntecedentFeatures.Mark, _ holds: Bool) { if holds { seen.marks.append(mark) } }
            mark(.isRule, rule == [actor])
            mark(.isBeside, beside.contains(actor))
            mark(.isSubjectHere, near.first?.contains(actor) ?? false)
            mark(.isSubjectOutside, near.dropFirst().contains { $0.contains(actor) })
            mark(.isRelativeHead, candidate.sentence == word.sentence && candidate.place == head)
            mark(.isDescribed, !isPronoun && discourse.isDescribed(actor, as: word.lemma))
            mark(.isDescribedFully, !isPronoun && discourse.isDescribed(actor, as: phrase(word.tree, word.place)))
            mark(.isKind, kinds?.contains(kind(actor)) ?? false)
            mark(.isTopic, actor == topic)
            mark(.isLastMeant, ranking.meant[word.form] == actor)
            mark(.isOtherGender, isPronoun && ranking.isOtherGender(word.form, actor))
            mark(.isFirst, candidate.isFirst)
            mark(.isOwner, owners.contains(actor))
            mark(.isLastSubject, lastSubject == [actor])
            mark(.isState, lexicon.stateForms[word.lemma]?.contains(actor.rawValue) ?? false)
            mark(.isTopicOfKind, topics[kindName] == actor)
            mark(.isAlone, alone[kindName]?.count == 1)
            mark(.isFirstOfText, first == actor)
            mark(.isHere, here.contains(actor))
            mark(.bordersOwner, owners.contains { border($0, actor) })
            options.append(([actor], features.rows(of: seen)))
        }
        let none = features.rowsOfNone(
            rule: rule.isEmpty, isEmpty: isPronoun && isEmpty(word), isQualified: !isPronoun && isQualified(word),
            actors: later.count)
        options.insert(([], none), at: 0)
        return ranking.choose(word, options, rule: rule)
    }

    private func candidates(_ word: Word, isPronoun: Bool, _ discourse: Discourse) -> [Discourse.Candidate] {
        let reach = isPronoun ? Self.rankingReach.pronoun : Self.rankingReach.description
        let isPerson = isPronoun ? lexicon.pronouns[word.form].map { $0 == ["person"] } : nil
        let isPlural = isPronoun && isPluralPronoun(word.form)
        let described = isPronoun ? describedBy(word) : nil
        return discourse.candidates.filter { candidate in
            guard candidate.actors.count == 1, word.sentence - candidate.sentence <= reach,
                !isPronoun || !isOtherGender(word.form, candidate.actors[0]), candidate.actors[0] != described
            else { return false }
            return isPlural || isPerson.map { $0 == (kind(candidate.actors[0]) == "person") } ?? true
        }.suffix(40)
    }

    /// Nil where a word is neither a pronoun of the third person nor a description.
    private func features(of word: Word, _ discourse: Discourse) -> AntecedentFeatures? {
        let (tree, place) = (word.tree, word.place)
        let isPronoun = word.token.universalTag == "PRON"
        var determiner: UInt64 = 0
        if isPronoun {
            // Whom "itself" means is told by its own clause.
            guard lexicon.pronouns[word.form] != nil, !isReflexive(word) else { return nil }
        } else {
            guard word.token.universalTag == "NOUN", isDescription(word, discourse) else { return nil }
            let owner = tree.children(place, ["nmod:poss"]).first { tree.tokens[$0].universalTag == "PRON" }
            guard owner != nil || isDefinite(tree, place) else { return nil }
            let article = tree.children(place, ["det"]).first
            determiner = owner != nil ? 1 : article.map { FeatureHash.of(tree.lemmas[$0]) } ?? 0
        }
        let head = tree.head(place)
        let isOpening = tree.tokens[..<place].allSatisfy { $0.universalTag != "VERB" }
        return AntecedentFeatures(
            form: isPronoun ? FeatureHash.of(word.form) : word.isPlural ? 2 : 1,
            lemma: isPronoun ? 0 : FeatureHash.of(word.lemma),
            role: FeatureHash.of(isPossessive(word) ? "poss" : tree.base(place)),
            governor: head.map { FeatureHash.of(tree.lemmas[$0]) } ?? 0, isOpening: isOpening,
            determiner: determiner)
    }

    /// Whether a noun is one that stands for actors without naming them.
    private func isDescription(_ word: Word, _ discourse: Discourse) -> Bool {
        let (tree, place) = (word.tree, word.place)
        guard tree.children(place, ["cop"]).isEmpty, !["appos", "compound", "flat"].contains(tree.base(place)),
            !tree.children(place, ["appos", "flat", "compound", "amod"]).contains(where: {
                tree.mention(around: $0) != nil
            })
        else { return false }
        return lexicon.descriptions[word.lemma] != nil || lexicon.groups[word.lemma] != nil
            || lexicon.stateForms[word.lemma] != nil || lexicon.titles[word.lemma] != nil
            || lexicon.typeNouns[word.lemma] != nil || lexicon.isCue(word.lemma, "homeNoun")
            || lexicon.isCue(word.lemma, "oppositeNoun") || lexicon.isCue(word.lemma, "seatedNoun")
            || discourse.isDescribedAtAll(as: word.lemma)
    }

    private func isQualified(_ word: Word) -> Bool {
        let tree = word.tree
        return tree.children(word.place).contains { child in
            ["nmod", "acl"].contains(tree.base(child)) && !tree.has(child, "nmod:poss")
                || ["amod", "compound"].contains(tree.base(child))
        }
    }

    /// The state of the ranking from word to word.
    struct Ranking {
        /// What it counts beside the weights that the rules say so, in units of 1/256: the rules were made on news reports, the
        /// weights on articles in which more words stand for somebody.
        private static let trustInRules: (pronoun: Int32, description: Int32) = (400, 600)

        let model: AntecedentModel?
        /// Collects examples, where there are annotations to learn from.
        var collector: AntecedentCollector?
        /// Whom a word has stood for last.
        private(set) var meant: [String: ActorID] = [:]
        private var women: Set<ActorID> = []
        private var men: Set<ActorID> = []

        init(model: AntecedentModel?, collector: AntecedentCollector? = nil) {
            self.model = model
            self.collector = collector
        }

        static let female: Set<String> = ["she", "her", "hers", "herself"]
        static let male: Set<String> = ["he", "him", "his", "himself"]

        func isOtherGender(_ form: String, _ actor: ActorID) -> Bool {
            Self.female.contains(form) && men.contains(actor) || Self.male.contains(form) && women.contains(actor)
        }

        mutating func note(_ word: Word, _ actor: ActorID) {
            meant[word.form] = actor
            if Self.female.contains(word.form) { women.insert(actor) }
            if Self.male.contains(word.form) { men.insert(actor) }
        }

        fileprivate mutating func choose(
            _ word: Word, _ options: [(actors: [ActorID], rows: [Int])], rule: [ActorID]
        ) -> [ActorID] {
            if collector != nil { return collector?.choose(word, options, rule: rule) ?? rule }
            guard let model else { return rule }
            let trust = word.token.universalTag == "PRON" ? Self.trustInRules.pronoun : Self.trustInRules.description
            let scores = options.map { model.score($0.rows) + ($0.actors == rule ? trust : 0) }
            let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
            return options[best].actors
        }
    }
}
