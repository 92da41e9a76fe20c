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
/// The score of a tree is the sum of the scores of the moves that build it. States that fall further than `margin`
/// behind the best are dropped, so that the beam is narrow where the choice is clear (in the spirit of selectional
/// branching, Choi and McCallum 2013).
package struct BeamParser {
    package var width: Int
    package var margin: Int64
    /// Whether the words carry what a first parse said.
    package var guided: Bool
    package let moves: any MoveScoring

    package init(width: Int, margin: Int64, guided: Bool, moves: any MoveScoring) {
        self.width = width
        self.margin = margin
        self.guided = guided
        self.moves = moves
    }

    package struct Candidate {
        package var state: Int32
        package var move: ParserMove
        package var score: Int64
    }

    /// The scores of the moves in a state; all zero where only one is allowed.
    @inline(__always)
    package func moveScores(
        _ memory: inout ParserMemory, _ state: ParserState, _ words: UnsafeBufferPointer<ParserWord>,
        _ features: UnsafeMutableBufferPointer<UInt64>
    ) -> SIMD4<Int32> {
        let signature = memory.signature(state)
        if let known = memory.cached(signature) { return known }
        let count = ParserFeatures.moves(memory, state, words, guided: guided, features)
        let scores = moves.sum(UnsafeBufferPointer(rebasing: features[0..<count]))
        memory.cache(signature, scores)
        return scores
    }

    /// The states that follow those of a beam, best first.
    package func step(
        _ beam: [Int32], _ memory: inout ParserMemory, _ words: UnsafeBufferPointer<ParserWord>,
        _ features: UnsafeMutableBufferPointer<UInt64>, gold: ParserMove?
    ) -> [Int32] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(width + 1)
        for number in beam {
            let state = memory.states[Int(number)]
            let sums =
                memory.choices(in: state) > 1 ? moveScores(&memory, state, words, features) : SIMD4(0, 0, 0, 0)
            if memory.allows(.shift, in: state) {
                insert(Candidate(state: number, move: .shift, score: state.score + Int64(sums.x)), into: &candidates)
            }
            if memory.allows(.left, in: state) {
                insert(Candidate(state: number, move: .left, score: state.score + Int64(sums.y)), into: &candidates)
            }
            if memory.allows(.right, in: state) {
                insert(Candidate(state: number, move: .right, score: state.score + Int64(sums.z)), into: &candidates)
            }
        }
        guard let best = candidates.first?.score else { return [] }
        var next: [Int32] = []
        next.reserveCapacity(candidates.count)
        for candidate in candidates where candidate.score >= best - margin {
            let isGold = candidate.move == gold && memory.states[Int(candidate.state)].isGold
            next.append(
                memory.apply(candidate.move, to: candidate.state, score: candidate.score, isGold: isGold, words))
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

    /// The heads of the words of a sentence; the root's head is their number. `words` holds the words, the root and
    /// the absent word.
    ///
    /// - Complexity: Linear in the number of words.
    package func parse(_ words: UnsafeBufferPointer<ParserWord>, memory: inout ParserMemory) -> [Int32] {
        let count = words.count - 2
        guard count > 0 else { return [] }
        memory.begin(wordCount: count)
        var beam: [Int32] = [0]
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ParserFeatures.capacity) { features in
            for _ in 0..<2 * count { beam = step(beam, &memory, words, features, gold: nil) }
        }
        return memory.heads(of: Self.best(beam, memory))
    }
}
