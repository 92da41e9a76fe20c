import EntenteModel
import EntenteText

/// "The Front denied it" behind "the Liberation Front of Kasai": the capitalised noun alone, for the name that it heads.
extension MentionPass {
    /// Remembers the nouns that head the names of a sentence.
    mutating func noteHeadNouns(_ spans: [Span], _ words: [NameWord]) {
        for span in spans where span.usage == .name {
            guard Self.headedKinds.contains(kindOf(span.actor)), !span.isBody || span.called == nil else { continue }
            let own = words[span.words].map(\.folded)
            let full = (result.actors[span.actor]?.name).map { NameWords.folded($0).map(\.folded) } ?? []
            for name in [own, full] where name.count > 1 {
                var heads = [name.last]
                if let joint = name.firstIndex(where: { ["of", "for"].contains($0) }), joint > 0 {
                    heads = [name[joint - 1]]
                }
                for head in heads.compactMap({ $0 }) where lexicon.isCue(head, "headNoun") {
                    headNouns[head] = span.actor
                }
            }
        }
    }

    private static let headedKinds: Set<String> = [
        "militantGroup", "politicalParty", "alliance", "internationalOrganization", "company",
    ]

    /// The short forms of names that sentences before gave in full.
    func withHeadNouns(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        guard !headNouns.isEmpty else { return spans }
        var found: [Span] = []
        for place in words.indices.dropFirst() {
            let word = words[place]
            guard word.capitals == .first, let actor = headNouns[word.folded], words[place - 1].folded == "the",
                words[place - 1].gap == .space, word.gap != .hyphen,
                !covers(spans, place), !covers(spans, place - 1)
            else { continue }
            if place + 1 < words.count, word.gap == .space {
                let next = words[place + 1]
                if next.capitals != .none && !isMonth(next) && StatementDates.weekdays[next.folded] == nil { continue }
                if ["of", "for"].contains(next.folded) { continue }
            }
            found.append(Span(words: place..<place + 1, actor: actor, usage: .name, called: nil))
        }
        return replacing(spans, with: found)
    }
}
