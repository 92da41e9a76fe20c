import EntenteText
import Foundation

/// The Brown clusters of the lemmas that occur in the training sentences or in a list, from the language model.
struct WordTable {
    let table: [UInt8]
    private(set) var clusters: [UInt32] = []

    init(_ words: [String], analyzer: Analyzer) {
        var entries: [(key: UInt64, value: UInt32)] = []
        for word in words {
            var text = word
            let cluster = text.withUTF8 { analyzer.model.profiler.profile($0) }.cluster
            guard cluster != 0 else { continue }
            entries.append((FeatureHash.of(word), UInt32(clusters.count)))
            clusters.append(UInt32(truncatingIfNeeded: cluster))
        }
        table = LookupTable.build(entries)
    }
}
