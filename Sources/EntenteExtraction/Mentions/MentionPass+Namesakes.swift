import EntenteModel
import EntenteText

/// Persons who share a surname: whom it means where it stands alone, and whom behind a first name that nobody has given yet.
extension MentionPass {
    /// Remembers that a person of this surname was named, and in which sentence.
    mutating func noteBearer(_ person: ActorID, of surname: String) {
        if lastNamed.updateValue(result.mentions.count, forKey: person) != nil,
            bearers[surname]?.contains(person) ?? false
        {
            return
        }
        bearers[surname, default: []].append(person)
        let own = NameWords.folded(result.actors[person]?.name ?? "").map(\.folded)
        guard let first = own.first, let last = own.last else { return }
        for word in Set([first, last]) where personNames[word]?.count ?? 0 < Self.mostNamesakes {
            personNames[word, default: []].append((person, own))
        }
    }

    /// As many persons of one name are told apart; a list of thousands tells nobody apart.
    private static let mostNamesakes = 64

    /// Who is meant by a surname alone: "Macron" is Emmanuel Macron, not the wife who was named with him.
    ///
    /// Of several it is the one whom the world knows by it, else the one of whom the text speaks most, unless the sentence itself
    /// names another of them.
    func person(surnamed surname: String) -> ActorID? {
        guard let known = surnames[surname] else { return nil }
        if let known { return known }
        let sharing = (bearers[surname] ?? []).prefix(Self.mostNamesakes).filter { result.actors[$0] != nil }
        if let leader = finder.leaders.leader(surname: surname), sharing.contains(leader) { return leader }
        let leaders = sharing.filter { result.leaders.contains($0) }
        if leaders.count == 1, let leader = leaders.first { return leader }
        var (main, most) = (ActorID?.none, -1)
        for person in sharing where result.actors[person]?.mentions ?? 0 > most {
            (main, most) = (person, result.actors[person]?.mentions ?? 0)
        }
        // Of two whom the world knows neither is meant for sure.
        if leaders.count > 1, leaders.allSatisfy({ result.actors[$0]?.mentions == most }) { return nil }
        let isOtherNamed = sharing.contains { $0 != main && lastNamed[$0] == result.mentions.count }
        return isOtherNamed ? nil : main
    }

    /// "Abdel Aziz", "Hassan Sheikh": the one person of the document whose longer name ends or begins so.
    func fullerName(_ words: [NameWord], _ name: Range<Int>) -> ActorID? {
        let own = words[name].map(\.folded)
        guard own.count > 1, let last = own.last else { return nil }
        // "Mohammed Ali" may be another than Mohammed Ali Hassan.
        let isBeginning = !lexicon.givenNames.contains(last)
        let sharing = (personNames[last] ?? []) + (own.first.flatMap { personNames[$0] } ?? [])
        let fuller = Set(
            sharing.filter { person, full in
                result.actors[person] != nil && full.count > own.count
                    && (Array(full.suffix(own.count)) == own || isBeginning && full.starts(with: own))
            }.map(\.person))
        return fuller.count == 1 ? fuller.first : nil
    }

    /// "Sara Duterte" where only Rodrigo Duterte was named: the words of another of that surname, whose first name no list has.
    func namesake(_ words: [NameWord], at place: Int, _ spans: [Span], _ sentence: Sentence) -> Range<Int>? {
        guard place + 1 < words.count, words[place].gap == .space, words[place].capitals == .first,
            words[place].folded.count > 2, words[place + 1].capitals != .none,
            !covers(spans, place), !covers(spans, place + 1), Int(words[place].folded) == nil,
            let known = person(surnamed: words[place + 1].folded),
            isUnlistedFirstName(words, place, sentence),
            // "Recep Erdogan", "Ould Abdel Aziz": the name of who is known, cut short.
            let name = result.actors[known]?.name
        else { return nil }
        let own = NameWords.folded(name).map { PersonLinks.firstNameKey($0.folded) }
        guard own.count > 1, !own.contains(PersonLinks.firstNameKey(words[place].folded)) else { return nil }
        let end = place + 2
        if end < words.count, words[end - 1].gap == .space, words[end].capitals != .none,
            isUnlistedFirstName(words, end, sentence)
        {
            return nil
        }
        return place..<end
    }

    /// A proper noun that no other list explains.
    private func isUnlistedFirstName(_ words: [NameWord], _ place: Int, _ sentence: Sentence) -> Bool {
        let word = words[place]
        return isTagged(word, ["PROPN"], sentence) && lexicon.titles[word.folded] == nil
            && lexicon.descriptions[word.folded] == nil && !lexicon.isCue(word.folded, "organizationWord")
            && !lexicon.isCue(word.folded, "honorific") && !lexicon.isCue(word.folded, "sayingForm")
            && !lexicon.particles.contains(word.folded) && lexicon.typeNouns[word.folded] == nil
            && lexicon.bodies[word.folded] == nil
            // "In 2023 Candidate Putin", "Pro-Kremlin Putin": what is no name is a word of the text in small letters as well.
            && (place == 0 || words[place - 1].gap != .hyphen) && !isNamePart(words, before: place)
    }

    private func isNamePart(_ words: [NameWord], before place: Int) -> Bool {
        guard place > 0, words[place - 1].gap == .space, words[place - 1].capitals != .none else { return false }
        let before = words[place - 1].folded
        return place > 1 && !lexicon.isCue(before, "organizationWord") && lexicon.titles[before] == nil
    }
}
