import EntenteModel
import EntenteText

/// Ships: warships by the letters before their names or by what they are, others by what they are.
extension MentionPass {
    /// "HMS Trent", "the German frigate Hessen", "the tanker Marlin Luanda", and later "the Hessen".
    mutating func withVessels(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        for place in words.indices where !(found.last?.words.contains(place) ?? false) {
            let folded = words[place].folded
            if let state = lexicon.shipPrefixes[folded], words[place].capitals == .all,
                let name = vesselName(words, from: place + 1, spans)
            {
                let text = spelled(words[place..<name.upperBound])
                let short = spelled(words[name])
                let id = named(text, kind: "armedForce", aliases: [short], principal: ActorID(state))
                vessels[short] = id
                found.append(Span(words: place..<name.upperBound, actor: id, usage: .name))
            } else if words[place].capitals == .none, let isWarship = isVessel(words, place),
                place + 1 < words.count, lexicon.shipPrefixes[words[place + 1].folded] == nil,
                let name = vesselName(words, from: place + 1, spans)
            {
                let text = spelled(words[name])
                var aliases: [String] = ["\(surface(words[place].range)) \(text)"]
                let owner = flag(before: place, spans, words)
                if let owner {
                    aliases.append(
                        surface(words[owner.words.lowerBound].range.lowerBound..<bytes(words, name).upperBound))
                }
                let id =
                    vessels[text]
                    ?? named(
                        text, kind: isWarship ? "armedForce" : "facility", aliases: aliases,
                        principal: isWarship ? owner?.actor : nil)
                vessels[text] = id
                found.append(Span(words: name, actor: id, usage: .name))
            } else if folded == "the", words[place].gap == .space, let name = vesselName(words, from: place + 1, spans),
                let id = vessels[spelled(words[name])]
            {
                found.append(Span(words: name, actor: id, usage: .name))
            }
        }
        return replacing(spans, with: found)
    }

    /// Up to three capitalised words; none of them a name of somebody who acts.
    private func vesselName(_ words: [NameWord], from start: Int, _ spans: [Span]) -> Range<Int>? {
        guard start > 0, start < words.count, [.space, .other].contains(words[start - 1].gap) else { return nil }
        var end = start
        while end < words.count, end - start < 3,
            words[end].capitals != .none || end > start && Int(words[end].folded) != nil,
            !spans.contains(where: { span in
                span.words.contains(end) && !["place", "company"].contains(finder.gazetteer[span.actor]?.kind ?? "")
                    && span.usage != .seat
            })
        {
            end += 1
            let isInitial = words[end - 1].gap == .shortStop && words[end - 1].folded.count == 1
            if ![.space, .hyphen].contains(words[end - 1].gap), !isInitial { break }
        }
        return end > start && words[start].folded.count > 1 ? start..<end : nil
    }

    /// Whether a word is one for ships, and then whether for warships.
    private func isVessel(_ words: [NameWord], _ place: Int) -> Bool? {
        let folded = words[place].folded
        guard words[place].gap == .space else { return nil }
        if folded == "carrier" { return place > 0 && words[place - 1].folded == "aircraft" }
        if lexicon.isCue(folded, "warshipNoun") { return true }
        return lexicon.isCue(folded, "shipNoun") ? false : nil
    }

    /// The state whose nationality stands before a ship, at most two words away: "the German guided-missile frigate".
    private func flag(before place: Int, _ spans: [Span], _ words: [NameWord]) -> Span? {
        guard let span = spans.last(where: { $0.words.upperBound <= place }), place - span.words.upperBound <= 2,
            finder.gazetteer[span.actor]?.kind == "state", !span.isBody,
            words[span.words.upperBound - 1..<place].allSatisfy({ [.space, .hyphen].contains($0.gap) })
        else { return nil }
        return span
    }
}
