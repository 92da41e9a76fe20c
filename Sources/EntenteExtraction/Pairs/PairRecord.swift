/// An annotated sentence as the trainer of `PairNetwork` reads it.
package struct PairRecord: Encodable {
    /// Number of the annotated line.
    let line: Int
    let words: [String]
    let input: PairInput
    /// For each pair, the labels that hold, each with its status: 0 asserted, 1 possible, 2 denied.
    let labels: [[[Int]]]
    /// Those of the labels that only a second reader found.
    let seconds: [[Int]]
    /// For each pair, labels that hold for its actors but are better seen at another mention, and those that readers could
    /// see either way.
    let ignored: [[Int]]
}

/// What the trainer has to know of the tables, and what the model keeps of it.
package struct PairTrainingHeader: Codable {
    package let labels: [String]
    /// Words with a row of their own, in the order of the rows.
    package let words: [String]
    package let kinds: [String]
    package let frames: [String]
    package let wordRows: Int
    package let pairRows: Int
}
