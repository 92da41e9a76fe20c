/// Features of the gaps between atoms and between words.
package enum SegmentFeatures {
    package static let capacity = 64

    /// Open brackets and quotes since the sentence began.
    package struct Nesting {
        var brackets: UInt64 = 0
        var quotes: UInt64 = 0

        package init() {}

        package mutating func take(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): brackets = min(brackets + 1, 2)
            case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets = brackets == 0 ? 0 : brackets - 1
            case UInt8(ascii: "\""): quotes ^= 1
            default: break
            }
        }
    }

    /// Features of the gap after atom `index`, which has no space.
    package static func join(
        _ atoms: UnsafeBufferPointer<Atom>, _ index: Int, wordStart: Int, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let left = atoms[index]
        let right = atoms[index + 1]
        let none: UInt64 = 7
        let beforeLeft = index > 0 ? atoms[index - 1] : nil
        let afterRight = index + 2 < atoms.count ? atoms[index + 2] : nil
        let leftGap = UInt64(left.gap.rawValue) | (index == wordStart ? 8 : 0)
        let rightGap = afterRight.map { UInt64($0.gap.rawValue) } ?? 1
        let beforePattern = beforeLeft.map { left.gap == .none ? $0.pattern : none } ?? none
        let beforeHash = beforeLeft.map { left.gap == .none ? $0.hash : none } ?? none
        let afterPattern = afterRight.map { $0.gap == .none ? $0.pattern : none } ?? none
        let afterHash = afterRight.map { $0.gap == .none ? $0.hash : none } ?? none
        let length = min(UInt64(index + 1 - wordStart), 4)
        var count = 0
        func add(_ value: UInt64) {
            output[count] = value
            count += 1
        }
        add(FeatureHash.of(1, left.pattern, right.pattern))
        add(FeatureHash.of(2, left.hash, right.hash))
        add(FeatureHash.of(3, left.hash, right.pattern))
        add(FeatureHash.of(4, left.pattern, right.hash))
        add(FeatureHash.of(5, left.pattern | leftGap << 40, right.pattern | rightGap << 40))
        add(FeatureHash.of(6, beforePattern, left.pattern | leftGap << 40, right.pattern))
        add(FeatureHash.of(7, left.pattern | leftGap << 40, right.pattern | rightGap << 40, afterPattern))
        add(FeatureHash.of(8, beforeHash, left.hash, right.pattern))
        add(FeatureHash.of(9, left.pattern, right.hash, afterHash))
        add(FeatureHash.of(10, beforePattern | leftGap << 40, left.pattern << 3 ^ right.pattern, afterPattern))
        add(FeatureHash.of(11, beforeHash, left.pattern | rightGap << 40, right.pattern))
        add(FeatureHash.of(12, left.hash, right.pattern | length << 40, rightGap))
        add(FeatureHash.of(13, left.hash, right.pattern, afterPattern))
        add(FeatureHash.of(14, right.hash, left.capitals << 3 | right.capitals, rightGap))
        // The whole stretch without a space: its pattern and the place in it.
        var first = index
        while first > 0, atoms[first].gap == .none, index - first < 6 { first -= 1 }
        var signature: UInt64 = UInt64(index - first)
        var place = first
        while place < atoms.count, place - first < 12, place == first || atoms[place].gap == .none {
            signature = FeatureHash.of(signature, atoms[place].pattern)
            place += 1
        }
        add(FeatureHash.of(15, signature))
        let following = place < atoms.count ? atoms[place] : nil
        add(FeatureHash.of(16, left.hash, right.hash, following?.pattern ?? none))
        add(FeatureHash.of(17, left.pattern, right.pattern | rightGap << 40, following?.pattern ?? none))
        // A full stop after a short word: how the text goes on decides whether it is an abbreviation.
        let size = min(UInt64(left.end - left.start), 6)
        add(FeatureHash.of(18, size | left.capitals << 4, right.pattern | rightGap << 40, following?.capitals ?? none))
        add(FeatureHash.of(19, left.hash, right.pattern | rightGap << 40, following?.capitals ?? none))
        return count
    }

    /// Whether a sentence may end after a word at all: after a mark, or before a word that is not in lower case.
    @inline(__always)
    package static func mayEnd(
        _ pieces: UnsafeBufferPointer<Piece>, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let last = bytes[pieces[index].end - 1]
        let next = pieces[index + 1]
        if next.capitals != 0 && pieces[index].spaceAfter { return true }
        switch last {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ")"),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "-"), UInt8(ascii: ";"),
            UInt8(ascii: "*"), UInt8(ascii: ">"):
            return true
        default: return last >= 0x80 && pieces[index].spaceAfter
        }
    }

    /// Features of the gap after word `index`.
    package static func boundary(
        _ pieces: UnsafeBufferPointer<Piece>, _ index: Int, sentenceStart: Int, _ nesting: Nesting,
        _ bytes: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let left = pieces[index]
        let right = pieces[index + 1]
        let last = UInt64(bytes[left.end - 1])
        let first = UInt64(bytes[right.start])
        let before = index > sentenceStart ? pieces[index - 1] : nil
        let second = index > sentenceStart + 1 ? pieces[index - 2] : nil
        let after = index + 2 < pieces.count ? pieces[index + 2] : nil
        let space: UInt64 = left.spaceAfter ? 1 : 0
        let mark = left.capitals == 6 ? left.hash : left.end - left.start > 1 && last == 46 ? 1 : 2
        let rightMark = right.capitals == 6 ? right.hash : 0
        let beforeHash = before?.hash ?? 0
        let beforeCapitals = (before?.capitals ?? 7) | UInt64(min(before.map { $0.end - $0.start } ?? 0, 4)) << 4
        let length = UInt64(index + 1 - sentenceStart)
        let lengthClass: UInt64 = length < 4 ? length : length < 8 ? 4 : length < 16 ? 5 : length < 32 ? 6 : 7
        var count = 0
        func add(_ value: UInt64) {
            output[count] = value
            count += 1
        }
        add(FeatureHash.of(21, mark, right.capitals, space))
        add(FeatureHash.of(22, left.hash))
        add(FeatureHash.of(23, left.hash, right.hash))
        add(FeatureHash.of(24, mark, right.hash))
        add(FeatureHash.of(25, left.hash, right.capitals | space << 4))
        add(FeatureHash.of(26, mark | left.capitals << 42, right.capitals | space << 4, beforeCapitals))
        add(FeatureHash.of(27, mark, beforeHash, right.capitals))
        add(FeatureHash.of(28, mark, lengthClass, right.capitals | space << 4))
        add(FeatureHash.of(29, mark, nesting.brackets << 1 | nesting.quotes, right.capitals | rightMark << 8))
        add(FeatureHash.of(30, right.hash, space))
        add(FeatureHash.of(31, mark, right.capitals, (after?.capitals ?? 7) | rightMark << 8))
        add(FeatureHash.of(32, right.hash, after?.hash ?? 0))
        add(FeatureHash.of(33, mark, (second?.capitals ?? 7) << 4 | (before?.capitals ?? 7), right.capitals))
        add(FeatureHash.of(34, last << 8 | first, space, left.capitals))
        add(FeatureHash.of(35, left.capitals, right.capitals, lengthClass))
        add(FeatureHash.of(36, left.capitals | right.capitals << 4, beforeCapitals, after?.capitals ?? 7))
        add(FeatureHash.of(37, pieces[sentenceStart].hash, mark, lengthClass))
        add(FeatureHash.of(38, beforeHash, left.hash, right.capitals))
        add(FeatureHash.of(39, nesting.brackets << 1 | nesting.quotes, mark))
        add(FeatureHash.of(40, space, lengthClass))
        return count
    }
}
