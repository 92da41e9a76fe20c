/// What kind of thing a proper name stands for.
public enum NameType: String, CaseIterable, Hashable, Sendable {
    case person, organization, place, other
}

/// A guess at what a name stands for.
public struct NameTyping: Hashable, Sendable {
    public let type: NameType
    /// How far the type leads the next best one, from 0; above 1 the guess is rarely wrong.
    public let lead: Double
}

/// Features of a proper name in its sentence.
package enum NameFeatures {
    package static let capacity = 160
    /// Score units to one of `NameTyping.lead`.
    static let leadUnit = 60.0

    /// Writes the features of a name.
    ///
    /// - Parameters:
    ///   - tokens: The parsed sentence.
    ///   - span: The words of the name, at least one.
    package static func write(
        _ tokens: [Token], _ span: Range<Int>, _ profiler: WordProfiler, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        var size = 0
        func add(_ value: UInt64) {
            guard size < output.count else { return }
            output[size] = value
            size += 1
        }
        func profile(_ index: Int) -> WordProfile {
            guard tokens.indices.contains(index) else { return WordProfile() }
            var form = tokens[index].form
            return form.withUTF8 { profiler.profile($0) }
        }
        let length = UInt64(min(span.count, 4))
        for index in span.prefix(8) {
            let word = profile(index)
            let place: UInt64 = index == span.lowerBound ? 1 : index + 1 == span.upperBound ? 2 : 3
            add(FeatureHash.of(301, word.lower))
            add(FeatureHash.of(302, word.cluster))
            add(FeatureHash.of(303, word.cluster & 0xFF))
            add(FeatureHash.of(304, word.suffixes[2], place))
            add(FeatureHash.of(305, word.suffixes[1]))
            add(FeatureHash.of(306, word.capitals, place, length))
            add(FeatureHash.of(307, word.suffixes[3]))
        }
        let last = profile(span.upperBound - 1)
        let first = profile(span.lowerBound)
        let before = profile(span.lowerBound - 1)
        let before2 = profile(span.lowerBound - 2)
        let after = profile(span.upperBound)
        let after2 = profile(span.upperBound + 1)
        add(FeatureHash.of(310, last.lower))
        add(FeatureHash.of(311, first.lower))
        add(FeatureHash.of(312, before.lower))
        add(FeatureHash.of(313, after.lower))
        add(FeatureHash.of(314, before.lower, length))
        add(FeatureHash.of(315, before2.lower, before.lower))
        add(FeatureHash.of(316, after.lower, after2.lower))
        add(FeatureHash.of(317, before.cluster))
        add(FeatureHash.of(318, after.cluster))
        add(FeatureHash.of(319, length))
        add(FeatureHash.of(320, last.cluster, length))
        add(FeatureHash.of(321, last.suffixes[2], before.lower))
        add(FeatureHash.of(322, last.usage, last.capitals, length))
        // The word that the name depends on and how, and what depends on it.
        let head = span.first { index in tokens[index].head.map { !span.contains($0) } ?? true } ?? span.lowerBound
        let relation = FeatureHash.of(tokens[head].relation)
        add(FeatureHash.of(330, relation))
        if let governor = tokens[head].head {
            let word = profile(governor)
            add(FeatureHash.of(331, FeatureHash.of(tokens[governor].lemma), relation))
            add(FeatureHash.of(332, word.cluster, relation))
            add(FeatureHash.of(333, FeatureHash.of(tokens[governor].lemma)))
        }
        for (index, token) in tokens.enumerated() where token.head.map(span.contains) ?? false {
            guard !span.contains(index) else { continue }
            add(FeatureHash.of(334, FeatureHash.of(token.relation), FeatureHash.of(token.lemma)))
            add(FeatureHash.of(335, FeatureHash.of(token.relation)))
            if token.relation == "appos" || token.relation == "compound" {
                add(FeatureHash.of(336, profile(index).cluster))
            }
        }
        return size
    }
}

extension Analyzer {
    /// Says what a proper name stands for, by its words, their clusters and its place in the tree.
    ///
    /// - Parameters:
    ///   - span: Positions of the name's words in the sentence.
    ///   - sentence: Parsed, so that titles and verbs help.
    /// - Returns: `other` with a lead of 0 where the span is empty or not in the sentence.
    public func nameType(of span: Range<Int>, in sentence: Sentence) -> NameTyping {
        guard !span.isEmpty, span.lowerBound >= 0, span.upperBound <= sentence.tokens.count else {
            return NameTyping(type: .other, lead: 0)
        }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: NameFeatures.capacity) { features in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 128) { scores in
                scores.initialize(repeating: 0)
                let count = NameFeatures.write(sentence.tokens, span, model.profiler, features)
                guard let base = scores.baseAddress else { return NameTyping(type: .other, lead: 0) }
                model.names.add(UnsafeBufferPointer(rebasing: features[0..<count]), to: base)
                let classes = NameType.allCases.count
                let best = BestClass.of(base, count: classes)
                let next = (0..<classes).filter { $0 != best }.map { scores[$0] }.max() ?? 0
                return NameTyping(
                    type: NameType.allCases[best], lead: Double(scores[best] - next) / NameFeatures.leadUnit)
            }
        }
    }
}
