import CMatrixProduct

/// A matrix of bytes with its bias, for inputs whose rows are scaled to bytes one by one (Jacob et al. 2018).
///
/// Processors that multiply bytes quicker than wider numbers take the weights as they stand in the file (x86-64 with AVX2 or AVX-512
/// VNNI); for others they are widened once. A weight has seven bits, so that two products fit into 16 bits, as
/// AVX2 adds them up. Sums are of whole numbers and the same on all of them.
package struct ByteProduct: @unchecked Sendable {
    package let depth: Int
    /// A multiple of 16.
    package let columns: Int
    /// The size of a weight at most: 2 · 63 · 255 < 2¹⁵.
    package static let largestWeight: Int8 = 63
    private let weights: UnsafePointer<Int8>
    /// What a row of inputs that stands for zeros, each byte 128, adds to each column, negative.
    private let offsets: UnsafePointer<Int32>
    private let scales: UnsafePointer<Float>
    private let bias: UnsafePointer<Float>
    private let multiply: BytesMultiplied?
    private let wide: WideWeights?

    private typealias BytesMultiplied =
        @convention(c) (
            UnsafePointer<UInt8>, UnsafePointer<Int8>, UnsafePointer<Int32>, UnsafeMutablePointer<Int32>, Int, Int, Int
        ) -> Void

    /// - Parameters:
    ///   - depth: A multiple of 4.
    ///   - columns: A multiple of 16.
    ///   - steps: For the processor at hand.
    /// - Returns: nil where the section ends early or holds numbers that no product has.
    init?(_ reader: inout SectionReader, depth: Int, columns: Int, steps: EncoderSteps) {
        guard let scales = reader.floats(columns), let bias = reader.floats(columns),
            let offsets: UnsafePointer<Int32> = reader.take(columns),
            let weights: UnsafePointer<Int8> = reader.take(depth * columns),
            Self.fits(UnsafeBufferPointer(start: weights, count: depth * columns))
        else { return nil }
        (self.depth, self.columns, self.scales, self.bias) = (depth, columns, scales, bias)
        (self.offsets, self.weights) = (offsets, weights)
        multiply = steps.table.byte_product
        wide = multiply == nil ? WideWeights(weights, depth: depth, columns: columns) : nil
    }

    private static func fits(_ weights: UnsafeBufferPointer<Int8>) -> Bool {
        var (least, most): (Int8, Int8) = (0, 0)
        for weight in weights {
            least = min(least, weight)
            most = max(most, weight)
        }
        return most <= largestWeight && least >= -largestWeight
    }

    /// Sums for rows of bytes around 128, with the scales of columns and the bias.
    ///
    /// - Parameters:
    ///   - rowScales: What a step of a byte stands for, for each row.
    ///   - sums: Room for `rows`, rounded up to a multiple of four, times `columns` numbers.
    ///   - wideInputs: Room for as many rows of `depth` numbers, where the weights were widened.
    func sums(
        _ inputs: UnsafePointer<UInt8>, rowScales: UnsafePointer<Float>, rows: Int, sums: UnsafeMutablePointer<Int32>,
        wideInputs: UnsafeMutablePointer<Int16>
    ) -> entente_product_sums {
        if let wide {
            for place in 0..<rows * depth { wideInputs[place] = Int16(inputs[place]) }
            entente_matrix_product(wideInputs, wide.weights, offsets, sums, (rows + 3) / 4 * 4, columns, depth)
        } else {
            multiply?(inputs, weights, offsets, sums, rows, columns, depth)
        }
        return entente_product_sums(
            sums: sums, row_scales: rowScales, column_scales: scales, bias: bias, rows: rows, columns: columns)
    }

    /// Where in a packed matrix a weight stands.
    static func index(place: Int, column: Int, depth: Int) -> Int {
        (column / 16) * 16 * depth + (place / 4) * 64 + column % 16 * 4 + place % 4
    }
}

/// The weights of a `ByteProduct` in the order of a `MatrixProduct`.
private final class WideWeights {
    let weights: UnsafeMutablePointer<Int16>

    init(_ bytes: UnsafePointer<Int8>, depth: Int, columns: Int) {
        weights = .allocate(capacity: max(depth * columns, 1))
        var target = weights
        // Blocks of 16 columns; in a block, four places of the depth side by side become two times two.
        for four in stride(from: 0, to: depth * columns, by: 64) {
            for half in 0..<2 {
                for column in 0..<16 {
                    for part in 0..<2 {
                        target.initialize(to: Int16(bytes[four + column * 4 + half * 2 + part]))
                        target += 1
                    }
                }
            }
        }
    }

    deinit { weights.deallocate() }
}
