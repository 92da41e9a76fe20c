/// Memory of the parser's network that is used again from sentence to sentence. For one thread at a time.
package final class NeuralMemory {
    private var capacity = 0
    private var shape: NeuralParser.Shape?
    /// Inputs and outputs of layers in turn.
    private(set) var first = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    private(set) var second = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    /// What products give.
    private(set) var sums = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    private(set) var cells = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    private(set) var heads = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    private(set) var dependents = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    private(set) var relations = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    private(set) var pairs = UnsafeMutablePointer<Int16>.allocate(capacity: 1)
    private(set) var scores = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    package init() {}

    deinit { release() }

    /// Makes room for a sentence of so many words.
    func prepare(_ shape: NeuralParser.Shape, rows: Int) {
        guard rows > capacity || shape != self.shape else { return }
        release()
        capacity = max(rows, 64)
        self.shape = shape
        let columns = max(
            6 * shape.hidden, 2 * (shape.arc + shape.label), MatrixProduct.padded(2 * NeuralParser.farthest + 2),
            MatrixProduct.padded(shape.relations))
        first = Self.zeros(capacity * 2 * shape.hidden)
        second = Self.zeros(capacity * 2 * shape.hidden)
        sums = Self.zeros(capacity * columns)
        cells = Self.zeros(shape.hidden)
        heads = Self.zeros(capacity * shape.arc)
        dependents = Self.zeros(capacity * shape.arc)
        relations = Self.zeros(capacity * 2 * shape.label)
        pairs = Self.zeros(capacity * shape.label)
        scores = Self.zeros(capacity * (capacity + 1))
    }

    private static func zeros<Number: FixedWidthInteger>(_ count: Int) -> UnsafeMutablePointer<Number> {
        let start = UnsafeMutablePointer<Number>.allocate(capacity: count)
        start.initialize(repeating: 0, count: count)
        return start
    }

    private func release() {
        first.deallocate()
        second.deallocate()
        sums.deallocate()
        cells.deallocate()
        heads.deallocate()
        dependents.deallocate()
        relations.deallocate()
        pairs.deallocate()
        scores.deallocate()
    }
}
