import EntenteText
import Foundation

/// Turns a trained network into the whole numbers of the model's section `network` (`NeuralParser`).
///
/// The trainer's file holds six 32-bit numbers (`NeuralParser.Shape`), then 32-bit floats: the tables of embeddings; for
/// each layer weights, bias and peepholes; weights and bias of the words' ends, of the bilinear form, of the distances with
/// the root behind them, and of the relations. A matrix is stored row by row, a row for each input.
struct NetworkPacking {
    private let shape: NeuralParser.Shape
    private var numbers: ArraySlice<Float>
    private var output: [UInt8] = []

    /// - Returns: The bytes of the section.
    static func pack(_ url: URL) throws -> [UInt8] {
        var packing = try NetworkPacking(url)
        return try packing.run()
    }

    private init(_ url: URL) throws {
        guard let data = try? Data(contentsOf: url) else { throw TrainingError("cannot read \(url.path)") }
        guard data.count >= 24, data.count % 4 == 0 else { throw TrainingError("\(url.path) is not a network") }
        let words: [UInt32] = data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4).map { bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self) }
        }
        let header = words.prefix(6).map { Int($0) }
        shape = NeuralParser.Shape(
            hidden: header[0], layers: header[1], arc: header[2], label: header[3], relations: header[4],
            forms: header[5])
        numbers = words[6...].map { Float(bitPattern: $0) }[...]
    }

    private mutating func run() throws -> [UInt8] {
        let hidden = shape.hidden
        append([hidden, shape.layers, shape.arc, shape.label, shape.relations, shape.forms].map { Int32($0) })
        let unit = Float(1 << FixedPoint.places)
        append(try take(shape.rowCounts.reduce(0, +) * hidden).map { Self.rounded($0 * unit) })
        for layer in 0..<shape.layers {
            try product(depth: layer == 0 ? hidden : 2 * hidden, columns: 6 * hidden)
            append(try take(4 * hidden).map { Self.rounded($0 * Float(1 << FixedPoint.peepholePlaces)) })
        }
        try product(depth: 2 * hidden, columns: 2 * (shape.arc + shape.label))
        try product(depth: shape.arc, columns: shape.arc)
        try product(depth: shape.arc, columns: 2 * NeuralParser.farthest + 2)
        try product(depth: shape.label, columns: shape.relations)
        guard numbers.isEmpty else { throw TrainingError("the network has \(numbers.count) numbers too many") }
        return output
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<Float> {
        guard numbers.count >= count else { throw TrainingError("the network ends early") }
        defer { numbers = numbers.dropFirst(count) }
        guard numbers.prefix(count).allSatisfy(\.isFinite) else {
            throw TrainingError("the network has numbers that are none: training has diverged")
        }
        return numbers.prefix(count)
    }

    private static func rounded(_ value: Float) -> Int16 {
        Int16(min(max(value.rounded(), -32767), 32767))
    }

    private mutating func append<Number: FixedWidthInteger>(_ values: [Number]) {
        values.withUnsafeBytes { output += $0 }
        while output.count % 8 != 0 { output.append(0) }
    }

    /// Packs a matrix and its bias with as many binary places as keep weights and sums in their bounds.
    private mutating func product(depth: Int, columns: Int) throws {
        let weights = Array(try take(depth * columns))
        let bias = Array(try take(columns))
        var largest: Float = 0
        for column in 0..<columns {
            var sum = abs(bias[column])
            for place in 0..<depth {
                let size = abs(weights[place * columns + column])
                // A weight has 15 bits, a sum of products with activations below 8 has 31.
                largest = max(largest, size * 16)
                sum += size * 8
            }
            largest = max(largest, sum / 2)
        }
        var places: Int32 = 15
        while places > 1, largest * Float(1 << places) > Float(1 << 15) * 15.9 { places -= 1 }
        let width = NeuralParser.padded(columns)
        var packed = [Int16](repeating: 0, count: depth * width)
        for column in 0..<columns {
            for place in 0..<depth {
                let index = (column / 16) * 16 * depth + (place / 2) * 32 + column % 16 * 2 + place % 2
                packed[index] = Self.rounded(weights[place * columns + column] * Float(1 << places))
            }
        }
        append([places])
        append(
            (0..<width).map { column in
                column < columns ? Int32((bias[column] * Float(1 << (places + FixedPoint.places))).rounded()) : Int32(0)
            })
        append(packed)
    }
}
