/// Gives the scores of the three moves for the features of a state.
package protocol MoveScoring {
    func sum(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32>
}

/// Adds the scores of classes for features.
package protocol ClassScoring {
    func add(_ features: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutablePointer<Int32>)
}

extension MoveScores: MoveScoring {}
extension ClassScores: ClassScoring {}

/// Dependency parsing with a beam over arc-hybrid transitions.
///
/// The score of a tree is the sum of the scores of the moves that build it and of its relations. A relation is chosen
/// when its arc is made, so that later moves see it. States that fall further than `margin` behind the best are dropped, so that the beam
/// is narrow where the choice is clear (Goldberg and Elhadad's easy cases cost little, in the spirit of selectional
/// branching, Choi and McCallum 2013).
package struct BeamParser {
    package var width: Int
    package var margin: Int64
    package var labelCount: Int
    package let moves: any MoveScoring
    package let labels: any ClassScoring

    package init(width: Int, margin: Int64, labelCount: Int, moves: any MoveScoring, labels: any ClassScoring) {
        self.width = width
        self.margin = margin
        self.labelCount = labelCount
        self.moves = moves
        self.labels = labels
    }

    package struct Candidate {
        package var state: Int32
        package var move: ParserMove
        package var score: Int64
    }

    /// The scores of the moves in a state; all zero where only one is allowed.
    @inline(__always)
    package func moveScores(
        _ memory: borrowing ParserMemory, _ state: ParserState, _ words: UnsafeBufferPointer<ParserWord>,
        _ features: UnsafeMutableBufferPointer<UInt64>
    ) -> SIMD4<Int32> {
        let count = ParserFeatures.moves(memory, state, words, features)
        return moves.sum(UnsafeBufferPointer(rebasing: features[0..<count]))
    }

    /// The best relation for an arc and its score; `scores` keeps those of all.
    @inline(__always)
    package func bestLabel(
        _ memory: borrowing ParserMemory, _ state: ParserState, _ move: ParserMove,
        _ words: UnsafeBufferPointer<ParserWord>, _ features: UnsafeMutableBufferPointer<UInt64>,
        _ scores: UnsafeMutablePointer<Int32>
    ) -> (label: UInt8, score: Int32) {
        let count = ParserFeatures.labels(memory, state, move, words, features)
        scores.update(repeating: 0, count: 128)
        labels.add(UnsafeBufferPointer(rebasing: features[0..<count]), to: scores)
        let best = BestClass.of(scores, count: labelCount)
        return (UInt8(best), scores[best])
    }

    /// The states that follow those of a beam, best first.
    package func step(
        _ beam: [Int32], _ memory: inout ParserMemory, _ words: UnsafeBufferPointer<ParserWord>,
        _ features: UnsafeMutableBufferPointer<UInt64>, _ scores: UnsafeMutablePointer<Int32>,
        gold: (move: ParserMove, label: UInt8)?
    ) -> [Int32] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(width + 1)
        for number in beam {
            let state = memory.states[Int(number)]
            var allowed = 0
            for move in [ParserMove.shift, .left, .right] where memory.allows(move, in: state) { allowed += 1 }
            let sums = allowed > 1 ? moveScores(memory, state, words, features) : SIMD4(0, 0, 0, 0)
            for move in [ParserMove.shift, .left, .right] where memory.allows(move, in: state) {
                let score = state.score + Int64(sums[Int(move.rawValue)])
                insert(Candidate(state: number, move: move, score: score), into: &candidates)
            }
        }
        guard let best = candidates.first?.score else { return [] }
        var next: [Int32] = []
        next.reserveCapacity(candidates.count)
        for candidate in candidates where candidate.score >= best - margin {
            let state = memory.states[Int(candidate.state)]
            var label: UInt8 = 63
            var score = candidate.score
            if candidate.move != .shift {
                let choice = bestLabel(memory, state, candidate.move, words, features, scores)
                label = choice.label
                score += Int64(choice.score)
            }
            let isGold = gold.map { state.isGold && $0.move == candidate.move && $0.label == label } ?? false
            next.append(memory.apply(candidate.move, label: label, to: candidate.state, score: score, isGold: isGold))
        }
        return next
    }

    @inline(__always)
    private func insert(_ candidate: Candidate, into candidates: inout [Candidate]) {
        if candidates.count == width {
            if candidates[width - 1].score >= candidate.score { return }
            candidates.removeLast()
        }
        var place = candidates.count
        while place > 0, candidates[place - 1].score < candidate.score { place -= 1 }
        candidates.insert(candidate, at: place)
    }

    /// The number of the state with the highest score, the first of equals.
    package static func best(_ beam: [Int32], _ memory: borrowing ParserMemory) -> Int32 {
        var best = beam[0]
        for number in beam where memory.states[Int(number)].score > memory.states[Int(best)].score { best = number }
        return best
    }

    /// Parses a sentence. `words` holds its words, the root and the absent word.
    ///
    /// - Complexity: Linear in the number of words.
    package func parse(_ words: [ParserWord], memory: inout ParserMemory) -> (heads: [Int32], labels: [UInt8]) {
        let count = words.count - 2
        guard count > 0 else { return ([], []) }
        memory.begin(wordCount: count)
        var beam: [Int32] = [0]
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ParserFeatures.capacity) { features in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 128) { scores in
                words.withUnsafeBufferPointer { words in
                    guard let base = scores.baseAddress else { return }
                    for _ in 0..<2 * count { beam = step(beam, &memory, words, features, base, gold: nil) }
                }
            }
        }
        return memory.tree(of: Self.best(beam, memory))
    }
}
