import CMatrixProduct

/// The steps between products of matrices, compiled for one kind of processor. All versions give the same to the bit.
package struct EncoderSteps: Sendable {
    let table: entente_encoder_steps

    /// For the processor at hand.
    package init() { table = entente_encoder_steps_here().pointee }

    /// - Parameter version: From 0, the slowest.
    /// - Returns: nil where the processor at hand cannot run it.
    package init?(version: Int) {
        guard let steps = entente_encoder_steps_version(Int32(version)) else { return nil }
        table = steps.pointee
    }
}

/// A layer of a transformer's encoder (Vaswani et al. 2017): attention of each word to all words, then a layer over each
/// word, both added to what stood there and brought to one scale.
///
/// Products are of bytes (`ByteProduct`); what stands between is computed in floating point, each number by the same operations in
/// the same order on every processor (`encoder_steps.c`).
package struct EncoderLayer: @unchecked Sendable {
    /// Numbers of each head of the attention.
    package static let headWidth = 32

    package let width: Int
    /// Width of the layer over each word.
    package let inner: Int
    private let steps: EncoderSteps
    private let mix: ByteProduct
    private let join: ByteProduct
    private let widen: ByteProduct
    private let narrow: ByteProduct
    /// Gain and offset after the attention, then after the layer over each word.
    private let norms: UnsafePointer<Float>

    /// - Parameters:
    ///   - width: A multiple of 32.
    ///   - inner: A multiple of 16.
    ///   - steps: For the processor at hand.
    /// - Returns: nil where the section ends early or holds numbers that no layer has.
    package init?(_ reader: inout SectionReader, width: Int, inner: Int, steps: EncoderSteps) {
        func product(_ depth: Int, _ columns: Int) -> ByteProduct? {
            ByteProduct(&reader, depth: depth, columns: columns, steps: steps)
        }
        guard let mix = product(width, 3 * width), let join = product(width, width), let widen = product(width, inner),
            let narrow = product(inner, width), let norms = reader.floats(4 * width)
        else { return nil }
        (self.width, self.inner, self.steps) = (width, inner, steps)
        (self.mix, self.join, self.widen, self.narrow, self.norms) = (mix, join, widen, narrow, norms)
    }

    /// Replaces the state of each word in `memory`.
    ///
    /// - Complexity: quadratic in `count`, with a small factor beside the linear part.
    package func apply(_ memory: EncoderMemory, count: Int) {
        let steps = steps.table
        func sums(_ product: ByteProduct) -> entente_product_sums {
            product.sums(
                memory.bytes, rowScales: memory.scales, rows: count, sums: memory.sums, wideInputs: memory.wide)
        }
        steps.row_bytes(memory.state, memory.bytes, memory.scales, count, width)
        var mixed = sums(mix)
        steps.sums_to_numbers(&mixed, memory.mixed)
        steps.attend(memory.mixed, memory.seen, memory.room, count, width / Self.headWidth)
        steps.row_bytes(memory.seen, memory.bytes, memory.scales, count, width)
        var joined = sums(join)
        steps.normal_sums(&joined, norms, norms + width, memory.state)
        steps.row_bytes(memory.state, memory.bytes, memory.scales, count, width)
        var widened = sums(widen)
        steps.curved_bytes(&widened, memory.room, memory.bytes, memory.innerScales)
        var narrowed = narrow.sums(
            memory.bytes, rowScales: memory.innerScales, rows: count, sums: memory.sums, wideInputs: memory.wide)
        steps.normal_sums(&narrowed, norms + 2 * width, norms + 3 * width, memory.state)
    }

    /// Brings each row of the state to mean 0 and spread 1, times `gain`, plus `offset`.
    package func normalize(
        _ memory: EncoderMemory, gain: UnsafePointer<Float>, offset: UnsafePointer<Float>, count: Int
    ) {
        steps.table.normal(gain, offset, memory.state, count, width)
    }
}

/// Memory of an encoder for the words of one sentence.
package final class EncoderMemory {
    /// A row of `width` numbers for each word.
    package let state: UnsafeMutablePointer<Float>
    let mixed: UnsafeMutablePointer<Float>
    let seen: UnsafeMutablePointer<Float>
    let bytes: UnsafeMutablePointer<UInt8>
    let wide: UnsafeMutablePointer<Int16>
    let scales: UnsafeMutablePointer<Float>
    let innerScales: UnsafeMutablePointer<Float>
    let sums: UnsafeMutablePointer<Int32>
    let room: UnsafeMutablePointer<Float>

    /// - Parameters:
    ///   - words: At most so many words.
    ///   - steps: Those of the layers that use it.
    package init(words: Int, width: Int, inner: Int, steps: EncoderSteps) {
        let rows = (words + 3) / 4 * 4
        func zeros<Number: Numeric>(_ count: Int) -> UnsafeMutablePointer<Number> {
            let start = UnsafeMutablePointer<Number>.allocate(capacity: max(count, 1))
            start.initialize(repeating: 0, count: max(count, 1))
            return start
        }
        state = zeros(rows * width)
        mixed = zeros(rows * 3 * width)
        seen = zeros(rows * width)
        bytes = zeros(rows * max(width, inner))
        wide = zeros(steps.table.byte_product == nil ? rows * max(width, inner) : 0)
        scales = zeros(rows)
        innerScales = zeros(rows)
        sums = zeros(rows * max(3 * width, inner))
        room = zeros(max(36 * ((words + 15) / 16 * 16), inner))
    }

    deinit {
        state.deallocate()
        mixed.deallocate()
        seen.deallocate()
        bytes.deallocate()
        wide.deallocate()
        scales.deallocate()
        innerScales.deallocate()
        sums.deallocate()
        room.deallocate()
    }
}
