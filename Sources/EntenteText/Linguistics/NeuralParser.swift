/// Dependency parsing by a small recurrent network that scores every pair of words as dependent and head.
///
/// The embeddings of a word's rows (`ParserInput`) are summed. Layers of simple recurrent units, one half of each from left
/// to right and one from right to left, put the sentence around each word into its vector (Lei et al. 2018). A
/// bilinear form and the distance give the score of each arc, a layer over both ends the scores of its relation (Dozat
/// and Manning 2017; Kiperwasser and Goldberg 2016), and the heads are those of the best tree. In whole numbers throughout
/// (`FixedPoint`).
package struct NeuralParser: @unchecked Sendable {
    package let shape: Shape
    /// A table of embeddings after the other, rows of `shape.hidden` numbers.
    private let embeddings: UnsafePointer<Int16>
    /// The row of all tables at which each begins.
    private let tableStarts: [Int]
    private let layers: [RecurrentLayer]
    private let ends: MatrixProduct
    private let bilinear: MatrixProduct
    private let distances: MatrixProduct
    private let relations: MatrixProduct

    /// The sizes of the network's parts.
    package struct Shape: Equatable, Sendable {
        /// Width of the embeddings and of each direction of a layer; a multiple of 16, as are the others but the last two.
        package var hidden: Int
        package var layers: Int
        package var arc: Int
        package var label: Int
        package var relations: Int
        /// Rows of the first table, for words.
        package var forms: Int

        package init(hidden: Int, layers: Int, arc: Int, label: Int, relations: Int, forms: Int) {
            self.hidden = hidden
            self.layers = layers
            self.arc = arc
            self.label = label
            self.relations = relations
            self.forms = forms
        }

        package var rowCounts: [Int] { [forms] + ParserInput.rowCounts.dropFirst() }

        var isSound: Bool {
            [hidden, arc, label].allSatisfy { $0 > 0 && $0 <= 1024 && $0 % 16 == 0 } && (1...8).contains(layers)
                && (1...255).contains(relations) && (1...1 << 24).contains(forms)
        }
    }

    /// Distances beyond this count as this.
    package static let farthest = 32
    /// Longer sentences are parsed in stretches of this many words.
    package static let longest = 256

    /// Reads the network from a section of the model's file, which must outlive it.
    ///
    /// - Returns: nil where the section is not such a network.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = SectionReader(bytes)
        guard let header: UnsafePointer<Int32> = reader.take(6) else { return nil }
        let numbers = (0..<6).map { Int(header[$0]) }
        let shape = Shape(
            hidden: numbers[0], layers: numbers[1], arc: numbers[2], label: numbers[3], relations: numbers[4],
            forms: numbers[5])
        guard shape.isSound else { return nil }
        self.shape = shape
        var starts: [Int] = []
        var rows = 0
        for count in shape.rowCounts {
            starts.append(rows)
            rows += count
        }
        tableStarts = starts
        guard let embeddings: UnsafePointer<Int16> = reader.take(rows * shape.hidden) else { return nil }
        self.embeddings = embeddings
        var layers: [RecurrentLayer] = []
        for number in 0..<shape.layers {
            guard let layer = RecurrentLayer(&reader, width: shape.hidden, isFirst: number == 0) else { return nil }
            layers.append(layer)
        }
        self.layers = layers
        guard
            let ends = reader.product(depth: 2 * shape.hidden, columns: 2 * shape.arc + 2 * shape.label),
            let bilinear = reader.product(depth: shape.arc, columns: shape.arc),
            let distances = reader.product(depth: shape.arc, columns: MatrixProduct.padded(2 * Self.farthest + 2)),
            let relations = reader.product(depth: shape.label, columns: MatrixProduct.padded(shape.relations)),
            reader.isAtEnd
        else { return nil }
        self.ends = ends
        self.bilinear = bilinear
        self.distances = distances
        self.relations = relations
    }

    /// Heads (the root's is the number of words) and relations of a sentence; the relation of the root's word means nothing.
    ///
    /// Stretches of a sentence longer than `longest` words are joined at their roots.
    ///
    /// - Complexity: Linear in the number of words, quadratic in that of a stretch.
    package func parse(_ words: [ParserInput], _ memory: NeuralMemory) -> (heads: [Int32], labels: [UInt8]) {
        var heads: [Int32] = []
        var labels: [UInt8] = []
        heads.reserveCapacity(words.count)
        labels.reserveCapacity(words.count)
        var root: Int32?
        for start in stride(from: 0, to: words.count, by: Self.longest) {
            let stretch = words[start..<min(start + Self.longest, words.count)]
            let found = parseStretch(stretch, memory)
            for (place, head) in found.heads.enumerated() {
                if Int(head) < stretch.count {
                    heads.append(head + Int32(start))
                } else {
                    heads.append(root ?? Int32(words.count))
                    root = root ?? Int32(start + place)
                }
            }
            labels += found.labels
        }
        return (heads, labels)
    }

    private func parseStretch(_ words: ArraySlice<ParserInput>, _ memory: NeuralMemory) -> (
        heads: [Int32], labels: [UInt8]
    ) {
        let count = words.count
        let rows = (count + 3) / 4 * 4
        memory.prepare(shape, rows: rows)
        embed(words, memory.first)
        var input = memory.first
        var output = memory.second
        for layer in layers {
            layer.apply(input, output, count: count, sums: memory.sums, cells: memory.cells)
            swap(&input, &output)
        }
        ends.apply(input, memory.sums, rows: rows)
        score(rows: rows, count: count, memory)
        let heads = SpanningTree.heads(memory.scores, count: count)
        return (heads, label(heads, rows: rows, memory))
    }

    private func embed(_ words: ArraySlice<ParserInput>, _ output: UnsafeMutablePointer<Int16>) {
        let width = shape.hidden
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { sums in
            guard let sum = sums.baseAddress else { return }
            var target = output
            for word in words {
                sum.update(repeating: 0, count: width)
                for table in 0..<ParserInput.tableCount {
                    let row = embeddings + (tableStarts[table] &+ Int(word.rows[table])) &* width
                    for place in 0..<width { sum[place] &+= Int32(row[place]) }
                }
                for place in 0..<width { target[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(sum[place])) }
                target += width
            }
        }
    }

    /// Turns the sums of the words' ends into the scores of all arcs, and keeps the ends for relations.
    private func score(rows: Int, count: Int, _ memory: NeuralMemory) {
        let arc = shape.arc
        let places = ends.places
        for word in 0..<rows {
            let sums = UnsafePointer(memory.sums) + word * ends.columns
            let head = memory.heads + word * arc
            let dependent = memory.dependents + word * arc
            for place in 0..<arc {
                let value = FixedPoint.scaled(sums[place], places)
                head[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(max(value, 0)))
                let other = FixedPoint.scaled(sums[arc &+ place], places)
                dependent[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(max(other, 0)))
            }
            let relation = memory.relations + word * 2 * shape.label
            for place in 0..<2 * shape.label {
                let value = FixedPoint.scaled(sums[2 &* arc &+ place], places)
                relation[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(value))
            }
        }
        bilinear.apply(memory.dependents, memory.sums, rows: rows)
        for place in 0..<rows * arc {
            let value = FixedPoint.scaled(memory.sums[place], bilinear.places)
            memory.dependents[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(value))
        }
        distances.apply(memory.dependents, memory.sums, rows: rows)
        for word in 0..<count {
            let near = UnsafePointer(memory.sums) + word * distances.columns
            let query = UnsafePointer(memory.dependents) + word * arc
            let scores = memory.scores + word * (count + 1)
            var key = UnsafePointer(memory.heads)
            for head in 0..<count {
                var sum: Int32 = 0
                for place in 0..<arc { sum &+= Int32(query[place]) &* Int32(key[place]) }
                let distance = min(max(head - word, -Self.farthest), Self.farthest) + Self.farthest
                scores[head] = sum &+ atArcPlaces(near[distance])
                key += arc
            }
            scores[count] = atArcPlaces(near[2 * Self.farthest + 1])
        }
    }

    /// A sum of the product with distances at the binary places of a product of two activations.
    @inline(__always)
    private func atArcPlaces(_ sum: Int32) -> Int32 {
        let places = distances.places - FixedPoint.places
        return places >= 0 ? sum &>> places : sum &<< (0 &- places)
    }

    private func label(_ heads: [Int32], rows: Int, _ memory: NeuralMemory) -> [UInt8] {
        let width = shape.label
        for word in heads.indices {
            let own = UnsafePointer(memory.relations) + word * 2 * width + width
            let isRoot = Int(heads[word]) >= heads.count
            let head = UnsafePointer(memory.relations) + (isRoot ? word : Int(heads[word])) * 2 * width
            let target = memory.pairs + word * width
            for place in 0..<width {
                let sum = Int32(own[place]) &+ Int32(head[place])
                target[place] = Int16(truncatingIfNeeded: FixedPoint.clamped(max(sum, 0)))
            }
        }
        relations.apply(memory.pairs, memory.sums, rows: rows)
        return heads.indices.map { word in
            UInt8(BestClass.of(memory.sums + word * relations.columns, count: shape.relations))
        }
    }
}
