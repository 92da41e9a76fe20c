import EntenteModel
import EntenteText
import Foundation

/// Persons by their office, by verbs of saying beside them, by first name, and again by surname.
extension MentionPass {
    /// Finds persons behind an office ("President N. N."), and again by surname.
    mutating func withPersons(_ spans: [Span], _ words: [NameWord], _ parsed: Sentence) -> [Span] {
        let sentence = result.mentions.count
        let known = spans.filter { !isFirstOfPerson($0, words, spans, parsed) }
        let spans = withoutSurnames(known, words)
        var persons: [Span] = []
        var place = 0
        while place < words.count {
            if let end = eventName(words, at: place) {
                place = end
            } else if let (person, name) = relative(words, at: place, spans, persons) {
                persons.append(Span(words: name, actor: person, usage: .name))
                place = name.upperBound
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
                    // "Mizoram's chief minister, Lalduhoma, met"
                    || words[name.upperBound - 1].gap == .comma
                        && (isPossessed(words, place)
                            || holder(title, words, titleAt: place, nameEnd: name.upperBound, spans) != nil)
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
            } else if let name = describedName(words, at: place, avoiding: spans)
                ?? kunya(words, at: place, avoiding: spans)
            {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let name = speakerName(words, at: place, avoiding: spans) {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let name = namesake(words, at: place, spans, parsed) {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let (person, end) = knownPerson(words, at: place, avoiding: spans) {
                persons.append(Span(words: place..<end, actor: person, usage: .name))
                place = end
            } else if let leader = finder.leaders.leader(surnamed: words[place]),
                standsAsSurname(words, place, spans, parsed), !isBehindKin(words, place),
                surnames[words[place].folded] == nil
            {
                let name = place..<place + 1
                persons.append(Span(words: name, actor: introduce(words, name, as: leader), usage: .name))
                place += 1
            } else if let person = personByFirstWord(words, at: place, spans, parsed) {
                persons.append(Span(words: place..<place + 1, actor: person, usage: .name))
                place += 1
            } else {
                place += 1
            }
        }
        let kept = spans.filter { span in !persons.contains { $0.words.overlaps(span.words) } }
        return withOtherNames((kept + persons).sorted { $0.words.lowerBound < $1.words.lowerBound }, words)
    }

    private func isPossessed(_ words: [NameWord], _ place: Int) -> Bool {
        place > 1 && words[place - 1].folded == "s" && words[place - 2].gap == .possessive
    }

    /// The title that stands at a place with a name behind it.
    func title(_ words: [NameWord], at place: Int) -> (Lexicon.Title, end: Int)? {
        title(words, at: place) { $0 == .space || $0 == .comma }
    }

    /// - Parameter follows: What may stand behind the title, or whether that matters.
    func title(
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
        if leader == nil, isSurname, let known = person(surnamed: last) {
            lastNamed[known] = result.mentions.count
            return known
        }
        let known =
            leader ?? finder.leaders.leader(named: words[name]) ?? fullerName(words, name)
            // "President al-Sisi"
            ?? (isSurname && surnames[last] == nil
                ? finder.leaders.leader(surnamed: words[name.upperBound - 1]) : nil)
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
            if isNamedBySurname(other, last), !throned.values.contains(other) {
                rename(other, to: id)
                surnames[last] = id
                bearers[last] = nil
            } else {
                surnames[last] = .some(nil)
            }
        } else if surnames[last] == nil {
            surnames[last] = id
        }
        noteBearer(id, of: last)
        noteFirstWord(words, name, of: id)
        return id
    }

    /// "Burhan", "al-Burhan": whether a person was named by the surname alone so far.
    private func isNamedBySurname(_ person: ActorID, _ surname: String) -> Bool {
        guard !result.leaders.contains(person), let name = result.actors[person]?.name else { return false }
        let words = NameWords.folded(name).map(\.folded)
        return words.last == surname && words.dropLast().allSatisfy { lexicon.particles.contains($0) }
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
        // "King Erik" is "King Erik Orm" from here on.
        let first = words[name.lowerBound].folded
        if let known = throned[first], known != person, isSameThrone(known, words, name, title.words),
            let short = result.actors[known]?.name, NameWords.folded(short).last?.folded == first
        {
            rename(known, to: person)
            throned[first] = person
            if case .some(.some(known)) = surnames[first] { surnames[first] = person }
        }
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
        let leader = finder.leaders.leader(words, at: place).flatMap { $0.end == name.upperBound ? $0.0 : nil }
        // "King Mohammed VI" is not Crown Prince Mohammed, and a king of that name no pope.
        if let known = throned[first], leader == nil || leader == known, isSameThrone(known, words, name, title) {
            return known
        }
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

    /// Whether who is known by a first name may be meant behind a title, by the numeral and the title itself.
    private func isSameThrone(
        _ known: ActorID, _ words: [NameWord], _ name: Range<Int>, _ title: [String]
    ) -> Bool {
        guard let full = result.actors[known]?.name else { return true }
        let own = NameWords.folded(full)
        let numeral = own.last.flatMap { own.count > 1 && Self.isRomanNumeral($0) ? $0.folded : nil }
        if name.count > 1, let numeral, numeral != words[name.upperBound - 1].folded { return false }
        if name.count > 1, numeral == nil, own.count > 2 { return false }
        guard let first = own.first?.folded, lexicon.isCue(first, "throneTitle"), let last = title.last else {
            return true
        }
        return first == last || [first, last].allSatisfy { ["prince", "king"].contains($0) }
            || [first, last].allSatisfy { ["princess", "queen"].contains($0) }
    }

    /// A surname that was met alone belongs to the full name that the document gives later.
    mutating func rename(_ old: ActorID, to new: ActorID) {
        guard let known = result.actors.removeValue(forKey: old) else { return }
        result.actors[new]?.absorb(known)
        if let principal = known.principal { result.actors[new]?.principal = principal }
        for sentence in result.mentions.indices {
            result.mentions[sentence] = result.mentions[sentence].map { mention in
                mention.actor == old
                    ? Mention(range: mention.range, actor: new, role: mention.role, isPeople: mention.isPeople)
                    : mention
            }
        }
        result.ties = result.ties.map { tie in
            guard tie.person == old else { return tie }
            return MentionFinder.Tie(
                person: new, relation: tie.relation, organization: tie.organization, sentence: tie.sentence,
                isGuess: tie.isGuess)
        }
    }

    func knownPerson(
        _ words: [NameWord], at place: Int, avoiding spans: [Span]
    ) -> (ActorID, end: Int)? {
        let word = words[place]
        // "Al-Houthi", of a person who was introduced with a first name, even where a group bears the name.
        if word.gap == .hyphen, lexicon.particles.contains(word.folded), place + 1 < words.count,
            words[place + 1].capitals != .none, let id = person(surnamed: words[place + 1].folded),
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
        guard let id = person(surnamed: word.folded), word.folded.count > 2 else { return nil }
        return (id, place + 1)
    }
}
