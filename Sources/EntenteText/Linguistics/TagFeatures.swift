/// Features of a word in its sentence for the tagger.
package enum TagFeatures {
    package static let capacity = 96

    /// Writes the features of word `index`.
    ///
    /// - Parameters:
    ///   - profiles: The words of the sentence.
    ///   - before: The tags decided so far, for the words before `index`.
    ///   - hidesWord: Leaves out what identifies the word itself, so that training also learns to do without.
    package static func write(
        _ profiles: UnsafeBufferPointer<WordProfile>, _ index: Int, before: UnsafeBufferPointer<UInt8>,
        hidesWord: Bool, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let count = profiles.count
        let none = WordProfile()
        let word = profiles[index]
        let left = index > 0 ? profiles[index - 1] : none
        let left2 = index > 1 ? profiles[index - 2] : none
        let right = index + 1 < count ? profiles[index + 1] : none
        let right2 = index + 2 < count ? profiles[index + 2] : none
        let tag1: UInt64 = index > 0 ? UInt64(before[index - 1]) : 200
        let tag2: UInt64 = index > 1 ? UInt64(before[index - 2]) : 200
        let position: UInt64 = index == 0 ? 0 : left.shape >> 8 & 1 == 1 ? 1 : 2
        var size = 0
        @inline(__always)
        func add(_ value: UInt64) {
            output[size] = value
            size &+= 1
        }
        if !hidesWord {
            add(FeatureHash.of(1, word.lower))
            add(FeatureHash.of(2, word.form))
            add(FeatureHash.of(3, left.lower, word.lower))
            add(FeatureHash.of(4, word.lower, right.lower))
            add(FeatureHash.of(5, tag1, word.lower))
            add(FeatureHash.of(6, tag2, tag1, word.lower))
            add(FeatureHash.of(7, word.lower, word.capitals, position))
            add(FeatureHash.of(8, word.lower, left2.lower))
            add(FeatureHash.of(9, word.lower, right2.lower))
        }
        add(FeatureHash.of(10, left.lower))
        add(FeatureHash.of(11, right.lower))
        add(FeatureHash.of(12, left2.lower, left.lower))
        add(FeatureHash.of(13, right.lower, right2.lower))
        add(FeatureHash.of(14, left.lower, right.lower))
        add(FeatureHash.of(15, word.shape, position))
        add(FeatureHash.of(16, word.capitals, left.capitals, right.capitals))
        add(FeatureHash.of(17, word.prefixes[0]))
        add(FeatureHash.of(18, word.prefixes[1]))
        add(FeatureHash.of(19, word.prefixes[2]))
        add(FeatureHash.of(20, word.prefixes[3]))
        add(FeatureHash.of(21, word.suffixes[0], word.capitals))
        add(FeatureHash.of(22, word.suffixes[1], word.capitals))
        add(FeatureHash.of(23, word.suffixes[2], word.capitals))
        add(FeatureHash.of(24, word.suffixes[3], word.capitals))
        add(FeatureHash.of(25, tag1, word.suffixes[2]))
        add(FeatureHash.of(26, tag1, word.suffixes[1], right.lower))
        add(FeatureHash.of(27, tag1))
        add(FeatureHash.of(28, tag2, tag1))
        add(FeatureHash.of(29, tag1, right.lower))
        add(FeatureHash.of(30, tag1, word.shape, position))
        add(FeatureHash.of(31, left.suffixes[2], word.suffixes[2]))
        add(FeatureHash.of(32, right.suffixes[2], word.suffixes[2]))
        add(FeatureHash.of(33, right.suffixes[2], tag1))
        add(FeatureHash.of(34, right.suffixes[1], word.suffixes[1], tag1))
        // Clusters: whole, and cut to ever coarser prefixes.
        add(FeatureHash.of(40, word.cluster))
        add(FeatureHash.of(41, word.cluster & 0xFF, word.capitals))
        add(FeatureHash.of(42, word.cluster & 0x3F, word.suffixes[1]))
        add(FeatureHash.of(43, left.cluster))
        add(FeatureHash.of(44, right.cluster))
        add(FeatureHash.of(45, left.cluster, word.cluster))
        add(FeatureHash.of(46, word.cluster, right.cluster))
        add(FeatureHash.of(47, tag1, word.cluster & 0xFFF))
        add(FeatureHash.of(48, tag1, right.cluster))
        add(FeatureHash.of(49, left2.cluster, left.cluster))
        add(FeatureHash.of(50, right.cluster, right2.cluster))
        add(FeatureHash.of(51, left.cluster & 0xFF, word.cluster & 0xFFF, right.cluster & 0xFF))
        add(FeatureHash.of(52, word.usage, word.capitals, position))
        add(FeatureHash.of(53, word.usage, word.capitals, tag1))
        // What the treebank knows of the word and of those that follow.
        add(FeatureHash.of(60, word.ambiguity))
        add(FeatureHash.of(61, word.ambiguity, right.ambiguity))
        add(FeatureHash.of(62, tag1, word.ambiguity, right.ambiguity))
        add(FeatureHash.of(63, tag1, tag2, word.ambiguity))
        add(FeatureHash.of(64, word.ambiguity, right.ambiguity, right2.ambiguity))
        add(FeatureHash.of(65, right.ambiguity, tag1))
        add(FeatureHash.of(66, right.ambiguity, right2.ambiguity, word.suffixes[1]))
        add(FeatureHash.of(67, word.ambiguity, right.lower))
        add(FeatureHash.of(68, word.ambiguity, left.lower))
        return size
    }
}

/// Assigns each word one of the model's tags, greedily from left to right.
package struct Tagger {
    let scores: ClassScores
    let tagCount: Int

    package init(scores: ClassScores, tagCount: Int) {
        self.scores = scores
        self.tagCount = tagCount
    }

    /// The class of each word. Complexity: linear in the number of words.
    package func tag(_ profiles: UnsafeBufferPointer<WordProfile>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: profiles.count) { tags, count in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: TagFeatures.capacity) { features in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 128) { sums in
                    guard let base = sums.baseAddress else { return }
                    for index in profiles.indices {
                        let size = TagFeatures.write(
                            profiles, index, before: UnsafeBufferPointer(tags), hidesWord: false, features)
                        base.update(repeating: 0, count: 128)
                        scores.add(UnsafeBufferPointer(rebasing: features[0..<size]), to: base)
                        tags[index] = UInt8(BestClass.of(base, count: tagCount))
                    }
                }
            }
            count = profiles.count
        }
    }
}

package enum BestClass {
    /// The class with the highest score, the first of equals.
    @inline(__always)
    package static func of(_ scores: UnsafePointer<Int32>, count: Int) -> Int {
        var best = 0
        var bestScore = scores[0]
        for index in 1..<max(count, 1) where scores[index] > bestScore {
            best = index
            bestScore = scores[index]
        }
        return best
    }
}
