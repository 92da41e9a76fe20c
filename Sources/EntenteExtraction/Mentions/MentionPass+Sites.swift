import EntenteModel
import EntenteText

/// Bridges, crossings and bases that a text describes by the place where they are, without a name of their own.
extension MentionPass {
    /// "the bridge at Mitrovica", "the border post in Bunagana", "a naval station at Santa Ana": the site bears the place's name,
    /// and the place is mentioned as well.
    mutating func withSites(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        var place = 1
        while place < words.count {
            defer { place += 1 }
            guard let (noun, end) = typeNoun(words, at: place), end + 1 < words.count,
                ["bridge", "borderCrossing", "militaryBase"].contains(noun.kind), words[end - 1].gap == .space,
                words[place..<end].allSatisfy({ $0.capitals == .none }), !covers(spans, place),
                ["at", "in", "on"].contains(words[end].folded), words[end].gap == .space,
                let site = spans.first(where: { $0.words.lowerBound == end + 1 }),
                (finder.gazetteer[site.actor]?.kind ?? result.actors[site.actor]?.kind) == "place",
                site.seatOf == nil, site.usage == .name, finder.gazetteer[site.actor].map({ $0.country != nil }) ?? true
            else { continue }
            let text = spelled(words[site.words])
            let phrase = spelled(words[place..<end])
            let actor = named(
                "\(text) \(phrase)", kind: noun.kind,
                aliases: [surface(words[place].range.lowerBound..<bytes(words, site.words).upperBound)])
            found.append(Span(words: place..<end, actor: actor, usage: .name))
            place = end
        }
        return replacing(spans, with: found)
    }
}
