/// A layer of simple recurrent units, one half from left to right and one from right to left (Lei et al. 2018), in whole
/// numbers (`FixedPoint`).
package struct RecurrentLayer: @unchecked Sendable {
    /// Width of each direction.
    package let width: Int
    private let product: MatrixProduct
    /// For each direction: weights of the memory in the forget gate, then in the output gate.
    private let peepholes: UnsafePointer<Int16>
    private let isFirst: Bool

    /// - Parameters:
    ///   - width: A multiple of 16.
    ///   - isFirst: Whether its input is `width` wide in place of twice as much.
    /// - Returns: nil where the section ends early.
    package init?(_ reader: inout SectionReader, width: Int, isFirst: Bool) {
        guard let product = reader.product(depth: isFirst ? width : 2 * width, columns: 6 * width),
            let peepholes: UnsafePointer<Int16> = reader.take(4 * width)
        else { return nil }
        self.width = width
        self.product = product
        self.peepholes = peepholes
        self.isFirst = isFirst
    }

    /// Numbers that it needs room for at `sums`, for each word.
    package var columns: Int { product.columns }

    /// Writes an activation of each direction for each word.
    ///
    /// - Parameters:
    ///   - count: Words; all rows have room for the next multiple of four.
    ///   - cells: Room for `width` numbers.
    /// - Complexity: linear in the number of words.
    package func apply(
        _ input: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<Int16>, count: Int,
        sums: UnsafeMutablePointer<Int32>, cells: UnsafeMutablePointer<Int32>
    ) {
        product.apply(input, sums, rows: (count + 3) / 4 * 4)
        let width = width
        let places = product.places
        for direction in 0..<2 {
            let forget = peepholes + direction * 2 * width
            let reset = forget + width
            cells.update(repeating: 0, count: width)
            for step in 0..<count {
                let word = direction == 0 ? step : count - 1 - step
                let sums = UnsafePointer(sums) + word * 6 * width + direction * 3 * width
                let skip = isFirst ? input + word * width : input + word * 2 * width + direction * width
                let target = output + word * 2 * width + direction * width
                for unit in 0..<width {
                    let memory = cells[unit]
                    let candidate = FixedPoint.scaled(sums[unit], places)
                    let value = min(max(candidate, -32767), 32767) &<< 2
                    let keep = FixedPoint.gate(
                        Self.gateInput(sums[width &+ unit], places, Int32(forget[unit]), memory))
                    let next = value &+ FixedPoint.scaled(keep &* (memory &- value), 12)
                    cells[unit] = next
                    let show = FixedPoint.gate(
                        Self.gateInput(sums[2 &* width &+ unit], places, Int32(reset[unit]), next))
                    let before = Int32(skip[unit])
                    let change = FixedPoint.scaled(show &* (FixedPoint.squashed(next) &- before), 12)
                    target[unit] = Int16(truncatingIfNeeded: before &+ change)
                }
            }
        }
    }

    @inline(__always)
    private static func gateInput(_ sum: Int32, _ places: Int32, _ weight: Int32, _ memory: Int32) -> Int32 {
        FixedPoint.scaled(sum, places)
            &+ FixedPoint.scaled(weight &* (memory &>> 2), FixedPoint.peepholePlaces)
    }
}
