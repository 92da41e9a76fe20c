import CMatrixProduct

/// A matrix of whole numbers with its bias, packed for `entente_matrix_product`.
package struct MatrixProduct: @unchecked Sendable {
    package let weights: UnsafePointer<Int16>
    package let bias: UnsafePointer<Int32>
    package let depth: Int
    /// A multiple of 16.
    package let columns: Int
    /// Binary places of the weights.
    package let places: Int32

    /// - Parameter rows: A multiple of four.
    package func apply(_ inputs: UnsafePointer<Int16>, _ outputs: UnsafeMutablePointer<Int32>, rows: Int) {
        entente_matrix_product(inputs, weights, bias, outputs, rows, columns, depth)
    }

    /// The product with some of the columns alone; both ends a multiple of 16.
    package func part(_ range: Range<Int>) -> MatrixProduct {
        MatrixProduct(
            weights: weights + range.lowerBound * depth, bias: bias + range.lowerBound, depth: depth,
            columns: range.count, places: places)
    }

    /// The next multiple of 16.
    package static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}

/// Takes arrays one after the other from a section of a model's file, each at a multiple of eight.
package struct SectionReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    package var isAtEnd: Bool { place == bytes.count }

    package mutating func take<Number>(_ count: Int) -> UnsafePointer<Number>? {
        let size = count * MemoryLayout<Number>.stride
        guard count >= 0, let base = bytes.baseAddress, size <= bytes.count - place else { return nil }
        let start = (base + place).assumingMemoryBound(to: Number.self)
        place = min((place + size + 7) / 8 * 8, bytes.count)
        return start
    }

    /// Numbers of 32 bits, none of them infinite, none at all or so large that no training gives it.
    package mutating func floats(_ count: Int) -> UnsafePointer<Float>? {
        guard let start: UnsafePointer<Float> = take(count) else { return nil }
        // Not a number compares as false.
        return (0..<count).allSatisfy { abs(start[$0]) < 1e6 } ? start : nil
    }

    package mutating func product(depth: Int, columns: Int) -> MatrixProduct? {
        guard let places: UnsafePointer<Int32> = take(1), (1...15).contains(places[0]),
            let bias: UnsafePointer<Int32> = take(columns), let weights: UnsafePointer<Int16> = take(depth * columns)
        else { return nil }
        return MatrixProduct(weights: weights, bias: bias, depth: depth, columns: columns, places: places[0])
    }
}
