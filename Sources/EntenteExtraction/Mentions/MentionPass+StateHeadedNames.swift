import EntenteModel
import EntenteText

/// "China Merchants", "the Kuwait Fund", "Kenya Airways", "Air France": who bears the name of a state is not the state.
extension MentionPass {
    /// The organizations of a sentence whose names begin with that of a state or a place, or end in it.
    mutating func withStateHeadedNames(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) -> [Span] {
        var found: [Span] = []
        for span in spans where isSite(span) || span.usage == .adjective && kindOf(span.actor) == "state" {
            if let (name, kind) = headedByState(span, spans, words, sentence) ?? endingInState(span, words)
                ?? liberation(span, spans, words)
            {
                found.append(Span(words: name, actor: named(spelled(words[name]), kind: kind), usage: .name))
            }
        }
        return replacing(spans, with: found)
    }

    private func isSite(_ span: Span) -> Bool {
        ["state", "place"].contains(kindOf(span.actor)) && [.name, .seat].contains(span.usage) && !span.isBody
    }

    /// "Kenya Airways", "Rwanda National Congress".
    private func headedByState(
        _ span: Span, _ spans: [Span], _ words: [NameWord], _ sentence: Sentence
    ) -> (Range<Int>, String)? {
        var end = span.words.upperBound
        guard isSite(span), words[end - 1].gap == .space, words[span.words.lowerBound].capitals == .first else {
            return nil
        }
        while end < words.count, end - span.words.upperBound < 4, words[end].capitals == .first, !covers(spans, end),
            words[end - 1].gap == .space, title(words, at: end, where: { _ in true }) == nil,
            !isMonth(words[end]), StatementDates.weekdays[words[end].folded] == nil
        {
            end += 1
        }
        guard end > span.words.upperBound, let kind = lexicon.organizationTails[words[end - 1].folded],
            kindOf(span.actor) != "state" || !lexicon.isCue(words[end - 1].folded, "bodyTail"),
            // "Kenya National Assembly", "Myanmar Air Force" are bodies of their states.
            !(span.words.upperBound..<end).contains(where: { isBody(words, from: $0, to: end) }),
            end == words.count || words[end - 1].gap != .hyphen,
            // The verbs of a headline are capitalised as well.
            sentence.tokens.contains(where: {
                ["VERB", "AUX"].contains($0.universalTag) && $0.form.first?.isLowercase ?? false
            })
        else { return nil }
        return (span.words.lowerBound..<end, kind)
    }

    /// "the Lesotho Liberation Army", "the Somali National Movement".
    private func liberation(_ span: Span, _ spans: [Span], _ words: [NameWord]) -> (Range<Int>, String)? {
        var end = span.words.upperBound
        guard words[end - 1].gap == .space, !span.isBody else { return nil }
        while end < words.count, end - span.words.upperBound < 3, words[end].capitals == .first, !covers(spans, end),
            words[end - 1].gap == .space, lexicon.isCue(words[end].folded, "liberationWord")
        {
            end += 1
        }
        guard end > span.words.upperBound, end < words.count, words[end - 1].gap == .space,
            words[end].capitals == .first, lexicon.isCue(words[end].folded, "fightingTail"), !covers(spans, end),
            !isBody(words, from: end - 1, to: end + 1)
        else { return nil }
        return (span.words.lowerBound..<end + 1, "militantGroup")
    }

    private func isBody(_ words: [NameWord], from start: Int, to end: Int) -> Bool {
        (lexicon.bodies[words[start].folded] ?? []).contains { body in
            start + body.words.count >= end && start + body.words.count <= words.count
                && zip(body.words, words[start..<start + body.words.count]).allSatisfy { $0 == $1.folded }
        }
    }

    /// "Air France", "Plan Colombia".
    private func endingInState(_ span: Span, _ words: [NameWord]) -> (Range<Int>, String)? {
        let first = span.words.lowerBound
        guard isSite(span), first > 0, words[first - 1].capitals == .first, words[first - 1].gap == .space,
            words[span.words.upperBound - 1].gap != .hyphen,
            let kind = lexicon.stateNamePrefixes[words[first - 1].folded]
        else { return nil }
        return (first - 1..<span.words.upperBound, kind)
    }
}
