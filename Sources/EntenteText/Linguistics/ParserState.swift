/// A partial tree on the parser's stack or at the front of its buffer: a word and its outermost dependents so far.
///
/// Nodes are never changed once made; a stack is a chain of them, which many states of the beam share.
package struct PartialTree {
    package var word: Int32
    /// The node below on the stack; -1 at the bottom.
    package var below: Int32
    package var left1: Int32
    package var left2: Int32
    package var right1: Int32
    package var right2: Int32
    package var leftCount: UInt8 = 0
    package var rightCount: UInt8 = 0
    /// The bits (`ParserWord.kind`) of all dependents.
    package var leftKinds: UInt64 = 0
    package var rightKinds: UInt64 = 0
    /// Tells apart trees that differ in what features see of them.
    package var signature: UInt64

    package init(word: Int, below: Int32, none: Int32) {
        self.word = Int32(word)
        self.below = below
        signature = FeatureHash.finish(UInt64(truncatingIfNeeded: word) &* 0x9E37_79B9_7F4A_7C15)
        left1 = none
        left2 = none
        right1 = none
        right2 = none
    }

    @inline(__always)
    mutating func attachLeft(_ dependent: Int32, kind: UInt64) {
        left2 = left1
        left1 = dependent
        leftCount = min(leftCount + 1, 6)
        leftKinds |= kind
        signature = FeatureHash.of(signature, UInt64(truncatingIfNeeded: dependent), 1)
    }

    @inline(__always)
    mutating func attachRight(_ dependent: Int32, kind: UInt64) {
        right2 = right1
        right1 = dependent
        rightCount = min(rightCount + 1, 6)
        rightKinds |= kind
        signature = FeatureHash.of(signature, UInt64(truncatingIfNeeded: dependent), 2)
    }
}

/// The moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
package enum ParserMove: UInt8 {
    /// The first word of the buffer goes on the stack.
    case shift
    /// The top of the stack becomes a dependent of the first word of the buffer.
    case left
    /// The top of the stack becomes a dependent of the word below it.
    case right
}

/// A state of the parser: what is on the stack, what is at the front of the buffer, and how it came about.
package struct ParserState {
    /// Node on top of the stack; -1 where it is empty.
    package var top: Int32
    /// Node of the first word of the buffer.
    package var front: Int32
    package var depth: Int32
    package var previous: Int32
    package var move: ParserMove
    package var isGold: Bool
    package var score: Int64
}

/// The states and partial trees made while one sentence is parsed.
///
/// The artificial root stands behind the last word; words beyond it count as absent.
package struct ParserMemory {
    package var trees: [PartialTree] = []
    package var states: [ParserState] = []
    package private(set) var wordCount = 0
    /// Scores of moves by the signature of the state, since many states of a beam look the same to the features.
    private var cacheKeys = [UInt64](repeating: 0, count: 1024)
    private var cacheScores = [SIMD4<Int32>](repeating: .zero, count: 1024)

    package init() {}

    /// What the features see of a state, as one number.
    @inline(__always)
    package func signature(_ state: ParserState) -> UInt64 {
        var signature = trees[Int(state.front)].signature
        guard state.top >= 0 else { return signature }
        let top = trees[Int(state.top)]
        var second: UInt64 = 0
        var third: UInt64 = 0
        if top.below >= 0 {
            let below = trees[Int(top.below)]
            second = below.signature
            if below.below >= 0 { third = UInt64(trees[Int(below.below)].word) + 1 }
        }
        signature = FeatureHash.of(signature, top.signature, second, third)
        return signature
    }

    @inline(__always)
    package func cached(_ signature: UInt64) -> SIMD4<Int32>? {
        let place = Int(truncatingIfNeeded: signature >> 40) & 1023
        return cacheKeys[place] == signature ? cacheScores[place] : nil
    }

    @inline(__always)
    package mutating func cache(_ signature: UInt64, _ scores: SIMD4<Int32>) {
        let place = Int(truncatingIfNeeded: signature >> 40) & 1023
        cacheKeys[place] = signature
        cacheScores[place] = scores
    }

    /// Stands for a word that is not there.
    package var none: Int32 { Int32(wordCount + 1) }

    /// Forgets all and makes the first state of a sentence.
    package mutating func begin(wordCount: Int) {
        self.wordCount = wordCount
        cacheKeys.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        trees.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        trees.append(PartialTree(word: 0, below: -1, none: none))
        states.append(
            ParserState(
                top: -1, front: 0, depth: 0, previous: -1, move: .shift, isGold: true, score: 0))
    }

    @inline(__always)
    package func allows(_ move: ParserMove, in state: ParserState) -> Bool {
        let atRoot = Int(trees[Int(state.front)].word) == wordCount
        switch move {
        case .shift: return !atRoot
        case .left: return state.depth > 0 && (!atRoot || state.depth == 1)
        case .right: return state.depth > 1
        }
    }

    /// How many moves are allowed.
    @inline(__always)
    package func choices(in state: ParserState) -> Int {
        (allows(.shift, in: state) ? 1 : 0) + (allows(.left, in: state) ? 1 : 0) + (allows(.right, in: state) ? 1 : 0)
    }

    /// The head and the dependent that an attaching move joins, as nodes.
    @inline(__always)
    package func arc(_ move: ParserMove, in state: ParserState) -> (head: Int32, dependent: Int32) {
        (move == .left ? state.front : trees[Int(state.top)].below, state.top)
    }

    /// Appends the state that a move leads to and gives its number.
    package mutating func apply(
        _ move: ParserMove, to number: Int32, score: Int64, isGold: Bool, _ words: UnsafeBufferPointer<ParserWord>
    ) -> Int32 {
        var state = states[Int(number)]
        state.previous = number
        state.move = move
        state.score = score
        state.isGold = isGold
        switch move {
        case .shift:
            var tree = trees[Int(state.front)]
            tree.below = state.top
            state.top = Int32(trees.count)
            trees.append(tree)
            state.front = Int32(trees.count)
            trees.append(PartialTree(word: Int(tree.word) + 1, below: -1, none: none))
            state.depth += 1
        case .left:
            var tree = trees[Int(state.front)]
            let dependent = trees[Int(state.top)].word
            tree.attachLeft(dependent, kind: words[Int(dependent)].kind)
            state.front = Int32(trees.count)
            trees.append(tree)
            state.top = trees[Int(state.top)].below
            state.depth -= 1
        case .right:
            let dependent = trees[Int(state.top)]
            var tree = trees[Int(dependent.below)]
            tree.attachRight(dependent.word, kind: words[Int(dependent.word)].kind)
            state.top = Int32(trees.count)
            trees.append(tree)
            state.depth -= 1
        }
        states.append(state)
        return Int32(states.count - 1)
    }

    /// The heads that led to a state; the root's is `wordCount`.
    package func heads(of number: Int32) -> [Int32] {
        var heads = [Int32](repeating: Int32(wordCount), count: wordCount)
        var current = number
        while current > 0 {
            let state = states[Int(current)]
            if state.move != .shift {
                let before = states[Int(state.previous)]
                let (head, dependent) = arc(state.move, in: before)
                let word = Int(trees[Int(dependent)].word)
                heads[word] = trees[Int(head)].word
            }
            current = state.previous
        }
        return heads
    }
}
