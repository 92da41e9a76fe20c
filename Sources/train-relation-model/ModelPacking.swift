import EntenteExtraction
import EntenteText
import Foundation

/// Packs trained networks into the file that `PairModel` reads, most numbers as bytes.
///
/// A trainer's file holds seven 32-bit numbers (`PairNetworkShape`), then 32-bit floats: the tables of words and of marks; the
/// places; gain and offset of what stands for a word; for each layer weights and bias of the attention's inputs and of its output, of
/// the layer over each word and of its output, then gain and offset after the attention and after that layer; weights and bias of the
/// parts of a pair; the tables of pairs; weights and bias of the labels and statuses; and what speaks for each status of each
/// label beforehand. A matrix is stored row by row, a row for each input.
struct ModelPacking {
    private var numbers: ArraySlice<Float>

    /// - Parameters:
    ///   - prepared: What `Preparation` wrote; its header is read.
    ///   - least: The score above which a label counts.
    ///   - networks: What the trainer wrote, whose mean counts.
    /// - Returns: The bytes of the model.
    static func pack(prepared: URL, least: LeastScores, networks: [URL]) throws -> [UInt8] {
        guard (1...16).contains(networks.count) else { throw TrainingError("give 1 to 16 networks") }
        let text = try Data(contentsOf: prepared)
        let header = try JSONDecoder().decode(PairTrainingHeader.self, from: text.prefix { $0 != 10 })
        let labels = header.labels.count
        let unknown = least.unknown(header.labels)
        guard unknown.isEmpty else {
            let kinds = unknown.joined(separator: ", ")
            throw TrainingError("there are least scores for kinds that no label has: \(kinds)")
        }
        var statusBias = [Float](repeating: 0, count: labels * PairNetworkShape.statuses)
        var sections: [(String, [UInt8])] = []
        for (place, network) in networks.enumerated() {
            var (packing, shape) = try read(network)
            guard shape.labels == labels, shape.wordRows == header.wordRows, shape.pairRows == header.pairRows else {
                throw TrainingError("\(network.path) was trained on other sentences than \(prepared.path)")
            }
            sections.append(("network\(place + 1)", try packing.network(shape)))
            let bias = Array(try packing.take(statusBias.count))
            for index in bias.indices { statusBias[index] += bias[index] / Float(networks.count) }
            guard packing.numbers.isEmpty else {
                throw TrainingError("\(network.path) has \(packing.numbers.count) numbers too many")
            }
        }
        func whole(_ values: [Float]) -> [UInt8] {
            values.map { Int32(($0 * Float(PairScale.score)).rounded()) }.withUnsafeBytes { [UInt8]($0) }
        }
        func lines(_ values: [String]) -> [UInt8] { Array(values.joined(separator: "\n").utf8) }
        return LanguageModelFile.build(
            [
                ("labels", lines(header.labels)), ("kinds", lines(header.kinds)), ("frames", lines(header.frames)),
                ("status-bias", whole(statusBias)),
                ("thresholds", whole(header.labels.map { least[$0] })),
                ("counts", [Int32(header.words.count), Int32(networks.count)].withUnsafeBytes { [UInt8]($0) }),
                ("words", WordTable(header.words).table),
            ] + sections)
    }

    private static func read(_ network: URL) throws -> (ModelPacking, PairNetworkShape) {
        let data = try Data(contentsOf: network)
        let numbers = PairNetworkShape.numbers
        guard data.count >= 4 * numbers, data.count % 4 == 0 else {
            throw TrainingError("\(network.path) is not a network")
        }
        let words: [UInt32] = data.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4).map { bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self) }
        }
        guard let shape = PairNetworkShape(words.prefix(numbers).map { Int($0) }) else {
            throw TrainingError("\(network.path) has sizes that no network has")
        }
        return (ModelPacking(numbers: words[numbers...].map { Float(bitPattern: $0) }[...]), shape)
    }

    private mutating func network(_ shape: PairNetworkShape) throws -> [UInt8] {
        let width = shape.width
        var writer = SectionWriter()
        writer.append(shape.numbers)
        writer.byteRows(try take((shape.wordRows + PairNetworkShape.marks) * width), width: width)
        writer.append(floats: try take(PairNetworkShape.window * width))
        writer.append(floats: try take(2 * width))
        for _ in 0..<shape.layers {
            for (depth, columns) in [(width, 3 * width), (width, width), (width, shape.inner), (shape.inner, width)] {
                writer.byteProduct(Array(try take(depth * columns)), Array(try take(columns)))
            }
            writer.append(floats: try take(4 * width))
        }
        try product(width, PairNetworkShape.parts * shape.pair, &writer)
        writer.append(try take(shape.pairRows * shape.pair), places: FixedPoint.places)
        try product(shape.pair, shape.labels + PairNetworkShape.statuses, &writer)
        return writer.bytes
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<Float> {
        guard numbers.count >= count else { throw TrainingError("the network ends early") }
        defer { numbers = numbers.dropFirst(count) }
        guard numbers.prefix(count).allSatisfy(\.isFinite) else {
            throw TrainingError("the network has numbers that are none: training has diverged")
        }
        return numbers.prefix(count)
    }

    private mutating func product(_ depth: Int, _ columns: Int, _ writer: inout SectionWriter) throws {
        writer.product(Array(try take(depth * columns)), Array(try take(columns)))
    }
}
