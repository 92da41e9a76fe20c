/// The smallest piece of text that the tokenizer handles: a run of letters, a run of digits, or one other character.
package struct Atom {
    package enum Kind: UInt8 {
        case letters, digits, other
    }

    /// What stands before the atom.
    package enum Gap: UInt8 {
        case none, space, line, paragraph
    }

    package var start: Int
    package var end: Int
    package var kind: Kind
    package var gap: Gap
    /// True where a rule parts the atom from the one before it ("do|n't").
    package var isForcedApart: Bool
    /// Of the bytes with ASCII letters in lower case and curly quotes straightened.
    package var hash: UInt64
    /// 0 no capital, 1 first letter, 2 all of several letters, 3 otherwise, 4 a single capital.
    package var capitals: UInt64
    /// First byte in the class of its kind: stands for the atom in patterns.
    package var pattern: UInt64
}

/// Splits bytes into atoms.
package struct AtomReader {
    let splits: LookupTable

    package init(splits: LookupTable) { self.splits = splits }

    /// Appends the atoms of a block of text to `atoms`.
    package func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into atoms: inout [Atom]) {
        var index = range.lowerBound
        var gap = Atom.Gap.none
        while index < range.upperBound {
            let (scalarClass, length) = CharacterClass.of(bytes, index, range.upperBound)
            switch scalarClass {
            case .space:
                gap = .space
                index += length
            case .letter, .digit:
                var end = index + length
                while end < range.upperBound {
                    let (next, size) = CharacterClass.of(bytes, end, range.upperBound)
                    guard next == scalarClass || next == .mark else { break }
                    end += size
                }
                appendWord(bytes, index..<end, limit: range.upperBound, isLetters: scalarClass == .letter, gap, &atoms)
                gap = .none
                index = atoms[atoms.count - 1].end
            case .other, .mark:
                atoms.append(atom(bytes, index..<index + length, .other, gap, forced: false))
                gap = .none
                index += length
            }
        }
    }

    private func appendWord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int, isLetters: Bool, _ gap: Atom.Gap,
        _ atoms: inout [Atom]
    ) {
        guard isLetters else { return atoms.append(atom(bytes, range, .digits, gap, forced: false)) }
        if let end = endOfNegation(bytes, range, limit: limit) {
            atoms.append(atom(bytes, range.lowerBound..<range.upperBound - 1, .letters, gap, forced: false))
            atoms.append(atom(bytes, range.upperBound - 1..<end, .letters, .none, forced: true))
            return
        }
        let whole = atom(bytes, range, .letters, gap, forced: false)
        if range.count < 16, gap != .none || atoms.isEmpty || atoms[atoms.count - 1].kind == .other,
            let split = splits[whole.hash], Int(split) < range.count
        {
            let middle = range.lowerBound + Int(split)
            atoms.append(atom(bytes, range.lowerBound..<middle, .letters, gap, forced: false))
            atoms.append(atom(bytes, middle..<range.upperBound, .letters, .none, forced: true))
        } else {
            atoms.append(whole)
        }
    }

    /// The end of "n't" where the letters are followed by "'t" and no further letter.
    private func endOfNegation(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int) -> Int? {
        guard range.count > 1, bytes[range.upperBound - 1] | 0x20 == UInt8(ascii: "n"), range.upperBound < limit
        else { return nil }
        let apostrophe = CharacterClass.apostropheLength(bytes, range.upperBound, limit)
        guard apostrophe > 0 else { return nil }
        let place = range.upperBound + apostrophe
        guard place < limit, bytes[place] | 0x20 == UInt8(ascii: "t") else { return nil }
        if place + 1 < limit {
            let next = CharacterClass.of(bytes, place + 1, limit).0
            if next == .letter || next == .digit { return nil }
        }
        return place + 1
    }

    private func atom(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ kind: Atom.Kind, _ gap: Atom.Gap, forced: Bool
    ) -> Atom {
        let (hash, capitals) = WordHash.lower(bytes, range)
        let first = UInt64(bytes[range.lowerBound])
        let pattern: UInt64 =
            switch kind {
            case .letters: capitals == 0 ? 1 : capitals == 4 ? 2 : 3
            case .digits: 4
            case .other: hash & 0xFFFF_FFFF | 1 << 33 | first << 34
            }
        return Atom(
            start: range.lowerBound, end: range.upperBound, kind: kind, gap: gap, isForcedApart: forced, hash: hash,
            capitals: capitals, pattern: pattern)
    }
}

/// Coarse classes of characters.
package enum CharacterClass {
    case letter, digit, space, mark, other

    /// The class of the character at a place, and how many bytes it has. Control characters, NUL among them, and
    /// invisible format characters are white space.
    @inline(__always)
    package static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> (CharacterClass, Int) {
        let byte = bytes[index]
        if byte < 0x80 {
            if (byte | 0x20) >= 97 && (byte | 0x20) <= 122 { return (.letter, 1) }
            if byte >= 48 && byte <= 57 { return (.digit, 1) }
            return byte <= 32 || byte == 127 ? (.space, 1) : (.other, 1)
        }
        return ofWide(bytes, index, limit)
    }

    private static func ofWide(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> (CharacterClass, Int)
    {
        let (scalar, length) = scalar(bytes, index, limit)
        let value = scalar.value
        if value >= 0xC0 && value < 0x250 && value != 0xD7 && value != 0xF7 { return (.letter, length) }
        if value == 0xA0 || value == 0xAD || value == 0xFEFF { return (.space, length) }
        if value >= 0x2000 && value <= 0x206F {
            return value <= 0x200F || value >= 0x2028 && value <= 0x202F || value >= 0x205F
                ? (.space, length) : (.other, length)
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return (.letter, length)
        case .decimalNumber: return (.digit, length)
        case .nonspacingMark, .spacingMark, .enclosingMark: return (.mark, length)
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: return (.space, length)
        default: return (.other, length)
        }
    }

    /// The scalar at a place of valid UTF-8.
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> (Unicode.Scalar, Int) {
        let byte = bytes[index]
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard byte < 0x80 || byte >= 0xC0, index + length <= limit else { return ("\u{FFFD}", 1) }
        var value = length == 1 ? UInt32(byte) : UInt32(byte) & (0xFF >> UInt32(length + 1))
        for place in 1..<max(length, 1) where place < length {
            value = value << 6 | UInt32(bytes[index + place] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// How many bytes an apostrophe at this place has; 0 where there is none.
    static func apostropheLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ limit: Int) -> Int {
        if bytes[index] == 0x27 || bytes[index] == 0x60 { return 1 }
        if index + 2 < limit, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0x98 {
            return 3
        }
        return 0
    }
}

/// Hashes of words by their bytes.
package enum WordHash {
    /// The hash with ASCII (and Latin-1) letters in lower case and typographic quotes as plain ones, and the capitals
    /// as in `Atom.capitals`.
    @inline(__always)
    package static func lower(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (UInt64, UInt64) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var upper = 0
        var letters = 0
        var firstUpper = false
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = bytes[index]
            if byte < 0x80 {
                let folded = byte | 0x20
                if folded >= 97 && folded <= 122 {
                    letters += 1
                    if byte != folded {
                        upper += 1
                        if index == range.lowerBound { firstUpper = true }
                    }
                    byte = folded
                }
            } else if byte == 0xC3, index + 1 < range.upperBound {
                hash = (hash ^ 0xC3) &* 0x100_0000_01B3
                index += 1
                byte = bytes[index]
                letters += 1
                if byte >= 0x80 && byte <= 0x9E && byte != 0x97 {
                    upper += 1
                    if index == range.lowerBound + 1 { firstUpper = true }
                    byte |= 0x20
                }
            } else if byte == 0xE2, index + 2 < range.upperBound, bytes[index + 1] == 0x80,
                bytes[index + 2] & 0xFC == 0x98
                    || bytes[index + 2] & 0xFC == 0x9C
            {
                byte = bytes[index + 2] & 0xFC == 0x98 ? 0x27 : 0x22
                index += 2
            } else {
                letters += 1
            }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            index += 1
        }
        let capitals: UInt64 =
            upper == 0 ? 0 : upper == letters ? (letters == 1 ? 4 : 2) : upper == 1 && firstUpper ? 1 : 3
        return (FeatureHash.finish(hash) >> 24, capitals)
    }
}
