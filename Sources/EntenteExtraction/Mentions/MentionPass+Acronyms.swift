import EntenteModel
import EntenteText

/// "The Karamoja People's Front (KPF)", "the Arakan Army, or AA,": short names that a text gives to what it has just named. From there
/// on they stand for it, whatever else is known by the same letters.
///
/// Which words a short name stands for is found by their initials, after Schwartz and Hearst ("A simple algorithm for identifying
/// abbreviation definitions in biomedical text", 2003).
extension MentionPass {
    /// What a short name stands for in this document.
    struct Acronym {
        let actor: ActorID
        let isBody: Bool
    }

    /// The short names of the document that stand in a sentence, in place of what a list knows by the same letters.
    func withAcronyms(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        guard !acronyms.isEmpty else { return spans }
        var found: [Span] = []
        var place = 0
        while place < words.count {
            defer { place = max(place + 1, found.last?.words.upperBound ?? 0) }
            guard words[place].capitals != .none else { continue }
            let ends = [acronymEnd(words, from: place), place + 1]
            guard let end = ends.first(where: { acronyms[surface(bytes(words, place..<$0))] != nil }),
                let acronym = acronyms[surface(bytes(words, place..<end))],
                !spans.contains(where: { $0.words.overlaps(place..<end) && $0.words.count > end - place })
            else { continue }
            found.append(Span(words: place..<end, actor: acronym.actor, usage: .name, isBody: acronym.isBody))
        }
        return replacing(spans, with: found)
    }

    /// Learns the short names that a sentence gives, and takes the words in the brackets for the same actor.
    mutating func withDefinedAcronyms(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var spans = spans
        for place in words.indices where isShort(words[place]) {
            let end = acronymEnd(words, from: place)
            guard let last = definedName(words, before: place, until: end),
                let named = spans.last(where: { $0.words.upperBound == last && $0.usage == .name })
            else { continue }
            let short = surface(bytes(words, place..<end))
            let start = longForm(of: short, before: last, words)
            let kind = finder.gazetteer[named.actor]?.kind ?? result.actors[named.actor]?.kind ?? ""
            let isKnownOtherwise = spans.contains { $0.words == place..<end && $0.actor != named.actor }
            guard kind != "person", start != nil || !isKnownOtherwise && !Self.mostlySpelledOut.contains(kind) else {
                continue
            }
            var meant = named
            // The letters tell that the name begins before what was taken for it.
            if let start, start < named.words.lowerBound {
                // "Turkmenistan-Afghanistan-Pakistan-India (TAPI)" is not India.
                guard finder.gazetteer[named.actor] == nil, !named.isBody, !Self.mostlySpelledOut.contains(kind) else {
                    continue
                }
                // "Chad's Northern Command (CNC)" is known with its owner already.
                let isOwned =
                    result.actors[named.actor]?.principal != nil
                    || words[start..<named.words.lowerBound].contains { $0.gap == .possessive }
                if !isOwned {
                    if result.actors[named.actor]?.mentions == 0 { result.actors[named.actor] = nil }
                    let whole = start..<last
                    meant = Span(words: whole, actor: self.named(spelled(words[whole]), kind: kind), usage: .name)
                    spans = replacing(spans, with: [meant])
                }
            }
            acronyms[short] = Acronym(actor: meant.actor, isBody: meant.isBody)
            shortNames[meant.actor, default: []].append(short)
            spans = replacing(
                spans, with: [Span(words: place..<end, actor: meant.actor, usage: .name, isBody: meant.isBody)])
        }
        return spans
    }

    /// Kinds of actor that stand before brackets with something else in them as well: "MANILA (AFP)", "Chad (EPA)".
    private static let mostlySpelledOut: Set<String> = ["state", "place", "ethnicGroup"]

    /// Two capital letters at least.
    private func isShort(_ word: NameWord) -> Bool {
        guard [.all, .other].contains(word.capitals), word.folded.count <= 10 else { return false }
        return surface(word.range).count { $0.isUppercase } > 1
    }

    /// "SPLM-N" is one short name.
    private func acronymEnd(_ words: [NameWord], from place: Int) -> Int {
        var end = place + 1
        while end < words.count, words[end - 1].gap == .hyphen, words[end].capitals != .none { end += 1 }
        return end
    }

    /// Where the name ends to which a short name belongs: "N. (the S)", "N., or S,"; nil where none is defined.
    private func definedName(_ words: [NameWord], before place: Int, until end: Int) -> Int? {
        let text = document.text
        let behind = text.utf8.index(text.startIndex, offsetBy: words[end - 1].range.upperBound)
        let close = text[behind...].prefix(3).first { !Self.quotes.contains($0) }
        var last = place
        while last > 0, place - last < 2, ["the", "or"].contains(words[last - 1].folded) { last -= 1 }
        guard last > 0 else { return nil }
        let between = document.text.slice(words[last - 1].range.upperBound..<words[last].range.lowerBound) ?? ""
        switch between.filter({ !$0.isWhitespace && !Self.quotes.contains($0) }) {
        case "(": return close == ")" ? last : nil
        case ",": return words[last].folded == "or" && (close == "," || close == ")") ? last : nil
        default: return nil
        }
    }

    private static let quotes: Set<Character> = ["\"", "'", "“", "”", "‘", "’"]

    /// Where the words begin whose initials are the letters of a short name, right before it.
    private func longForm(of short: String, before end: Int, _ words: [NameWord]) -> Int? {
        var letters = short.filter(\.isLetter).lowercased()
        var place = end
        while let letter = letters.last, place > 0, end - place < 12 {
            place -= 1
            let word = words[place]
            let isSmall = word.capitals == .none
            if word.folded.first == letter, !isSmall || letters.count > 1 || word.folded.count > 3 {
                letters.removeLast()
            } else if !isSmall {
                return nil
            }
        }
        return letters.isEmpty && words[place].capitals != .none ? place : nil
    }
}
