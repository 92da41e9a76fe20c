import EntenteModel
import EntenteText

/// Persons whom no list knows, told by the words right before or behind their names.
extension MentionPass {
    /// "the lawyer Mo Shaoping", "Rapper Aamron Bell": two words at least behind a noun for somebody.
    func describedName(_ words: [NameWord], at place: Int, avoiding spans: [Span]) -> Range<Int>? {
        guard place > 0, words[place - 1].gap == .space, words[place].capitals == .first,
            words[place - 1].capitals != .all, lexicon.isCue(words[place - 1].folded, "personNoun"),
            let name = personName(words, from: place, avoiding: spans), name.lowerBound == place,
            (2...4).contains(name.count), words[name.upperBound - 1].capitals != .none
        else { return nil }
        return name
    }

    /// "Abu Aqla Keikal": what nobody's name but a person's begins with, unless it stands where a place does.
    func kunya(_ words: [NameWord], at place: Int, avoiding spans: [Span]) -> Range<Int>? {
        guard words[place].folded == "abu", words[place].capitals == .first, words[place].gap == .space,
            place + 1 < words.count, words[place + 1].capitals != .none,
            let name = personName(words, from: place, avoiding: spans), name.count > 1,
            !isBehindPlacePreposition(name, words), words[name.upperBound - 1].capitals != .none
        else { return nil }
        return name
    }

    /// "Haftar's son Saddam": a first name behind a noun of kinship, with the whole name where the sentence says whose kin it is.
    mutating func relative(
        _ words: [NameWord], at place: Int, _ spans: [Span], _ persons: [Span]
    ) -> (ActorID, Range<Int>)? {
        guard place > 2, words[place - 1].gap == .space, lexicon.isCue(words[place - 1].folded, "kinNoun"),
            words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            name.count == 1, words[place - 2].folded == "s", words[place - 3].gap == .possessive,
            let kin = persons.last(where: { $0.words.upperBound == place - 2 }),
            let family = result.actors[kin.actor].flatMap({ NameWords.folded($0.name).last }),
            let surname = result.actors[kin.actor]?.name.split(whereSeparator: { $0 == " " || $0 == "-" }).last
        else { return nil }
        let full = [words[place], family]
        let id = finder.leaders.leader(named: full[...]) ?? ActorID(Slug.of("\(spelled(words[name])) \(surname)"))
        if result.actors[id] == nil {
            let entry = finder.leaders[id]
            if entry != nil { result.leaders.insert(id) }
            result.actors[id] = Actor(
                id: id, name: entry?.name ?? "\(spelled(words[name])) \(surname)", kind: "person",
                principal: entry?.principal, documents: [document.id])
            if let principal = entry?.principal { requirePrincipal(principal) }
        }
        if surnames[family.folded] != .some(id) { surnames[family.folded] = .some(nil) }
        noteBearer(id, of: family.folded)
        if surnames[words[place].folded] == nil { surnames[words[place].folded] = id }
        return (id, name)
    }

    /// Whether a name stands behind "son" or "cousin", where it is a first name.
    func isBehindKin(_ words: [NameWord], _ place: Int) -> Bool {
        place > 0 && words[place - 1].gap == .space && lexicon.isCue(words[place - 1].folded, "kinNoun")
    }

    /// "Ahmed Mohamed Islam, better known as Madobe,": the other names of persons of a sentence.
    mutating func withOtherNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for span in spans where kindOf(span.actor) == "person" && words[span.words.upperBound - 1].gap == .comma {
            var start = span.words.upperBound
            while start < words.count,
                ["better", "also", "widely", "commonly", "popularly", "who", "is"].contains(words[start].folded)
            {
                start += 1
            }
            guard start + 1 < words.count,
                lexicon.isCue(words[start].folded, "namingForm") || words[start].folded == "alias"
            else { continue }
            start += 1
            while start < words.count, ["as", "simply"].contains(words[start].folded) { start += 1 }
            guard start < words.count, words[start].capitals == .first, words[start].folded.count > 2,
                let name = personName(words, from: start, avoiding: spans), name.lowerBound == start, name.count < 3,
                !spans.contains(where: { $0.words.overlaps(name) })
            else { continue }
            let last = words[name.upperBound - 1].folded
            if surnames[last] == nil { surnames[last] = span.actor }
            found.append(Span(words: name, actor: span.actor, usage: .name))
        }
        return replacing(spans, with: found)
    }

    /// "Getachew" behind "Getachew Reda", "Kim" behind "Kim Jong Un": a first word that stands for the whole name, where it is
    /// one person's and either no common first name or, as in China, the surname.
    func personByFirstWord(_ words: [NameWord], at place: Int, _ spans: [Span], _ sentence: Sentence) -> ActorID? {
        guard case .some(.some(let person)) = firstWords[words[place].folded], result.actors[person] != nil,
            words[place].folded.count > 1, words[place].capitals != .none, surnames[words[place].folded] == nil,
            standsAsSurname(words, place, spans, sentence)
        else { return nil }
        return person
    }

    /// Remembers the first word of a full name.
    mutating func noteFirstWord(_ words: [NameWord], _ name: Range<Int>, of person: ActorID) {
        let first = words[name.lowerBound].folded
        guard name.count > 1, !lexicon.particles.contains(first), words[name.lowerBound].capitals == .first,
            lexicon.titles[first] == nil, !lexicon.isCue(first, "honorific")
        else { return }
        let country = finder.leaders[person]?.country.flatMap { finder.states[$0] }
        let state = (country ?? result.actors[person]?.principal)?.rawValue ?? ""
        guard !lexicon.givenNames.contains(first) || lexicon.isCue(state, "surnameFirstState") else { return }
        if let known = firstWords[first], known != person {
            firstWords[first] = .some(nil)
        } else {
            firstWords[first] = person
        }
    }

    /// "Santos" behind "Juan Manuel Santos": names of places that persons of the document bear go to them.
    func withoutSurnames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        spans.filter { span in
            let place = span.words.lowerBound
            guard span.words.count == 1, !span.isBody, !span.isSetting, [.name, .seat].contains(span.usage),
                span.usage == .seat || kindOf(span.actor) == "place",
                case .some(.some(let person)) = surnames[words[place].folded],
                (result.actors[person]?.name).map({ NameWords.folded($0).count > 1 }) ?? false,
                !isBehindPlacePreposition(span.words, words)
            else { return true }
            return false
        }
    }

    /// "Soldiers of the HVO", "the FUC rebels": letters that no list knows, of who fights.
    mutating func withFighters(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where words[place].capitals == .all && (3...7).contains(words[place].folded.count) {
            guard !covers(spans, place), Int(words[place].folded) == nil, words[place].gap != .hyphen,
                words[place].folded.allSatisfy(\.isLetter), place > 1, words[place - 1].folded == "the",
                words[place - 1].gap == .space
            else { continue }
            let isOfFighters =
                place > 2 && words[place - 2].folded == "of" && lexicon.isCue(words[place - 3].folded, "fighterNoun")
            let next = place + 1
            let areFighters =
                next < words.count && words[place].gap == .space && lexicon.isCue(words[next].folded, "fighterNoun")
            guard isOfFighters || areFighters else { continue }
            found.append(
                Span(
                    words: place..<place + 1, actor: named(spelled(words[place..<place + 1]), kind: "militantGroup"),
                    usage: .name))
        }
        return replacing(spans, with: found)
    }
}
