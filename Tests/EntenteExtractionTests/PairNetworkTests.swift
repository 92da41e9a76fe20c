import EntenteText
import Foundation
import Testing

@testable import EntenteExtraction

/// The network, whose products are of bytes, against the same in floating point.
@Suite struct PairNetworkTests {
    @Test(arguments: [(7, 2, 3), (-7, 2, -4), (-6, 2, -3), (-205, 2, -103), (5, 1, 5), (-5, 1, -5), (0, 3, 0)])
    func aMeanIsRoundedDown(sum: Int32, count: Int32, mean: Int32) {
        #expect(PairModel.mean(of: sum, count: count) == mean)
    }

    private static let shape = PairNetworkShape(
        width: 64, layers: 2, inner: 128, pair: 16, labels: 3, wordRows: 40, pairRows: 12)

    /// Weights of a small network, drawn by chance.
    private struct Weights {
        /// Weights and bias of a product.
        typealias Product = (weights: [Float], bias: [Float])
        struct Layer {
            let mix: Product
            let join: Product
            let widen: Product
            let narrow: Product
            let norms: [Float]
        }

        var words: [Float] = []
        var positions: [Float] = []
        var norm: [Float] = []
        var layers: [Layer] = []
        var ends: [Float] = []
        var table: [Float] = []
        var output: [Float] = []
        var outputBias: [Float] = []

        init(seed: UInt64) {
            var state = seed
            func numbers(_ count: Int, _ size: Float, around middle: Float = 0) -> [Float] {
                (0..<count).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return (Float(state >> 40) / Float(1 << 24) * 2 - 1) * size + middle
                }
            }
            let shape = PairNetworkTests.shape
            let (width, inner) = (shape.width, shape.inner)
            func product(_ depth: Int, _ columns: Int) -> Product {
                (numbers(depth * columns, 0.2), numbers(columns, 0.3))
            }
            func gains() -> [Float] { numbers(width, 0.4, around: 0.8) + numbers(width, 0.2) }
            words = numbers((shape.wordRows + PairNetworkShape.marks) * width, 0.5)
            positions = numbers(PairNetworkShape.window * width, 0.3)
            norm = gains()
            for _ in 0..<shape.layers {
                layers.append(
                    Layer(
                        mix: product(width, 3 * width), join: product(width, width), widen: product(width, inner),
                        narrow: product(inner, width), norms: gains() + gains()))
            }
            ends = numbers(width * PairNetworkShape.parts * shape.pair, 0.2)
            table = numbers(shape.pairRows * shape.pair, 0.5)
            outputBias = numbers(shape.labels + PairNetworkShape.statuses, 1)
            output = numbers(shape.pair * outputBias.count, 0.4)
        }

        var bytes: [UInt8] {
            let shape = PairNetworkTests.shape
            var writer = SectionWriter()
            writer.append(shape.numbers)
            writer.byteRows(words, width: shape.width)
            writer.append(floats: positions)
            writer.append(floats: norm)
            for layer in layers {
                for product in [layer.mix, layer.join, layer.widen, layer.narrow] {
                    writer.byteProduct(product.weights, product.bias)
                }
                writer.append(floats: layer.norms)
            }
            writer.product(ends, [Float](repeating: 0, count: PairNetworkShape.parts * shape.pair))
            writer.append(table, places: FixedPoint.places)
            writer.product(output, outputBias)
            return writer.bytes
        }

        // MARK: The network in floating point

        private func product(_ input: [Float], _ product: Product) -> [Float] {
            product.bias.indices.map { column in
                input.indices.reduce(product.bias[column]) {
                    $0 + input[$1] * product.weights[$1 * product.bias.count + column]
                }
            }
        }

        private func normal(_ values: [Float], _ gains: ArraySlice<Float>) -> [Float] {
            let gains = Array(gains)
            let mean = values.reduce(0, +) / Float(values.count)
            let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)
            return values.indices.map {
                (values[$0] - mean) / (spread + 1e-12).squareRoot() * gains[$0] + gains[values.count + $0]
            }
        }

        private func added(_ one: [Float], _ other: [Float]) -> [Float] { zip(one, other).map { $0 + $1 } }

        /// Attention of each word to all, head by head.
        private func attention(_ mixed: [[Float]]) -> [[Float]] {
            let width = PairNetworkTests.shape.width
            return mixed.map { own in
                (0..<width / EncoderLayer.headWidth).flatMap { head -> [Float] in
                    let places = head * EncoderLayer.headWidth..<(head + 1) * EncoderLayer.headWidth
                    let scores = mixed.map { other in
                        Foundation.exp(places.reduce(Float(0)) { $0 + own[$1] * other[width + $1] })
                    }
                    let whole = scores.reduce(0, +)
                    return places.map { place in
                        zip(scores, mixed).reduce(0) { $0 + $1.0 / whole * $1.1[2 * width + place] }
                    }
                }
            }
        }

        private func states(_ input: PairInput) -> [[Float]] {
            let shape = PairNetworkTests.shape
            let width = shape.width
            func row(_ number: Int) -> [Float] { Array(words[number * width..<(number + 1) * width]) }
            var states = [row(shape.wordRows + 1)]
            for word in 0..<input.wordCount {
                let rows = input.rows[word * PairInput.tables..<(word + 1) * PairInput.tables]
                let unknown = rows.first.map { $0 < 0 } ?? true
                states.append(
                    rows.filter { $0 >= 0 }.reduce(
                        unknown ? row(shape.wordRows) : [Float](repeating: 0, count: width)
                    ) { added($0, row(Int($1))) })
            }
            states.append(row(shape.wordRows + 2))
            states = states.enumerated().map { place, state in
                normal(added(state, Array(positions[place * width..<(place + 1) * width])), norm[...])
            }
            for layer in layers {
                let seen = attention(states.map { product($0, layer.mix) })
                states = zip(states, seen).map {
                    normal(added($0, product($1, layer.join)), layer.norms[..<(2 * width)])
                }
                states = states.map { state in
                    // The Gaussian error linear unit itself, of which the network computes a polynomial.
                    let inner = product(state, layer.widen).map {
                        0.5 * $0 * (1 + Foundation.erf($0 / Float(2).squareRoot()))
                    }
                    return normal(added(state, product(inner, layer.narrow)), layer.norms[(2 * width)...])
                }
            }
            return Array(states[1...input.wordCount])
        }

        func scores(_ input: PairInput) -> [[Float]] {
            let shape = PairNetworkTests.shape
            let none = [Float](repeating: 0, count: PairNetworkShape.parts * shape.pair)
            let parts = states(input).map { product($0, (ends, none)) }
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
                return product(sum.map { min(max($0, 0), 8) }, (output, outputBias))
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

    @Test func bytesGiveWhatFloatingPointGives() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let weights = Weights(seed: seed)
            let expected = weights.scores(Self.input)
            try weights.bytes.withUnsafeBytes { bytes in
                let network = try #require(PairNetwork(bytes))
                let found = network.scores(Self.input)
                #expect(found.count == expected.count)
                for (own, others) in zip(found, expected) {
                    for (score, other) in zip(own, others) {
                        #expect(abs(Float(score) / 64 - other) < 0.12, "seed \(seed)")
                    }
                }
            }
        }
    }

    @Test func allKindsOfProcessorGiveTheSame() throws {
        try Weights(seed: 4).bytes.withUnsafeBytes { bytes in
            let expected = try #require(PairNetwork(bytes)).scores(Self.input)
            var version = 0
            while let steps = EncoderSteps(version: version) {
                #expect(
                    try #require(PairNetwork(bytes, steps: steps)).scores(Self.input) == expected, "version \(version)")
                version += 1
            }
            #expect(version > 0)
        }
    }

    @Test func aLongSentenceIsReadInPartsThatDoNotSeeEachOther() throws {
        let most = PairNetworkShape.window - 2
        let pair = PairInput.Pair(first: 3, second: 9, top: 5, up: [4], down: [7], between: 4..<9, rows: [2])
        func moved(_ pair: PairInput.Pair, by count: Int) -> PairInput.Pair {
            PairInput.Pair(
                first: pair.first + count, second: pair.second + count, top: pair.top + count,
                up: pair.up.map { $0 + count }, down: pair.down.map { $0 + count },
                between: pair.between.lowerBound + count..<pair.between.upperBound + count, rows: pair.rows)
        }
        func rows(_ words: Range<Int>) -> [Int32] {
            words.flatMap { word in (0..<PairInput.tables).map { Int32((word * 13 + $0 * 5 + word / 7) % 40) } }
        }
        try Weights(seed: 2).bytes.withUnsafeBytes { bytes in
            let network = try #require(PairNetwork(bytes))
            let whole = network.scores(
                PairInput(
                    rows: rows(0..<2 * most + 20), pairs: [pair, moved(pair, by: most), moved(pair, by: 2 * most)]))
            for (number, part) in [0..<most, most..<2 * most, 2 * most..<2 * most + 20].enumerated() {
                #expect(network.scores(PairInput(rows: rows(part), pairs: [pair])) == [whole[number]])
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

    @Test func aSectionThatIsCutShortOrTooLongIsNoNetwork() {
        let bytes = Weights(seed: 1).bytes
        for count in [0, 8, 24, 100, bytes.count / 2, bytes.count - 8] {
            #expect(bytes.prefix(count).withUnsafeBytes { PairNetwork($0) == nil })
        }
        #expect((bytes + [UInt8](repeating: 0, count: 8)).withUnsafeBytes { PairNetwork($0) == nil })
    }

    @Test(arguments: [(0, 48), (0, -64), (1, 0), (2, 8), (4, 0), (5, Int32.max)])
    func sizesThatNoNetworkHasAreRefused(place: Int, size: Int32) {
        var bytes = Weights(seed: 1).bytes
        withUnsafeBytes(of: size) { bytes.replaceSubrange(place * 4..<place * 4 + 4, with: $0) }
        #expect(bytes.withUnsafeBytes { PairNetwork($0) == nil })
    }
}
