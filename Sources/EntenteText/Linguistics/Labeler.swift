/// A dependency tree with its relations so far, and what the labeler needs to look around in it.
package struct LabelContext {
    package let heads: [Int32]
    package var labels: [UInt8]
    /// First and last dependent on either side, nearest dependent on either side; `none` where there is none.
    package private(set) var leftmost: [Int32]
    package private(set) var rightmost: [Int32]
    package private(set) var previousSibling: [Int32]
    package private(set) var nextSibling: [Int32]
    /// A bit for each relation of the dependents that are labelled already.
    package var dependentLabels: [UInt64]
    package var dependentTags: [UInt64]
    package let none: Int32

    /// The label of a word that has none yet.
    package static let unlabelled: UInt8 = 63

    package init(heads: [Int32], words: UnsafeBufferPointer<ParserWord>) {
        self.heads = heads
        let count = heads.count
        none = Int32(count + 1)
        labels = [UInt8](repeating: Self.unlabelled, count: count + 2)
        leftmost = [Int32](repeating: none, count: count + 2)
        rightmost = leftmost
        previousSibling = leftmost
        nextSibling = leftmost
        dependentLabels = [UInt64](repeating: 0, count: count + 2)
        dependentTags = [UInt64](repeating: 0, count: count + 2)
        var lastSibling = leftmost
        for word in 0..<count {
            let head = Int(heads[word])
            dependentTags[head] |= words[word].kind
            if word < head {
                if leftmost[head] == none { leftmost[head] = Int32(word) }
            } else {
                rightmost[head] = Int32(word)
            }
            let last = lastSibling[head]
            if last != none {
                previousSibling[word] = last
                nextSibling[Int(last)] = Int32(word)
            }
            lastSibling[head] = Int32(word)
        }
    }

    package mutating func set(_ label: UInt8, of word: Int) {
        labels[word] = label
        dependentLabels[Int(heads[word])] |= 1 << UInt64(label)
    }

    /// Words in an order in which dependents come before their heads and siblings from left to right: by depth.
    package var order: [Int32] {
        let count = heads.count
        var depths = [Int32](repeating: -1, count: count + 1)
        depths[count] = 0
        var path: [Int] = []
        for start in 0..<count {
            var word = start
            while depths[word] < 0, path.count <= count {
                path.append(word)
                word = Int(heads[word])
            }
            var depth = max(depths[word], 0)
            while let last = path.popLast() {
                depth += 1
                depths[last] = depth
            }
        }
        var first = [Int](repeating: 0, count: count + 2)
        for word in 0..<count { first[Int(depths[word])] += 1 }
        var place = 0
        for depth in stride(from: count + 1, through: 0, by: -1) {
            let size = first[depth]
            first[depth] = place
            place += size
        }
        var order = [Int32](repeating: 0, count: count)
        for word in 0..<count {
            order[first[Int(depths[word])]] = Int32(word)
            first[Int(depths[word])] += 1
        }
        return order
    }
}

/// Features of an arc in a complete tree for the choice of its relation.
package enum LabelFeatures {
    package static let capacity = 96

    package static func write(
        _ context: borrowing LabelContext, _ word: Int, _ words: UnsafeBufferPointer<ParserWord>,
        _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let none = Int(context.none)
        let head = Int(context.heads[word])
        let grand = head < none - 1 ? Int(context.heads[head]) : none
        let d = words[word]
        let h = words[head]
        let g = words[grand]
        let before = words[word > 0 ? word - 1 : none]
        let after = words[min(word + 1, none)]
        let headBefore = words[head > 0 && head < none - 1 ? head - 1 : none]
        let headAfter = words[min(head + 1, none)]
        let dl = words[Int(context.leftmost[word])]
        let dr = words[Int(context.rightmost[word])]
        let previous = Int(context.previousSibling[word])
        let next = Int(context.nextSibling[word])
        let ps = words[previous]
        let ns = words[next]
        let previousLabel = UInt64(context.labels[previous])
        let side: UInt64 = word < head ? 0 : 1
        let gap = abs(head - word)
        let distance: UInt64 = gap < 4 ? UInt64(gap) : gap < 8 ? 4 : 5
        let own = context.dependentLabels[word]
        let sisters = context.dependentLabels[head]
        let ownTags = context.dependentTags[word]
        let sisterTags = context.dependentTags[head]
        let leftLabel = UInt64(context.labels[Int(context.leftmost[word])])
        var size = 0
        @inline(__always)
        func add(_ value: UInt64) {
            output[size] = value
            size &+= 1
        }
        let ht = h.tag << 1 | side
        let dt = d.tag << 1 | side
        let both = h.tag << 9 | d.tag << 1 | side
        add(FeatureHash.of(201, both))
        add(FeatureHash.of(202, h.both, dt))
        add(FeatureHash.of(203, ht, d.both))
        add(FeatureHash.of(204, h.word, d.word, side))
        add(FeatureHash.of(205, d.both, side))
        add(FeatureHash.of(206, h.both, side))
        add(FeatureHash.of(207, both, distance))
        add(FeatureHash.of(208, both, dl.tag))
        add(FeatureHash.of(209, both, dr.tag))
        add(FeatureHash.of(210, both, dl.word))
        add(FeatureHash.of(211, h.word, dl.word, dt))
        add(FeatureHash.of(212, d.word, dl.word, side))
        add(FeatureHash.of(213, both, own))
        add(FeatureHash.of(214, dt, own))
        add(FeatureHash.of(215, d.word, own, side))
        add(FeatureHash.of(216, both, sisters))
        add(FeatureHash.of(217, h.word, sisters, dt))
        add(FeatureHash.of(218, both, sisterTags))
        add(FeatureHash.of(219, both, previousLabel))
        add(FeatureHash.of(220, both, ps.tag))
        add(FeatureHash.of(221, both, ns.tag))
        add(FeatureHash.of(222, both, before.tag))
        add(FeatureHash.of(223, both, after.tag))
        add(FeatureHash.of(224, both, g.tag))
        add(FeatureHash.of(225, both, headBefore.tag))
        add(FeatureHash.of(226, both, headAfter.tag))
        add(FeatureHash.of(227, h.cluster, d.cluster, side))
        add(FeatureHash.of(228, h.cluster, dt))
        add(FeatureHash.of(229, ht, d.cluster))
        add(FeatureHash.of(230, h.coarse, d.coarse, side))
        add(FeatureHash.of(231, h.word, d.cluster, side))
        add(FeatureHash.of(232, h.cluster, d.word, side))
        add(FeatureHash.of(233, d.suffix, ht))
        add(FeatureHash.of(234, h.suffix, dt))
        add(FeatureHash.of(235, both, leftLabel, dl.word))
        add(FeatureHash.of(236, h.cluster, dl.word, d.cluster))
        add(FeatureHash.of(237, before.word, both))
        add(FeatureHash.of(238, after.word, both))
        add(FeatureHash.of(239, d.word, ht, own))
        add(FeatureHash.of(240, both, ownTags))
        add(FeatureHash.of(241, h.word, ps.word, dt))
        add(FeatureHash.of(242, both, previousLabel, ns.tag))
        add(FeatureHash.of(243, h.word, previousLabel, dt))
        add(FeatureHash.of(244, both, UInt64(word == 0 ? 1 : 0) | (head == none - 1 ? 2 : 0), sisters))
        add(FeatureHash.of(245, both, d.capitals << 4 | h.capitals, previousLabel))
        add(FeatureHash.of(246, h.both, own, dt))
        add(FeatureHash.of(247, both, own, sisters))
        add(FeatureHash.of(248, both, g.word))
        add(FeatureHash.of(249, ht, dl.word, ownTags))
        add(FeatureHash.of(250, both, dr.word))
        return size
    }
}

/// Chooses the relations of a tree, dependents before heads, greedily.
package struct Labeler {
    let scores: ClassScores
    let labelCount: Int

    package init(scores: ClassScores, labelCount: Int) {
        self.scores = scores
        self.labelCount = labelCount
    }

    /// The relation of each word. Complexity: linear in the number of words.
    package func labels(_ heads: [Int32], _ words: UnsafeBufferPointer<ParserWord>) -> [UInt8] {
        var context = LabelContext(heads: heads, words: words)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: LabelFeatures.capacity) { features in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 128) { sums in
                guard let base = sums.baseAddress else { return }
                for word in context.order {
                    let size = LabelFeatures.write(context, Int(word), words, features)
                    base.update(repeating: 0, count: 128)
                    scores.add(UnsafeBufferPointer(rebasing: features[0..<size]), to: base)
                    context.set(UInt8(BestClass.of(base, count: labelCount)), of: Int(word))
                }
            }
        }
        return context.labels
    }
}
