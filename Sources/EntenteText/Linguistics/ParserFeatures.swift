/// What the parser sees of a word.
package struct ParserWord {
    package var word: UInt64
    package var tag: UInt64
    /// Word and tag in one value.
    package var both: UInt64
    package var cluster: UInt64
    package var coarse: UInt64
    package var suffix: UInt64

    package init(_ profile: WordProfile, tag: UInt8) {
        word = profile.lower
        self.tag = UInt64(tag) + 1
        both = profile.lower &* 131 &+ UInt64(tag) &+ 1
        cluster = profile.cluster & 0xFFF | 1 << 20
        coarse = profile.cluster & 0x3F | 1 << 20
        suffix = profile.suffixes[2]
    }

    /// The artificial root and the word that is not there.
    package init(placeholder: UInt64) {
        word = placeholder
        tag = 150 + placeholder
        both = placeholder
        cluster = placeholder
        coarse = placeholder
        suffix = placeholder
    }

    /// The words of a sentence with the root and the absent word behind them.
    package static func sentence(_ profiles: UnsafeBufferPointer<WordProfile>, _ tags: [UInt8]) -> [ParserWord] {
        var words: [ParserWord] = []
        words.reserveCapacity(profiles.count + 2)
        for index in profiles.indices { words.append(ParserWord(profiles[index], tag: tags[index])) }
        words.append(ParserWord(placeholder: 1))
        words.append(ParserWord(placeholder: 2))
        return words
    }
}

/// Features of a parser state, after Zhang and Nivre (2011): words and tags at the top of the stack and the front of
/// the buffer, their dependents, valency, distance and sets of relations, and word clusters (Koo et al. 2008).
package enum ParserFeatures {
    package static let capacity = 160

    @inline(__always)
    private static func distance(_ from: Int32, _ to: Int32) -> UInt64 {
        let gap = to - from
        return UInt64(gap < 5 ? gap : gap < 10 ? 5 : gap < 20 ? 6 : 7)
    }

    /// Features for the choice of a move.
    package static func moves(
        _ memory: borrowing ParserMemory, _ state: ParserState, _ words: UnsafeBufferPointer<ParserWord>,
        _ output: UnsafeMutableBufferPointer<UInt64>
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
        // Relations of dependents.
        let topLabels = UInt64(top.left1Label) << 8 | UInt64(top.right1Label)
        add(FeatureHash.of(90, s0.word, UInt64(top.left1Label)))
        add(FeatureHash.of(91, s0.word, UInt64(top.right1Label)))
        add(FeatureHash.of(92, s0.tag, topLabels, b0.tag))
        add(FeatureHash.of(93, s0.tag, UInt64(top.left1Label) << 8 | UInt64(top.left2Label)))
        add(FeatureHash.of(94, s0.tag, UInt64(top.right1Label) << 8 | UInt64(top.right2Label)))
        add(FeatureHash.of(95, s1.tag, UInt64(second.right1Label) << 8 | UInt64(second.right2Label), s0.tag))
        add(FeatureHash.of(96, s1.tag, UInt64(second.left1Label) << 8 | UInt64(second.right1Label), s0.tag))
        add(FeatureHash.of(97, b0.tag, UInt64(front.left1Label) << 8 | UInt64(front.left2Label), s0.tag))
        add(FeatureHash.of(98, s0.word, top.leftLabels))
        add(FeatureHash.of(99, s0.tag, top.leftLabels, b0.tag))
        add(FeatureHash.of(100, s0.tag, top.rightLabels, b0.tag))
        add(FeatureHash.of(101, s0.word, top.rightLabels, b0.tag))
        add(FeatureHash.of(102, s1.tag, second.rightLabels, s0.tag))
        add(FeatureHash.of(103, s1.word, second.rightLabels, s0.tag))
        add(FeatureHash.of(104, s1.tag, second.leftLabels, s0.tag))
        add(FeatureHash.of(105, b0.tag, front.leftLabels, s0.tag))
        add(FeatureHash.of(106, b0.word, front.leftLabels))
        add(FeatureHash.of(107, s1.tag << 8 | s0.tag, UInt64(top.left1Label), second.rightLabels))
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
        return size
    }

    /// Features for the choice of the relation of a new arc.
    package static func labels(
        _ memory: borrowing ParserMemory, _ state: ParserState, _ move: ParserMove,
        _ words: UnsafeBufferPointer<ParserWord>, _ output: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        let (headNode, dependentNode) = memory.arc(move, in: state)
        let head = memory.trees[Int(headNode)]
        let dependent = memory.trees[Int(dependentNode)]
        let none = Int(memory.none)
        let h = words[Int(head.word)]
        let d = words[Int(dependent.word)]
        let side: UInt64 = move == .left ? 0 : 1
        let b0 = words[Int(memory.trees[Int(state.front)].word)]
        let before = words[dependent.word > 0 ? Int(dependent.word) - 1 : none]
        let after = words[min(Int(dependent.word) + 1, none)]
        let dl = words[Int(dependent.left1)]
        let dl2 = words[Int(dependent.left2)]
        let dr = words[Int(dependent.right1)]
        let hl = words[Int(head.left1)]
        let hr = words[Int(head.right1)]
        let gap = move == .left ? distance(dependent.word, head.word) : distance(head.word, dependent.word)
        let headLabels = move == .left ? head.leftLabels : head.rightLabels
        let otherLabels = move == .left ? head.rightLabels : head.leftLabels
        let last = UInt64(move == .left ? head.left1Label : head.right1Label)
        var size = 0
        @inline(__always)
        func add(_ value: UInt64) {
            output[size] = value
            size &+= 1
        }
        let ht = h.tag << 1 | side
        let dt = d.tag << 1 | side
        add(FeatureHash.of(201, ht, d.tag))
        add(FeatureHash.of(202, h.both, dt))
        add(FeatureHash.of(203, ht, d.both))
        add(FeatureHash.of(204, h.word, d.word, side))
        add(FeatureHash.of(205, d.both, side))
        add(FeatureHash.of(206, h.both, side))
        add(FeatureHash.of(207, ht, d.tag, gap))
        add(FeatureHash.of(208, ht, d.tag, dl.tag))
        add(FeatureHash.of(209, ht, d.tag, dr.tag))
        add(FeatureHash.of(210, ht, d.tag, dl.word))
        add(FeatureHash.of(211, h.word, dl.word, d.tag))
        add(FeatureHash.of(212, d.word, dl.word, side))
        add(FeatureHash.of(213, ht, d.tag, UInt64(dependent.left1Label) << 8 | UInt64(dependent.right1Label)))
        add(FeatureHash.of(214, dt, dependent.leftLabels, h.tag))
        add(FeatureHash.of(215, dt, dependent.rightLabels, h.tag))
        add(FeatureHash.of(216, ht, headLabels, d.tag))
        add(FeatureHash.of(217, h.word, headLabels, dt))
        add(FeatureHash.of(218, ht, otherLabels, d.tag))
        add(FeatureHash.of(219, ht, d.tag, last))
        add(FeatureHash.of(220, ht, d.tag, b0.tag))
        add(FeatureHash.of(221, ht, before.tag, d.tag))
        add(FeatureHash.of(222, ht, d.tag, after.tag))
        add(FeatureHash.of(223, h.cluster, d.cluster, side))
        add(FeatureHash.of(224, h.cluster, dt))
        add(FeatureHash.of(225, ht, d.cluster))
        add(FeatureHash.of(226, h.coarse, d.coarse, side))
        add(FeatureHash.of(227, h.word, d.cluster, side))
        add(FeatureHash.of(228, h.cluster, d.word, side))
        add(FeatureHash.of(229, d.suffix, ht))
        add(FeatureHash.of(230, h.suffix, dt))
        add(FeatureHash.of(231, ht, hl.tag, d.tag))
        add(FeatureHash.of(232, ht, hr.tag, d.tag))
        add(FeatureHash.of(233, dt, dl2.word, dl.word))
        add(FeatureHash.of(234, h.both, d.tag, gap))
        add(FeatureHash.of(235, d.word, ht, dependent.leftLabels))
        add(FeatureHash.of(236, h.cluster, dl.word, d.cluster))
        add(FeatureHash.of(237, ht, d.tag, dr.word))
        add(FeatureHash.of(238, before.word, dt, h.tag))
        return size
    }
}
