import EntenteModel
import EntenteText
import Foundation

/// Persons by their office, by verbs of saying beside them, by first name, and again by surname.
extension MentionPass {
    /// Finds persons behind an office ("President N. N."), and again by surname.
    mutating func withPersons(_ spans: [Span], _ words: [NameWord], _ parsed: Sentence) -> [Span] {
        let sentence = result.mentions.count
        let spans = spans.filter { !isFirstOfPerson($0, words, spans, parsed) }
        var persons: [Span] = []
        var place = 0
        while place < words.count {
            if let end = eventName(words, at: place) {
                place = end
            } else if let (title, end) = title(words, at: place),
                let (owner, name) = ownedName(title, words, from: end, spans)
            {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                tie(person, title.relation, owner, sentence: sentence)
                place = name.upperBound
            } else if let (title, end) = title(words, at: place),
                let name = titledName(words, from: end, spans, parsed),
                words[end - 1].gap == .space || name.count > 1
            {
                let person = introduce(words, name, behind: title, at: place)
                persons.append(Span(words: name, actor: person, usage: .name))
                if let organization = holder(title, words, titleAt: place, nameEnd: name.upperBound, spans) {
                    let relation =
                        servesHolder(words, titleAt: place) ? "officialOf" : relation(of: title, to: organization)
                    tie(person, relation, organization, sentence: sentence)
                } else {
                    noteOffice(title, of: person, at: place, spans, words)
                }
                place = name.upperBound
            } else if let (name, title, organization) = describedHolder(words, at: place, spans) {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                if let organization {
                    tie(person, relation(of: title, to: organization), organization, sentence: sentence)
                }
                place = name.upperBound
            } else if let (name, title) = describedOffice(words, at: place, spans) {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                noteOffice(title, of: person, at: place, spans, words)
                place = name.upperBound
            } else if let (name, organization) = employedName(words, at: place, spans) {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                tie(person, "affiliatedWith", organization, sentence: sentence)
                place = name.upperBound
            } else if let start = honored(words, at: place),
                let name = personName(
                    words, from: start, avoiding: spans.filter { !isSurname($0, words, after: start - 1, parsed) })
            {
                let isThroned = lexicon.isCue(words[start - 1].folded, "throneTitle") && isFirstNameAlone(words, name)
                let person =
                    isThroned
                    ? introduceThroned(words, name, behind: [words[start - 1].folded], at: start - 1)
                    : introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                place = name.upperBound
            } else if let (leader, end) = finder.leaders.leader(words, at: place),
                !goesOn(words, end, spans, parsed),
                !spans.contains(where: { $0.words.overlaps(place..<end) && !mayBePartOfName($0, within: place..<end) })
            {
                persons.append(Span(words: place..<end, actor: introduce(words, place..<end, as: leader), usage: .name))
                place = end
            } else if lexicon.givenNames.contains(words[place].folded), words[place].capitals == .first,
                let name = personName(
                    words, from: place, avoiding: spans.filter { !isSurname($0, words, after: place, parsed) }),
                name.count > 1, words[name.upperBound - 1].capitals != .none
            {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let name = speakerName(words, at: place, avoiding: spans) {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let (person, end) = knownPerson(words, at: place, avoiding: spans) {
                persons.append(Span(words: place..<end, actor: person, usage: .name))
                place = end
            } else if let leader = finder.leaders.leader(surnamed: words[place]),
                standsAsSurname(words, place, spans, parsed),
                surnames[words[place].folded] == nil
            {
                let name = place..<place + 1
                persons.append(Span(words: name, actor: introduce(words, name, as: leader), usage: .name))
                place += 1
            } else {
                place += 1
            }
        }
        let kept = spans.filter { span in !persons.contains { $0.words.overlaps(span.words) } }
        return (kept + persons).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// The title that stands at a place with a name behind it.
    func title(_ words: [NameWord], at place: Int) -> (Lexicon.Title, end: Int)? {
        title(words, at: place) { $0 == .space || $0 == .comma }
    }

    /// - Parameter follows: What may stand behind the title, or whether that matters.
    private func title(
        _ words: [NameWord], at place: Int, where follows: (NameWord.Gap) -> Bool
    ) -> (Lexicon.Title, end: Int)? {
        for title in lexicon.titles[words[place].folded] ?? [] {
            let end = place + title.words.count
            guard end <= words.count, zip(title.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                // "vice-president"
                words[place..<end - 1].allSatisfy({ $0.gap == .space || $0.gap == .hyphen }),
                follows(words[end - 1].gap)
            else { continue }
            return (title, end)
        }
        return nil
    }

    /// "of Uzbekistan Shavkat Mirziyoyev" behind a title: whose office it is, and the name of its holder.
    func ownedName(
        _ title: Lexicon.Title, _ words: [NameWord], from start: Int, _ spans: [Span]
    ) -> (owner: ActorID, name: Range<Int>)? {
        guard start < words.count, words[start].folded == "of",
            let owner = spans.first(where: { $0.words.lowerBound > start && $0.words.lowerBound <= start + 3 }),
            owner.usage == .name,
            words[start + 1..<owner.words.lowerBound].allSatisfy({ ["the", "republic", "of"].contains($0.folded) }),
            kindOf(owner.actor) != "place" || isOfCity(title), !["", "person"].contains(kindOf(owner.actor))
        else { return nil }
        let last = owner.words.upperBound - 1
        guard [.space, .comma].contains(words[last].gap),
            let name = personName(words, from: owner.words.upperBound, avoiding: spans),
            name.count > 1 || words[last].gap == .space
        else { return nil }
        return (owner.actor, name)
    }

    /// Makes sure that a person of this name is an actor, and returns who it is.
    ///
    /// - Parameter leader: Who is meant where the name is that of somebody known; nil to find out.
    mutating func introduce(_ words: [NameWord], _ name: Range<Int>, as leader: ActorID? = nil) -> ActorID {
        let text = spelled(words[name])
        let last = words[name.upperBound - 1].folded
        // "Putin", "San Miguel", "van der Berg": a surname, with the particles before it.
        let isSurname = words[name].dropLast().allSatisfy { lexicon.particles.contains($0.folded) }
        if leader == nil, isSurname, case .some(.some(let known)) = surnames[last] { return known }
        let known =
            leader ?? finder.leaders.leader(named: words[name])
            ?? (name.count == 1 && surnames[last] == nil
                ? finder.leaders.leader(surnamed: words[name.lowerBound]) : nil)
        let id = known ?? ActorID(Slug.of(text))
        if result.actors[id] == nil {
            let entry = known.flatMap { finder.leaders[$0] }
            if entry != nil { result.leaders.insert(id) }
            let principal = entry?.principal
            result.actors[id] = Actor(
                id: id, name: entry?.name ?? text, kind: "person", principal: principal, documents: [document.id])
            if let principal { requirePrincipal(principal) }
        }
        if case .some(.some(let other)) = surnames[last], other != id {
            if other.rawValue == Slug.of(words[name.upperBound - 1].folded), !throned.values.contains(other) {
                rename(other, to: id)
                surnames[last] = id
            } else {
                surnames[last] = .some(nil)
            }
        } else if surnames[last] == nil {
            surnames[last] = id
        }
        return id
    }

    /// The same behind a title: "King Abdullah" is nobody of that surname.
    private mutating func introduce(
        _ words: [NameWord], _ name: Range<Int>, behind title: Lexicon.Title, at place: Int
    ) -> ActorID {
        guard let last = title.words.last, lexicon.isCue(last, "throneTitle") else { return introduce(words, name) }
        guard !isFirstNameAlone(words, name) else {
            return introduceThroned(words, name, behind: title.words, at: place)
        }
        let person = introduce(words, name)
        // "Crown Prince Mohammed bin Salman" is Prince Mohammed later.
        if throned[words[name.lowerBound].folded] == nil { throned[words[name.lowerBound].folded] = person }
        return person
    }

    /// "Abdullah", "Abdullah II".
    private func isFirstNameAlone(_ words: [NameWord], _ name: Range<Int>) -> Bool {
        name.count == 1 || name.count == 2 && Self.isRomanNumeral(words[name.upperBound - 1])
    }

    /// A king, a pope or a prince goes by a first name, which is looked up among no surnames.
    private mutating func introduceThroned(
        _ words: [NameWord], _ name: Range<Int>, behind title: [String], at place: Int
    ) -> ActorID {
        let first = words[name.lowerBound].folded
        if let known = throned[first] { return known }
        let leader = finder.leaders.leader(words, at: place).flatMap { $0.end == name.upperBound ? $0.0 : nil }
        // A single name alone would be taken for a surname by who joins documents.
        let text = ((name.count > 1 ? [] : title.map(\.capitalized)) + [spelled(words[name])]).joined(separator: " ")
        let id = leader ?? ActorID(Slug.of(text))
        throned[first] = id
        if result.actors[id] == nil {
            let entry = leader.flatMap { finder.leaders[$0] }
            if entry != nil { result.leaders.insert(id) }
            result.actors[id] = Actor(
                id: id, name: entry?.name ?? text, kind: "person", principal: entry?.principal,
                documents: [document.id])
            if let principal = entry?.principal { requirePrincipal(principal) }
        }
        surnames[first] = surnames[first] == nil ? .some(id) : .some(nil)
        return id
    }

    /// A surname that was met alone belongs to the full name that the document gives later.
    mutating func rename(_ old: ActorID, to new: ActorID) {
        guard let known = result.actors.removeValue(forKey: old) else { return }
        result.actors[new]?.absorb(known)
        if let principal = known.principal { result.actors[new]?.principal = principal }
        for sentence in result.mentions.indices {
            result.mentions[sentence] = result.mentions[sentence].map { mention in
                mention.actor == old ? Mention(range: mention.range, actor: new, role: mention.role) : mention
            }
        }
        result.ties = result.ties.map { tie in
            guard tie.person == old else { return tie }
            return MentionFinder.Tie(
                person: new, relation: tie.relation, organization: tie.organization, sentence: tie.sentence)
        }
    }

    func knownPerson(
        _ words: [NameWord], at place: Int, avoiding spans: [Span]
    ) -> (ActorID, end: Int)? {
        let word = words[place]
        // "Al-Houthi", of a person who was introduced with a first name, even where a group bears the name.
        if word.gap == .hyphen, lexicon.particles.contains(word.folded), place + 1 < words.count,
            words[place + 1].capitals != .none, case .some(.some(let id)) = surnames[words[place + 1].folded],
            words[place + 1].gap != .hyphen
        {
            return (id, place + 2)
        }
        guard word.capitals != .none, !spans.contains(where: { $0.words.contains(place) }) else { return nil }
        // A full name that was introduced before.
        for length in stride(from: 4, through: 2, by: -1) where place + length <= words.count {
            let last = words[place + length - 1]
            guard case .some(.some(let id)) = surnames[last.folded],
                words[place..<place + length - 1].allSatisfy({ $0.gap == .space || $0.gap == .hyphen })
            else { continue }
            let text = spelled(words[place..<place + length])
            if Slug.of(text) == id.rawValue { return (id, place + length) }
        }
        guard case .some(.some(let id)) = surnames[word.folded], word.folded.count > 2 else { return nil }
        return (id, place + 1)
    }

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
    private func isOfCity(_ title: Lexicon.Title) -> Bool { title.words.contains { lexicon.isCue($0, "cityTitle") } }

    /// "President N. N. of Nepal", "of the Republic of Chad": whose office it is right behind the name.
    private func stateBehind(_ nameEnd: Int, _ words: [NameWord], _ spans: [Span]) -> ActorID? {
        guard nameEnd < words.count, words[nameEnd - 1].gap == .space, words[nameEnd].folded == "of",
            let state = spans.first(where: { $0.words.lowerBound > nameEnd }), !state.isBody, owns(state, words),
            finder.gazetteer[state.actor]?.kind == "state", state.usage == .name,
            words[state.words.upperBound - 1].gap != .possessive,
            words[nameEnd + 1..<state.words.lowerBound].allSatisfy({
                ["the", "republic", "kingdom", "of"].contains($0.folded)
            })
        else { return nil }
        return state.actor
    }

    /// Whether a name behind "of" can be whose an office is: "the French energy company Norvex" and "the London-based think tank
    /// Orvax" go on.
    private func owns(_ span: Span, _ words: [NameWord]) -> Bool {
        (span.usage != .adjective || span.isBody) && words[span.words.upperBound - 1].gap != .hyphen
    }

    /// What who bears a title is to an organization: a rebel leader leads no state.
    func relation(of title: Lexicon.Title, to organization: ActorID) -> String {
        let isPartisan = title.words.contains { lexicon.isCue($0, "partisanNoun") }
        return isPartisan && kindOf(organization) == "state" ? Lexicon.Title.noOffice : title.relation
    }

    /// Remembers an office that does not say whose it is, where that can be told of the person or of a state's office.
    private mutating func noteOffice(
        _ title: Lexicon.Title, of person: ActorID, at place: Int, _ spans: [Span], _ words: [NameWord]
    ) {
        let isState = isStateOffice(title)
        guard !["", Lexicon.Title.noOffice].contains(title.relation), isState || result.actors[person]?.principal != nil
        else {
            return
        }
        let sentence = result.mentions.count
        pendingOffices.append(
            PendingOffice(
                person: person, relation: title.relation, sentence: sentence,
                guesses: isState ? likelyStates(sentence, nearestTo: place, spans, words) : [:]))
    }

    /// "N. N., the defence minister, said": an office behind the name that does not say whose it is.
    private func describedOffice(
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
    private func servant(_ words: [NameWord], from start: Int) -> Lexicon.Title? {
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

    mutating func tie(_ person: ActorID, _ relation: String, _ organization: ActorID, sentence: Int) {
        guard relation != Lexicon.Title.noOffice else { return }
        // "his Russian counterpart" holds the office of the one who was named before.
        let relation = relation.isEmpty ? counterpartRelation(organization) : relation
        if !relation.isEmpty, relation != "connects" {
            result.ties.append(
                MentionFinder.Tie(person: person, relation: relation, organization: organization, sentence: sentence))
        }
        requirePrincipal(organization)
        guard var actor = result.actors[person], actor.principal == nil else { return }
        var top = organization
        while let above = result.actors[top]?.principal ?? finder.gazetteer[top]?.principal { top = above }
        guard ["state", "militantGroup", "alliance"].contains(finder.gazetteer[top]?.kind ?? "") else { return }
        requirePrincipal(top)
        actor.principal = top
        result.actors[person] = actor
    }
}
