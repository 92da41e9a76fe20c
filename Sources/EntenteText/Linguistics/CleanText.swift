import Foundation

/// A stretch of text as the analysis reads it, with the way back to the source's bytes.
///
/// Where nothing had to be repaired, the bytes are the source's own and nothing is copied.
package struct CleanText {
    /// The repaired bytes; nil where the stretch is clean as it is.
    package private(set) var bytes: [UInt8]?
    /// For each repaired byte, where the source's bytes that it stands for begin and end.
    private var starts: [Int] = []
    private var ends: [Int] = []

    package struct Edit: Equatable {
        /// Bytes of the source.
        package var range: Range<Int>
        package var replacement: [UInt8]
    }

    /// - Parameter edits: Ascending and disjoint, within `range`.
    package init(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, edits: [Edit]) {
        guard !edits.isEmpty else { return }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        starts.reserveCapacity(range.count)
        ends.reserveCapacity(range.count)
        var index = range.lowerBound
        func copy(to end: Int, _ output: inout [UInt8], _ starts: inout [Int], _ ends: inout [Int]) {
            while index < end {
                output.append(source[index])
                starts.append(index)
                ends.append(index + 1)
                index += 1
            }
        }
        for edit in edits where edit.range.lowerBound >= index {
            copy(to: edit.range.lowerBound, &output, &starts, &ends)
            for byte in edit.replacement {
                output.append(byte)
                starts.append(edit.range.lowerBound)
                ends.append(edit.range.upperBound)
            }
            index = edit.range.upperBound
        }
        copy(to: range.upperBound, &output, &starts, &ends)
        bytes = output
    }

    /// The source's bytes that a non-empty range of the repaired bytes stands for.
    package func source(_ range: Range<Int>) -> Range<Int> {
        guard bytes != nil else { return range }
        let start = starts[range.lowerBound]
        return start..<max(start, ends[range.upperBound - 1])
    }
}

/// Finds what scraping and typesetting did to a text.
///
/// Every repair rests on general evidence: Unicode's own equivalences, and the vocabulary of the language. A hyphen is
/// taken out where the joined word is known and one of its halves is not ("sph-ere", "cur- rently"); a space is put
/// after a full stop between two known words ("today.The").
package struct TextCleaner {
    /// Words whose frequency class is below this count as unknown.
    private static let rarest: UInt32 = 2

    let words: LookupTable

    package init(words: LookupTable) { self.words = words }

    /// The repairs of a block. Complexity: linear in its length.
    package func edits(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [CleanText.Edit] {
        var edits: [CleanText.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let edit = edit(bytes, at: index, range), edit.range.lowerBound >= (edits.last?.range.upperBound ?? 0) {
                edits.append(edit)
                index = max(edit.range.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return edits
    }

    @inline(__always)
    private func edit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ range: Range<Int>) -> CleanText.Edit? {
        switch bytes[index] {
        case UInt8(ascii: "-"): return joinedWord(bytes, index, range)
        case UInt8(ascii: "."): return missingSpace(bytes, index, range)
        case UInt8(ascii: "'"), UInt8(ascii: "`"): return doubledQuote(bytes, index, range)
        case 0xC2, 0xCC, 0xCD, 0xE2, 0xEF: return unicode(bytes, index, range)
        default: return nil
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }

    private func isLower(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }

    /// The letters that end before a place, at most 24 of them.
    private func word(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int, _ range: Range<Int>) -> Range<Int> {
        var start = end
        while start > range.lowerBound, end - start < 24, isLetter(bytes[start - 1]) { start -= 1 }
        return start..<end
    }

    private func word(_ bytes: UnsafeBufferPointer<UInt8>, startingAt start: Int, _ range: Range<Int>) -> Range<Int> {
        var end = start
        while end < range.upperBound, end - start < 24, isLetter(bytes[end]) { end += 1 }
        return start..<end
    }

    private func isKnown(_ word: [UInt8]) -> Bool {
        let key = word.withUnsafeBufferPointer { WordHash.lower($0, 0..<$0.count).0 }
        guard let entry = words[key] else { return false }
        return entry >> 20 & 7 >= Self.rarest
    }

    private func joinedWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>
    ) -> CleanText.Edit? {
        let left = word(bytes, endingAt: index, range)
        guard left.count >= 2, left.lowerBound == range.lowerBound || bytes[left.lowerBound - 1] != UInt8(ascii: "-")
        else { return nil }
        var next = index + 1
        if next < range.upperBound, bytes[next] == 32 || bytes[next] == 10 { next += 1 }
        let right = word(bytes, startingAt: next, range)
        guard right.count >= 2, isLower(bytes[right.lowerBound]), isLower(bytes[left.upperBound - 1]),
            right.upperBound == range.upperBound || bytes[right.upperBound] != UInt8(ascii: "-")
        else { return nil }
        let first = Array(bytes[left])
        let second = Array(bytes[right])
        guard !isKnown(first) || !isKnown(second), isKnown(first + second) else { return nil }
        return CleanText.Edit(range: index..<next, replacement: [])
    }

    private func missingSpace(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>
    ) -> CleanText.Edit? {
        let left = word(bytes, endingAt: index, range)
        let right = word(bytes, startingAt: index + 1, range)
        guard left.count >= 2, right.count >= 2, isLower(bytes[index - 1]), !isLower(bytes[right.lowerBound]),
            bytes[right].dropFirst().allSatisfy(isLower),
            left.lowerBound == range.lowerBound || isBreak(bytes[left.lowerBound - 1]),
            right.upperBound == range.upperBound || isBreak(bytes[right.upperBound]),
            isKnown(Array(bytes[left])), isKnown(Array(bytes[right]))
        else { return nil }
        return CleanText.Edit(range: index + 1..<index + 1, replacement: [32])
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "'") }

    private func doubledQuote(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>
    ) -> CleanText.Edit? {
        guard index + 1 < range.upperBound, bytes[index + 1] == bytes[index],
            index + 2 >= range.upperBound || bytes[index + 2] != bytes[index],
            index == range.lowerBound || bytes[index - 1] != bytes[index]
        else { return nil }
        return CleanText.Edit(range: index..<index + 2, replacement: [UInt8(ascii: "\"")])
    }

    /// Composes letters and their marks, resolves ligatures, and takes out invisible characters inside words.
    private func unicode(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>) -> CleanText.Edit? {
        let (scalar, length) = CharacterClass.scalar(bytes, index, range.upperBound)
        switch scalar.value {
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF:
            return CleanText.Edit(range: index..<index + length, replacement: [])
        case 0x300...0x36F: return composed(bytes, index, range)
        case 0xFB00...0xFB06:
            let plain = String(scalar).decomposedStringWithCompatibilityMapping
            return CleanText.Edit(range: index..<index + length, replacement: Array(plain.utf8))
        default: return nil
        }
    }

    private func composed(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>) -> CleanText.Edit? {
        var start = index - 1
        while start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard start >= range.lowerBound else { return nil }
        var end = index
        while end < range.upperBound, end - index < 32, bytes[end] == 0xCC || bytes[end] == 0xCD { end += 2 }
        guard end <= range.upperBound else { return nil }
        let original = Array(bytes[start..<end])
        let composed = Array(String(decoding: original, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
        return composed == original ? nil : CleanText.Edit(range: start..<end, replacement: composed)
    }
}
