import EntenteText

/// The tags and relations of the treebank in a fixed order, and examples made with them.
struct Vocabulary {
    let tags: [String]
    let relations: [String]
    /// Number of the universal tag of each tag.
    var universals: [UInt8] { LanguageModel.universals(tags) }
    private let tagNumbers: [String: UInt8]
    private let relationNumbers: [String: UInt8]
    private var frequency: [UInt64: Int] = [:]

    init(_ treebank: Treebank) throws {
        var tagCounts: [String: Int] = [:]
        var relationCounts: [String: Int] = [:]
        for entry in treebank.sentences {
            for token in entry.sentence.tokens {
                tagCounts[Self.tag(token), default: 0] += 1
                relationCounts[token.relation, default: 0] += 1
                frequency[Self.key(token.form), default: 0] += 1
            }
        }
        tags = tagCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        relations = relationCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        guard tags.count < 128, relations.count < 63 else { throw TrainingError("too many tags or relations") }
        tagNumbers = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($1, UInt8($0)) })
        relationNumbers = Dictionary(uniqueKeysWithValues: relations.enumerated().map { ($1, UInt8($0)) })
    }

    static func tag(_ token: Token) -> String { token.universalTag + "\t" + token.pennTag }

    static func key(_ form: String) -> UInt64 {
        var form = form
        return form.withUTF8 { WordHash.lower($0, 0..<$0.count).0 }
    }

    func tagNumber(_ tag: String) -> UInt8? { tagNumbers[tag] }

    /// The set of tags of each word that occurs at least `minimum` times, as a hash.
    func ambiguities(_ treebank: Treebank, minimum: Int) -> [(key: UInt64, value: UInt32)] {
        var counts: [UInt64: [UInt8: Int]] = [:]
        for entry in treebank.sentences {
            for token in entry.sentence.tokens {
                guard let tag = tagNumbers[Self.tag(token)] else { continue }
                counts[Self.key(token.form), default: [:]][tag, default: 0] += 1
            }
        }
        return counts.compactMap { key, tags in
            let total = tags.values.reduce(0, +)
            guard total >= minimum else { return nil }
            let usual = tags.filter { $0.value > 1 && $0.value * 50 >= total }.keys.sorted()
            var hash: UInt64 = 1
            for tag in usual { hash = FeatureHash.of(hash, UInt64(tag)) }
            return (key, UInt32(truncatingIfNeeded: hash >> 32) | 1)
        }.sorted { $0.key < $1.key }
    }

    func examples(_ treebank: Treebank, _ profiler: WordProfiler) -> [Example] {
        treebank.sentences.enumerated().map { number, entry in
            let tokens = entry.sentence.tokens
            let count = Int32(tokens.count)
            return Example(
                profiles: tokens.map { token in
                    var form = token.form
                    return form.withUTF8 { profiler.profile($0) }
                },
                tags: tokens.map { tagNumbers[Self.tag($0)] ?? 127 },
                heads: tokens.map { $0.head.map(Int32.init) ?? count },
                labels: tokens.map { relationNumbers[$0.relation] ?? 62 },
                document: treebank.documents[number],
                isRare: tokens.map { frequency[Self.key($0.form), default: 0] <= 2 })
        }
    }
}
