import EntenteText

/// A network that says of pairs of words of a sentence which relations hold between what they stand for.
///
/// An encoder puts the sentence around each word into its numbers (`SentenceEncoder`). Of a pair it adds up what the two words, the
/// word that governs both, those on the way and those in between have to say, and a layer over the sum scores every relation and
/// status. It gives the same scores on every machine.
struct PairNetwork: @unchecked Sendable {
    let shape: PairNetworkShape
    private let encoder: SentenceEncoder
    /// What a word has to say where it is an end of a pair or stands on its way, and where it stands in between.
    private let ends: MatrixProduct
    private let between: MatrixProduct
    private let pairTables: UnsafePointer<Int16>
    private let output: MatrixProduct

    /// The sum of a pair stays below this.
    private static let limit: Int32 = 8 << FixedPoint.places

    /// Reads the network from a section of the model's file, which must outlive it.
    ///
    /// - Parameter steps: For the processor at hand.
    /// - Returns: nil where the section is not such a network.
    init?(_ bytes: UnsafeRawBufferPointer, steps: EncoderSteps = EncoderSteps()) {
        var reader = SectionReader(bytes)
        guard let header: UnsafePointer<Int32> = reader.take(PairNetworkShape.numbers),
            let shape = PairNetworkShape((0..<PairNetworkShape.numbers).map { Int(header[$0]) }),
            let encoder = SentenceEncoder(&reader, shape, steps: steps),
            let ends = reader.product(depth: shape.width, columns: PairNetworkShape.parts * shape.pair),
            let pairTables: UnsafePointer<Int16> = reader.take(shape.pairRows * shape.pair),
            let output = reader.product(
                depth: shape.pair, columns: MatrixProduct.padded(shape.labels + PairNetworkShape.statuses)),
            reader.isAtEnd
        else { return nil }
        self.shape = shape
        self.encoder = encoder
        let sides = (PairNetworkShape.parts - 1) * shape.pair
        self.ends = ends.part(0..<sides)
        between = ends.part(sides..<sides + shape.pair)
        self.pairTables = pairTables
        self.output = output
    }

    /// Scores of all labels and then of the three statuses for each pair, in units of 1/64.
    ///
    /// - Complexity: linear in the number of words and in that of pairs.
    func scores(_ input: PairInput) -> [[Int32]] {
        let count = input.wordCount
        let rows = (count + 3) / 4 * 4
        let width = shape.pair
        let pairRows = (input.pairs.count + 3) / 4 * 4
        let memory = PairMemory(
            activations: rows * shape.width, sums: max(rows * max(ends.columns, width), pairRows * output.columns),
            prefixes: (count + 1) * width, pairs: pairRows * width)
        encoder.encode(input, into: memory.first)
        between.apply(memory.first, memory.sums, rows: rows)
        for word in 0..<count {
            let part = memory.sums + word * width
            let prefix = memory.prefixes + word * width
            for place in 0..<width {
                prefix[width &+ place] = prefix[place] &+ FixedPoint.scaled(part[place], between.places)
            }
        }
        let slots = gather(input, memory.first, memory.second)
        ends.apply(memory.second, memory.sums, rows: (slots.count + 3) / 4 * 4)
        for place in 0..<slots.count * ends.columns {
            memory.sums[place] = FixedPoint.scaled(memory.sums[place], ends.places)
        }
        for (number, pair) in input.pairs.enumerated() {
            sum(pair, slots.places, into: memory.pairs + number * width, memory)
        }
        output.apply(memory.pairs, memory.sums, rows: pairRows)
        let places = output.places + FixedPoint.places - Self.scorePlaces
        return input.pairs.indices.map { number in
            let sums = memory.sums + number * output.columns
            return (0..<shape.labels + PairNetworkShape.statuses).map { FixedPoint.scaled(sums[$0], places) }
        }
    }

    /// Puts the activations of those words side by side that pairs ask for; the others need not be multiplied.
    ///
    /// - Returns: Where each word stands now, and how many there are.
    private func gather(
        _ input: PairInput, _ from: UnsafePointer<Int16>, _ to: UnsafeMutablePointer<Int16>
    ) -> (places: [Int], count: Int) {
        var places = [Int](repeating: -1, count: input.wordCount)
        var count = 0
        let depth = shape.width
        func add(_ word: Int) {
            guard places[word] < 0 else { return }
            (to + count * depth).update(from: from + word * depth, count: depth)
            places[word] = count
            count += 1
        }
        for pair in input.pairs {
            add(pair.first)
            add(pair.second)
            add(pair.top)
            pair.up.forEach(add)
            pair.down.forEach(add)
        }
        return (places, count)
    }

    /// Binary places of a score.
    private static let scorePlaces: Int32 = 6

    private func sum(
        _ pair: PairInput.Pair, _ slots: [Int], into target: UnsafeMutablePointer<Int16>, _ memory: PairMemory
    ) {
        let width = shape.pair
        let columns = ends.columns
        let ends = UnsafePointer(memory.sums)
        var sum = [Int32](repeating: 0, count: width)
        func add(_ word: Int, part: Int) {
            let values = ends + slots[word] * columns + part * width
            for place in 0..<width { sum[place] &+= values[place] }
        }
        func addMean(_ words: [Int], part: Int) {
            guard let first = words.first else { return }
            guard words.count > 1 else { return add(first, part: part) }
            let count = Int32(words.count)
            var mean = [Int32](repeating: 0, count: width)
            for word in words {
                let values = ends + slots[word] * columns + part * width
                for place in 0..<width { mean[place] &+= values[place] }
            }
            for place in 0..<width { sum[place] &+= mean[place] / count }
        }
        add(pair.first, part: 0)
        add(pair.second, part: 1)
        add(pair.top, part: 2)
        addMean(pair.up, part: 3)
        addMean(pair.down, part: 4)
        if !pair.between.isEmpty {
            let count = Int32(pair.between.count)
            let (low, high) = (
                memory.prefixes + pair.between.lowerBound * width, memory.prefixes + pair.between.upperBound * width
            )
            for place in 0..<width { sum[place] &+= (high[place] &- low[place]) / count }
        }
        for row in pair.rows {
            let values = pairTables + Int(row) * width
            for place in 0..<width { sum[place] &+= Int32(values[place]) }
        }
        for place in 0..<width {
            target[place] = Int16(truncatingIfNeeded: min(max(sum[place], 0), Self.limit - 1))
        }
    }
}

/// Memory of the network for one sentence.
private final class PairMemory {
    let first: UnsafeMutablePointer<Int16>
    let second: UnsafeMutablePointer<Int16>
    let sums: UnsafeMutablePointer<Int32>
    /// Sums over the words before each word.
    let prefixes: UnsafeMutablePointer<Int32>
    let pairs: UnsafeMutablePointer<Int16>

    init(activations: Int, sums: Int, prefixes: Int, pairs: Int) {
        func zeros<Number: FixedWidthInteger>(_ count: Int) -> UnsafeMutablePointer<Number> {
            let start = UnsafeMutablePointer<Number>.allocate(capacity: max(count, 1))
            start.initialize(repeating: 0, count: max(count, 1))
            return start
        }
        first = zeros(activations)
        second = zeros(activations)
        self.sums = zeros(sums)
        self.prefixes = zeros(prefixes)
        self.pairs = zeros(pairs)
    }

    deinit {
        first.deallocate()
        second.deallocate()
        sums.deallocate()
        prefixes.deallocate()
        pairs.deallocate()
    }
}
