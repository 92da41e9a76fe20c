import EntenteModel
import EntenteText

/// Places that stand beside the state in which they lie.
extension MentionPass {
    private static let prepositions: Set<String> = [
        "in", "at", "near", "outside", "around", "from", "to", "towards", "of",
    ]

    /// "talks in Turkmenistan's Avaza": an unseen name behind a state's, where something takes place.
    mutating func withPossessedPlaces(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for span in spans where isState(span) && span.words.lowerBound > 0 {
            let before = words[span.words.lowerBound - 1]
            guard ["in", "at", "near", "outside", "around"].contains(before.folded), before.gap == .space,
                words[span.words.upperBound - 1].gap == .possessive
            else { continue }
            var start = span.words.upperBound
            if start < words.count, words[start].folded == "s" { start += 1 }
            guard start < words.count, words[start].capitals == .first, let name = freeName(words, from: start, spans),
                endsPhrase(words, name.upperBound)
            else { continue }
            let place = named(spelled(words[name]), kind: "place")
            found.append(Span(words: name, actor: place, usage: .name))
            locate(place, in: span.actor)
        }
        return replacing(spans, with: found)
    }

    /// "a meeting in Jeddah, Saudi Arabia, on Friday": the place lies in the state behind it, unless both stand in a list.
    mutating func locatePlaces(_ spans: [Span], _ words: [NameWord]) {
        for (place, state) in zip(spans, spans.dropFirst()) where isState(state) && !state.isSetting && !place.isSetting
        {
            let kind = finder.gazetteer[place.actor]?.kind ?? result.actors[place.actor]?.kind
            let (first, last) = (place.words.lowerBound, place.words.upperBound - 1)
            guard ["place", "facility", "militaryBase"].contains(kind ?? ""), place.usage == .name, first > 0,
                words[last].gap == .comma, state.words.lowerBound == last + 1, words[first - 1].gap == .space,
                isPreposed(words, first), endsPhrase(words, state.words.upperBound)
            else { continue }
            // "in Goma, Rwanda, Burundi and Uganda"
            let next = spans.first { $0.words.lowerBound >= state.words.upperBound }
            if words[state.words.upperBound - 1].gap == .comma, next?.words.lowerBound == state.words.upperBound {
                continue
            }
            locate(place.actor, in: state.actor)
        }
    }

    /// Whether a preposition of place stands before a word, small words between.
    private func isPreposed(_ words: [NameWord], _ place: Int) -> Bool {
        for back in 1...4 where place - back >= 0 {
            let word = words[place - back]
            if Self.prepositions.contains(word.folded) { return true }
            guard word.capitals == .none, word.gap == .space else { return false }
        }
        return false
    }

    /// Whether no further noun follows that would make the name a modifier: "Kenya's Eastleigh traders".
    private func endsPhrase(_ words: [NameWord], _ end: Int) -> Bool {
        guard end < words.count, words[end - 1].gap == .space else {
            return end >= words.count || words[end - 1].gap != .hyphen
        }
        return lexicon.isCue(words[end].folded, "phraseEnd")
    }

    private func isState(_ span: Span) -> Bool {
        finder.gazetteer[span.actor]?.kind == "state" && span.usage == .name && !span.isBody && span.seatOf == nil
    }

    private mutating func locate(_ place: ActorID, in state: ActorID) {
        requirePrincipal(state)
        result.ties.append(
            MentionFinder.Tie(
                person: place, relation: "locatedIn", organization: state, sentence: result.mentions.count))
    }
}
