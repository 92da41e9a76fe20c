import EntenteText
import Testing

@testable import EntenteExtraction

/// The network in whole numbers against the same in floating point.
@Suite struct PairNetworkTests {
    @Test(arguments: [(7, 2, 3), (-7, 2, -4), (-6, 2, -3), (-205, 2, -103), (5, 1, 5), (-5, 1, -5), (0, 3, 0)])
    func aMeanIsRoundedDown(sum: Int32, count: Int32, mean: Int32) {
        #expect(PairModel.mean(of: sum, count: count) == mean)
    }

    private static let shape = PairNetworkShape(
        hidden: 16, layers: 2, pair: 16, labels: 3, wordRows: 40, pairRows: 12)

    /// Weights of a small network, drawn by chance.
    private struct Weights {
        var words: [Float] = []
        var layers: [(weights: [Float], bias: [Float], peepholes: [Float])] = []
        var ends: [Float] = []
        var table: [Float] = []
        var output: [Float] = []
        var outputBias: [Float] = []

        init(seed: UInt64) {
            var state = seed
            func numbers(_ count: Int, _ size: Float) -> [Float] {
                (0..<count).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return (Float(state >> 40) / Float(1 << 24) * 2 - 1) * size
                }
            }
            let shape = PairNetworkTests.shape
            words = numbers(shape.wordRows * shape.hidden, 0.5)
            for layer in 0..<shape.layers {
                let depth = layer == 0 ? shape.hidden : 2 * shape.hidden
                layers.append(
                    (
                        numbers(depth * 6 * shape.hidden, 0.4), numbers(6 * shape.hidden, 0.5),
                        numbers(4 * shape.hidden, 0.5)
                    ))
            }
            ends = numbers(2 * shape.hidden * PairNetworkShape.parts * shape.pair, 0.4)
            table = numbers(shape.pairRows * shape.pair, 0.5)
            outputBias = numbers(shape.labels + PairNetworkShape.statuses, 1)
            output = numbers(shape.pair * outputBias.count, 0.4)
        }

        var bytes: [UInt8] {
            let shape = PairNetworkTests.shape
            var writer = SectionWriter()
            writer.append(
                [shape.hidden, shape.layers, shape.pair, shape.labels, shape.wordRows, shape.pairRows].map { Int32($0) }
            )
            writer.append(words, places: FixedPoint.places)
            for layer in layers {
                writer.product(layer.weights, layer.bias)
                writer.append(layer.peepholes, places: FixedPoint.peepholePlaces)
            }
            writer.product(ends, [Float](repeating: 0, count: PairNetworkShape.parts * shape.pair))
            writer.append(table, places: FixedPoint.places)
            writer.product(output, outputBias)
            return writer.bytes
        }

        // MARK: The network in floating point

        private func gate(_ value: Float) -> Float {
            let rest = 1 - min(abs(value), 4) / 4
            return 0.5 + (value < 0 ? -0.5 : 0.5) * (1 - rest * rest)
        }

        private func squash(_ value: Float) -> Float {
            let rest = 1 - min(abs(value), 2) / 2
            return (value < 0 ? -1 : 1) * (1 - rest * rest)
        }

        private func product(_ input: [Float], _ weights: [Float], _ columns: Int) -> [Float] {
            (0..<columns).map { column in
                input.indices.reduce(0) { $0 + input[$1] * weights[$1 * columns + column] }
            }
        }

        func scores(_ input: PairInput) -> [[Float]] {
            let shape = PairNetworkTests.shape
            let width = shape.hidden
            var states: [[Float]] = (0..<input.wordCount).map { word in
                var sum = [Float](repeating: 0, count: width)
                for row in input.rows[word * PairInput.tables..<(word + 1) * PairInput.tables] where row >= 0 {
                    for place in 0..<width { sum[place] += words[Int(row) * width + place] }
                }
                return sum
            }
            for (number, layer) in layers.enumerated() {
                let sums = states.map { state in
                    zip(product(state, layer.weights, 6 * width), layer.bias).map { $0 + $1 }
                }
                var next = [[Float]](repeating: [Float](repeating: 0, count: 2 * width), count: states.count)
                for direction in 0..<2 {
                    var memory = [Float](repeating: 0, count: width)
                    for step in states.indices {
                        let word = direction == 0 ? step : states.count - 1 - step
                        for unit in 0..<width {
                            func sum(_ part: Int) -> Float { sums[word][direction * 3 * width + part * width + unit] }
                            let peep = (0..<2).map { layer.peepholes[direction * 2 * width + $0 * width + unit] }
                            memory[unit] =
                                sum(0) + gate(sum(1) + peep[0] * memory[unit]) * (memory[unit] - sum(0))
                            let show = gate(sum(2) + peep[1] * memory[unit])
                            let before = states[word][number == 0 ? unit : direction * width + unit]
                            next[word][direction * width + unit] = show * squash(memory[unit]) + (1 - show) * before
                        }
                    }
                }
                states = next
            }
            let parts = states.map { product($0, ends, PairNetworkShape.parts * shape.pair) }
            return input.pairs.map { pair in
                var sum = [Float](repeating: 0, count: shape.pair)
                func add(_ words: [Int], part: Int) {
                    for word in words {
                        for place in sum.indices {
                            sum[place] += parts[word][part * shape.pair + place] / Float(words.count)
                        }
                    }
                }
                add([pair.first], part: 0)
                add([pair.second], part: 1)
                add([pair.top], part: 2)
                add(pair.up, part: 3)
                add(pair.down, part: 4)
                add(Array(pair.between), part: 5)
                for row in pair.rows {
                    for place in sum.indices { sum[place] += table[Int(row) * shape.pair + place] }
                }
                let hidden = sum.map { min(max($0, 0), 8) }
                return zip(product(hidden, output, outputBias.count), outputBias).map { $0 + $1 }
            }
        }
    }

    private static let input: PairInput = {
        let rows = (0..<9 * PairInput.tables).map { (number: Int) -> Int32 in
            if number % 11 == 0 { return -1 }
            return Int32((number * 7 + number / 5) % 40)
        }
        return PairInput(
            rows: rows,
            pairs: [
                PairInput.Pair(first: 0, second: 8, top: 3, up: [1, 2], down: [5], between: 1..<8, rows: [0, 4, 11]),
                PairInput.Pair(first: 2, second: 3, top: 2, up: [], down: [], between: 3..<3, rows: [7]),
                PairInput.Pair(first: 1, second: 6, top: 0, up: [0, 3, 4], down: [7, 2], between: 2..<6, rows: []),
            ])
    }()

    @Test func wholeNumbersGiveWhatFloatingPointGives() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let weights = Weights(seed: seed)
            let expected = weights.scores(Self.input)
            try weights.bytes.withUnsafeBytes { bytes in
                let network = try #require(PairNetwork(bytes))
                let found = network.scores(Self.input)
                #expect(found.count == expected.count)
                for (own, others) in zip(found, expected) {
                    for (score, other) in zip(own, others) {
                        #expect(abs(Float(score) / 64 - other) < 0.06, "seed \(seed)")
                    }
                }
            }
        }
    }

    @Test func aPairScoresTheSameBesideOthersAndAlone() throws {
        let weights = Weights(seed: 3)
        try weights.bytes.withUnsafeBytes { bytes in
            let network = try #require(PairNetwork(bytes))
            let together = network.scores(Self.input)
            for (number, pair) in Self.input.pairs.enumerated() {
                #expect(network.scores(PairInput(rows: Self.input.rows, pairs: [pair])) == [together[number]])
            }
        }
    }

    @Test func aSectionThatIsCutShortIsNoNetwork() {
        let bytes = Weights(seed: 1).bytes
        for count in [0, 8, 24, 100, bytes.count / 2, bytes.count - 8] {
            #expect(bytes.prefix(count).withUnsafeBytes { PairNetwork($0) == nil })
        }
    }
}
