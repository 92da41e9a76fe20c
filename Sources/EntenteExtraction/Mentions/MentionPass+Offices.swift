import EntenteModel
import EntenteText

/// Whose office a person holds: what stands before a title, behind it, or behind the name.
extension MentionPass {
    /// Whose office it is: the nationality or name before the title, or the name after "of" behind it or the name.
    func holder(
        _ title: Lexicon.Title, _ words: [NameWord], titleAt place: Int, nameEnd: Int, _ spans: [Span]
    ) -> ActorID? {
        if let state = stateBehind(nameEnd, words, spans) { return state }
        if let before = spans.last(where: { $0.words.upperBound <= place }),
            acts(before) || isOfCity(title) && kindOf(before.actor) == "place"
        {
            let last = before.words.upperBound - 1
            let between = words[before.words.upperBound..<place]
            let joins = [.space, .possessive].contains(words[last].gap)
            if joins, between.allSatisfy({ $0.gap == .space && ($0.folded == "s" || isQualifying($0)) }),
                between.count <= 4
            {
                return before.actor
            }
        }
        if let after = spans.first(where: { $0.words.lowerBound >= nameEnd }), acts(after), owns(after, words) {
            let between = words[nameEnd..<after.words.lowerBound]
            if between.count >= 2, between.count <= 6, between.contains(where: { $0.folded == "of" }),
                between.dropLast().contains(where: { lexicon.titles[$0.folded] != nil }),
                // "President N. N. and O. O., commander of the front": the second office is another's.
                between.allSatisfy({ $0.capitals == .none || lexicon.titles[$0.folded] != nil })
            {
                return after.actor
            }
        }
        return nil
    }

    /// "Moscow mayor N. N."
    func isOfCity(_ title: Lexicon.Title) -> Bool { title.words.contains { lexicon.isCue($0, "cityTitle") } }

    /// "President N. N. of Nepal", "of the Republic of Chad": whose office it is right behind the name.
    func stateBehind(_ nameEnd: Int, _ words: [NameWord], _ spans: [Span]) -> ActorID? {
        guard nameEnd < words.count, words[nameEnd - 1].gap == .space, words[nameEnd].folded == "of",
            let state = spans.first(where: { $0.words.lowerBound > nameEnd }), !state.isBody, owns(state, words),
            kindOf(state.actor) == "state", state.usage == .name,
            words[state.words.upperBound - 1].gap != .possessive,
            words[nameEnd + 1..<state.words.lowerBound].allSatisfy({
                ["the", "republic", "kingdom", "of"].contains($0.folded)
            })
        else { return nil }
        return state.actor
    }

    /// Whether a name behind "of" can be whose an office is: "the French energy company Norvex" and "the London-based think tank
    /// Orvax" go on.
    func owns(_ span: Span, _ words: [NameWord]) -> Bool {
        (span.usage != .adjective || span.isBody) && words[span.words.upperBound - 1].gap != .hyphen
    }

    /// What who bears a title is to an organization: a rebel leader leads no state.
    func relation(of title: Lexicon.Title, to organization: ActorID) -> String {
        let isPartisan = title.words.contains { lexicon.isCue($0, "partisanNoun") }
        return isPartisan && kindOf(organization) == "state" ? Lexicon.Title.noOffice : title.relation
    }

    /// Remembers an office that does not say whose it is, where that can be told of the person or of a state's office.
    mutating func noteOffice(
        _ title: Lexicon.Title, of person: ActorID, at place: Int, _ spans: [Span], _ words: [NameWord]
    ) {
        let isState = isStateOffice(title)
        guard !["", Lexicon.Title.noOffice].contains(title.relation), isState || result.actors[person]?.principal != nil
        else {
            return
        }
        // "Benia's president" has a state, if one that nobody knows.
        if place > 1, words[place - 1].folded == "s", words[place - 2].gap == .possessive,
            words[place - 2].capitals == .first, !covers(spans, place - 2)
        {
            return
        }
        let sentence = result.mentions.count
        pendingOffices.append(
            PendingOffice(
                person: person, relation: title.relation, sentence: sentence,
                guesses: isState ? likelyStates(sentence, nearestTo: place, spans, words) : [:]))
    }

    /// "N. N., the defence minister, said": an office behind the name that does not say whose it is.
    func describedOffice(
        _ words: [NameWord], at place: Int, _ spans: [Span]
    ) -> (name: Range<Int>, title: Lexicon.Title)? {
        guard words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            name.lowerBound == place, words[name.upperBound - 1].gap == .comma,
            name.count > 1 || surnames[words[place].folded] != nil
        else { return nil }
        var start = name.upperBound
        while start < words.count, ["the", "a", "an", "then"].contains(words[start].folded) { start += 1 }
        guard start < words.count,
            let (title, end) = title(words, at: start, where: { _ in true }),
            end == words.count || words[end - 1].gap == .comma || words[end - 1].gap == .other
        else { return nil }
        return (name, title)
    }

    /// "the press secretary of the Russian President N. N.": the name is that of the secretary.
    func servesHolder(_ words: [NameWord], titleAt place: Int) -> Bool {
        for back in 1...4 where place - back > 0 && words[place - back].folded == "of" {
            let before = words[place - back - 1].folded
            return lexicon.titles.values.contains { $0.contains { $0.words.last == before } }
        }
        return false
    }

    /// "Shah Mahmood Qureshi, the foreign minister of Pakistan": a name before a comma and the office behind it.
    ///
    /// No organization where the office is that of something unnamed: "Peter Okello, head of the Estonian Orthodox Church".
    func describedHolder(
        _ words: [NameWord], at place: Int, _ spans: [Span]
    ) -> (name: Range<Int>, title: Lexicon.Title, organization: ActorID?)? {
        guard words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            name.lowerBound == place, words[name.upperBound - 1].gap == .comma,
            name.count > 1 || surnames[words[place].folded] != nil
        else { return nil }
        var start = name.upperBound
        while start < words.count, lexicon.titles[words[start].folded] == nil,
            ["the", "a", "an", "who", "is"].contains(words[start].folded) || isQualifying(words[start])
        {
            start += 1
        }
        guard start < words.count else { return nil }
        if let (title, end) = title(words, at: start), end + 1 < words.count,
            ["of", "for", "to"].contains(words[end].folded)
        {
            // "ambassador to Turkey", "envoy for Syria": not those that sent them.
            if words[end].folded != "of", title.words.contains(where: { lexicon.isCue($0, "postedTitle") }) {
                return name.count > 1 ? (name, title, nil) : nil
            }
            let owner = spans.first { $0.words.lowerBound > end && $0.words.lowerBound <= end + 3 }
            // The office is that of what goes on behind the nationality.
            if let owner, !owns(owner, words) { return name.count > 1 ? (name, title, nil) : nil }
            guard let owner, acts(owner),
                words[end + 1..<owner.words.lowerBound].allSatisfy({ ["the", "republic", "of"].contains($0.folded) })
            else { return nil }
            // "the president of Kenya's press secretary"
            guard words[owner.words.upperBound - 1].gap == .possessive else { return (name, title, owner.actor) }
            return servant(words, from: owner.words.upperBound).map { (name, $0, owner.actor) }
        }
        // "Shah Mahmood Qureshi, Pakistan's foreign minister"
        if let owner = spans.first(where: { $0.words.lowerBound == start }), acts(owner) {
            var after = owner.words.upperBound
            if after < words.count, words[after].folded == "s" { after += 1 }
            // "deputy chairman" is an office of its own.
            while after < words.count, lexicon.titles[words[after].folded] == nil, isQualifying(words[after]) {
                after += 1
            }
            guard after < words.count else { return nil }
            for title in lexicon.titles[words[after].folded] ?? [] {
                let end = after + title.words.count
                guard end <= words.count, zip(title.words, words[after..<end]).allSatisfy({ $0 == $1.folded }) else {
                    continue
                }
                guard words[end - 1].gap == .possessive else { return (name, title, owner.actor) }
                // "the French president's press secretary": the office is that of the secretary.
                return servant(words, from: end).map { (name, $0, owner.actor) }
            }
        }
        return nil
    }

    /// The office behind "'s", of one who serves who holds another.
    func servant(_ words: [NameWord], from start: Int) -> Lexicon.Title? {
        for place in start..<min(start + 4, words.count) {
            // "the Kenyan president's wife, foreign minister N. N."
            guard words[place - 1].gap == .space || place == start else { return nil }
            for title in lexicon.titles[words[place].folded] ?? [] where title.relation == "officialOf" {
                let end = place + title.words.count
                if end <= words.count, zip(title.words, words[place..<end]).allSatisfy({ $0 == $1.folded }) {
                    return title
                }
            }
        }
        return nil
    }

    /// "Jen Smith of the University of Cape Town", "Jen Smith, of Chatham House," "Chatham House's Jen Smith".
    func employedName(_ words: [NameWord], at place: Int, _ spans: [Span]) -> (name: Range<Int>, organization: ActorID)?
    {
        guard words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            name.lowerBound == place, (2...4).contains(name.count),
            words[name].allSatisfy({ $0.capitals != .none || lexicon.particles.contains($0.folded) })
        else { return nil }
        func employs(_ span: Span) -> Bool {
            let kind = finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind
            return ["researchInstitution", "mediaOutlet"].contains(kind ?? "")
        }
        let end = name.upperBound
        if end < words.count, [.space, .comma].contains(words[end - 1].gap),
            ["of", "from", "at", "with"].contains(words[end].folded)
        {
            let start = end + 1 < words.count && words[end + 1].folded == "the" ? end + 2 : end + 1
            if let employer = spans.first(where: { $0.words.lowerBound == start }), employs(employer) {
                return (name, employer.actor)
            }
        }
        if let employer = spans.last(where: { $0.words.upperBound <= place && $0.words.upperBound >= place - 1 }),
            employs(employer),
            words[employer.words.upperBound - 1].gap == .possessive
        {
            return (name, employer.actor)
        }
        return nil
    }

    /// Whether a span names someone who has officers.
    func acts(_ span: Span) -> Bool {
        let kind = finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind
        return kind != nil && kind != "place" && kind != "person" && span.usage != .people
    }

    func isQualifying(_ word: NameWord) -> Bool {
        ["deputy", "vice", "former", "acting", "interim", "then", "new", "first", "senior", "top", "de", "facto"]
            .contains(
                word.folded)
    }

    /// The office of the last named holder of one, for "his Russian counterpart"; who leads less than a state meets an official.
    func counterpartRelation(_ organization: ActorID) -> String {
        guard let last = result.ties.last(where: { ["leads", "officialOf"].contains($0.relation) }) else {
            return pendingOffices.last?.relation ?? ""
        }
        if let pending = pendingOffices.last, pending.sentence >= last.sentence { return pending.relation }
        let isAlike = finder.gazetteer[last.organization]?.kind == finder.gazetteer[organization]?.kind
        return last.relation == "leads" && !isAlike ? "officialOf" : last.relation
    }

    mutating func tie(
        _ person: ActorID, _ relation: String, _ organization: ActorID, sentence: Int, isGuess: Bool = false
    ) {
        guard relation != Lexicon.Title.noOffice else { return }
        // "his Russian counterpart" holds the office of the one who was named before.
        let relation = relation.isEmpty ? counterpartRelation(organization) : relation
        if !relation.isEmpty, relation != "connects" {
            result.ties.append(
                MentionFinder.Tie(
                    person: person, relation: relation, organization: organization, sentence: sentence, isGuess: isGuess
                ))
        }
        requirePrincipal(organization)
        guard var actor = result.actors[person], actor.principal == nil else { return }
        var top = organization
        // A user's gazetteer may let two act for each other.
        var climbed: Set<ActorID> = [top]
        while let above = result.actors[top]?.principal ?? finder.gazetteer[top]?.principal,
            climbed.insert(above).inserted
        {
            top = above
        }
        guard
            ["state", "militantGroup", "alliance"].contains(finder.gazetteer[top]?.kind ?? "") || kindOf(top) == "state"
        else { return }
        requirePrincipal(top)
        actor.principal = top
        result.actors[person] = actor
    }
}
