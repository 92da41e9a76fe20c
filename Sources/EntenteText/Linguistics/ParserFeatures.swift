/// What the parser sees of a word.
package struct ParserWord {
    package var word: UInt64
    package var tag: UInt64
    /// Word and tag in one value.
    package var both: UInt64
    package var cluster: UInt64
    package var coarse: UInt64
    package var suffix: UInt64
    /// One bit that says what kind of dependent the word makes: that of its universal tag, or of the relation that a
    /// first parse gave it.
    package var kind: UInt64
    /// What a first parse said: the head, the relation and the last dependent of the word.
    package var guideHead: Int32 = -1
    package var guideLast: Int32 = -1
    package var guideLabel: UInt64 = 63
    package var capitals: UInt64
    package var ambiguity: UInt64
    package var universal: UInt64
    package var suffix2: UInt64

    package init(_ profile: WordProfile, tag: UInt8, universal: UInt8) {
        word = profile.lower
        self.tag = UInt64(tag) + 1
        both = profile.lower &* 131 &+ UInt64(tag) &+ 1
        cluster = profile.cluster & 0xFFF | 1 << 20
        coarse = profile.cluster & 0x3F | 1 << 20
        suffix = profile.suffixes[2]
        kind = 1 << UInt64(universal & 31)
        capitals = profile.capitals
        ambiguity = profile.ambiguity
        self.universal = UInt64(universal)
        suffix2 = profile.suffixes[1]
    }

    /// The artificial root and the word that is not there.
    package init(placeholder: UInt64) {
        word = placeholder
        tag = 150 + placeholder
        both = placeholder
        cluster = placeholder
        coarse = placeholder
        suffix = placeholder
        kind = 1 << 31
        capitals = 9
        ambiguity = placeholder
        universal = 30 + placeholder
        suffix2 = placeholder
    }

    /// The words of a sentence with the root and the absent word behind them.
    package static func sentence(
        _ profiles: UnsafeBufferPointer<WordProfile>, _ tags: [UInt8], universals: [UInt8]
    ) -> [ParserWord] {
        var words: [ParserWord] = []
        words.reserveCapacity(profiles.count + 2)
        for index in profiles.indices {
            words.append(
                ParserWord(profiles[index], tag: tags[index], universal: universals[Int(tags[index])]))
        }
        words.append(ParserWord(placeholder: 1))
        words.append(ParserWord(placeholder: 2))
        return words
    }
}

/// Features of a parser state, after Zhang and Nivre (2011): words and tags at the top of the stack and the front of
/// the buffer, their dependents, valency, distance and sets of relations, and word clusters (Koo et al. 2008).
package enum ParserFeatures {
    package static let capacity = 192

    @inline(__always)
    private static func distance(_ from: Int32, _ to: Int32) -> UInt64 {
        let gap = to - from
        return gap < 0 ? 8 : gap < 5 ? UInt64(gap) : gap < 10 ? 5 : gap < 20 ? 6 : 7
    }

    /// Features for the choice of a move.
    package static func moves(
        _ memory: borrowing ParserMemory, _ state: ParserState, _ words: UnsafeBufferPointer<ParserWord>,
        guided: Bool, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let absent = PartialTree(word: Int(memory.none), below: -1, none: memory.none)
        let top = state.top >= 0 ? memory.trees[Int(state.top)] : absent
        let second = top.below >= 0 ? memory.trees[Int(top.below)] : absent
        let third = second.below >= 0 ? memory.trees[Int(second.below)] : absent
        let front = memory.trees[Int(state.front)]
        let none = Int(memory.none)
        let s0 = words[Int(top.word)]
        let s1 = words[Int(second.word)]
        let s2 = words[Int(third.word)]
        let b0 = words[Int(front.word)]
        let b1 = words[min(Int(front.word) + 1, none)]
        let b2 = words[min(Int(front.word) + 2, none)]
        let b3 = words[min(Int(front.word) + 3, none)]
        let s0l = words[Int(top.left1)]
        let s0r = words[Int(top.right1)]
        let s0l2 = words[Int(top.left2)]
        let s0r2 = words[Int(top.right2)]
        let s1l = words[Int(second.left1)]
        let s1r = words[Int(second.right1)]
        let s1l2 = words[Int(second.left2)]
        let s1r2 = words[Int(second.right2)]
        let b0l = words[Int(front.left1)]
        let b0l2 = words[Int(front.left2)]
        let toFront = distance(top.word, front.word)
        let toTop = distance(second.word, top.word)
        var size = 0
        @inline(__always)
        func add(_ value: UInt64) {
            output[size] = value
            size &+= 1
        }
        // Single words.
        add(FeatureHash.of(1, s0.both))
        add(FeatureHash.of(2, s0.word))
        add(FeatureHash.of(3, s0.tag, b0.tag))
        add(FeatureHash.of(4, b0.both))
        add(FeatureHash.of(5, b0.word))
        add(FeatureHash.of(6, s1.both))
        add(FeatureHash.of(7, s1.word))
        add(FeatureHash.of(8, b1.both))
        add(FeatureHash.of(9, b1.word))
        add(FeatureHash.of(10, b2.both))
        add(FeatureHash.of(11, s2.both))
        add(FeatureHash.of(12, b3.tag, b2.tag, b1.tag))
        // Pairs.
        add(FeatureHash.of(13, s0.both, b0.both))
        add(FeatureHash.of(14, s0.both, b0.word))
        add(FeatureHash.of(15, s0.word, b0.both))
        add(FeatureHash.of(16, s0.both, b0.tag))
        add(FeatureHash.of(17, s0.tag, b0.both))
        add(FeatureHash.of(18, s0.word, b0.word))
        add(FeatureHash.of(19, b0.tag, b1.tag))
        add(FeatureHash.of(20, s1.both, s0.both))
        add(FeatureHash.of(21, s1.both, s0.tag))
        add(FeatureHash.of(22, s1.tag, s0.both))
        add(FeatureHash.of(23, s1.word, s0.word))
        add(FeatureHash.of(24, s1.tag, s0.tag))
        add(FeatureHash.of(25, s1.both, b0.tag))
        add(FeatureHash.of(26, s1.tag, b0.both))
        add(FeatureHash.of(27, s1.word, b0.word))
        add(FeatureHash.of(28, s0.both, b1.tag))
        add(FeatureHash.of(29, s0.word, b1.word))
        add(FeatureHash.of(30, b0.both, b1.tag))
        add(FeatureHash.of(31, b0.tag, b1.both))
        add(FeatureHash.of(32, b0.word, b1.word))
        add(FeatureHash.of(33, s1.tag, b1.tag, s0.word))
        // Triples of tags, with a word in some.
        add(FeatureHash.of(34, b0.tag, b1.tag, b2.tag))
        add(FeatureHash.of(35, s0.tag, b0.tag, b1.tag))
        add(FeatureHash.of(36, s1.tag, s0.tag, b0.tag))
        add(FeatureHash.of(37, s2.tag, s1.tag, s0.tag))
        add(FeatureHash.of(38, s1.word, s0.tag, b0.tag))
        add(FeatureHash.of(39, s1.tag, s0.word, b0.tag))
        add(FeatureHash.of(40, s1.tag, s0.tag, b0.word))
        add(FeatureHash.of(41, s0.word, b0.tag, b1.tag))
        add(FeatureHash.of(42, s0.tag, b0.word, b1.tag))
        add(FeatureHash.of(43, s0.tag << 8 | s1.tag, b0.tag << 8 | b1.tag, b2.tag))
        add(FeatureHash.of(44, s2.tag << 8 | s1.tag, s0.tag, b0.tag))
        // Dependents.
        add(FeatureHash.of(45, s0.tag, s0l.tag, b0.tag))
        add(FeatureHash.of(46, s0.tag, s0r.tag, b0.tag))
        add(FeatureHash.of(47, s0.tag, b0.tag, b0l.tag))
        add(FeatureHash.of(48, s1.tag, s1r.tag, s0.tag))
        add(FeatureHash.of(49, s1.tag, s1l.tag, s0.tag))
        add(FeatureHash.of(50, s1.tag, s0.tag, s0l.tag))
        add(FeatureHash.of(51, s1.tag, s0.tag, s0r.tag))
        add(FeatureHash.of(52, s1.tag, s1r.tag, b0.tag))
        add(FeatureHash.of(53, s0.tag, s0l.tag, s0l2.tag))
        add(FeatureHash.of(54, s0.tag, s0r.tag, s0r2.tag))
        add(FeatureHash.of(55, b0.tag, b0l.tag, b0l2.tag))
        add(FeatureHash.of(56, s1.tag, s1r.tag, s1r2.tag))
        add(FeatureHash.of(57, s1.tag, s1l.tag, s1l2.tag))
        add(FeatureHash.of(58, s1.word, s0l.word, s0.word))
        add(FeatureHash.of(59, s1.word, s0l.word))
        add(FeatureHash.of(60, s1.tag, s0l.word, s0.tag))
        add(FeatureHash.of(61, s0.word, s0l.word, b0.tag))
        add(FeatureHash.of(62, s1.cluster, s0l.word, s0.cluster))
        add(FeatureHash.of(63, s0l.word, s1.tag, b0.tag))
        add(FeatureHash.of(64, s0.tag, b0.tag, b0l.word))
        add(FeatureHash.of(65, s1.word, s1r.word, s0.tag))
        add(FeatureHash.of(66, s1.tag << 8 | s0.tag, s1r.word, s0l.word))
        // Distance.
        add(FeatureHash.of(70, s0.word, toFront))
        add(FeatureHash.of(71, s0.tag, toFront))
        add(FeatureHash.of(72, b0.word, toFront))
        add(FeatureHash.of(73, b0.tag, toFront, s0.tag))
        add(FeatureHash.of(74, s1.word, toTop))
        add(FeatureHash.of(75, s1.tag, toTop, s0.tag))
        add(FeatureHash.of(76, s0.word, toTop, s1.tag))
        add(FeatureHash.of(77, s0.word, b0.word, toFront))
        // Valency.
        let topLeft = UInt64(top.leftCount)
        let topRight = UInt64(top.rightCount)
        let secondRight = UInt64(second.rightCount)
        let frontLeft = UInt64(front.leftCount)
        add(FeatureHash.of(80, s0.word, topLeft << 4 | topRight))
        add(FeatureHash.of(81, s0.tag, topLeft << 4 | topRight, b0.tag))
        add(FeatureHash.of(82, s1.word, secondRight))
        add(FeatureHash.of(83, s1.tag, secondRight << 4 | UInt64(second.leftCount), s0.tag))
        add(FeatureHash.of(84, b0.word, frontLeft))
        add(FeatureHash.of(85, b0.tag, frontLeft, s0.tag))
        // The kinds of dependents, which stand for relations: a subject is a noun on the left.
        let topLeftTags = top.leftKinds
        let topRightTags = top.rightKinds
        let secondLeftTags = second.leftKinds
        let secondRightTags = second.rightKinds
        let frontLeftTags = front.leftKinds
        add(FeatureHash.of(90, s0.word, topLeftTags))
        add(FeatureHash.of(91, s0.tag, topLeftTags, b0.tag))
        add(FeatureHash.of(92, s0.tag, topRightTags, b0.tag))
        add(FeatureHash.of(93, s0.word, topRightTags, b0.tag))
        add(FeatureHash.of(94, s1.tag, secondRightTags, s0.tag))
        add(FeatureHash.of(95, s1.word, secondRightTags, s0.tag))
        add(FeatureHash.of(96, s1.tag, secondLeftTags, s0.tag))
        add(FeatureHash.of(97, b0.tag, frontLeftTags, s0.tag))
        add(FeatureHash.of(98, b0.word, frontLeftTags))
        add(FeatureHash.of(99, s1.tag << 8 | s0.tag, topLeftTags, secondRightTags))
        add(FeatureHash.of(100, s0.tag, topLeftTags &* 31 ^ topRightTags, b0.tag))
        add(FeatureHash.of(101, s0.tag << 8 | b0.tag, topLeftTags, frontLeftTags))
        add(FeatureHash.of(102, s0.tag << 8 | b0.tag, topLeftTags, b1.tag))
        add(FeatureHash.of(103, s1.tag << 16 | s0.tag << 8 | b0.tag, secondLeftTags, topLeftTags))
        add(FeatureHash.of(104, s1.cluster, secondRightTags, s0.tag))
        add(FeatureHash.of(105, s0.cluster, topRightTags, b0.tag))
        // Clusters.
        add(FeatureHash.of(110, s0.coarse, b0.coarse))
        add(FeatureHash.of(111, s0.cluster, b0.cluster))
        add(FeatureHash.of(112, s0.cluster, b0.tag))
        add(FeatureHash.of(113, s0.tag, b0.cluster))
        add(FeatureHash.of(114, s1.coarse, s0.coarse))
        add(FeatureHash.of(115, s1.cluster, s0.cluster))
        add(FeatureHash.of(116, s1.cluster, s0.tag))
        add(FeatureHash.of(117, s1.tag, s0.cluster))
        add(FeatureHash.of(118, s1.coarse, s0.coarse, b0.coarse))
        add(FeatureHash.of(119, s0.coarse, b0.coarse, b1.coarse))
        add(FeatureHash.of(120, s1.cluster, s0.tag, b0.tag))
        add(FeatureHash.of(121, s1.tag, s0.cluster, b0.tag))
        add(FeatureHash.of(122, s1.tag, s0.tag, b0.cluster))
        add(FeatureHash.of(123, s0.cluster, b0.tag, b1.tag))
        add(FeatureHash.of(124, b0.cluster, b1.cluster))
        add(FeatureHash.of(125, s1.word, s0.cluster))
        add(FeatureHash.of(126, s0.word, b0.cluster))
        add(FeatureHash.of(127, s0.cluster, b0.word))
        add(FeatureHash.of(128, s1.cluster, s0.word))
        add(FeatureHash.of(129, s0.suffix, b0.tag))
        add(FeatureHash.of(130, s0.tag, b0.suffix))
        // Neighbours of the two ends of a possible arc, and what lies between them (McDonald et al. 2005).
        let topNext = words[min(Int(top.word) + 1, none)]
        let topBefore = words[top.word > 0 ? Int(top.word) - 1 : none]
        let frontBefore = words[front.word > 0 ? Int(front.word) - 1 : none]
        let secondNext = words[min(Int(second.word) + 1, none)]
        let betweenFront = between(words, top.word, front.word)
        let betweenTop = between(words, second.word, top.word)
        add(FeatureHash.of(161, s0.tag << 8 | b0.tag, topNext.tag, frontBefore.tag))
        add(FeatureHash.of(162, s0.tag << 8 | b0.tag, topBefore.tag, b1.tag))
        add(FeatureHash.of(163, s1.tag << 8 | s0.tag, secondNext.tag, topBefore.tag))
        add(FeatureHash.of(164, s1.tag << 8 | s0.tag, topNext.tag, b0.tag))
        add(FeatureHash.of(165, s0.tag, b0.tag, betweenFront))
        add(FeatureHash.of(166, s1.tag, s0.tag, betweenTop))
        add(FeatureHash.of(167, s0.universal << 8 | b0.universal, betweenFront, b1.universal))
        add(FeatureHash.of(168, s1.universal << 8 | s0.universal, betweenTop, b0.universal))
        add(FeatureHash.of(169, s1.universal << 16 | s0.universal << 8 | b0.universal, b1.universal, b2.universal))
        add(FeatureHash.of(170, s0.ambiguity, b0.ambiguity))
        add(FeatureHash.of(171, s1.ambiguity, s0.ambiguity))
        add(FeatureHash.of(172, s0.word, s0l.word, b0.word))
        add(FeatureHash.of(173, b0.word, s0l.word, s0.tag))
        add(FeatureHash.of(174, s1.word, s0.word, b0.tag))
        add(FeatureHash.of(175, s1.cluster, s0.cluster, b0.tag))
        add(FeatureHash.of(176, s0.cluster, b0.cluster, b1.tag))
        guard guided else { return size }
        // What the first parse said of the words in question (stacking, Nivre and McDonald 2008).
        let topPlan = plan(s0, top.word, second.word, front.word)
        let frontPlan = plan(b0, front.word, top.word, front.word + 1)
        let secondPlan = plan(s1, second.word, third.word, top.word)
        let waiting: UInt64 = (s0.guideLast >= front.word ? 1 : 0) | (s1.guideLast > top.word ? 2 : 0)
        let all = topPlan | frontPlan << 4 | secondPlan << 8 | waiting << 12
        add(FeatureHash.of(140, topPlan | waiting << 12))
        add(FeatureHash.of(141, topPlan | frontPlan << 4 | waiting << 12))
        add(FeatureHash.of(142, all))
        add(FeatureHash.of(143, topPlan | waiting << 12, s0.tag, b0.tag))
        add(FeatureHash.of(144, all, s0.tag, b0.tag))
        add(FeatureHash.of(145, topPlan | waiting << 12, s0.guideLabel))
        add(FeatureHash.of(146, topPlan | frontPlan << 4 | waiting << 12, s0.guideLabel << 8 | b0.guideLabel))
        add(FeatureHash.of(147, all, s0.guideLabel << 8 | s1.guideLabel))
        add(FeatureHash.of(148, topPlan | waiting << 12, s1.tag, s0.tag))
        add(FeatureHash.of(149, topPlan | waiting << 12, s0.guideLabel << 8 | s0.tag, b0.tag))
        add(FeatureHash.of(150, topPlan | waiting << 12, s0.guideLabel << 8 | s0.tag, s1.tag))
        add(FeatureHash.of(151, topPlan | waiting << 12, s0.word))
        add(FeatureHash.of(152, frontPlan | waiting << 12, b0.word, b0.guideLabel))
        add(FeatureHash.of(153, s0.guideLabel, b0.guideLabel, s1.guideLabel))
        add(FeatureHash.of(154, s0.guideLabel << 8 | s0.tag, b0.guideLabel << 8 | b0.tag))
        add(FeatureHash.of(155, topPlan | frontPlan << 4 | waiting << 12, s0.both, b0.tag))
        add(FeatureHash.of(156, topPlan | frontPlan << 4 | waiting << 12, s0.tag, b0.both))
        add(FeatureHash.of(157, topPlan | secondPlan << 8 | waiting << 12, s1.both, s0.tag))
        add(FeatureHash.of(158, topPlan | frontPlan << 4 | waiting << 12, distance(top.word, front.word), s0.tag))
        return size
    }

    /// The universal tags of the words between two words, looked at from the right, twelve at most.
    @inline(__always)
    private static func between(_ words: UnsafeBufferPointer<ParserWord>, _ from: Int32, _ to: Int32) -> UInt64 {
        var bits: UInt64 = 0
        var place = max(from + 1, to - 12)
        while place < to {
            bits |= 1 << (words[Int(place)].universal & 31)
            place += 1
        }
        return bits
    }

    /// Where the first parse saw the head of a word: left of what is near, at the near word on the left, between, at
    /// the near word on the right, or beyond it.
    @inline(__always)
    private static func plan(_ word: ParserWord, _ place: Int32, _ left: Int32, _ right: Int32) -> UInt64 {
        let head = word.guideHead
        if head < 0 { return 0 }
        if head == left { return 1 }
        if head == right { return 2 }
        if head > right { return 3 }
        return head < place ? 4 : 5
    }
}
