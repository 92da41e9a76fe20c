/// What the parser sees of a word: a row in each of its tables of embeddings, whose sum stands for the word.
package struct ParserInput {
    /// How many tables there are.
    package static let tableCount = 12
    /// Rows of each table but the first, whose rows are the words that the model knows.
    package static let rowCounts = [0, 128, 512, 64, 64, 256, 4096, 4096, 512, 4096, 1024, 4096]

    /// Rows by table: word, tag, shape, usage, cluster cut to 6, 8 and 12 steps, whole cluster, ambiguity, last three
    /// letters, last two, first three.
    package var rows: SIMD16<Int32>

    /// - Parameters:
    ///   - forms: The first table's row of each known word by `WordProfile.lower`; row 0 is for unknown words.
    package init(_ profile: WordProfile, tag: UInt8, forms: LookupTable) {
        rows = .zero
        rows[0] = Int32(truncatingIfNeeded: forms[profile.lower] ?? 0)
        rows[1] = Int32(tag & 127)
        rows[2] = Int32(truncatingIfNeeded: profile.shape & 511)
        rows[3] = Int32(truncatingIfNeeded: profile.usage & 63)
        rows[4] = Int32(truncatingIfNeeded: profile.cluster & 0x3F)
        rows[5] = Int32(truncatingIfNeeded: profile.cluster & 0xFF)
        rows[6] = Int32(truncatingIfNeeded: profile.cluster & 0xFFF)
        rows[7] = Int32(truncatingIfNeeded: FeatureHash.of(1, profile.cluster) >> 52)
        rows[8] = Int32(truncatingIfNeeded: FeatureHash.of(2, profile.ambiguity) >> 55)
        rows[9] = Int32(truncatingIfNeeded: FeatureHash.of(3, profile.suffixes[2]) >> 52)
        rows[10] = Int32(truncatingIfNeeded: FeatureHash.of(4, profile.suffixes[1]) >> 54)
        rows[11] = Int32(truncatingIfNeeded: FeatureHash.of(5, profile.prefixes[2]) >> 52)
    }
}
