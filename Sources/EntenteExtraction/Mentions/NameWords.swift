import Foundation

/// A text seen as the words that names are made of, whatever stands between them.
///
/// Words are runs of letters and digits. An apostrophe within a word belongs to it ("Qa'ida", "N'Djamena") unless a final
/// "s" follows, and the dots of initials do ("U.S."). Folding drops case, accents and apostrophes, so that names match
/// however they are written; where capitals matter the word keeps how it was written.
struct NameWord: Sendable {
    /// UTF-8 bytes of the text that it stands on.
    let range: Range<Int>
    /// Lower-case, without accents, apostrophes and dots.
    let folded: String
    let capitals: Capitals
    /// What stands between this word and the next.
    var gap: Gap
    /// How it is written where the text was repaired; nil where the text's own bytes say it.
    var spelling: String?
    /// Whether folding dropped or changed accented letters.
    var hasAccents = false

    enum Capitals: Sendable { case none, first, all, other }
    enum Gap: Sendable { case space, hyphen, shortStop, possessive, comma, other }
}

enum NameWords {
    /// Splits a piece of text; `offset` is where it starts in the document.
    static func words(of text: Substring, offset: Int) -> [NameWord] {
        var result: [NameWord] = []
        let scalars = Array(text.unicodeScalars)
        var place = 0
        var byte = offset
        func advance() {
            byte += UTF8.width(scalars[place])
            place += 1
        }
        while place < scalars.count {
            guard isLetter(scalars[place]) else {
                advance()
                continue
            }
            let (first, start) = (place, byte)
            while place < scalars.count, continuesWord(scalars, place, from: first) { advance() }
            let range = start..<byte
            let word = scalars[first..<place]
            let gap = gap(scalars, after: place, wordLength: word.count)
            result.append(
                NameWord(
                    range: range, folded: fold(word), capitals: capitals(word), gap: gap,
                    hasAccents: word.contains { !$0.isASCII && !isApostrophe($0) }))
        }
        return result
    }

    /// Folds a whole name to its words, for an index.
    static func folded(_ name: String) -> [NameWord] { words(of: name[...], offset: 0) }

    private static func continuesWord(_ scalars: [Unicode.Scalar], _ place: Int, from first: Int) -> Bool {
        let scalar = scalars[place]
        if isLetter(scalar) { return true }
        let next = place + 1 < scalars.count ? scalars[place + 1] : nil
        if isApostrophe(scalar) {
            guard let next, isLetter(next) else { return false }
            // "Uzbekistan's" ends before the apostrophe.
            let afterNext = place + 2 < scalars.count ? scalars[place + 2] : nil
            let isPossessive = (next == "s" || next == "S") && !(afterNext.map(isLetter) ?? false)
            return !isPossessive
        }
        if scalar == "." {
            // Initials: a capital before the dot, and before that the word's start or another dot.
            guard isCapital(scalars[place - 1]) else { return false }
            let isInitial = place - 1 == first || scalars[place - 2] == "."
            return isInitial && ((next.map(isCapital) ?? false) || place - first > 1)
        }
        return false
    }

    private static func gap(_ scalars: [Unicode.Scalar], after end: Int, wordLength: Int) -> NameWord.Gap {
        var place = end
        var (hasComma, hasHyphen, hasStop, hasSpace) = (false, false, false, false)
        while place < scalars.count, !isLetter(scalars[place]) {
            let scalar = scalars[place]
            if isApostrophe(scalar), place == end { return .possessive }
            switch scalar {
            case " ", "\n", "\r", "\t", "\u{A0}": hasSpace = true
            case "-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}": hasHyphen = true
            case "," where place == end: hasComma = true
            case "." where wordLength <= 3 && place == end: hasStop = true
            default: return .other
            }
            place += 1
        }
        if hasComma { return hasHyphen || hasStop ? .other : .comma }
        if hasHyphen { return hasSpace ? .other : .hyphen }
        return hasStop ? .shortStop : .space
    }

    private static func capitals(_ word: ArraySlice<Unicode.Scalar>) -> NameWord.Capitals {
        var (letters, upper, isFirstUpper) = (0, 0, false)
        for scalar in word where isAlphabetic(scalar) {
            let isUpper = isCapital(scalar)
            if letters == 0 { isFirstUpper = isUpper }
            letters += 1
            if isUpper { upper += 1 }
        }
        if upper == 0 { return .none }
        if upper == letters { return letters == 1 ? .first : .all }
        return isFirstUpper && upper == 1 ? .first : .other
    }

    private static func fold(_ word: ArraySlice<Unicode.Scalar>) -> String {
        if word.allSatisfy(\.isASCII) {
            return String(unsafeUninitializedCapacity: word.count) { bytes in
                var count = 0
                for scalar in word where scalar != "." && !isApostrophe(scalar) {
                    let byte = UInt8(truncatingIfNeeded: scalar.value)
                    bytes[count] = (65...90).contains(byte) ? byte | 0x20 : byte
                    count += 1
                }
                return count
            }
        }
        var isASCII = true
        var text = String.UnicodeScalarView()
        for scalar in word where scalar != "." && !isApostrophe(scalar) {
            isASCII = isASCII && scalar.isASCII
            text.append(scalar)
        }
        let plain = String(text)
        return isASCII
            ? plain.lowercased()
            : plain.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
    }

    private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? (65...90).contains(scalar.value) || (97...122).contains(scalar.value) : scalar.properties.isAlphabetic
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (48...57).contains(scalar.value) || (65...90).contains(scalar.value)
                || (97...122).contains(scalar.value)
        }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
            || scalar.properties.numericType != nil
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2018}" || scalar == "\u{2BC}" || scalar == "\u{2BB}"
            || scalar == "`"
    }
}
