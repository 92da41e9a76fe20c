import CMatrixProduct
import Testing

@testable import EntenteText

/// The encoder's layer, the same on all kinds of processor.
@Suite struct EncoderLayerTests {
    private static let (width, inner) = (64, 48)

    /// From -1 to 1, by the generator's bits alone, so that they are the same with every version of the standard library.
    private static func number(_ numbers: inout NeuralParserTests.Numbers) -> Float {
        Float(numbers.next() >> 40) / Float(1 << 23) - 1
    }

    private static let sections = (1...2).map { section(seed: $0) }

    private static func section(seed: UInt64) -> [UInt8] {
        var numbers = NeuralParserTests.Numbers(state: seed)
        func drawn(_ count: Int, _ size: Float) -> [Float] { (0..<count).map { _ in number(&numbers) * size } }
        var writer = SectionWriter()
        for (depth, columns) in [(width, 3 * width), (width, width), (width, inner), (inner, width)] {
            writer.byteProduct(drawn(depth * columns, 0.3), drawn(columns, 0.5))
        }
        writer.append(floats: drawn(4 * width, 1.5))
        return writer.bytes
    }

    /// The bits of the state after a layer.
    private func states(_ section: [UInt8], _ steps: EncoderSteps, count: Int) throws -> [UInt32] {
        try section.withUnsafeBytes { bytes in
            var reader = SectionReader(bytes)
            let layer = try #require(EncoderLayer(&reader, width: Self.width, inner: Self.inner, steps: steps))
            #expect(reader.isAtEnd)
            let memory = EncoderMemory(words: count, width: Self.width, inner: Self.inner, steps: steps)
            var numbers = NeuralParserTests.Numbers(state: UInt64(count))
            for place in 0..<count * Self.width { memory.state[place] = Self.number(&numbers) * 2 }
            layer.apply(memory, count: count)
            return (0..<count * Self.width).map { memory.state[$0].bitPattern }
        }
    }

    @Test(arguments: [1, 3, 4, 15, 16, 17, 33, 128])
    func allVersionsGiveTheSameToTheBit(count: Int) throws {
        for section in Self.sections {
            let expected = try states(section, EncoderSteps(), count: count)
            #expect(expected.allSatisfy { Float(bitPattern: $0).isFinite })
            var version = 0
            while let steps = EncoderSteps(version: version) {
                #expect(try states(section, steps, count: count) == expected, "version \(version)")
                version += 1
            }
            #expect(version > 0)
        }
    }

    /// What another kind of processor gave: the order of sums is part of what the program promises.
    @Test func theSumsComeInTheirOrder() throws {
        let bits = try states(Self.sections[0], EncoderSteps(), count: 20)
        let hash = bits.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        #expect(hash == 4_574_003_916_084_925_407)
    }

    @Test(arguments: [(4, 16, 4), (8, 48, 60), (1, 64, 8), (2, 48, 8), (7, 64, 64)])
    func bytesAreMultipliedExactly(rows: Int, columns: Int, depth: Int) {
        // Where bytes are not multiplied as such, `NeuralParserTests` tests what takes their place.
        let products = (0...2).compactMap { EncoderSteps(version: $0)?.table.byte_product }
        var numbers = NeuralParserTests.Numbers(state: 5)
        for isExtreme in [false, true] {
            let most = ByteProduct.largestWeight
            let inputs = (0..<rows * depth).map { _ in isExtreme ? 255 : UInt8.random(in: 0...255, using: &numbers) }
            let weights = (0..<depth * columns).map { place in
                isExtreme ? (place / 4 % 2 == 0 ? most : -most) : Int8.random(in: -most...most, using: &numbers)
            }
            let bias = (0..<columns).map { _ in Int32.random(in: -1_000_000...1_000_000, using: &numbers) }
            for multiply in products {
                var sums = [Int32](repeating: 0, count: rows * columns)
                multiply(inputs, weights, bias, &sums, rows, columns, depth)
                for row in 0..<rows {
                    for column in 0..<columns {
                        let expected = (0..<depth).reduce(bias[column]) { sum, place in
                            let weight = weights[ByteProduct.index(place: place, column: column, depth: depth)]
                            return sum + Int32(inputs[row * depth + place]) * Int32(weight)
                        }
                        #expect(sums[row * columns + column] == expected)
                    }
                }
            }
        }
    }

    @Test func weightsThatDoNotFitAreRefused() {
        for (weight, isRefused) in [(Int8(63), false), (64, true), (-64, true)] {
            var writer = SectionWriter()
            writer.append(floats: [Float](repeating: 1, count: 16))
            writer.append(floats: [Float](repeating: 0, count: 16))
            writer.append([Int32](repeating: 0, count: 16))
            writer.append([Int8](repeating: 0, count: 63) + [weight])
            writer.bytes.withUnsafeBytes { bytes in
                var reader = SectionReader(bytes)
                let product = ByteProduct(&reader, depth: 4, columns: 16, steps: EncoderSteps())
                #expect((product == nil) == isRefused)
            }
        }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity, 1e7])
    func numbersThatNoLayerHasAreRefused(number: Float) {
        var writer = SectionWriter()
        writer.append(floats: [1, 2, number])
        writer.bytes.withUnsafeBytes { bytes in
            var reader = SectionReader(bytes)
            #expect(reader.floats(2) != nil)
            reader = SectionReader(bytes)
            #expect(reader.floats(3) == nil)
        }
    }
}
