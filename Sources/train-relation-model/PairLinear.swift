import EntenteExtraction
import Foundation

/// An example with its features as rows of the table.
struct NumberedExample {
    let rows: [Int]
    let labels: [(label: Int, status: Int)]
    let ignored: [Int]
    let line: Int
}

/// Logistic regression of each label on sparse features, trained with Adagrad.
///
/// A share of the features is left out at each step, so that rare ones learn beside frequent ones, and the weights are the
/// mean of those after the later passes.
struct PairLinear {
    struct Settings {
        var passes = 9
        var rate: Float = 0.05
        var drop: Float = 0.5
    }

    let labelCount: Int
    private(set) var weights: [Float]
    private(set) var bias: [Float]
    private(set) var statusWeights: [Float]

    init(rows: Int, labels: Int) {
        labelCount = labels
        weights = [Float](repeating: 0, count: rows * labels)
        bias = [Float](repeating: -5.5, count: labels)
        statusWeights = [Float](repeating: 0, count: (rows + labels) * 3)
    }

    mutating func train(_ examples: [NumberedExample], settings: Settings, report: (String) -> Void) {
        let (passes, rate, drop) = (settings.passes, settings.rate, settings.drop)
        let start: Float = 1
        var sums = [Float](repeating: 0, count: weights.count)
        var biasSums = [Float](repeating: 0, count: labelCount)
        var taken: Float = 0
        var random = RandomNumbers(seed: 5)
        var order = Array(examples.indices)
        let labelCount = labelCount
        var squares = [Float](repeating: start, count: weights.count)
        var biasSquares = [Float](repeating: start, count: labelCount)
        var statusSquares = [Float](repeating: start, count: statusWeights.count)
        let rows0 = weights.count / labelCount
        var scores = [Float](repeating: 0, count: labelCount)
        for pass in 1...passes {
            random.shuffle(&order)
            var loss = 0.0
            weights.withUnsafeMutableBufferPointer { weights in
                squares.withUnsafeMutableBufferPointer { squares in
                    scores.withUnsafeMutableBufferPointer { scores in
                        for number in order {
                            let example = examples[number]
                            let rows = example.rows.filter { _ in random.unit() >= drop }
                            let scale = 1 / (1 - drop)
                            for label in 0..<labelCount { scores[label] = 0 }
                            for row in rows {
                                let start = row * labelCount
                                for label in 0..<labelCount { scores[label] += weights[start + label] }
                            }
                            for label in 0..<labelCount where !example.ignored.contains(label) {
                                let isTrue = example.labels.contains { $0.label == label }
                                let share = 1 / (1 + exp(-(scores[label] * scale + bias[label])))
                                loss -= Double(log(max(isTrue ? share : 1 - share, 1e-7)))
                                let error = share - (isTrue ? 1 : 0)
                                guard abs(error) > (pass == 1 ? 0.05 : 0.01) else { continue }
                                biasSquares[label] += error * error
                                bias[label] -= rate * error / biasSquares[label].squareRoot()
                                for row in rows {
                                    let place = row * labelCount + label
                                    let slope = error
                                    squares[place] += slope * slope
                                    weights[place] -= rate * slope / squares[place].squareRoot()
                                }
                            }
                        }
                    }
                }
            }
            for number in order {
                let example = examples[number]
                for label in example.labels {
                    let rows = example.rows + [rows0 + label.label]
                    var sums: [Float] = [1, 0, 0]
                    for row in rows { for status in 0..<3 { sums[status] += statusWeights[row * 3 + status] } }
                    let highest = sums.max() ?? 0
                    sums = sums.map { exp($0 - highest) }
                    let total = sums.reduce(0, +)
                    for status in 0..<3 {
                        let error = sums[status] / total - (label.status == status ? 1 : 0)
                        guard abs(error) > 0.01 else { continue }
                        for row in rows {
                            statusSquares[row * 3 + status] += error * error
                            statusWeights[row * 3 + status] -=
                                rate * error / statusSquares[row * 3 + status].squareRoot()
                        }
                    }
                }
            }
            if pass * 2 > passes {
                taken += 1
                for place in sums.indices { sums[place] += weights[place] }
                for place in biasSums.indices { biasSums[place] += bias[place] }
            }
            report("pass \(pass): loss \(loss / Double(max(1, examples.count)))")
        }
        for place in sums.indices { weights[place] = sums[place] / taken }
        for place in biasSums.indices { bias[place] = biasSums[place] / taken }
    }

    func scores(_ example: NumberedExample) -> (labels: [Float], statuses: [Float]) {
        var result = bias
        for row in example.rows {
            for label in 0..<labelCount { result[label] += weights[row * labelCount + label] }
        }
        var sums: [Float] = [1, 0, 0]
        for row in example.rows { for status in 0..<3 { sums[status] += statusWeights[row * 3 + status] } }
        return (result, sums)
    }

    func statusBias(_ label: Int) -> [Float] {
        let row = weights.count / labelCount + label
        return (0..<3).map { statusWeights[row * 3 + $0] }
    }
}

/// SplitMix64 (Steele et al. 2014): the same numbers everywhere.
struct RandomNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    mutating func shuffle(_ values: inout [Int]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, through: 1, by: -1) {
            values.swapAt(last, Int(next() % UInt64(last + 1)))
        }
    }
}
