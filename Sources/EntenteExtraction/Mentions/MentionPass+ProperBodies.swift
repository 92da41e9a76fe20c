import EntenteModel
import EntenteText

/// Bodies of states that no list of phrases has: "Armenia's National Security Service", "the Russian Ministry of Emergency
/// Situations".
extension MentionPass {
    /// The capitalised words behind a state's name or nationality that end in what bodies are called by, or go on from it.
    func properBody(after span: Span, _ words: [NameWord], limit: Int) -> (Lexicon.Body, end: Int)? {
        let last = span.words.upperBound - 1
        guard kindOf(span.actor) == "state", [.name, .adjective].contains(span.usage), !span.isBody,
            [.space, .possessive].contains(words[last].gap)
        else { return nil }
        var start = span.words.upperBound
        if words[last].gap == .possessive, start < words.count, words[start].folded == "s" { start += 1 }
        var (end, tail) = (start, Int?.none)
        while end < min(limit, start + 5), words[end].capitals == .first {
            end += 1
            if lexicon.isCue(words[end - 1].folded, "bodyTail") { tail = end }
            if words[end - 1].gap != .space { break }
        }
        guard var tail else { return nil }
        let head = words[tail - 1].folded
        let isOpen = lexicon.isCue(head, "bodyHead")
        // "Ministry of Lands", "Agency for National Security", "Department of Water and Sanitation"
        if tail < limit, words[tail - 1].gap == .space, ["of", "for"].contains(words[tail].folded),
            tail + 1 < limit, words[tail + 1].capitals == .first
        {
            tail += 2
            while tail < limit, words[tail - 1].gap == .space || words[tail - 1].gap == .comma && isListed(words, tail)
            {
                if words[tail].capitals == .first {
                    tail += 1
                } else if words[tail].folded == "and", tail + 1 < limit, words[tail + 1].capitals == .first,
                    isOpen
                {
                    tail += 2
                } else {
                    break
                }
            }
        } else if tail - start < 2 || isOpen {
            return nil
        }
        let text = spelled(words[start..<tail])
        let isForce = lexicon.isCue(head, "forceTail")
        return (
            Lexicon.Body(
                words: words[start..<tail].map(\.folded), kind: isForce ? "armedForce" : "governmentBody", label: text,
                isName: true), tail
        )
    }

    /// "Ministry of Trade, Industry and Energy"
    private func isListed(_ words: [NameWord], _ place: Int) -> Bool {
        place + 2 < words.count && words[place].capitals == .first && words[place].gap == .space
            && words[place + 1].folded == "and" && words[place + 2].capitals == .first
    }
}
