import EntenteModel
import EntenteText

/// Bridges, crossings and bases that a text describes by the place where they are, without a name of their own.
extension MentionPass {
    /// "the bridge at Mitrovica", "the border post in Bunagana", "a naval station at Santa Ana", "a bridge across the Araks": the
    /// site bears the place's name, and the place is mentioned as well.
    mutating func withSites(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var found: [Span] = []
        var place = 1
        while place < words.count {
            defer { place += 1 }
            guard let (noun, end) = typeNoun(words, at: place),
                ["bridge", "borderCrossing", "militaryBase"].contains(noun.kind),
                words[place..<end].allSatisfy({ $0.capitals == .none }), !covers(spans, place),
                !["land", "air"].contains(words[place - 1].folded),
                let site = site(of: noun.kind, words, from: end, spans)
            else { continue }
            let text = spelled(words[site.words])
            // A "railway bridge" is called a bridge the next time.
            let phrase = spelled(words[(noun.kind == "bridge" ? end - 1 : place)..<end])
            let actor = named(
                "\(text) \(phrase)", kind: noun.kind,
                aliases: [surface(words[place].range.lowerBound..<bytes(words, site.words).upperBound)])
            found.append(Span(words: place..<end, actor: actor, usage: .name))
            place = end
        }
        return replacing(spans, with: found)
    }

    /// The place that a bridge, crossing or base stands at, or else the river that a bridge spans: "at Mitrovica", "across the
    /// Araks at Aghband", "over the Moei".
    private func site(of kind: String, _ words: [NameWord], from end: Int, _ spans: [Span]) -> Span? {
        func span(at place: Int) -> Span? {
            spans.first { $0.words.lowerBound == place && $0.seatOf == nil && $0.usage == .name }
        }
        func kindOf(_ span: Span) -> String? { finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind }
        guard end + 1 < words.count, words[end - 1].gap == .space, words[end].gap == .space else { return nil }
        if ["at", "in", "on", "near"].contains(words[end].folded) {
            guard let site = span(at: end + 1),
                kindOf(site) == "place" || kind == "bridge" && kindOf(site) == "borderCrossing",
                kindOf(site) != "place" || finder.gazetteer[site.actor].map({ $0.country != nil }) ?? true
            else { return nil }
            return site
        }
        guard kind == "bridge", ["across", "over", "spanning"].contains(words[end].folded) else { return nil }
        let start = words[end + 1].folded == "the" ? end + 2 : end + 1
        guard let river = span(at: start), kindOf(river) == "place", !lexicon.isCue(river.actor.rawValue, "backdrop"),
            !words[river.words].contains(where: { ["sea", "ocean", "gulf"].contains($0.folded) })
        else { return nil }
        let next = river.words.upperBound
        if next + 1 < words.count, words[next - 1].gap == .space, ["at", "in", "near"].contains(words[next].folded),
            let site = span(at: next + 1), ["place", "borderCrossing"].contains(kindOf(site) ?? "")
        {
            return site
        }
        return river
    }
}
