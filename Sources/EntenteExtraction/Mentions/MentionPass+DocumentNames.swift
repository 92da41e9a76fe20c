import EntenteModel
import EntenteText

/// Unseen names that a document gives once in words that tell what they are: they are known everywhere in it.
///
/// A document with such names is read twice: what "the town of Tarn" in its third sentence says holds for "Tarn" in the first.
extension MentionPass {
    /// What a document tells of an unseen name.
    struct DocumentName: Equatable {
        let words: [String]
        /// As it is written.
        let text: String
        var kind: String
    }

    /// How surely a reading tells that a name is a place's, or an actor's of the kind that a noun gave it.
    struct NameSign {
        let text: String
        let kind: String
        var weight: Double
    }

    /// Remembers what the final spans of a sentence say of unseen names.
    mutating func noteDocumentNames(_ spans: [Span], _ words: [NameWord]) {
        for span in spans where span.usage == .name && !span.isBody && finder.gazetteer[span.actor] == nil {
            guard let actor = result.actors[span.actor], Self.rememberedKinds.contains(actor.kind),
                actor.principal == nil, span.words.count < 5, isWholeName(span.words, words)
            else { continue }
            let isGuess = guesses[span.actor] != nil
            noteSign(spelled(words[span.words]), kind: actor.kind, weight: isGuess ? guesses[span.actor] ?? 0 : 2)
            guesses[span.actor] = nil
        }
    }

    private static let rememberedKinds: Set<String> = [
        "place", "militantGroup", "politicalParty", "company", "mediaOutlet", "internationalOrganization", "pipeline",
    ]

    mutating func noteSign(_ text: String, kind: String, weight: Double) {
        nameSigns["\(Slug.of(text)) \(kind)", default: NameSign(text: text, kind: kind, weight: 0)].weight += weight
    }

    /// Whether words are capitalised and no mere noun: "Karamoja Front", not "Front".
    private func isWholeName(_ name: Range<Int>, _ words: [NameWord]) -> Bool {
        let isGeneric = words[name].allSatisfy {
            lexicon.isCue($0.folded, "organizationWord") || lexicon.typeNouns[$0.folded] != nil
                || lexicon.typeHeads[$0.folded] != nil || lexicon.isCue($0.folded, "partyWord")
        }
        return !isGeneric && words[name].contains { $0.folded.count > 2 }
            && words[name].allSatisfy {
                $0.capitals != .none || lexicon.particles.contains($0.folded)
                    || ["of", "the", "for", "s"].contains($0.folded)
            } && words[name.lowerBound].capitals != .none
    }

    /// The names that a first reading was sure enough of, by their first two words, the longest first.
    func documentNamesToKeep() -> [String: [DocumentName]] {
        var best: [String: NameSign] = [:]
        for sign in nameSigns.values.sorted(by: { ($0.weight, $0.kind) > ($1.weight, $1.kind) }) where sign.weight >= 2
        {
            let slug = Slug.of(sign.text)
            // A state is a place as well; it takes an office of state to make one.
            if let known = best[slug], known.kind == "state" || sign.kind != "state" { continue }
            best[slug] = sign
        }
        var names: [String: [DocumentName]] = [:]
        for sign in best.values {
            let words = NameWords.folded(sign.text).map(\.folded)
            guard let first = words.first, finder.gazetteer[ActorID(Slug.of(sign.text))] == nil,
                words.count > 1
                    || surnames[first] == nil && throned[first] == nil && first.count > 2
                        && !lexicon.givenNames.contains(first)
            else { continue }
            names[Self.key(words[0], words.dropFirst().first), default: []].append(
                DocumentName(words: words, text: sign.text, kind: sign.kind))
        }
        return names.mapValues { $0.sorted { ($1.words.count, $0.text) < ($0.words.count, $1.text) } }
    }

    /// Names are kept by their first two words: many may begin alike.
    private static func key(_ first: String, _ second: String?) -> String { second.map { "\(first) \($0)" } ?? first }

    /// By what a nationality may begin with: "orlan" and "orland" of Orland; of two states the one whose name comes first.
    static func stateStems(_ names: [String: [DocumentName]]) -> [String: DocumentName] {
        var stems: [String: DocumentName] = [:]
        let states = names.values.joined().filter { $0.kind == "state" && $0.words.count == 1 }
        for dropped in 0...2 {
            for state in states.sorted(by: { $0.text < $1.text }) {
                guard let own = state.words.first, own.count > 3, own.count - dropped > 2 else { continue }
                let stem = String(own.dropLast(dropped))
                if stems[stem] == nil { stems[stem] = state }
            }
        }
        return stems
    }

    /// The names that the first reading of the document left, and the nationalities of states among them.
    mutating func withDocumentNames(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) -> [Span] {
        guard !documentNames.isEmpty else { return spans }
        var found: [Span] = []
        var place = 0
        while place < words.count {
            defer { place = max(place + 1, found.last?.words.upperBound ?? 0) }
            guard words[place].capitals != .none, !covers(spans, place) else { continue }
            if let (name, end) = documentName(words, at: place, spans, sentence) {
                let actor = named(name.text, kind: name.kind)
                found.append(Span(words: place..<end, actor: actor, usage: .name))
            } else if let state = stateOfAdjective(words, at: place) {
                let actor = named(state.text, kind: state.kind)
                found.append(Span(words: place..<place + 1, actor: actor, usage: .adjective))
            }
        }
        return replacing(spans, with: found)
    }

    private func documentName(
        _ words: [NameWord], at place: Int, _ spans: [Span], _ sentence: Sentence
    ) -> (DocumentName, end: Int)? {
        let (first, second) = (words[place].folded, place + 1 < words.count ? words[place + 1].folded : nil)
        let longer = second.flatMap { documentNames[Self.key(first, $0)] } ?? []
        for name in longer + (documentNames[first] ?? []) {
            let end = place + name.words.count
            guard end <= words.count, zip(name.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                words[place..<end - 1].allSatisfy({ $0.gap != .other && $0.gap != .comma }),
                !(place..<end).contains(where: { covers(spans, $0) }),
                words.indices.contains(end) || words[end - 1].gap != .hyphen
            else { continue }
            guard name.words.count == 1 else { return (name, end) }
            return standsAlone(words, place, spans, sentence) ? (name, end) : nil
        }
        return nil
    }

    /// Whether one word is the whole name: no person's ("Kasai Okello", "Mr Kasai") and no other thing's ("Kasai Bridge").
    private func standsAlone(_ words: [NameWord], _ place: Int, _ spans: [Span], _ sentence: Sentence) -> Bool {
        let (word, end) = (words[place], place + 1)
        if word.gap == .hyphen, end < words.count, words[end].capitals == .none, isCutWord(place..<end, words) {
            return false
        }
        if end < words.count, word.gap == .space, words[end].capitals != .none, Int(words[end].folded) == nil,
            !covers(spans, end), lexicon.titles[words[end].folded] == nil, lexicon.bodies[words[end].folded] == nil,
            !isMonth(words[end]), StatementDates.weekdays[words[end].folded] == nil
        {
            return false
        }
        // Sentences capitalise their first word, whatever it is.
        guard place > 0 else { return isTagged(word, ["PROPN"], sentence) }
        let before = words[place - 1]
        guard [.space, .hyphen].contains(before.gap), before.capitals != .none, !covers(spans, place - 1) else {
            return true
        }
        if lexicon.isCue(before.folded, "honorific") || lexicon.givenNames.contains(before.folded) { return false }
        if let (_, end) = title(words, at: place - 1), end == place { return false }
        return place == 1 || lexicon.isCue(before.folded, "organizationWord")
    }

    /// "Orlandian" beside "Orland": a nationality by its ending, before what a state has.
    private func stateOfAdjective(_ words: [NameWord], at place: Int) -> DocumentName? {
        guard place + 1 < words.count, words[place].gap == .space, words[place].capitals == .first,
            lexicon.bodies[words[place + 1].folded] != nil || lexicon.titles[words[place + 1].folded] != nil
                || lexicon.isCue(words[place + 1].folded, "seatedNoun")
                || lexicon.isCue(words[place + 1].folded, "ownerNoun")
        else { return nil }
        let word = words[place].folded
        // The longest stem first.
        for ending in Self.nationalEndings where word.hasSuffix(ending) {
            if let state = stateStems[String(word.dropLast(ending.count))], state.words.first != word { return state }
        }
        return nil
    }

    private static let nationalEndings = ["n", "i", "an", "ic", "ian", "ean", "ese", "ish", "nian"]
}
