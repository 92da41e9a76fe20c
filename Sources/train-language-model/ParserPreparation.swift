import EntenteText
import Foundation

/// Writes what the parser learns from as whole numbers, for the trainer of its network.
///
/// For each sentence: the number of its words; for each word its rows (`ParserInput`), its head (the number of words for
/// the root) and the number of its relation. All are 32-bit little-endian.
struct ParserPreparation {
    /// Words of the first table, by row less one.
    let forms: [String]
    let table: [UInt8]

    /// - Parameters:
    ///   - minimum: How often a word must occur in the treebank.
    ///   - others: Words that get a row wherever they occur.
    init(_ treebank: Treebank, profiler: WordProfiler, minimum: Int, others: [String]) {
        func key(_ form: String) -> UInt64 {
            var form = form
            return form.withUTF8 { profiler.profile($0).lower }
        }
        var counts: [UInt64: Int] = [:]
        for entry in treebank.sentences {
            for token in entry.sentence.tokens { counts[key(token.form), default: 0] += 1 }
        }
        var rows: [(key: UInt64, value: UInt32)] = []
        var names: [String] = []
        var known: Set<UInt64> = []
        func add(_ form: String) {
            let key = key(form)
            guard known.insert(key).inserted else { return }
            names.append(form.lowercased())
            rows.append((key, UInt32(names.count)))
        }
        for entry in treebank.sentences {
            for token in entry.sentence.tokens where counts[key(token.form), default: 0] >= minimum { add(token.form) }
        }
        for word in others { add(word) }
        forms = names
        table = LookupTable.build(rows)
    }

    func bytes(_ examples: [Example], tags: [[UInt8]]) -> [UInt8] {
        var values: [Int32] = []
        table.withUnsafeBytes { table in
            let forms = LookupTable(table)
            for (example, tags) in zip(examples, tags) {
                values.append(Int32(example.tags.count))
                for index in example.tags.indices {
                    let input = ParserInput(example.profiles[index], tag: tags[index], forms: forms)
                    for place in 0..<ParserInput.tableCount { values.append(input.rows[place]) }
                    values.append(example.heads[index])
                    values.append(Int32(example.labels[index]))
                }
            }
        }
        return values.withUnsafeBytes { [UInt8]($0) }
    }
}
