import EntenteText

/// Rows of the words that the network knows.
struct WordTable {
    let table: [UInt8]
    let words: [String]

    init(_ words: [String]) {
        self.words = words
        table = LookupTable.build(words.enumerated().map { (FeatureHash.of($1), UInt32($0)) })
    }
}
