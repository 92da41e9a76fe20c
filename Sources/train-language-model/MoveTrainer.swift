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

    /// The averaged weights as the bytes of a `MoveScores` table.
    ///
    /// - Parameters:
    ///   - units: Score of a weight of 1.
    ///   - limit: How many features are kept: those with the largest scores among those changed at least three times.
    func export(units: Double, limit: Int) -> [UInt8] {
        var output: [(key: UInt64, scores: SIMD4<Int32>, size: Int32)] = []
        let steps = Double(step)
        for (key, index) in table.sortedPairs() where updates[index] >= 3 {
            var scores = SIMD4<Int32>(0, 0, 0, 0)
            var size: Int32 = 0
            for place in 0..<3 {
                let average = Double(weights[index][place]) - Double(delayed[index][place]) / steps
                scores[place] = Int32((average * units).rounded())
                size = max(size, abs(scores[place]))
            }
            if size > 1 { output.append((key, scores, size)) }
        }
        output.sort { ($1.size, $0.key & 0xFFFF_FFFF) < ($0.size, $1.key & 0xFFFF_FFFF) }
        return MoveScores.build(output.prefix(limit).map { ($0.key, $0.scores) })
    }
}
