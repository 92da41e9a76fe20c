@testable import EntenteText

/// The parser's network as its definition has it: floating point, no packing, no memory used twice.
struct ReferenceNetwork {
    private struct Matrix {
        var rows: [[Double]]
        var bias: [Double]

        func callAsFunction(_ input: [Double]) -> [Double] {
            var output = bias
            for (value, row) in zip(input, rows) {
                for place in output.indices { output[place] += value * row[place] }
            }
            return output
        }
    }

    private var bytes: UnsafeRawBufferPointer
    private var place = 0
    private var hidden = 0
    private var arc = 0
    private var embeddings: [[Int16]] = []
    private var starts: [Int] = []
    private var layers: [(matrix: Matrix, peepholes: [Double])] = []
    private var ends = Matrix(rows: [], bias: [])
    private var bilinear = Matrix(rows: [], bias: [])
    private var distances = Matrix(rows: [], bias: [])

    init?(_ section: UnsafeRawBufferPointer) {
        bytes = section
        let header = take(6, of: Int32.self).map { Int($0) }
        hidden = header[0]
        arc = header[2]
        var count = 0
        for rows in [header[5]] + ParserInput.rowCounts.dropFirst() {
            starts.append(count)
            count += rows
        }
        let numbers = take(count * hidden, of: Int16.self)
        embeddings = (0..<count).map { Array(numbers[$0 * hidden..<($0 + 1) * hidden]) }
        for layer in 0..<header[1] {
            let matrix = matrix(layer == 0 ? hidden : 2 * hidden, 6 * hidden)
            layers.append((matrix, take(4 * hidden, of: Int16.self).map { Double($0) / 4096 }))
        }
        ends = matrix(2 * hidden, 2 * arc + 2 * header[3])
        bilinear = matrix(arc, arc)
        distances = matrix(arc, 2 * NeuralParser.farthest + 2)
    }

    private mutating func take<Number>(_ count: Int, of: Number.Type) -> [Number] {
        let size = count * MemoryLayout<Number>.stride
        let part = (0..<count).map {
            bytes.loadUnaligned(fromByteOffset: place + $0 * MemoryLayout<Number>.stride, as: Number.self)
        }
        place += (size + 7) / 8 * 8
        return part
    }

    private mutating func matrix(_ depth: Int, _ columns: Int) -> Matrix {
        let unit = Double(1 << Int(take(1, of: Int32.self)[0]))
        let width = (columns + 15) / 16 * 16
        let bias = take(width, of: Int32.self).map { Double($0) / unit / 2048 }
        let packed = take(depth * width, of: Int16.self)
        let rows = (0..<depth).map { row in
            (0..<columns).map { column in
                Double(packed[column / 16 * 16 * depth + row / 2 * 32 + column % 16 * 2 + row % 2]) / unit
            }
        }
        return Matrix(rows: rows, bias: Array(bias.prefix(columns)))
    }

    private func gate(_ value: Double) -> Double {
        let rest = 1 - min(abs(value), 4) / 4
        return 0.5 + (value < 0 ? -0.5 : 0.5) * (1 - rest * rest)
    }

    private func squash(_ value: Double) -> Double {
        let rest = 1 - min(abs(value), 2) / 2
        return (value < 0 ? -1 : 1) * (1 - rest * rest)
    }

    /// The scores of each word's heads, the root last.
    func arcScores(_ words: [ParserInput]) -> [[Double]] {
        var states = words.map { word in
            (0..<hidden).map { unit in
                (0..<ParserInput.tableCount).reduce(0.0) {
                    $0 + Double(embeddings[starts[$1] + Int(word.rows[$1])][unit]) / 2048
                }
            }
        }
        for (number, layer) in layers.enumerated() {
            var outputs = states.map { _ in [Double](repeating: 0, count: 2 * hidden) }
            let sums = states.map { layer.matrix($0) }
            for direction in 0..<2 {
                var memory = [Double](repeating: 0, count: hidden)
                for word in direction == 0 ? Array(words.indices) : words.indices.reversed() {
                    for unit in 0..<hidden {
                        let base = direction * 3 * hidden + unit
                        let peephole = direction * 2 * hidden + unit
                        let keep = gate(sums[word][base + hidden] + layer.peepholes[peephole] * memory[unit])
                        memory[unit] = sums[word][base] + keep * (memory[unit] - sums[word][base])
                        let show = gate(
                            sums[word][base + 2 * hidden] + layer.peepholes[peephole + hidden] * memory[unit])
                        let skipped = states[word][number == 0 ? unit : direction * hidden + unit]
                        outputs[word][direction * hidden + unit] = show * squash(memory[unit]) + (1 - show) * skipped
                    }
                }
            }
            states = outputs
        }
        let found = states.map { ends($0) }
        let heads = found.map { $0[0..<arc].map { max($0, 0) } }
        let queries = found.map { bilinear($0[arc..<2 * arc].map { max($0, 0) }) }
        return queries.enumerated().map { word, query in
            let near = distances(query)
            let scores = heads.enumerated().map { head, key in
                zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }
                    + near[min(max(head - word, -NeuralParser.farthest), NeuralParser.farthest) + NeuralParser.farthest]
            }
            return scores + [near[2 * NeuralParser.farthest + 1]]
        }
    }
}
