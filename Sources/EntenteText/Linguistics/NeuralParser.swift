import CMatrixProduct

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
    private let layers: [Layer]
    private let ends: Product
    private let bilinear: Product
    private let distances: Product
    private let relations: Product

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

    /// A matrix with its bias, packed for `entente_matrix_product`.
    struct Product {
        var weights: UnsafePointer<Int16>
        var bias: UnsafePointer<Int32>
        var depth: Int
        var columns: Int
        /// Binary places of the weights.
        var places: Int32

        /// - Parameter rows: A multiple of four.
        func apply(_ inputs: UnsafePointer<Int16>, _ outputs: UnsafeMutablePointer<Int32>, rows: Int) {
            entente_matrix_product(inputs, weights, bias, outputs, rows, columns, depth)
        }
    }

    struct Layer {
        var product: Product
        /// For each direction: weights of the memory in the forget gate, then in the output gate.
        var peepholes: UnsafePointer<Int16>
    }

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
        var layers: [Layer] = []
        for number in 0..<shape.layers {
            let depth = number == 0 ? shape.hidden : 2 * shape.hidden
            guard let product = reader.product(depth: depth, columns: 6 * shape.hidden),
                let peepholes: UnsafePointer<Int16> = reader.take(4 * shape.hidden)
            else { return nil }
            layers.append(Layer(product: product, peepholes: peepholes))
        }
        self.layers = layers
        guard
            let ends = reader.product(depth: 2 * shape.hidden, columns: 2 * shape.arc + 2 * shape.label),
            let bilinear = reader.product(depth: shape.arc, columns: shape.arc),
            let distances = reader.product(depth: shape.arc, columns: Self.padded(2 * Self.farthest + 2)),
            let relations = reader.product(depth: shape.label, columns: Self.padded(shape.relations)), reader.isAtEnd
        else { return nil }
        self.ends = ends
        self.bilinear = bilinear
        self.distances = distances
        self.relations = relations
    }

    /// The next multiple of 16.
    package static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

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
        for (number, layer) in layers.enumerated() {
            layer.product.apply(input, memory.sums, rows: rows)
            recur(layer, isFirst: number == 0, input, output, count, memory)
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

    /// Runs the units of a layer over the sums that its product left in memory.
    private func recur(
        _ layer: Layer, isFirst: Bool, _ input: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<Int16>,
        _ count: Int,
        _ memory: NeuralMemory
    ) {
        let width = shape.hidden
        let places = layer.product.places
        let cells = memory.cells
        for direction in 0..<2 {
            let forget = layer.peepholes + direction * 2 * width
            let reset = forget + width
            cells.update(repeating: 0, count: width)
            for step in 0..<count {
                let word = direction == 0 ? step : count - 1 - step
                let sums = UnsafePointer(memory.sums) + word * 6 * width + direction * 3 * width
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

/// Takes arrays one after the other from a section, each at a multiple of eight.
private struct SectionReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func take<Number>(_ count: Int) -> UnsafePointer<Number>? {
        let size = count * MemoryLayout<Number>.stride
        guard count >= 0, let base = bytes.baseAddress, size <= bytes.count - place else { return nil }
        let start = (base + place).assumingMemoryBound(to: Number.self)
        place = min((place + size + 7) / 8 * 8, bytes.count)
        return start
    }

    mutating func product(depth: Int, columns: Int) -> NeuralParser.Product? {
        guard let places: UnsafePointer<Int32> = take(1), (1...15).contains(places[0]),
            let bias: UnsafePointer<Int32> = take(columns), let weights: UnsafePointer<Int16> = take(depth * columns)
        else { return nil }
        return NeuralParser.Product(weights: weights, bias: bias, depth: depth, columns: columns, places: places[0])
    }
}
