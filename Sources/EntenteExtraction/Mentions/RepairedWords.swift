import EntenteText

extension NameWords {
    /// The words of a sentence as the analysis reads it: what scraping cut apart ("Uz-bekistan", "cur- rently") is whole.
    ///
    /// - Parameters:
    ///   - quote: The text of the sentence.
    ///   - tokens: Its words; those whose form joins what the text cuts stand on all of its bytes.
    static func words(of quote: String, sentence: Sentence) -> [NameWord] {
        let offset = sentence.range.lowerBound
        let plain = words(of: quote[...], offset: offset)
        let joined = sentence.tokens.filter { token in
            guard token.range.count != token.form.utf8.count,
                let written = quote.slice(token.range.lowerBound - offset..<token.range.upperBound - offset)
            else { return false }
            return written.filter { $0.isLetter || $0.isNumber } == token.form.filter { $0.isLetter || $0.isNumber }
                && written.contains { $0 == "-" || $0.isWhitespace || $0 == "\u{AD}" }
        }
        guard !joined.isEmpty else { return plain }
        var result: [NameWord] = []
        var next = 0
        for word in plain {
            while next < joined.count, joined[next].range.upperBound <= word.range.lowerBound { next += 1 }
            guard next < joined.count, joined[next].range.overlaps(word.range) else {
                result.append(word)
                continue
            }
            // The first word of the cut one brings the whole; the last says what follows it.
            if result.last?.range == joined[next].range {
                result[result.count - 1].gap = word.gap
            } else if let whole = words(of: joined[next].form[...], offset: 0).first {
                result.append(
                    NameWord(
                        range: joined[next].range, folded: whole.folded, capitals: whole.capitals, gap: word.gap,
                        spelling: joined[next].form))
            }
        }
        return result
    }
}
