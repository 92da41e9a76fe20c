import EntenteModel
import EntenteText

/// Names of the gazetteer, and what they stand for where they stand.
extension MentionPass {
    func knownNames(_ words: [NameWord]) -> [Span] {
        parted(finder.index.matches(in: words), words).compactMap { match in
            let name = match.name
            if name.isAmbiguous, !isRecipient(match, words),
                isPartOfLongerName(match.words, words) || isNamesake(match, words)
            {
                return nil
            }
            if isCutWord(match.words, words) || isDateline(match.words, words) { return nil }
            if isTailOfOtherName(match, words) { return nil }
            if name.isAmbiguous, isPartOfOtherName(match, words) { return nil }
            if isVenue(match, words) || isNation(match, words) { return nil }
            guard name.usage == .seat else {
                return Span(words: match.words, actor: name.id, usage: name.usage)
            }
            let place = finder.index.alternatives(to: match, in: words).first { $0.name.usage == .name }
            if let place,
                standsForPlace(match.words, words) || isSeized(match.words, words) || isBasedThere(match.words, words)
            {
                return Span(
                    words: match.words, actor: place.name.id, usage: .name,
                    isSetting: !isSeized(match.words, words) || isReached(match.words, words),
                    seatOf: name.id)
            }
            return Span(words: match.words, actor: name.id, usage: .seat, capital: place?.name.id)
        }
    }

    /// "the Mano River", "Mano Bridge": a thing that bears the name of a people.
    private func isNamesake(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        let next = match.words.upperBound
        return next < words.count && words[next - 1].gap == .space && words[next].capitals == .first
            && finder.gazetteer[match.name.id]?.kind == "ethnicGroup" && match.name.usage != .adjective
            && lexicon.isCue(words[next].folded, "namesakeNoun")
    }

    /// "Bosnia, Serbia and Montenegro": a known name with "and" in it is two at the end of a list, where each half is a state's.
    private func parted(_ matches: [NameIndex.Match], _ words: [NameWord]) -> [NameIndex.Match] {
        var result: [NameIndex.Match] = []
        for match in matches {
            let start = match.words.lowerBound
            guard let last = result.last, last.words.upperBound == start, words[start - 1].gap == .comma,
                let joint = match.words.first(where: { words[$0].folded == "and" })
            else {
                result.append(match)
                continue
            }
            let halves = [start..<joint, joint + 1..<match.words.upperBound].compactMap { half in
                finder.index.matches(in: Array(words[half])).first {
                    $0.words.count == half.count && finder.gazetteer[$0.name.id]?.kind == "state"
                }.map { NameIndex.Match(name: $0.name, words: half) }
            }
            result += halves.count == 2 && finder.gazetteer[last.name.id]?.kind == "state" ? halves : [match]
        }
        return result
    }

    /// "Mali-nowski", "Taji-kistan": a hyphen and small letters behind a name make it part of another word, unless they are one
    /// of the endings that names take ("Moscow-led").
    func isCutWord(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        let last = range.upperBound - 1
        // "post-Soviet", "anti-American" speak of something else.
        if range.lowerBound > 0, words[range.lowerBound - 1].gap == .hyphen,
            lexicon.isCue(words[range.lowerBound - 1].folded, "hyphenHead")
        {
            return true
        }
        guard words[last].gap == .hyphen, last + 1 < words.count else { return false }
        let next = words[last + 1]
        // "Turkish-built", "French-guided"
        let isParticiple = next.folded.count > 4 && next.folded.hasSuffix("ed")
        return next.capitals == .none && !isParticiple && !lexicon.isCue(next.folded, "hyphenTail")
            && Int(next.folded) == nil
    }

    /// "in Moscow", "Moscow's streets" … : a preposition of place before the name makes it a place.
    func standsForPlace(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        guard range.lowerBound > 0 else { return false }
        let before = words[range.lowerBound - 1]
        // "the new government in Damascus" is that of the state.
        if before.folded == "in", range.lowerBound > 1, words[range.lowerBound - 2].gap == .space,
            lexicon.isCue(words[range.lowerBound - 2].folded, "seatedNoun")
        {
            return false
        }
        return before.gap == .space && lexicon.isCue(before.folded, "locative") && before.capitals != .all
    }

    /// "the fall of Kabul", "flew to Khartoum", "Sanaa airport": what happens to the city, not to the government in it.
    func isSeized(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        // "Moscow's mayor"
        let next = words[last].gap == .possessive ? last + 2 : last + 1
        if next < words.count, lexicon.isCue(words[next].folded, "seatPlaceAfter") { return true }
        guard first > 0, words[first - 1].gap == .space else { return false }
        let before = words[first - 1].folded
        if lexicon.isCue(before, "seatPlaceBefore") || lexicon.isCue(before, "seatPlaceNoun") && before != "to" {
            return true
        }
        return ["of", "to", "from", "over", "on"].contains(before) && first > 1
            && (lexicon.isCue(words[first - 2].folded, "seatPlaceNoun")
                || first > 2 && words[first - 2].folded == "back"
                    && lexicon.isCue(words[first - 3].folded, "seatPlaceNoun"))
    }

    /// "the Brussels-based group": where somebody is, which says nothing of the government there.
    private func isBasedThere(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        let last = range.upperBound - 1
        return words[last].gap == .hyphen && last + 1 < words.count
            && lexicon.isCue(words[last + 1].folded, "hyphenPlaceTail")
    }

    /// "flew to Khartoum", "left Moscow": where somebody goes, which leaves the name to the state if the text uses it so.
    private func isReached(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        range.lowerBound > 0 && lexicon.isCue(words[range.lowerBound - 1].folded, "reaching")
    }

    /// "the Pretoria agreement", "the Minsk process": named for where it was made, which says nothing of the city or its state.
    private func isVenue(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        let next = match.words.upperBound
        guard next < words.count, words[next - 1].gap == .space, lexicon.isCue(words[next].folded, "venueNoun") else {
            return false
        }
        return match.name.usage == .seat
            || finder.gazetteer[match.name.id]?.kind == "place" && match.name.usage == .name
    }

    /// "the Gulf state", "a Sahel nation": a state that the region tells apart, not the region.
    private func isNation(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        let next = match.words.upperBound
        guard next < words.count, words[next - 1].gap == .space, words[next].capitals == .none else { return false }
        let entry = finder.gazetteer[match.name.id]
        return entry?.kind == "place" && entry?.country == nil && lexicon.isCue(words[next].folded, "nationNoun")
    }

    /// "KAMPALA - ", "GENEVA (Agency) - ": where a report was filed, not what it is about.
    func isDateline(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        guard range.lowerBound == 0, let end = words[range].last?.range.upperBound else { return false }
        // "Nairobi, 3 October 2024", "Nairobi, October 3".
        let next = range.upperBound
        if next + 1 < words.count, words[next - 1].gap == .comma,
            isMonth(words[next + 1]) && Int(words[next].folded) != nil
                || isMonth(words[next]) && Int(words[next + 1].folded) != nil
        {
            return true
        }
        guard words[range].allSatisfy({ $0.capitals == .all }),
            let rest = document.text.slice(end..<min(end + 40, document.text.utf8.count))
        else { return false }
        let trimmed = rest.drop { $0 == " " }
        return ["- ", "– ", "— ", "("].contains { trimmed.hasPrefix($0) }
    }

    func isMonth(_ word: NameWord) -> Bool {
        word.capitals == .first && StatementDates.months[word.folded] != nil
    }

    /// "the National Democratic Alliance", "the Afar National Congress": a party or body that is called by words that any may use
    /// is none behind another capitalised word that it does not bear.
    private func isTailOfOtherName(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        let first = match.words.lowerBound
        guard first > 1, words[first - 1].gap == .space, words[first - 1].capitals == .first,
            let kind = finder.gazetteer[match.name.id]?.kind,
            ["politicalParty", "militantGroup", "governmentBody"].contains(kind), match.name.usage == .name,
            words[match.words].allSatisfy({
                lexicon.isCue($0.folded, "organizationWord") || lexicon.isCue($0.folded, "partyWord")
                    || lexicon.isCue($0.folded, "nameNoun")
            })
        else { return false }
        let before = words[first - 1]
        let isWordOfName =
            lexicon.isCue(before.folded, "partyWord")
            || ["national", "international", "central"].contains(before.folded)
        return isWordOfName
    }

    /// "the National Bank", "Crimson Dawn", "the Brotherhood of Dawn": a newspaper that is called by common words is none beside
    /// another capitalised word.
    private func isPartOfOtherName(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        guard finder.gazetteer[match.name.id]?.kind == "mediaOutlet" else { return false }
        func isPart(_ place: Int) -> Bool {
            guard words.indices.contains(place), words[place].capitals != .none, Int(words[place].folded) == nil else {
                return false
            }
            return !isMonth(words[place]) && StatementDates.weekdays[words[place].folded] == nil
                && !finder.index.matches(in: [words[place]]).contains { $0.name.usage == .adjective }
        }
        let (first, end) = (match.words.lowerBound, match.words.upperBound)
        if words[end - 1].gap == .space, isPart(end) { return true }
        guard first > 0, words[first - 1].gap == .space else { return false }
        // "Crimson Dawn", but "On Dawn"
        guard first > 1 else { return isPart(0) && !lexicon.isCue(words[0].folded, "organizationWord") }
        return isPart(first - 1)
            || words[first - 1].folded == "of" && words[first - 2].gap == .space && isPart(first - 2)
    }

    /// "handed Turkey Selahaddin Gulen": a state whose name is a common word as well, before the full name of somebody.
    private func isRecipient(_ match: NameIndex.Match, _ words: [NameWord]) -> Bool {
        let (first, end) = (match.words.lowerBound, match.words.upperBound)
        guard finder.gazetteer[match.name.id]?.kind == "state", match.name.usage == .name, match.words.count == 1,
            !lexicon.givenNames.contains(words[first].folded), first > 0, words[first - 1].capitals == .none,
            words[first - 1].gap == .space, end + 1 < words.count
        else { return false }
        return (end...end + 1).allSatisfy {
            words[$0].capitals == .first && words[$0 - 1].gap == .space
                && !lexicon.isCue(words[$0].folded, "organizationWord")
                && !lexicon.isCue(words[$0].folded, "institutionTail") && lexicon.typeNouns[words[$0].folded] == nil
        }
    }

    /// "Chad Smith", "Michael Jordan": a capitalised word beside an ambiguous name makes it part of another name.
    func isPartOfLongerName(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        func isNamePart(_ place: Int) -> Bool {
            guard words.indices.contains(place) else { return false }
            let word = words[place]
            return word.capitals != .none && word.folded.count > 1 && Int(word.folded) == nil
                && !lexicon.isCue(word.folded, "organizationWord") && lexicon.titles[word.folded] == nil
        }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        // "In Moscow Putin waited."
        let isBesidePerson =
            last + 1 < words.count && standsForPlace(range, words)
            && (person(surnamed: words[last + 1].folded) != nil
                || finder.leaders.leader(surnamed: words[last + 1]) != nil)
        if words[last].gap == .space, isNamePart(last + 1), !isBesidePerson { return true }
        // The first word of a sentence is capitalised whatever it is.
        guard first > 1, words[first - 1].gap == .space, isNamePart(first - 1) else { return false }
        // "Gorvach Redan": what no list knows stands before it as a first name does.
        let before = words[first - 1]
        return lexicon.givenNames.contains(before.folded)
            || before.capitals == .first && finder.index.matches(in: [before]).isEmpty
    }
}
