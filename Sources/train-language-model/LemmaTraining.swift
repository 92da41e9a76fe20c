import EntenteText

/// Learns lemmas and features by counting.
struct LemmaTraining {
    let treebank: Treebank
    let examples: [Example]

    /// The most frequent, the smallest of equals.
    private static func usual<Value: Comparable & Hashable>(_ counts: [Value: Int]) -> Value? {
        counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    func features() -> (table: [UInt8], sets: [String]) {
        var byWord: [UInt64: [String: Int]] = [:]
        var byTag: [UInt64: [String: Int]] = [:]
        for (entry, example) in zip(treebank.sentences, examples) {
            for (index, token) in entry.sentence.tokens.enumerated() {
                // A typing error is a property of the place, not of the word.
                let features = token.features.split(separator: "|").filter {
                    !$0.hasPrefix("Typo=") && !$0.hasPrefix("ExtPos=")
                }.joined(separator: "|")
                let tag = example.tags[index]
                byWord[Lemmatizer.wordKey(example.profiles[index], tag), default: [:]][features, default: 0] += 1
                byTag[FeatureHash.of(1, 0, UInt64(tag)), default: [:]][features, default: 0] += 1
            }
        }
        var chosen: [(key: UInt64, features: String)] = []
        var defaults: [UInt64: String] = [:]
        for (key, counts) in byTag { defaults[key] = Self.usual(counts) }
        for (entry, example) in zip(treebank.sentences, examples) {
            for index in entry.sentence.tokens.indices {
                let tag = example.tags[index]
                let key = Lemmatizer.wordKey(example.profiles[index], tag)
                guard let counts = byWord.removeValue(forKey: key), let usual = Self.usual(counts) else { continue }
                if usual != defaults[FeatureHash.of(1, 0, UInt64(tag))] { chosen.append((key, usual)) }
            }
        }
        chosen += defaults.map { ($0.key, $0.value) }
        let sets = Set(chosen.map(\.features)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($1, UInt32($0)) })
        let entries = chosen.sorted { $0.key < $1.key }.map { ($0.key, numbers[$0.features] ?? 0) }
        return (LookupTable.build(entries), sets)
    }

    func lemmas() -> (words: [UInt8], suffixes: [UInt8], scripts: [String]) {
        var byWord: [UInt64: [String: Int]] = [:]
        var bySuffix: [[UInt64: [String: Int]]] = Array(repeating: [:], count: Lemmatizer.longestSuffix + 1)
        var seen: Set<UInt64> = []
        for (entry, example) in zip(treebank.sentences, examples) {
            for (index, token) in entry.sentence.tokens.enumerated() where !token.lemma.isEmpty {
                if token.features.contains("Typo=") { continue }
                let profile = example.profiles[index]
                let tag = example.tags[index]
                let script = LemmaScript.between(
                    token.form, token.lemma, prefersLower: token.universalTag != "PROPN"
                ).text
                let key = Lemmatizer.wordKey(profile, tag)
                byWord[key, default: [:]][script, default: 0] += 1
                // Each word counts once for its endings, so that the frequent irregular ones do not decide.
                guard seen.insert(FeatureHash.of(key, FeatureHash.of(script), profile.capitals)).inserted else {
                    continue
                }
                var form = token.form
                form.withUTF8 { bytes in
                    for length in 0...min(Lemmatizer.longestSuffix, bytes.count) {
                        let suffix = Lemmatizer.suffixKey(bytes, length, tag, keeps: profile.capitals != 0)
                        bySuffix[length][suffix, default: [:]][script, default: 0] += 1
                    }
                }
            }
        }
        var scripts: [String: UInt32] = [:]
        var names: [String] = []
        func number(_ script: String) -> UInt32 {
            if let known = scripts[script] { return known }
            scripts[script] = UInt32(names.count)
            names.append(script)
            return UInt32(names.count - 1)
        }
        let words = byWord.sorted { $0.key < $1.key }.compactMap { key, counts in
            Self.usual(counts).map { (key, number($0)) }
        }
        var suffixes: [(UInt64, UInt32)] = []
        for length in 0...Lemmatizer.longestSuffix {
            for (key, counts) in bySuffix[length].sorted(by: { $0.key < $1.key }) {
                let total = counts.values.reduce(0, +)
                guard length < 2 || total >= 2, let usual = Self.usual(counts) else { continue }
                suffixes.append((key, number(usual)))
            }
        }
        return (LookupTable.build(words), LookupTable.build(suffixes), names)
    }
}
