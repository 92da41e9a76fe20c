import EntenteText

/// Averaged perceptron weights of the three moves of the parser.
final class MoveTrainer: MoveScoring {
    private var table = KeyTable()
    private var weights: [SIMD4<Int32>] = []
    private var delayed: [SIMD4<Int64>] = []
    private var updates: [Int32] = []
    var step: Int64 = 1

    func sum(_ features: UnsafeBufferPointer<UInt64>) -> SIMD4<Int32> {
        var total = SIMD4<Int32>(0, 0, 0, 0)
        for key in features {
            if let index = table.find(key) { total &+= weights[index] }
        }
        return total
    }

    func update(_ features: UnsafeBufferPointer<UInt64>, move: ParserMove, by change: Int32) {
        let place = Int(move.rawValue)
        for key in features {
            let index = table.insert(key)
            if index == weights.count {
                weights.append(SIMD4(0, 0, 0, 0))
                delayed.append(SIMD4(0, 0, 0, 0))
                updates.append(0)
            }
            weights[index][place] += change
            delayed[index][place] += Int64(change) * step
            updates[index] += 1
        }
    }

    var featureCount: Int { weights.count }

    /// The averaged weights as the bytes of a `MoveScores` table; features changed fewer than `minimum` times and
    /// those whose scores are all below `floor` are left out.
    func export(units: Double, floor: Int, minimum: Int) -> [UInt8] {
        var output: [(key: UInt64, scores: SIMD4<Int32>)] = []
        let steps = Double(step)
        for (key, index) in table.sortedPairs() where Int(updates[index]) >= minimum {
            var scores = SIMD4<Int32>(0, 0, 0, 0)
            var largest = 0
            for place in 0..<3 {
                let average = Double(weights[index][place]) - Double(delayed[index][place]) / steps
                let score = Int((average * units).rounded())
                scores[place] = Int32(score)
                largest = max(largest, abs(score))
            }
            if largest >= floor { output.append((key, scores)) }
        }
        return MoveScores.build(output)
    }
}
