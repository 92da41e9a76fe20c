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
    package var left1Label: UInt8 = 63
    package var left2Label: UInt8 = 63
    package var right1Label: UInt8 = 63
    package var right2Label: UInt8 = 63
    package var leftCount: UInt8 = 0
    package var rightCount: UInt8 = 0
    /// A bit for each relation that a dependent has.
    package var leftLabels: UInt64 = 0
    package var rightLabels: UInt64 = 0

    package init(word: Int, below: Int32, none: Int32) {
        self.word = Int32(word)
        self.below = below
        left1 = none
        left2 = none
        right1 = none
        right2 = none
    }

    mutating func attachLeft(_ dependent: Int32, _ label: UInt8) {
        left2 = left1
        left2Label = left1Label
        left1 = dependent
        left1Label = label
        leftCount = min(leftCount + 1, 6)
        leftLabels |= 1 << UInt64(label)
    }

    mutating func attachRight(_ dependent: Int32, _ label: UInt8) {
        right2 = right1
        right2Label = right1Label
        right1 = dependent
        right1Label = label
        rightCount = min(rightCount + 1, 6)
        rightLabels |= 1 << UInt64(label)
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
    package var label: UInt8
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

    package init() {}

    /// Stands for a word that is not there.
    package var none: Int32 { Int32(wordCount + 1) }

    /// Forgets all and makes the first state of a sentence.
    package mutating func begin(wordCount: Int) {
        self.wordCount = wordCount
        trees.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        trees.append(PartialTree(word: 0, below: -1, none: none))
        states.append(
            ParserState(
                top: -1, front: 0, depth: 0, previous: -1, move: .shift, label: 63, isGold: true, score: 0))
    }

    package func allows(_ move: ParserMove, in state: ParserState) -> Bool {
        let atRoot = Int(trees[Int(state.front)].word) == wordCount
        switch move {
        case .shift: return !atRoot
        case .left: return state.depth > 0 && (!atRoot || state.depth == 1)
        case .right: return state.depth > 1
        }
    }

    /// The head and the dependent that an attaching move joins, as nodes.
    @inline(__always)
    package func arc(_ move: ParserMove, in state: ParserState) -> (head: Int32, dependent: Int32) {
        (move == .left ? state.front : trees[Int(state.top)].below, state.top)
    }

    /// Appends the state that a move leads to and gives its number.
    package mutating func apply(_ move: ParserMove, label: UInt8, to number: Int32, score: Int64, isGold: Bool) -> Int32 {
        var state = states[Int(number)]
        state.previous = number
        state.move = move
        state.label = label
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
            tree.attachLeft(trees[Int(state.top)].word, label)
            state.front = Int32(trees.count)
            trees.append(tree)
            state.top = trees[Int(state.top)].below
            state.depth -= 1
        case .right:
            let dependent = trees[Int(state.top)]
            var tree = trees[Int(dependent.below)]
            tree.attachRight(dependent.word, label)
            state.top = Int32(trees.count)
            trees.append(tree)
            state.depth -= 1
        }
        states.append(state)
        return Int32(states.count - 1)
    }

    /// The heads (the root's is `wordCount`) and relations that led to a state.
    package func tree(of number: Int32) -> (heads: [Int32], labels: [UInt8]) {
        var heads = [Int32](repeating: Int32(wordCount), count: wordCount)
        var labels = [UInt8](repeating: 0, count: wordCount)
        var current = number
        while current > 0 {
            let state = states[Int(current)]
            if state.move != .shift {
                let before = states[Int(state.previous)]
                let (head, dependent) = arc(state.move, in: before)
                let word = Int(trees[Int(dependent)].word)
                heads[word] = trees[Int(head)].word
                labels[word] = state.label
            }
            current = state.previous
        }
        return (heads, labels)
    }
}
