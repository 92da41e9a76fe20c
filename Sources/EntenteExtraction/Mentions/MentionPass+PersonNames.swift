import EntenteModel
import EntenteText

/// What a person's name looks like, and where one begins and ends.
extension MentionPass {
    /// Up to seven capitalised words from here on, none of them a known name.
    func personName(_ words: [NameWord], from start: Int, avoiding spans: [Span]) -> Range<Int>? {
        // "army chief, General N. N.": a rank before the name is no part of it.
        if start < words.count, words[start].capitals == .first, let (_, end) = title(words, at: start),
            end < words.count, words[end - 1].gap == .space, words[end].capitals == .first
        {
            return personName(words, from: end, avoiding: spans)
        }
        var end = start
        while end < words.count, end - start < 7 {
            let word = words[end]
            let isParticle = lexicon.particles.contains(word.folded) && end + 1 < words.count
            let isSecondSyllable = end > start + 1 && isSecondSyllable(words, at: end)
            // "Abdullah II"
            let isNumeral = end > start && Self.isRomanNumeral(word) && words[end - 1].gap == .space
            guard
                isParticle || isSecondSyllable || isNumeral
                    || (word.capitals != .none && word.capitals != .all && Int(word.folded) == nil)
            else {
                break
            }
            if lexicon.isCue(word.folded, "organizationWord"), !(end == start && isPronounAsName(words, at: end)) {
                break
            }
            if end > start, isTitleOfNext(words, at: end) { break }
            if let covering = spans.first(where: { $0.words.contains(end) }) {
                // "al-Houthi" is a name of its own behind its particle, whatever group bears it as well.
                guard end > start, covering.words.count == 1, words[end - 1].gap == .hyphen,
                    lexicon.particles.contains(words[end - 1].folded)
                else { break }
            }
            end += 1
            if word.gap != .space && word.gap != .hyphen && !(word.gap == .shortStop && word.folded.count == 1) {
                break
            }
        }
        while end > start, words[end - 1].capitals == .none, !isSecondSyllable(words, at: end - 1) { end -= 1 }
        guard end > start, words[start].capitals != .none || end - start > 1 else { return nil }
        return isNamesake(words, start..<end) ? nil : start..<end
    }

    /// "He Wei, China's ambassador", "She Zhijiang": a pronoun is capitalised within a sentence only as a name.
    private func isPronounAsName(_ words: [NameWord], at place: Int) -> Bool {
        guard place > 0, place + 1 < words.count, ["he", "she"].contains(words[place].folded),
            words[place].capitals == .first, words[place].gap == .space, words[place - 1].capitals == .none,
            words[place - 1].gap == .space
        else { return false }
        return words[place + 1].capitals == .first && !lexicon.isCue(words[place + 1].folded, "organizationWord")
    }

    /// "Sorvanian President Pavel Drozd": a title that a name follows is no part of a name before it; "Martin Luther King Jr" is.
    func isTitleOfNext(_ words: [NameWord], at place: Int) -> Bool {
        guard words[place].capitals == .first, place == 0 || words[place - 1].gap == .space,
            let (_, end) = title(words, at: place, where: { $0 == .space }), end < words.count
        else { return false }
        return words[end].capitals == .first && !lexicon.isCue(words[end].folded, "organizationWord")
            && !lexicon.isCue(words[end].folded, "nameSuffix") && !Self.isRomanNumeral(words[end])
    }

    /// "the James Martin Center", "Yi Peng 3", "General Intelligence": words that end in what is no person's name, or go on into
    /// what bears one.
    func isNamesake(_ words: [NameWord], _ name: Range<Int>) -> Bool {
        let last = words[name.upperBound - 1]
        if last.capitals != .none, lexicon.isCue(last.folded, "institutionTail") { return true }
        var next = name.upperBound
        guard next < words.count, last.gap == .space else { return false }
        if Int(words[next].folded) != nil, words[next].folded.count < 3 {
            // "killed N. N. 10 days ago"
            return next + 1 == words.count || words[next].gap != .space
                || !lexicon.isCue(words[next + 1].folded, "countedNoun")
        }
        while next + 1 < words.count, words[next].capitals != .none, words[next].gap == .space,
            lexicon.isCue(words[next].folded, "institutionAdjective")
        {
            next += 1
        }
        return words[next].capitals != .none && lexicon.isCue(words[next].folded, "namesakeNoun")
    }

    /// The name behind a title: that of somebody known whose name a list of peoples would cut ("Mohammed Shia al-Sudani"), else
    /// the capitalised words.
    func titledName(_ words: [NameWord], from start: Int, _ spans: [Span], _ sentence: Sentence) -> Range<Int>? {
        if start < words.count, let (_, end) = finder.leaders.leader(words, at: start),
            !goesOn(words, end, spans, sentence),
            !spans.contains(where: { $0.words.overlaps(start..<end) && !mayBePartOfName($0, within: start..<end) })
        {
            return start..<end
        }
        // "The British ambassador, Sir Giles Merriman,"
        let first = honored(words, at: start) ?? start
        return personName(words, from: first, avoiding: spans.filter { !isFirstName($0, words) })
    }

    /// "Donald Trump Jr.", "Nicolás Maduro Guerra": whether the name of somebody known is only the beginning of another's.
    func goesOn(_ words: [NameWord], _ end: Int, _ spans: [Span], _ sentence: Sentence) -> Bool {
        guard end < words.count, words[end - 1].gap == .space, !covers(spans, end), words[end].capitals == .first,
            Int(words[end].folded) == nil, !lexicon.isCue(words[end].folded, "organizationWord"),
            !lexicon.isCue(words[end].folded, "honorific"), lexicon.titles[words[end].folded] == nil
        else { return false }
        if lexicon.isCue(words[end].folded, "nameSuffix") { return true }
        // The verbs of a headline are capitalised as well.
        let isHeadline = !sentence.tokens.contains {
            ["VERB", "AUX"].contains($0.universalTag) && $0.form.first?.isLowercase ?? false
        }
        return !isHeadline && isTagged(words[end], ["PROPN"], sentence)
    }

    func isTagged(_ word: NameWord, _ tags: Set<String>, _ sentence: Sentence) -> Bool {
        sentence.tokens.contains { $0.range.lowerBound == word.range.lowerBound && tags.contains($0.universalTag) }
    }

    static func isRomanNumeral(_ word: NameWord) -> Bool {
        (word.capitals == .all || word.capitals == .first && word.folded.count == 1)
            && (1...4).contains(word.folded.count) && word.folded.allSatisfy { "ivx".contains($0) }
            && word.folded != "x"
    }

    /// "Lai Ching-te", but not "Xi Jinping-led".
    private func isSecondSyllable(_ words: [NameWord], at place: Int) -> Bool {
        guard place > 0, words[place].capitals == .none, words[place - 1].capitals == .first,
            words[place - 1].gap == .hyphen, (1...6).contains(words[place].folded.count),
            words[place].range.lowerBound == words[place - 1].range.upperBound + 1
        else { return false }
        return !words[place].folded.hasSuffix("ed") && !lexicon.isCue(words[place].folded, "hyphenatedEnding")
    }

    /// "Milan Radoičić": a place whose name persons bear, before a word that the language model takes for the rest of a name.
    func isFirstOfPerson(_ span: Span, _ words: [NameWord], _ spans: [Span], _ sentence: Sentence) -> Bool {
        guard span.usage == .name, isFirstName(span, words), !span.isSetting,
            lexicon.givenNames.contains(words[span.words.lowerBound].folded), let typeName = finder.typeName,
            let name = personName(
                words, from: span.words.lowerBound, avoiding: spans.filter { $0.words != span.words }),
            name.count > 1,
            let tokens = tokenRange(of: name, in: sentence, words)
        else { return false }
        let typing = typeName(tokens, sentence)
        return typing.type == .person || typing.lead < 2
    }

    /// "Lloyd Austin", "Rocío San Miguel": a place's name right behind a first name is a surname.
    func isSurname(_ span: Span, _ words: [NameWord], after first: Int, _ sentence: Sentence) -> Bool {
        // "Maria Angela Holguín": two first names.
        let between = words.indices.contains(first) && span.words.lowerBound == first + 2 ? words[first + 1] : nil
        let isBehindTwo = between.map {
            $0.capitals == .first && $0.gap == .space && lexicon.givenNames.contains($0.folded)
        }
        guard span.words.lowerBound == first + 1 || isBehindTwo ?? false,
            [.space, .shortStop].contains(words[first].gap),
            lexicon.givenNames.contains(words[first].folded) || lexicon.isCue(words[first].folded, "honorific")
        else { return false }
        if isOneOfPeople(span, words) {
            // "Ali met Muslim leaders" is cut elsewhere, "young Muslim men" here.
            let next = span.words.upperBound
            let isAdjective =
                next < words.count && words[next - 1].gap == .space && isTagged(words[next], ["NOUN"], sentence)
            return !isAdjective && !lexicon.isCue(words[first].folded, "determiner")
        }
        // "Sara Bern"
        if span.usage == .seat { return finder.index.matches(in: [words[first]]).isEmpty }
        guard span.usage == .name else { return false }
        return finder.gazetteer[span.actor]?.kind == "place" && !span.isSetting
    }

    /// "Baloch", "Tatar": the name of a people for one of it, which is a surname as well; "Kurdish" is not.
    private func isOneOfPeople(_ span: Span, _ words: [NameWord]) -> Bool {
        guard let entry = finder.gazetteer[span.actor], entry.kind == "ethnicGroup", !span.isBody, span.words.count == 1
        else { return false }
        let word = words[span.words.lowerBound].folded
        return !word.hasSuffix("s")
            && ([entry.name] + entry.people).contains { NameWords.folded($0).map(\.folded) == [word] }
    }

    /// Whether a known name can be part of a person's: one word of a longer name that is a place's or a people's as well.
    func mayBePartOfName(_ span: Span, within name: Range<Int>) -> Bool {
        span.words.count < name.count && name.contains(span.words.lowerBound)
            && name.contains(span.words.upperBound - 1)
            && !span.isBody
    }

    /// Whether a surname stands alone: no part of a longer name ("Hunter Biden") or of another word ("anti-Putin").
    func standsAsSurname(_ words: [NameWord], _ place: Int, _ spans: [Span], _ sentence: Sentence) -> Bool {
        guard !covers(spans, place) else { return false }
        func isNamePart(_ place: Int) -> Bool {
            words[place].capitals != .none && !covers(spans, place) && Int(words[place].folded) == nil
                && !lexicon.isCue(words[place].folded, "organizationWord") && lexicon.titles[words[place].folded] == nil
                && !lexicon.isCue(words[place].folded, "honorific")
        }
        if place + 1 < words.count, words[place].gap == .space, isNamePart(place + 1) { return false }
        guard place > 0 else { return true }
        if words[place - 1].gap == .hyphen { return lexicon.particles.contains(words[place - 1].folded) }
        guard words[place - 1].gap == .space, isNamePart(place - 1) else { return true }
        // The first word of a sentence is capitalised whatever it is.
        return place == 1
            && !sentence.tokens.contains {
                $0.range.lowerBound == words[0].range.lowerBound && $0.universalTag == "PROPN"
            }
    }

    /// Where the name behind "Mr", "Gen." or "Sheikh" begins.
    func honored(_ words: [NameWord], at place: Int) -> Int? {
        var start = place
        while start + 1 < words.count, words[start].capitals == .first, lexicon.isCue(words[start].folded, "honorific"),
            [.space, .shortStop].contains(words[start].gap)
        {
            start += 1
        }
        return start > place ? start : nil
    }

    /// "Operation Red Dawn", "Typhoon Haiyan": the end of a name that is nobody's.
    func eventName(_ words: [NameWord], at place: Int) -> Int? {
        guard words[place].capitals != .none, lexicon.isCue(words[place].folded, "eventWord"),
            words[place].gap == .space
        else { return nil }
        var end = place + 1
        while end < words.count, words[end].capitals != .none, words[end - 1].gap == .space { end += 1 }
        return end > place + 1 ? end : nil
    }

    /// A name of a place or a people that a capitalised unknown word follows can be a person's first name.
    func isFirstName(_ span: Span, _ words: [NameWord]) -> Bool {
        let next = span.words.upperBound
        guard span.words.count == 1, next < words.count, words[next - 1].gap == .space, words[next].capitals == .first
        else { return false }
        return span.usage == .people || Self.kindsWithFirstNames.contains(finder.gazetteer[span.actor]?.kind ?? "")
    }

    /// Kinds of actor whose names are first names as well: "Chad Smith", "Prime Minister Inga Ruginienė".
    private static let kindsWithFirstNames: Set<String> = [
        "place", "ethnicGroup", "facility", "bridge", "borderCrossing",
    ]

    /// "Jen Murtazashvili told", "said Jen Murtazashvili": two or three capitalised words beside a verb of saying.
    func speakerName(_ words: [NameWord], at place: Int, avoiding spans: [Span]) -> Range<Int>? {
        guard words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            (2...4).contains(name.count),
            name.lowerBound == place,
            words[name].allSatisfy({ $0.capitals != .none || lexicon.particles.contains($0.folded) }),
            // "Al-Houthi" alone is a surname.
            name.count > 2 || !lexicon.particles.contains(words[place].folded) || words[place].gap != .hyphen
        else { return nil }
        let last = name.upperBound - 1
        let follows =
            last + 1 < words.count && words[last].gap == .space && lexicon.isCue(words[last + 1].folded, "sayingForm")
        let precedes =
            place > 0 && words[place - 1].gap == .space && lexicon.isCue(words[place - 1].folded, "sayingForm")
        let according = place > 1 && words[place - 1].folded == "to" && words[place - 2].folded == "according"
        return follows || precedes || according || isDescribedAsPerson(words, behind: last) ? name : nil
    }

    /// "Temur Umarov, an expert at …": a description of a person right behind the comma.
    func isDescribedAsPerson(_ words: [NameWord], behind last: Int) -> Bool {
        guard words[last].gap == .comma else { return false }
        // "N. N., his Ugandan colleague", "through N. N., its director there"
        let isNation = words.indices.contains(last + 2) && isNationality(words[last + 2])
        return words[(last + 1)..<min(last + 7, words.count)]
            .prefix { $0.capitals == .none || $0.folded == "a" || isNation && isNationality($0) }
            .contains {
                lexicon.descriptions[$0.folded]?.contains("person") ?? false
                    || lexicon.isCue($0.folded, "personNoun") || lexicon.isCue($0.folded, "relatedNoun")
                    || lexicon.isCue($0.folded, "kinNoun")
            }
    }

    private func isNationality(_ word: NameWord) -> Bool {
        word.capitals == .first && finder.index.matches(in: [word]).contains { $0.name.usage == .adjective }
    }
}
