/// What the classifiers see of a word by itself.
package struct WordProfile {
    /// Of the exact bytes.
    package var form: UInt64 = 0
    /// In lower case, digits as 0.
    package var lower: UInt64 = 0
    package var capitals: UInt64 = 0
    /// Capitals, digits, hyphens and full stops in one value.
    package var shape: UInt64 = 0
    package var prefixes: SIMD4<UInt64> = .zero
    package var suffixes: SIMD4<UInt64> = .zero
    /// Path of the word's Brown cluster, the first turn in the lowest bit; 0 where the word is unknown.
    package var cluster: UInt64 = 0
    /// How often and how written the word occurs in the word list; 0 where it is unknown.
    package var usage: UInt64 = 0
    /// The set of tags that the treebank has for the word; 0 for rare words.
    package var ambiguity: UInt64 = 0

    package init() {}
}

/// Makes profiles of words with the tables of the model.
package struct WordProfiler {
    let words: LookupTable
    let ambiguities: LookupTable

    package init(words: LookupTable, ambiguities: LookupTable) {
        self.words = words
        self.ambiguities = ambiguities
    }

    package func profile(_ bytes: UnsafeBufferPointer<UInt8>) -> WordProfile {
        var profile = WordProfile()
        let count = bytes.count
        guard count > 0 else { return profile }
        profile.form = FeatureHash.of(bytes: bytes)
        let (exact, capitals) = WordHash.lower(bytes, 0..<count)
        profile.capitals = capitals
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var digits = 0
        var letters = 0
        var signs: UInt64 = 0
        for place in 0..<count {
            let byte = Self.folded(bytes[place])
            if byte == 48 { digits += 1 }
            if byte >= 97 && byte <= 122 || byte >= 0x80 { letters += 1 }
            if byte == UInt8(ascii: "-") { signs |= 1 }
            if byte == UInt8(ascii: ".") { signs |= 2 }
            if byte == UInt8(ascii: "'") { signs |= 4 }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            if place < 4 { profile.prefixes[place] = FeatureHash.finish(hash) >> 24 }
        }
        profile.lower = digits > 0 ? FeatureHash.finish(hash) >> 24 : exact
        var suffix: UInt64 = 0x8422_2325
        for place in 0..<min(count, 4) {
            suffix = (suffix ^ UInt64(Self.folded(bytes[count - 1 - place]))) &* 0x100_0000_01B3
            profile.suffixes[place] = FeatureHash.finish(suffix) >> 24
        }
        let digitClass: UInt64 = digits == 0 ? 0 : letters == 0 ? (digits == 4 ? 3 : 2) : 1
        profile.shape = capitals | digitClass << 3 | signs << 5 | (letters == 0 ? 1 : 0) << 8
        if let entry = words[exact] {
            profile.cluster = UInt64(entry) & 0xFFFFF
            profile.usage = UInt64(entry) >> 20 + 1
        }
        profile.ambiguity = UInt64(ambiguities[exact] ?? 0)
        return profile
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 {
        if byte >= 65 && byte <= 90 { return byte | 0x20 }
        return byte >= 48 && byte <= 57 ? 48 : byte
    }
}
