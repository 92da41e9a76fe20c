import EntenteModel
import EntenteText

/// Unseen names that a word before them or an apposition behind them types.
extension MentionPass {
    /// "Camp Arifjan", "Mount Aragats": a first word that types the rest.
    mutating func withPrefixedNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where words[place].capitals == .first && words[place].gap == .space {
            guard let kind = lexicon.namePrefixes[words[place].folded], !covers(spans, place) else { continue }
            // "Ansar al-Haqq"
            let isJoined = kind == "militantGroup" && isParticle(words, place + 1, before: .hyphen)
            // "Radio France"
            guard
                let name = freeName(
                    words, from: isJoined ? place + 2 : place + 1,
                    spans.filter { !isPlace($0) && !(kind == "mediaOutlet" && kindOf($0.actor) == "state") })
            else { continue }
            let range = place..<name.upperBound
            found.append(Span(words: range, actor: named(spelled(words[range]), kind: kind), usage: .name))
        }
        return replacing(spans, with: found)
    }

    /// "the rights group Fortify Rights", "the town of Jubba", "Fortify Rights, a human rights group,".
    mutating func withDescribedNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        var place = 0
        while place < words.count {
            defer { place += 1 }
            if words[place].capitals == .none {
                guard let (noun, end) = descriptor(words, at: place), end < words.count, words[end - 1].gap == .space,
                    place == 0 || words[place - 1].gap != .hyphen
                else { continue }
                // "the newspaper the Pioneer"
                let isSkipped =
                    noun.kind == "place" && words[end].folded == "of"
                    || noun.kind == "mediaOutlet" && words[end].folded == "the"
                let start = isSkipped ? end + 1 : end
                guard noun.kind != "place" || start > end else { continue }
                var names = freeName(words, from: start, spans).map { [$0] } ?? []
                if noun.kind == "place", noun.words.last?.hasSuffix("s") ?? false {
                    let known = spans.first { $0.words.lowerBound == start && isTown($0) }
                    if let first = names.first ?? known?.words { names += listed(words, after: first, spans) }
                }
                for name in names {
                    found.append(Span(words: name, actor: named(spelled(words[name]), kind: noun.kind), usage: .name))
                    place = name.upperBound - 1
                }
            } else if let name = freeName(words, from: place, spans), words[name.upperBound - 1].gap == .comma,
                place == 0 || words[place - 1].capitals == .none || words[place - 1].gap == .comma
                    || words[place - 1].folded == "the"
            {
                if let kind = appositionKind(words, from: name.upperBound, spans) {
                    found.append(Span(words: name, actor: named(spelled(words[name]), kind: kind), usage: .name))
                }
                place = name.upperBound - 1
            }
        }
        return replacing(spans, with: found)
    }

    /// "the gas pipeline known as TESA", "a pipeline that is to link A and B, known as C", "the militia, called D,": a noun
    /// that types what the text calls it.
    mutating func withCalledNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where lexicon.isCue(words[place].folded, "namingForm") && place > 0 {
            var start = place + 1
            while start < words.count, start - place < 4,
                lexicon.isCue(words[start].folded, "namingFiller")
            {
                start += 1
            }
            guard words[place].gap == .space, let kind = kindCalled(words, before: place),
                let name = freeName(words, from: start, spans) ?? nameOverPlaces(words, from: start, spans)
            else { continue }
            found.append(Span(words: name, actor: named(spelled(words[name]), kind: kind), usage: .name))
        }
        return replacing(spans, with: found)
    }

    /// "the Lamu Line": capitalised words of which a known place is only a part.
    private func nameOverPlaces(_ words: [NameWord], from start: Int, _ spans: [Span]) -> Range<Int>? {
        var end = start
        while end < words.count, end - start < 5, words[end].capitals != .none {
            end += 1
            if ![.space, .hyphen].contains(words[end - 1].gap) { break }
        }
        guard end > start + 1, !covers(spans, end - 1),
            spans.allSatisfy({ !(start..<end).overlaps($0.words) || ["place", "state"].contains(kindOf($0.actor)) })
        else { return nil }
        return start..<end
    }

    /// The kind of the noun right before "known as", or before the clause that a comma parts from it.
    private func kindCalled(_ words: [NameWord], before place: Int) -> String? {
        func kind(endingAt end: Int) -> String? {
            for start in stride(from: max(end - 3, 1), to: end, by: 1) where words[start].capitals == .none {
                if let (noun, last) = descriptor(words, at: start), last == end { return noun.kind }
                if let (noun, last) = typeNoun(words, at: start), last == end { return noun.kind }
            }
            return nil
        }
        if let kind = kind(endingAt: place) { return kind }
        guard words[place - 1].gap == .comma else { return nil }
        let clause = words[max(0, place - 20)..<place].lastIndex { ["that", "which"].contains($0.folded) }
        return clause.flatMap { kind(endingAt: $0) }
    }

    private func isTown(_ span: Span) -> Bool { kindOf(span.actor) == "place" || span.usage == .seat }

    /// The unknown names that go on from one in a list: "the villages of A, B and C".
    private func listed(_ words: [NameWord], after name: Range<Int>, _ spans: [Span]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var end = name.upperBound
        while end < words.count {
            guard words[end].folded == "and" || words[end - 1].gap == .comma else { break }
            let isLast = words[end].folded == "and"
            let start = isLast ? end + 1 : end
            if let known = spans.first(where: { $0.words.lowerBound == start }), isTown(known) {
                end = known.words.upperBound
            } else if start < words.count, words[start].capitals == .first,
                let other = freeName(words, from: start, spans)
            {
                found.append(other)
                end = other.upperBound
            } else {
                break
            }
            // "the towns of A, N. N. said" is no list.
            if isLast { return found }
        }
        return []
    }

    /// "a human rights group", "the ruling party" behind a comma, within six words of small letters.
    private func appositionKind(_ words: [NameWord], from start: Int, _ spans: [Span]) -> String? {
        guard start < words.count, ["a", "an", "the"].contains(words[start].folded) else { return nil }
        var place = start + 1
        while place < words.count, place - start < 7 {
            if words[place].capitals == .none, let (noun, end) = descriptor(words, at: place) {
                // "the party's director"
                if words[end - 1].gap == .possessive { return nil }
                // "a company spokesman" is a person.
                let isHead =
                    words[end - 1].gap != .space || end == words.count
                    || [
                        "that", "which", "of", "in", "based", "and", "with", "for", "from", "is", "was", "has", "said",
                        "near",
                    ]
                    .contains(words[end].folded)
                return isHead ? noun.kind : nil
            }
            let isNationality = spans.contains { $0.words.contains(place) && $0.usage == .adjective }
            guard words[place].capitals == .none || isNationality, [.space, .hyphen].contains(words[place].gap),
                !["of", "in", "for", "who", "by", "to", "from", "with", "at", "on", "under"].contains(
                    words[place].folded),
                // "an energy expert at"
                !(lexicon.descriptions[words[place].folded]?.contains("person") ?? false)
                    || words[place].gap != .space
            else { return nil }
            place += 1
        }
        return nil
    }

    private func descriptor(_ words: [NameWord], at place: Int) -> (Lexicon.TypeNoun, end: Int)? {
        for noun in lexicon.descriptors[words[place].folded] ?? [] {
            let end = place + noun.words.count
            if end <= words.count, zip(noun.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                words[place..<end - 1].allSatisfy({ $0.gap == .space || $0.gap == .hyphen })
            {
                return (noun, end)
            }
        }
        return nil
    }

    /// One to four capitalised words that nothing known stands on and that are no title, month or the like.
    func freeName(_ words: [NameWord], from start: Int, _ spans: [Span]) -> Range<Int>? {
        // "TARVO-2"
        func isNumbered(_ place: Int) -> Bool {
            place > start && words[place - 1].gap == .hyphen && Int(words[place].folded) != nil
        }
        var end = start
        while end < words.count, end - start < 4,
            words[end].capitals != .none || end > start && isParticle(words, end) || isNumbered(end),
            !covers(spans, end), Int(words[end].folded) == nil || isNumbered(end),
            end > start || !lexicon.isCue(words[end].folded, "organizationWord"),
            lexicon.titles[words[end].folded] == nil
        {
            end += 1
            if ![.space, .hyphen].contains(words[end - 1].gap) { break }
        }
        // What goes on into a known name is read otherwise.
        guard end > start,
            end == words.count || !covers(spans, end) || ![.space, .hyphen].contains(words[end - 1].gap),
            words[end - 1].capitals != .none || isNumbered(end - 1),
            words[start..<end].contains(where: { $0.folded.count > 2 })
        else { return nil }
        return start..<end
    }

    private func isParticle(_ words: [NameWord], _ place: Int, before gap: NameWord.Gap) -> Bool {
        place + 1 < words.count && isParticle(words, place) && words[place].gap == gap
    }

    private func isParticle(_ words: [NameWord], _ place: Int) -> Bool {
        lexicon.particles.contains(words[place].folded) && place + 1 < words.count && words[place + 1].capitals != .none
    }

    private func isPlace(_ span: Span) -> Bool { finder.gazetteer[span.actor]?.kind == "place" }
}
