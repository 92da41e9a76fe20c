import EntenteModel
import EntenteText

/// Who says what a predicate says.
extension StatementCircumstances {
    /// The clauses of the sentence that tell who says the rest.
    func asides() -> [SpeechAsides.Aside] { SpeechAsides(tree: tree, lexicon: lexicon, arguments: arguments).all() }

    /// Who says it: the subjects of the verbs of saying that govern the predicate or stand beside it, and the names behind
    /// "according to"; the one nearest to it first.
    ///
    /// - Parameter asides: Those of the sentence, which are found once for all its predicates.
    func speakers(of predicate: Int, among asides: [SpeechAsides.Aside]) -> [ActorID] {
        var result: [ActorID] = []
        func add(_ speaker: ActorID?) {
            if let speaker, !result.contains(speaker) { result.append(speaker) }
        }
        let aside = SpeechAsides(tree: tree, lexicon: lexicon, arguments: arguments)
            .speaker(of: predicate, among: asides)
        if aside == .isPart { return [] }
        var place = predicate
        for _ in 0..<10 {
            // The order of the words knows better which of several asides is meant.
            add(accordingTo(place) ?? (aside == nil ? beside(place) : nil))
            guard var head = tree.head(place) else { break }
            // "told a conference that it would go": no clause about the conference.
            if tree.base(place) == "acl", let verb = tree.head(head),
                isContent(place) && lexicon.isCue(tree.lemmas[verb], "reportingVerb")
                    && !lexicon.isCue(tree.lemmas[verb], "disputingVerb") || isCharge(place, of: head, verb)
            {
                head = verb
            }
            let isSaid =
                ["ccomp", "xcomp", "parataxis", "csubj", "advcl", "acl"].contains(tree.base(place))
                && lexicon.isCue(tree.lemmas[head], "reportingVerb")
                || place == predicate && tree.isNoun(place) && tree.base(place) == "obj"
                    && lexicon.isCue(tree.lemmas[head], "announcingVerb")
            let isBlamed =
                tree.base(place) == "advcl" && tree.tokens[place].pennTag == "VBG"
                && lexicon.isCue(tree.lemmas[head], "blamingVerb")
                && tree.children(place, ["mark", "case"]).contains { ["of", "for"].contains(tree.lemmas[$0]) }
            if isSaid || isBlamed, !asides.contains(where: { $0.verb == head }) {
                let subjects = arguments.subjects(head)
                if subjects.count == 1 { add(subjects[0]) } else if subjects.isEmpty { add(source(of: head)) }
            }
            place = head
        }
        if result.isEmpty || asides.count == 1, case .says(let speaker) = aside { add(speaker) }
        if result.isEmpty { add(aloneSpeaking(predicate)) }
        return result
    }

    /// Who says what the classifier has read between two words: by the word above both, else by either end, else who blames or
    /// tells there without being one of the two.
    func speakers(of item: PairClassifier.Found, among asides: [SpeechAsides.Aside]) -> [ActorID] {
        let found = speakers(of: item.place, among: asides)
        if !found.isEmpty { return found }
        let lemma = tree.lemmas[item.place]
        guard tree.isVerb(item.place),
            lexicon.isCue(lemma, "blamingVerb") || lexicon.isCue(lemma, "reportingVerb")
        else { return [] }
        let subjects = arguments.subjects(item.place)
        return subjects.count == 1 && subjects[0] != item.source && subjects[0] != item.target ? subjects : []
    }

    /// "accused Uganda of arming M23", where the clause hangs on the accused.
    private func isCharge(_ clause: Int, of accused: Int, _ verb: Int) -> Bool {
        tree.tokens[clause].pennTag == "VBG" && lexicon.isCue(tree.lemmas[verb], "blamingVerb")
            && (tree.base(accused) == "obj" || tree.has(accused, "nsubj:pass"))
            && tree.children(clause, ["mark", "case"]).contains { ["of", "for"].contains(tree.lemmas[$0]) }
    }

    /// "UN experts say", "a report by the United Nations says", "a spokesman for the army said": whose word it is.
    private func source(of verb: Int) -> ActorID? {
        guard let subject = tree.children(verb, ["nsubj"]).first,
            lexicon.isCue(tree.lemmas[subject], "sourceNoun"), tree.mention(around: subject) == nil
        else { return nil }
        let behind = tree.children(subject, ["nmod"]).filter { child in
            tree.prepositions(child).contains { ["by", "for", "of", "from"].contains($0) }
        }
        let owners = arguments.owners(subject) + behind.flatMap { arguments.actors($0) }
        return Set(owners).count == 1 ? owners[0] : nil
    }

    /// Whether a clause behind "that" lacks nothing, so that it says what is told and nothing about the noun before it.
    private func isContent(_ clause: Int) -> Bool {
        let objects = tree.children(clause, ["obj"])
        return tree.children(clause, ["mark"]).contains { tree.lemmas[$0] == "that" }
            || objects.count > 1 && objects.contains { tree.tokens[$0].form == "that" }
    }

    /// The one speaker of a sentence with one verb of saying, where the parse has cut what is said off from it.
    private func aloneSpeaking(_ predicate: Int) -> ActorID? {
        let verbs = tree.tokens.indices.filter {
            $0 != predicate && tree.isVerb($0) && lexicon.isCue(tree.tokens[$0].form.lowercased(), "sayingForm")
                && speaks($0)
        }
        guard verbs.count == 1, let verb = verbs.first, !isAside(predicate, of: verb), isJoined(predicate, verb) else {
            return nil
        }
        let subjects = arguments.subjects(verb)
        return subjects.count == 1 ? subjects[0] : nil
    }

    /// Who speaks in a sentence, whatever is said; nil where nobody or more than one does.
    func soleSpeaker() -> ActorID? {
        var found: Set<ActorID> = []
        for place in tree.tokens.indices
        where tree.isVerb(place) && lexicon.isCue(tree.tokens[place].form.lowercased(), "sayingForm") && speaks(place) {
            let subjects = arguments.subjects(place)
            if subjects.count == 1 { found.insert(subjects[0]) }
        }
        if found.isEmpty { found = Set(asides().map(\.speaker)) }
        return found.count == 1 ? found.first : nil
    }

    /// Whether a verb of saying says something itself: "denied it" and "recalled its ambassador" do not.
    private func speaks(_ verb: Int) -> Bool {
        guard tree.children(verb, ["ccomp", "xcomp", "advcl"]).isEmpty else { return true }
        if lexicon.isCue(tree.lemmas[verb], "disputingVerb") { return false }
        return tree.lemmas[verb] == "tell" || !tree.children(verb, ["obj"]).contains { $0 > verb && tree.isNoun($0) }
    }

    /// Whether no semicolon parts two words.
    private func isJoined(_ place: Int, _ verb: Int) -> Bool {
        let between = min(place, verb)..<max(place, verb)
        return !between.contains { tree.tokens[$0].form == ";" }
    }

    /// Whether a word belongs to the circumstances of a verb of saying ("said during talks"), not to what is said, or stands
    /// above it.
    private func isAside(_ predicate: Int, of verb: Int) -> Bool {
        var place = predicate
        for _ in 0..<12 {
            guard let head = tree.head(place) else { break }
            if head == verb {
                return !["ccomp", "xcomp", "parataxis", "obj", "conj", "dep", "advcl"].contains(tree.base(place))
            }
            place = head
        }
        place = verb
        for _ in 0..<12 {
            guard let head = tree.head(place) else { return false }
            if head == predicate { return !["parataxis", "ccomp"].contains(tree.base(place)) }
            place = head
        }
        return false
    }

    private func accordingTo(_ place: Int) -> ActorID? {
        for child in tree.children(place, ["obl", "nmod", "advcl"]) {
            let isSource =
                tree.prepositions(child).contains { $0.hasPrefix("accord") } || tree.lemmas[child].hasPrefix("accord")
            // "in Ruto's view", "by the account of Kagame", but not "in view of the attacks"
            let holders = tree.children(child, ["nmod"]).filter { holder in
                (tree.mention(at: holder)?.role == .name || tree.tokens[holder].universalTag == "PRON")
                    && (tree.has(holder, "nmod:poss")
                        || tree.prepositions(holder) == ["of"] && !tree.children(child, ["det"]).isEmpty)
            }
            let isView =
                lexicon.isCue(tree.lemmas[child], "viewNoun") && !holders.isEmpty
                && tree.prepositions(child).contains { ["in", "by", "to"].contains($0) }
            guard isSource || isView else { continue }
            let within = (isView ? holders : tree.children(child, ["obl"])).flatMap { arguments.actors($0) }
            let named = isView ? within : arguments.actors(child) + within
            if let first = named.first { return first }
        }
        return nil
    }

    private func beside(_ place: Int) -> ActorID? {
        for child in tree.children(place, ["parataxis"])
        where lexicon.isCue(tree.lemmas[child], "reportingVerb") && speaks(child) && isJoined(place, child) {
            let subjects = arguments.subjects(child)
            if subjects.count == 1 { return subjects[0] }
        }
        return nil
    }
}
