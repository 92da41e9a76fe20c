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
    private var output = SectionWriter()

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
        output.append([hidden, shape.layers, shape.arc, shape.label, shape.relations, shape.forms].map { Int32($0) })
        output.append(try take(shape.rowCounts.reduce(0, +) * hidden), places: FixedPoint.places)
        for layer in 0..<shape.layers {
            try product(depth: layer == 0 ? hidden : 2 * hidden, columns: 6 * hidden)
            output.append(try take(4 * hidden), places: FixedPoint.peepholePlaces)
        }
        try product(depth: 2 * hidden, columns: 2 * (shape.arc + shape.label))
        try product(depth: shape.arc, columns: shape.arc)
        try product(depth: shape.arc, columns: 2 * NeuralParser.farthest + 2)
        try product(depth: shape.label, columns: shape.relations)
        guard numbers.isEmpty else { throw TrainingError("the network has \(numbers.count) numbers too many") }
        return output.bytes
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<Float> {
        guard numbers.count >= count else { throw TrainingError("the network ends early") }
        defer { numbers = numbers.dropFirst(count) }
        guard numbers.prefix(count).allSatisfy(\.isFinite) else {
            throw TrainingError("the network has numbers that are none: training has diverged")
        }
        return numbers.prefix(count)
    }

    private mutating func product(depth: Int, columns: Int) throws {
        output.product(Array(try take(depth * columns)), Array(try take(columns)))
    }
}
