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
                !["land", "air"].contains(words[place - 1].folded)
            else { continue }
            if noun.kind == "borderCrossing", isTold(words, place), let state = neighbour(words, from: end, spans) {
                let phrase = (noun.words.count == 1 ? "border " : "") + spelled(words[place..<end])
                let name = finder.gazetteer[state]?.name ?? spelled(words[place..<end])
                found.append(Span(words: place..<end, actor: named("\(name) \(phrase)", kind: noun.kind), usage: .name))
                place = end
                continue
            }
            guard
                let site = town(before: place, words, from: end, noun.kind, spans)
                    ?? site(of: noun.kind, words, from: end, spans)
            else { continue }
            let text = spelled(words[site.words])
            // A "railway bridge" is called a bridge the next time.
            let phrase = spelled(words[(noun.kind == "bridge" ? end - 1 : place)..<end])
            let actor = named(
                "\(text) \(phrase)", kind: noun.kind,
                aliases: site.words.lowerBound > place
                    ? [surface(words[place].range.lowerBound..<bytes(words, site.words).upperBound)] : [])
            found.append(Span(words: place..<end, actor: actor, usage: .name))
            place = end
        }
        return replacing(spans, with: found)
    }

    /// Whether a noun has an article before it: "a key crossing", not "while crossing".
    private func isTold(_ words: [NameWord], _ place: Int) -> Bool {
        for back in 1...4 where place >= back {
            let word = words[place - back]
            guard word.gap == .space, word.capitals == .none || place == back else { return false }
            if ["a", "an", "the", "one"].contains(word.folded) || lexicon.isCue(word.folded, "determiner") {
                return true
            }
        }
        return false
    }

    /// The state on whose border a crossing lies that has no name: "on the Tajik border", "on the frontier with Sudan", "into
    /// Sudan".
    private func neighbour(_ words: [NameWord], from end: Int, _ spans: [Span]) -> ActorID? {
        func isBorder(_ place: Int) -> Bool {
            place < words.count && lexicon.isCue(words[place].folded, "borderNoun")
        }
        func state(at place: Int) -> Span? {
            spans.first {
                $0.words.lowerBound == place && !$0.isBody && kindOf($0.actor) == "state" && $0.seatOf == nil
            }
        }
        guard end + 1 < words.count, words[end - 1].gap == .space else { return nil }
        if ["with", "into"].contains(words[end].folded) {
            return state(at: end + 1).flatMap { $0.usage == .name ? $0.actor : nil }
        }
        guard ["on", "at", "along"].contains(words[end].folded) else { return nil }
        let start = ["the", "its", "their"].contains(words[end + 1].folded) ? end + 2 : end + 1
        if isBorder(start), start + 2 < words.count, words[start + 1].folded == "with" {
            return state(at: start + 2)?.actor
        }
        guard let span = state(at: start) else { return nil }
        var next = span.words.upperBound
        if next < words.count, words[next].folded == "s", words[next - 1].gap == .possessive { next += 1 }
        return isBorder(next) ? span.actor : nil
    }

    /// The town beside a bridge that is told only by its river: "fighters at Bunagana in control of the bridge over the Semliki".
    private func town(
        before noun: Int, _ words: [NameWord], from end: Int, _ kind: String, _ spans: [Span]
    ) -> Span? {
        guard kind == "bridge", end < words.count, ["across", "over", "spanning"].contains(words[end].folded),
            site(of: kind, words, from: end, spans) != nil,
            let town = spans.last(where: { $0.words.upperBound <= noun }), noun - town.words.upperBound < 8,
            town.words.lowerBound > 1, words[town.words.lowerBound - 1].folded == "at",
            town.usage == .name, town.seatOf == nil, ["place", "borderCrossing"].contains(kindOf(town.actor)),
            words[town.words.upperBound - 1..<noun - 1].allSatisfy({ $0.gap == .space })
        else { return nil }
        return town
    }

    /// The place that a bridge, crossing or base stands at, or else the river that a bridge spans: "at Mitrovica", "across the
    /// Araks at Aghband", "over the Moei".
    private func site(of kind: String, _ words: [NameWord], from end: Int, _ spans: [Span]) -> Span? {
        func span(at place: Int) -> Span? {
            spans.first { $0.words.lowerBound == place && $0.seatOf == nil && $0.usage == .name }
        }
        guard end + 1 < words.count, words[end - 1].gap == .space, words[end].gap == .space else { return nil }
        if ["at", "in", "on", "near"].contains(words[end].folded) {
            guard let site = span(at: end + 1),
                kindOf(site.actor) == "place" || kind == "bridge" && kindOf(site.actor) == "borderCrossing",
                kindOf(site.actor) != "place" || finder.gazetteer[site.actor].map({ $0.country != nil }) ?? true
            else { return nil }
            return site
        }
        guard kind == "bridge", ["across", "over", "spanning"].contains(words[end].folded) else { return nil }
        let start = words[end + 1].folded == "the" ? end + 2 : end + 1
        guard let river = span(at: start), kindOf(river.actor) == "place",
            !lexicon.isCue(river.actor.rawValue, "backdrop"),
            !words[river.words].contains(where: { ["sea", "ocean", "gulf"].contains($0.folded) })
        else { return nil }
        let next = river.words.upperBound
        if next + 1 < words.count, words[next - 1].gap == .space, ["at", "in", "near"].contains(words[next].folded),
            let site = span(at: next + 1), ["place", "borderCrossing"].contains(kindOf(site.actor))
        {
            return site
        }
        return river
    }
}
