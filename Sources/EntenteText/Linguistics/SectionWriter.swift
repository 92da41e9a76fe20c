/// Writes what `SectionReader` reads: arrays of whole numbers one after the other, each at a multiple of eight.
package struct SectionWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append<Number: FixedWidthInteger>(_ values: [Number]) {
        values.withUnsafeBytes { bytes += $0 }
        while bytes.count % 8 != 0 { bytes.append(0) }
    }

    /// Numbers as multiples of 2^-`places`.
    package mutating func append<Numbers: Collection<Float>>(_ values: Numbers, places: Int32) {
        append(values.map { Self.rounded($0 * Float(1 << places)) })
    }

    private static func rounded(_ value: Float) -> Int16 {
        Int16(min(max(value.rounded(), -32767), 32767))
    }

    /// Packs a matrix (row by row, a row for each input) and its bias with as many binary places as keep weights and sums in
    /// their bounds.
    package mutating func product(_ weights: [Float], _ bias: [Float]) {
        let columns = bias.count
        let depth = weights.count / max(columns, 1)
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
        let width = MatrixProduct.padded(columns)
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
