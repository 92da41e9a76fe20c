import EntenteText

/// Reads the words of a sentence around each word: a transformer's encoder (Vaswani et al. 2017), whose layers are the first of
/// MiniLM (Wang et al. 2020), trained on for pairs of actors.
///
/// What stands for a word is the sum of its rows in the tables of `PairInput` and of its place. Whole words take the place of
/// MiniLM's pieces.
struct SentenceEncoder: @unchecked Sendable {
    private let shape: PairNetworkShape
    private let tables: UnsafePointer<Int8>
    /// What a step of a row of the tables stands for.
    private let tableScales: UnsafePointer<Float>
    private let positions: UnsafePointer<Float>
    /// Gain and offset before the first layer.
    private let norm: UnsafePointer<Float>
    private let layers: [EncoderLayer]
    private let steps: EncoderSteps

    /// - Returns: nil where the section ends early or holds numbers that no encoder has.
    init?(_ reader: inout SectionReader, _ shape: PairNetworkShape, steps: EncoderSteps) {
        let rows = shape.wordRows + PairNetworkShape.marks
        guard let tables: UnsafePointer<Int8> = reader.take(rows * shape.width),
            let tableScales = reader.floats(rows),
            let positions = reader.floats(PairNetworkShape.window * shape.width),
            let norm = reader.floats(2 * shape.width)
        else { return nil }
        (self.shape, self.tables, self.tableScales, self.steps) = (shape, tables, tableScales, steps)
        (self.positions, self.norm) = (positions, norm)
        var layers: [EncoderLayer] = []
        for _ in 0..<shape.layers {
            guard let layer = EncoderLayer(&reader, width: shape.width, inner: shape.inner, steps: steps) else {
                return nil
            }
            layers.append(layer)
        }
        self.layers = layers
    }

    /// Writes what the sentence makes of each word, as multiples of 2⁻¹¹ below 8 in size (`FixedPoint`). A sentence of more
    /// words than `PairNetworkShape.window` has room for is read in parts.
    ///
    /// - Complexity: linear in the number of words.
    func encode(_ input: PairInput, into target: UnsafeMutablePointer<Int16>) {
        let width = shape.width
        let most = PairNetworkShape.window - 2
        let count = input.wordCount
        let memory = EncoderMemory(words: min(count, most) + 2, width: width, inner: shape.inner, steps: steps)
        defer { withExtendedLifetime(memory) {} }
        let unit = Float(1 << FixedPoint.places)
        let limit = Float(FixedPoint.limit - 1)
        for start in stride(from: 0, to: count, by: most) {
            let words = start..<min(start + most, count)
            embed(input, words, memory.state)
            layers.first?.normalize(memory, gain: norm, offset: norm + width, count: words.count + 2)
            for layer in layers { layer.apply(memory, count: words.count + 2) }
            // The mark of the beginning stands first.
            let (from, to) = (UnsafePointer(memory.state) + width, target + start * width)
            for place in 0..<words.count * width {
                to[place] = Int16(min(max(from[place] * unit, -limit), limit).rounded())
            }
        }
    }

    private func embed(_ input: PairInput, _ words: Range<Int>, _ state: UnsafeMutablePointer<Float>) {
        let width = shape.width
        let (unknown, begin, end) = (shape.wordRows, shape.wordRows + 1, shape.wordRows + 2)
        func put(_ row: Int, at place: Int) {
            let (target, values, position) = (state + place * width, tables + row * width, positions + place * width)
            let scale = tableScales[row]
            for unit in 0..<width { target[unit] = position[unit] + Float(values[unit]) * scale }
        }
        put(begin, at: 0)
        for (place, word) in words.enumerated() {
            let rows = input.rows[word * PairInput.tables..<(word + 1) * PairInput.tables]
            put(rows.first.map { $0 < 0 ? unknown : Int($0) } ?? unknown, at: place + 1)
            let target = state + (place + 1) * width
            for row in rows.dropFirst() where row >= 0 {
                let values = tables + Int(row) * width
                let scale = tableScales[Int(row)]
                for unit in 0..<width { target[unit] += Float(values[unit]) * scale }
            }
        }
        put(end, at: words.count + 1)
    }
}
