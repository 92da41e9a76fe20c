import EntenteText

/// Trains the parser: structured perceptron over a beam, each update where the wrong state leads the right one most
/// (Huang, Fayong and Guo 2012).
final class ParserTraining {
    let moves = MoveTrainer()
    var parser: BeamParser
    private var memory = ParserMemory()
    private let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: ParserFeatures.capacity)

    init(width: Int, guided: Bool) {
        parser = BeamParser(width: width, margin: .max / 4, guided: guided, moves: moves)
    }

    deinit {
        features.deallocate()
    }

    /// One pass over the examples in the given order.
    func epoch(_ examples: [Example], _ words: [[ParserWord]], order: [Int]) {
        for number in order {
            words[number].withUnsafeBufferPointer { learn(examples[number], $0) }
            moves.step += 1
        }
    }

    /// The heads with crossing arcs lifted until none cross (Nivre and Nilsson 2005, without traces).
    static func projective(_ heads: [Int32]) -> [Int32] {
        let count = heads.count
        var heads = heads
        func isUnder(_ word: Int, _ head: Int) -> Bool {
            var current = word
            var steps = 0
            while current < count, steps <= count {
                if current == head { return true }
                current = Int(heads[current])
                steps += 1
            }
            return head == count
        }
        while true {
            var worst: (length: Int, word: Int)?
            for word in 0..<count where Int(heads[word]) < count {
                let head = Int(heads[word])
                let low = min(word, head)
                let high = max(word, head)
                guard high - low > 1 else { continue }
                if (low + 1..<high).contains(where: { !isUnder($0, head) }),
                    worst.map({ high - low < $0.length }) ?? true
                {
                    worst = (high - low, word)
                }
            }
            guard let worst else { return heads }
            heads[worst.word] = heads[Int(heads[worst.word])]
        }
    }

    private func learn(_ example: Example, _ words: UnsafeBufferPointer<ParserWord>) {
        let count = example.heads.count
        memory.begin(wordCount: count)
        var pending = [Int](repeating: 0, count: count + 1)
        for head in example.heads { pending[Int(head)] += 1 }
        var beam: [Int32] = [0]
        var gold: Int32 = 0
        var worst: (lead: Int64, wrong: Int32, right: Int32)?
        for _ in 0..<2 * count {
            let move = goldMove(example, memory.states[Int(gold)], &pending)
            beam = parser.step(beam, &memory, words, features, gold: move)
            gold = follow(move, from: gold, words)
            let best = BeamParser.best(beam, memory)
            if !memory.states[Int(best)].isGold {
                let lead = memory.states[Int(best)].score - memory.states[Int(gold)].score
                let isIn = beam.contains { memory.states[Int($0)].isGold }
                if !isIn || memory.states[Int(gold)].depth == 0, worst.map({ lead > $0.lead }) ?? true {
                    worst = (lead, best, gold)
                }
            }
        }
        guard let worst else { return }
        update(wrong: worst.wrong, right: worst.right, words)
    }

    /// The move of the one derivation that attaches as soon as it can.
    private func goldMove(_ example: Example, _ state: ParserState, _ pending: inout [Int]) -> ParserMove {
        if state.top >= 0 {
            let top = memory.trees[Int(state.top)]
            let front = memory.trees[Int(state.front)]
            let word = Int(top.word)
            if example.heads[word] == front.word {
                pending[Int(front.word)] -= 1
                return .left
            }
            if top.below >= 0, pending[word] == 0, example.heads[word] == memory.trees[Int(top.below)].word {
                pending[Int(example.heads[word])] -= 1
                return .right
            }
        }
        return .shift
    }

    private func follow(
        _ move: ParserMove, from number: Int32, _ words: UnsafeBufferPointer<ParserWord>
    ) -> Int32 {
        let state = memory.states[Int(number)]
        var score = state.score
        if memory.choices(in: state) > 1 {
            score += Int64(parser.moveScores(&memory, state, words, features)[Int(move.rawValue)])
        }
        return memory.apply(move, to: number, score: score, isGold: true, words)
    }

    private func update(wrong: Int32, right: Int32, _ words: UnsafeBufferPointer<ParserWord>) {
        let wrongPath = path(wrong)
        let rightPath = path(right)
        var same = 0
        while same < wrongPath.count, same < rightPath.count,
            memory.states[Int(wrongPath[same])].move == memory.states[Int(rightPath[same])].move
        { same += 1 }
        for number in rightPath[same...] { change(number, words, by: 1) }
        for number in wrongPath[same...] { change(number, words, by: -1) }
    }

    private func path(_ number: Int32) -> [Int32] {
        var path: [Int32] = []
        var current = number
        while current > 0 {
            path.append(current)
            current = memory.states[Int(current)].previous
        }
        return path.reversed()
    }

    /// Changes the weights of the move that led to a state.
    private func change(_ number: Int32, _ words: UnsafeBufferPointer<ParserWord>, by amount: Int32) {
        let state = memory.states[Int(number)]
        let before = memory.states[Int(state.previous)]
        if memory.choices(in: before) > 1 {
            let count = ParserFeatures.moves(memory, before, words, guided: parser.guided, features)
            moves.update(UnsafeBufferPointer(rebasing: features[0..<count]), move: state.move, by: amount)
        }
    }
}
