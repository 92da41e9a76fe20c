import EntenteModel
import EntenteText

/// Unseen names that only the language model types.
extension MentionPass {
    /// Unseen proper names that the language model takes for persons (two words or more) or places.
    mutating func withGuessedNames(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) -> [Span] {
        guard let typeName = finder.typeName else { return spans }
        var guessed: [Span] = []
        var first = 0
        while first < sentence.tokens.count {
            var end = first
            while end < sentence.tokens.count, continuesName(sentence.tokens, end, from: first), end - first < 7 {
                end += 1
            }
            defer { first = max(end, first + 1) }
            guard end > first, let span = wordRange(of: first..<end, in: sentence, words),
                !spans.contains(where: { $0.words.overlaps(span) }),
                words[span].allSatisfy({ $0.capitals != .none || lexicon.particles.contains($0.folded) }),
                words[span.lowerBound].capitals == .first,
                words[span].allSatisfy({ !lexicon.isCue($0.folded, "organizationWord") }),
                !lexicon.isCue(words[span.lowerBound].folded, "eventWord"), !isNamesake(words, span),
                // "the Kenyan Vice-President, N. N.,"
                title(words, at: span.lowerBound)?.end != span.upperBound
            else { continue }
            let typing = typeName(first..<end, sentence)
            let isPossessed =
                (typing.type == .person || typing.lead < 0.7) && isOfState(span, spans, words, sentence.tokens, end)
            guard typing.lead >= 1 || isPossessed else { continue }
            // "out of Beled Hawo"
            let isPlaced =
                standsAsPlace(span, words)
                || lexicon.isCue(words[span.lowerBound].folded, "placeHead")
                    && (typing.type == .place || typing.lead < 3)
                || typing.type == .place && isRiver(span, words)
            if typing.type == .person || isPossessed, span.count > 1, !isPlaced,
                !isSetApart(span, words, sentence.tokens, end)
            {
                guessed.append(Span(words: span, actor: introduce(words, span), usage: .name))
            } else if typing.type == .place || typing.type == .person && isPlaced && span.count > 1,
                isPlaced || isBehindPlacePreposition(span, words),
                !(span.count == 1 && isNoPlace(words[span.lowerBound])),
                words[span].contains(where: { $0.folded.count > 2 })
            {
                let text = spelled(words[span])
                let id = ActorID(Slug.of(text))
                if finder.gazetteer[id] == nil, result.actors[id] == nil {
                    result.actors[id] = Actor(id: id, name: text, kind: "place", documents: [document.id])
                }
                guesses[id] = isPlaced && typing.type == .place ? max(typing.lead, 2) : min(typing.lead, 1.9)
                guessed.append(Span(words: span, actor: id, usage: .name))
            }
        }
        return (spans + guessed).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// "Kenya's Wycliffe Oparanya": a full name behind the possessive of a state, no noun behind it.
    private func isOfState(
        _ span: Range<Int>, _ spans: [Span], _ words: [NameWord], _ tokens: [Token], _ end: Int
    ) -> Bool {
        let first = span.lowerBound
        guard span.count > 1, first > 1, words[first - 1].folded == "s", words[first - 2].gap == .possessive,
            let owner = spans.last(where: { $0.words.upperBound == first - 1 }), kindOf(owner.actor) == "state",
            !words[span].contains(where: { lexicon.typeNouns[$0.folded] != nil })
        else { return false }
        return end == tokens.count || tokens[end].universalTag != "NOUN" || words[span.upperBound - 1].gap != .space
    }

    /// "at Soto Cano", "near Kouri Bougoudi": where no person stands, unless it is told of one or is one's own.
    private func standsAsPlace(_ span: Range<Int>, _ words: [NameWord]) -> Bool {
        guard span.lowerBound > 0, words[span.lowerBound - 1].gap == .space,
            lexicon.isCue(words[span.lowerBound - 1].folded, "placePreposition")
        else { return false }
        // "has trust in N. N."
        if span.lowerBound > 1, lexicon.isCue(words[span.lowerBound - 2].folded, "trust") { return false }
        let last = span.upperBound - 1
        let isSpeaker = last + 1 < words.count && lexicon.isCue(words[last + 1].folded, "sayingForm")
        return words[last].gap != .possessive && !isSpeaker && !isDescribedAsPerson(words, behind: last)
    }

    /// "at Christmas", "in Hausa", "in Islam", "of Russophobia"
    private func isNoPlace(_ word: NameWord) -> Bool {
        lexicon.isCue(word.folded, "noPlace")
            || word.folded.count > 6 && ["ism", "phobia"].contains { word.folded.hasSuffix($0) }
    }

    /// "swam over the Moei", "the banks of the Logone"
    private func isRiver(_ span: Range<Int>, _ words: [NameWord]) -> Bool {
        let first = span.lowerBound
        guard span.count == 1, first > 1, words[first - 1].folded == "the", words[first - 1].gap == .space,
            words[first - 2].gap == .space
        else { return false }
        if lexicon.isCue(words[first - 2].folded, "riverPreposition") { return true }
        return first > 2 && words[first - 2].folded == "of" && lexicon.isCue(words[first - 3].folded, "riverPart")
    }

    /// "the Beni Enzar post": no person stands so.
    private func isSetApart(_ span: Range<Int>, _ words: [NameWord], _ tokens: [Token], _ end: Int) -> Bool {
        guard span.lowerBound > 0, words[span.lowerBound - 1].gap == .space else { return false }
        return words[span.lowerBound - 1].folded == "the" && end < tokens.count && tokens[end].universalTag == "NOUN"
            && words[span.upperBound - 1].gap == .space
    }

    /// Proper nouns, and the hyphen between two of them ("Kassym-Jomart Tokayev").
    func continuesName(_ tokens: [Token], _ place: Int, from first: Int) -> Bool {
        if tokens[place].universalTag == "PROPN" { return true }
        return place > first && place + 1 < tokens.count && tokens[place].form == "-" && !tokens[place].spaceAfter
            && !tokens[place - 1].spaceAfter && tokens[place + 1].universalTag == "PROPN"
    }

    func isBehindPlacePreposition(_ span: Range<Int>, _ words: [NameWord]) -> Bool {
        guard span.lowerBound > 0 else { return false }
        let before = words[span.lowerBound - 1]
        // "according to El Watan"
        if before.folded == "to", span.lowerBound > 1, words[span.lowerBound - 2].folded == "according" { return false }
        // "compared N. to O."
        if before.folded == "to",
            words[max(0, span.lowerBound - 7)..<span.lowerBound].contains(where: {
                lexicon.isCue($0.folded, "comparingForm")
            })
        {
            return false
        }
        return before.gap == .space
            && (lexicon.isCue(before.folded, "locative") || ["from", "to", "of"].contains(before.folded))
    }
}
