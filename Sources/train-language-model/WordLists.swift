import EntenteText
import Foundation

/// Word clusters and frequencies of the package `spacy-lookups-data` as a table by the word in lower case.
struct WordLists {
    /// Entries for a `LookupTable`: the cluster's path in the lower 20 bits, usage in the rest.
    let entries: [(key: UInt64, value: UInt32)]

    /// - Parameters:
    ///   - folder: Holds `en_lexeme_cluster.json` and `en_lexeme_prob.json`.
    ///   - floor: Words without a cluster whose natural logarithm of probability is below this are left out.
    init(_ folder: URL, floor: Double) throws {
        func load<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> [String: Value] {
            let url = folder.appendingPathComponent(name)
            guard let data = try? Data(contentsOf: url) else { throw TrainingError("cannot read \(url.path)") }
            return try JSONDecoder().decode([String: Value].self, from: data)
        }
        let clusters = try load("en_lexeme_cluster.json", UInt32.self)
        let probabilities = try load("en_lexeme_prob.json", Double.self)
        var lowest: [String: (lower: Double, upper: Double, cluster: UInt32, isExact: Bool)] = [:]
        for (word, probability) in probabilities {
            let lower = word.lowercased()
            var entry = lowest[lower] ?? (-99, -99, 0, false)
            if word == lower {
                entry.lower = probability
            } else if word == lower.capitalized {
                entry.upper = probability
            }
            lowest[lower] = entry
        }
        for (word, cluster) in clusters where cluster != 0 {
            let lower = word.lowercased()
            var entry = lowest[lower] ?? (-99, -99, 0, false)
            // The lower-case form's own cluster comes first, then the smallest of the others.
            if word == lower {
                entry.cluster = cluster
                entry.isExact = true
            } else if !entry.isExact && (entry.cluster == 0 || cluster < entry.cluster) {
                entry.cluster = cluster
            }
            lowest[lower] = entry
        }
        var result: [(key: UInt64, value: UInt32)] = []
        for (word, entry) in lowest where entry.cluster != 0 || max(entry.lower, entry.upper) > floor {
            guard !word.contains(where: \.isWhitespace), word.utf8.count < 30 else { continue }
            let difference = entry.lower - entry.upper
            let style: UInt32 =
                difference > 3 ? 0 : difference > 0.7 ? 1 : difference > -0.7 ? 2 : difference > -3 ? 3 : 4
            let frequency = UInt32(max(0, min(7, (max(entry.lower, entry.upper) + 20) / 2)))
            let bytes = Array(word.utf8)
            let key = bytes.withUnsafeBufferPointer { WordHash.lower($0, 0..<$0.count).0 }
            result.append((key, entry.cluster & 0xFFFFF | (style << 3 | frequency) << 20))
        }
        entries = result.sorted { ($0.key, $0.value) < ($1.key, $1.value) }
    }
}
