import EntenteModel
import EntenteText

/// Actors whose names are put together from others: borders between two states, peoples named like a state, crossings between
/// two towns, institutes of a field.
extension MentionPass {
    /// "the Chadian-Sudanese border", "the border between Chad and Sudan": a place, whose two sides border each other.
    mutating func withBorders(_ spans: [Span], _ words: [NameWord], sentence: Int) -> [Span] {
        var joined: [Span] = []
        for (number, first) in spans.enumerated() where number + 1 < spans.count {
            let second = spans[number + 1]
            guard isStateAdjective(first), isStateAdjective(second), first.actor != second.actor,
                second.words.lowerBound == first.words.upperBound,
                words[first.words.upperBound - 1].gap == .hyphen || words[first.words.upperBound - 1].gap == .other
            else { continue }
            let noun = second.words.upperBound
            guard noun < words.count, words[noun - 1].gap == .space,
                lexicon.isCue(words[noun].folded, "borderNoun")
            else { continue }
            let names = [first, second].map { span in
                finder.gazetteer[span.actor]?.adjectives.first ?? surface(bytes(words, span.words))
            }
            let id = ActorID(Slug.of(names.joined(separator: "-") + " border"))
            if result.actors[id] == nil {
                result.actors[id] = Actor(
                    id: id, name: "\(names[0])-\(names[1]) border", kind: "place", documents: [document.id])
                result.borders[id] = [first.actor, second.actor]
            }
            requirePrincipal(first.actor)
            requirePrincipal(second.actor)
            result.ties.append(
                MentionFinder.Tie(
                    person: first.actor, relation: "borders", organization: second.actor, sentence: sentence))
            joined.append(Span(words: first.words.lowerBound..<noun + 1, actor: id, usage: .name))
        }
        return replacing(spans, with: joined)
    }

    private func isStateAdjective(_ span: Span) -> Bool {
        span.usage == .adjective && !span.isBody && finder.gazetteer[span.actor]?.kind == "state"
            || span.usage == .people && finder.gazetteer[span.actor]?.kind == "state"
    }

    func bytes(_ words: [NameWord], _ span: Range<Int>) -> Range<Int> {
        words[span.lowerBound].range.lowerBound..<words[span.upperBound - 1].range.upperBound
    }

    /// "ethnic Uzbeks", "the Afghan Tajiks", "the Uzbek minority": a people, not the state that bears its name.
    mutating func withPeoples(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for span in spans where finder.gazetteer[span.actor]?.kind == "state" {
            guard let entry = finder.gazetteer[span.actor], [.people, .adjective].contains(span.usage), !span.isBody
            else { continue }
            let (first, end) = (span.words.lowerBound, span.words.upperBound)
            let before = first > 0 && words[first - 1].gap == .space ? words[first - 1].folded : ""
            let after = end < words.count && words[end - 1].gap == .space ? words[end].folded : ""
            let isOthers =
                span.usage == .people
                && spans.contains {
                    $0.words.upperBound == first && $0.usage == .adjective && $0.actor != span.actor
                }
            let isOfPlace = span.usage == .people && isAmongOthers(span, spans, words)
            guard
                lexicon.isCue(before, "peopleQualifier") && span.usage == .people || before == "ethnic" || isOthers
                    || isOfPlace || lexicon.isCue(after, "minorityNoun")
            else { continue }
            let written = surface(bytes(words, span.words))
            let text = span.usage == .people ? written : entry.people.first ?? written
            let id = ActorID(Slug.of(text))
            if result.actors[id] == nil, finder.gazetteer[id] == nil {
                result.actors[id] = Actor(id: id, name: text, kind: "ethnicGroup", documents: [document.id])
            }
            let last = lexicon.isCue(after, "minorityNoun") ? end + 1 : end
            found.append(Span(words: first..<last, actor: id, usage: .name, isBody: true))
        }
        return replacing(spans, with: found)
    }

    /// "Karabakh Armenians", "the Serbs of northern Kosovo": a people by the place of others where it lives.
    private func isAmongOthers(_ span: Span, _ spans: [Span], _ words: [NameWord]) -> Bool {
        func isElsewhere(_ other: Span) -> Bool {
            let entry = finder.gazetteer[other.actor]
            guard other.actor != span.actor, entry?.kind == "state" || entry?.kind == "place" else { return false }
            return entry?.country == nil || entry?.country != finder.gazetteer[span.actor]?.country
        }
        if let before = spans.last(where: { $0.words.upperBound == span.words.lowerBound }),
            words[span.words.lowerBound - 1].gap == .space, before.usage == .name, isElsewhere(before)
        {
            return true
        }
        let end = span.words.upperBound
        guard end < words.count, words[end - 1].gap == .space, words[end].folded == "of",
            let after = spans.first(where: { $0.words.lowerBound > end }), after.words.lowerBound <= end + 3,
            words[end + 1..<after.words.lowerBound].allSatisfy({
                $0.folded == "the" || lexicon.isCue($0.folded, "direction")
            })
        else { return false }
        return isElsewhere(after)
    }

    /// "the Gaziantep-Kilis and Reyhanli-Harim crossings", "the crossings of A-B and of C-D": each pair of towns is one crossing.
    mutating func withPairedCrossings(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        var ends: [Int] = []
        for place in words.indices where lexicon.isCue(words[place].folded, "crossingNoun") && place > 1 {
            if words[place - 1].gap == .space { ends.append(place) }
            var last = place
            while let next = pairGoingOn(words, behind: last) {
                ends.append(next)
                last = next - 1
            }
        }
        for place in Set(ends).sorted() {
            var end = place
            while let start = pairedNames(words, endingAt: end) {
                let text = spelled(words[start..<end])
                let id = ActorID(Slug.of(text) + "-crossing")
                if result.actors[id] == nil, finder.gazetteer[id] == nil {
                    result.actors[id] = Actor(
                        id: id, name: "\(text) crossing", kind: "borderCrossing", aliases: [text],
                        documents: [document.id])
                }
                found.append(Span(words: start..<end, actor: id, usage: .name))
                guard start > 1, words[start - 1].folded == "and", words[start - 1].gap == .space else { break }
                end = start - 1
            }
        }
        return replacing(spans, with: found)
    }

    /// The end of the pair of names that goes on behind a crossing or a list of them: "the posts of A-B and of C-D".
    private func pairGoingOn(_ words: [NameWord], behind place: Int) -> Int? {
        var start = place + 1
        guard start < words.count, words[place].gap == .space,
            words[start].folded == "and" || words[start].folded == "of" || words[start].folded == "at"
        else { return nil }
        while start < words.count, ["and", "of", "at", "the"].contains(words[start].folded), start - place < 4 {
            start += 1
        }
        guard start + 2 <= words.count, words[start].gap == .hyphen, words[start].capitals == .first,
            words[start + 1].capitals == .first
        else { return nil }
        return start + 2
    }

    /// "the Rusumo and Kagitumba crossings": each of two towns has a crossing of its own.
    mutating func withListedCrossings(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where place > 2 && words[place].folded == "crossings" {
            guard let second = listedName(words, endingAt: place, spans), second.lowerBound > 1,
                words[second.lowerBound - 1].folded == "and", words[second.lowerBound - 1].gap == .space,
                let first = listedName(words, endingAt: second.lowerBound - 1, spans)
            else { continue }
            for name in [first, second] {
                let text = spelled(words[name])
                let known = spans.first { $0.words == name && kindOf($0.actor) == "borderCrossing" }
                let actor = known?.actor ?? named("\(text) crossing", kind: "borderCrossing", aliases: [text])
                found.append(Span(words: name, actor: actor, usage: .name))
            }
        }
        return replacing(spans, with: found)
    }

    /// The capitalised words, or the known place or crossing, that end here before a small word.
    private func listedName(_ words: [NameWord], endingAt end: Int, _ spans: [Span]) -> Range<Int>? {
        guard end > 0, words[end - 1].gap == .space else { return nil }
        if let span = spans.last(where: { $0.words.upperBound == end }) {
            return ["place", "borderCrossing"].contains(kindOf(span.actor)) && span.usage == .name ? span.words : nil
        }
        var start = end
        while start > 0, end - start < 3, words[start - 1].capitals == .first, isNameWord(words, start - 1),
            !covers(spans, start - 1)
        {
            start -= 1
        }
        return start < end ? start..<end : nil
    }

    /// Where two capitalised words with a hyphen between start that end here.
    private func pairedNames(_ words: [NameWord], endingAt end: Int) -> Int? {
        guard end >= 2, words[end - 2].gap == .hyphen,
            words[end - 1].capitals == .first, words[end - 2].capitals == .first
        else { return nil }
        return end - 2
    }

    /// "the Institute for War Studies", "the IMEMO Center for European Studies", "the Front for the Liberation of Uganda": a head
    /// noun, a preposition and what it is about.
    mutating func withHeadedNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where words[place].capitals == .first || words[place].capitals == .all {
            let head = words[place].folded
            guard let kind = lexicon.typeHeads[head], place + 2 < words.count,
                words[place].gap == .space,
                prepositions(of: kind).contains(words[place + 1].folded)
                    // "the Front of Honour", "the Bank of Porphyra"
                    || ["front", "army", "bank"].contains(head) && words[place + 1].folded == "of",
                // "the UN Security Council" is known as it is, "the Gulf" may go on.
                !spans.contains(where: {
                    $0.words.upperBound == place + 1 && words[$0.words].contains { !["the", head].contains($0.folded) }
                })
            else { continue }
            var end = place + 2
            if words[end].folded == "the", end + 1 < words.count { end += 1 }
            guard words[end].capitals != .none, !isTime(words[end]) else { continue }
            // "the US Army for the Middle East" is there, a group is for what no list knows.
            // "the Liberation Front of Kasai" is of a place.
            let isOfPlace =
                head == "front" && words[place + 1].folded == "of" && place > 0 && words[place - 1].capitals == .first
                && spans.contains { $0.words.contains(end) && kindOf($0.actor) == "place" }
            if ["militantGroup", "company"].contains(kind), covers(spans, end), !isOfPlace { continue }
            let joints = kind == "place" ? ["of", "the"] : ["and", "of", "for", "the"]
            while end < words.count {
                let isJoint =
                    joints.contains(words[end].folded) && end + 1 < words.count
                    && (words[end + 1].capitals != .none
                        || ["of", "for"].contains(words[end].folded) && words[end + 1].folded == "the"
                            && end + 2 < words.count && words[end + 2].capitals != .none)
                guard words[end].capitals != .none || isJoint else { break }
                end += 1
                if ![.space, .hyphen].contains(words[end - 1].gap) { break }
            }
            var start = place
            while start > 0, place - start < 4, words[start - 1].capitals != .none,
                [.space, .hyphen].contains(words[start - 1].gap),
                !["the", "a", "at"].contains(words[start - 1].folded)
            {
                start -= 1
            }
            // "the Union of Forces for Change"
            if kind == "militantGroup", start == place, start > 1, words[start - 1].folded == "of",
                words[start - 2].capitals == .first, words[start - 2].gap == .space
            {
                start -= 2
            }
            // A council of a state or an organization is known otherwise.
            if words[place].folded == "council", words[place + 1].folded != "on" { continue }
            if spans.contains(where: { $0.words.lowerBound <= start && $0.words.upperBound >= end }) { continue }
            let text = spelled(words[start..<end])
            let id = ActorID(Slug.of(text))
            if result.actors[id] == nil, finder.gazetteer[id] == nil {
                let short = start < place ? [spelled(words[place..<end])] : []
                result.actors[id] = Actor(id: id, name: text, kind: kind, aliases: short, documents: [document.id])
            }
            found.append(Span(words: start..<end, actor: id, usage: .name))
        }
        return replacing(spans, with: found)
    }

    /// A sea or a cape is "of" something, groups are "for" something, institutes on anything.
    private func prepositions(of kind: String) -> Set<String> {
        switch kind {
        case "place": ["of"]
        case "militantGroup": ["for"]
        default: ["for", "of", "on"]
        }
    }

    /// "The Security Council on Tuesday condemned".
    private func isTime(_ word: NameWord) -> Bool { isMonth(word) || StatementDates.weekdays[word.folded] != nil }

    /// The new spans, and of the others those that they leave room for.
    func replacing(_ spans: [Span], with found: [Span]) -> [Span] {
        guard !found.isEmpty else { return spans }
        let kept = spans.filter { span in !found.contains { $0.words.overlaps(span.words) } }
        return (kept + found).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }
}
