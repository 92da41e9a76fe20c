/// Splits text into sentences and words by rules alone: no tags, no lemmas, no heads.
///
/// It needs no model, so it serves where names alone are wanted: without heads no relation is read.
/// A full stop ends a sentence unless it belongs to a known abbreviation, an initial or a number, or a lower-case word follows.
/// - Complexity: O(bytes of the text).
public struct RuleAnalyzer: TextAnalyzer {
    public init() {}

    public func sentences(of text: String, in body: [Range<Int>]) -> [Sentence] {
        var text = text
        return text.withUTF8 { bytes in
            body.flatMap { paragraph in Self.sentences(of: bytes, in: paragraph) }
        }
    }

    private static func sentences(of bytes: UnsafeBufferPointer<UInt8>, in paragraph: Range<Int>) -> [Sentence] {
        var result: [Sentence] = []
        var tokens: [Token] = []
        func close() {
            guard let first = tokens.first, let last = tokens.last else { return }
            result.append(
                Sentence(
                    range: first.range.lowerBound..<last.range.upperBound, tokens: tokens,
                    startsParagraph: result.isEmpty))
            tokens = []
        }
        let words = RuleTokenizer.tokens(of: bytes, in: paragraph)
        let openings = nextWords(words)
        // The last word that is no closing mark; looked up, not searched for, so that a long run of marks costs no more.
        var stop = 0
        for (place, token) in words.enumerated() {
            tokens.append(token)
            // A mark behind a space opens what follows.
            if !isCloser(token.form) || (place > 0 && words[place - 1].spaceAfter) { stop = place }
            guard isSentenceEnd(words, at: place, stop: stop, openings: openings) else { continue }
            close()
        }
        close()
        return result
    }

    /// For each place the first word from there on that is no opening mark, or the last word.
    private static func nextWords(_ words: [Token]) -> [Int] {
        var result = Array(words.indices)
        for place in words.indices.dropLast().reversed() where isOpener(words[place].form) {
            result[place] = result[place + 1]
        }
        return result
    }

    /// Whether the sentence ends behind this word. Closing quotes and brackets stay with the sentence that they close.
    private static func isSentenceEnd(_ words: [Token], at place: Int, stop: Int, openings: [Int]) -> Bool {
        guard place + 1 < words.count else { return true }
        guard let last = words[stop].form.last, ".!?…".contains(last) else { return false }
        // The closers that follow belong to this sentence, so wait for the last of them.
        if isCloser(words[place + 1].form), !words[place].spaceAfter { return false }
        if words[place + 1].form == ".", !words[place].spaceAfter { return false }
        let next = openings[place + 1]
        guard let first = words[next].form.first else { return false }
        if first.isLowercase { return false }
        if last == ".", words[stop].form.count > 1 {
            // "U.S.", "Mr.", "J.": the next sentence starts only where something that starts sentences follows.
            if Abbreviations.neverLast.contains(words[stop].form.lowercased()) { return false }
            return Abbreviations.sentenceStarters.contains(words[next].form)
        }
        return true
    }

    private static func isCloser(_ form: String) -> Bool { ["\"", "”", "’", "»", ")", "]", "'"].contains(form) }
    private static func isOpener(_ form: String) -> Bool { ["\"", "“", "‘", "«", "(", "[", "'"].contains(form) }
}

/// Cuts a paragraph into words and punctuation.
enum RuleTokenizer {
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>, in paragraph: Range<Int>) -> [Token] {
        var result: [Token] = []
        var place = paragraph.lowerBound
        while place < paragraph.upperBound {
            let blank = blankLength(bytes, at: place)
            if blank > 0 {
                if let last = result.indices.last { result[last].spaceAfter = true }
                place += blank
                continue
            }
            let end = tokenEnd(bytes, from: place, limit: paragraph.upperBound)
            let form = String(decoding: bytes[place..<end], as: UTF8.self)
            result.append(Token(range: place..<end, form: form, spaceAfter: false))
            place = end
        }
        return result
    }

    private static func tokenEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
        guard isWord(bytes, at: start) else { return markEnd(bytes, from: start, limit: limit) }
        var end = start
        while end < limit {
            if isWord(bytes, at: end) {
                end += sequenceLength(bytes[end])
                continue
            }
            // Inside a word: hyphens, decimal points, the dots of "U.S.".
            guard end + 1 < limit else { break }
            let followed = isWord(bytes, at: end + 1)
            switch bytes[end] {
            case UInt8(ascii: "-") where followed: end += 1
            case UInt8(ascii: ".") where isDottedInitials(bytes, start, end): end += 1
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard isDigit(bytes[end - 1]), isDigit(bytes[end + 1]) else { return closed(bytes, start, end, limit) }
                end += 1
            default: return closed(bytes, start, end, limit)
            }
        }
        return closed(bytes, start, min(end, limit), limit)
    }

    /// The end of a mark: the possessive "'s" is one, any other mark stands alone.
    private static func markEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int {
        let end = min(start + sequenceLength(bytes[start]), limit)
        let isApostrophe = bytes[start] == UInt8(ascii: "'") || bytes[start..<end].elementsEqual([0xE2, 0x80, 0x99])
        guard isApostrophe, end < limit, bytes[end] | 0x20 == UInt8(ascii: "s"),
            end + 1 == limit || !isWord(bytes, at: end + 1), start > 0, isWord(bytes, at: start - 1)
        else { return end }
        return end + 1
    }

    private static func closed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ wordEnd: Int, _ limit: Int) -> Int {
        var end = wordEnd
        // "Mr." keeps its stop; "U.S." and initials kept theirs above.
        if end < limit, bytes[end] == UInt8(ascii: ".") {
            let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased() + "."
            if Abbreviations.all.contains(word) || isDottedInitials(bytes, start, end) { end += 1 }
        }
        return end
    }

    /// "U" of "U.S." or "J" of "J. Smith": single letters between dots.
    private static func isDottedInitials(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ dot: Int) -> Bool {
        guard isUpper(bytes[dot - 1]) else { return false }
        return dot - 1 == start || bytes[dot - 2] == UInt8(ascii: ".")
    }

    /// The length of a white space or invisible separator in bytes, 0 where another character stands: ASCII blanks and
    /// control characters, U+0085, U+00A0, U+2000…U+200B, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
    private static func blankLength(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        if bytes[place] <= 32 { return 1 }
        guard bytes[place] >= 0xC2, place + 1 < bytes.count else { return 0 }
        let second = bytes[place + 1]
        if bytes[place] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard place + 2 < bytes.count else { return 0 }
        return switch (bytes[place], second, bytes[place + 2]) {
        case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
            (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            3
        default: 0
        }
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    /// Letters and digits; general punctuation (U+2000…U+206F) and the marks of Latin-1 are none, all other non-ASCII is.
    private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        let byte = bytes[place]
        if byte < 128 { return isDigit(byte) || isUpper(byte) || (97...122).contains(byte) }
        if byte == 0xE2, place + 1 < bytes.count { return bytes[place + 1] != 0x80 && bytes[place + 1] != 0x81 }
        return byte != 0xC2 && blankLength(bytes, at: place) == 0
    }

    private static func sequenceLength(_ first: UInt8) -> Int {
        first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }
}

/// Words that keep their full stop.
enum Abbreviations {
    /// A sentence does not end behind these: a name or a number follows.
    static let neverLast: Set<String> = [
        "mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "col.", "maj.", "lt.", "capt.", "sgt.", "adm.", "sen.", "rep.",
        "gov.", "pres.", "st.", "no.", "vs.", "e.g.", "i.e.", "cf.", "fig.", "mt.", "ft.",
    ]
    static let all: Set<String> = neverLast.union([
        "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "inc.", "ltd.",
        "co.", "corp.", "jr.", "sr.", "etc.", "approx.", "est.",
    ])
    /// Words that seldom follow an abbreviation within a sentence when capitalised.
    static let sentenceStarters: Set<String> = [
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "In", "On", "At", "But", "And", "However", "This",
        "That", "These", "Those", "According", "After", "Before", "When", "While", "If", "As", "For", "Its", "His",
        "Her", "Their", "There", "Since", "Meanwhile", "Earlier", "Later", "Moreover", "Despite", "Although", "Both",
    ]
}
