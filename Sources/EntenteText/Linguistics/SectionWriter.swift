/// Writes what `SectionReader` reads: arrays of numbers one after the other, each at a multiple of eight.
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

    /// Numbers as they are.
    package mutating func append(floats values: some Collection<Float>) { append(values.map(\.bitPattern)) }

    /// Rows of numbers as bytes, then what a step of each row stands for.
    package mutating func byteRows(_ values: some Collection<Float>, width: Int) {
        let values = Array(values)
        var bytes: [Int8] = []
        bytes.reserveCapacity(values.count)
        var scales: [Float] = []
        for start in stride(from: 0, to: values.count, by: width) {
            let row = values[start..<min(start + width, values.count)]
            let largest = row.reduce(0) { max($0, abs($1)) }
            scales.append(largest / 127)
            bytes += row.map { largest > 0 ? Int8(($0 / largest * 127).rounded()) : 0 }
        }
        append(bytes)
        append(floats: scales)
    }

    /// Packs a matrix (row by row, a row for each input) and its bias for `ByteProduct`; as many columns as a multiple of 16.
    package mutating func byteProduct(_ weights: [Float], _ bias: [Float]) {
        let columns = bias.count
        let depth = weights.count / max(columns, 1)
        var packed = [Int8](repeating: 0, count: depth * columns)
        var scales: [Float] = []
        var offsets: [Int32] = []
        for column in 0..<columns {
            let own = (0..<depth).map { weights[$0 * columns + column] }
            let largest = own.reduce(0) { max($0, abs($1)) }
            let steps = Float(ByteProduct.largestWeight)
            scales.append(largest / steps)
            var sum: Int32 = 0
            for (place, weight) in own.enumerated() {
                let byte = largest > 0 ? Int8((weight / largest * steps).rounded()) : 0
                packed[ByteProduct.index(place: place, column: column, depth: depth)] = byte
                sum += Int32(byte)
            }
            offsets.append(-128 * sum)
        }
        append(floats: scales)
        append(floats: bias)
        append(offsets)
        append(packed)
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
