import EntenteExtraction
import EntenteText

/// Packs what was learned into the file that `PairModel` reads, in whole numbers.
struct ModelPacking {
    let learned: PairLinear
    let labels: [String]
    /// Keys of the features by row.
    let keys: [UInt64]
    let words: WordTable
    /// Least score of each label.
    let thresholds: [Float]

    func bytes() -> [UInt8] {
        let scale = Float(PairScale.score)
        func bytes<Value>(_ values: [Value]) -> [UInt8] { values.withUnsafeBytes { [UInt8]($0) } }
        func whole(_ value: Float) -> Int { Int((value * scale).rounded()) }
        func table(_ weights: [Float], classes: Int) -> [UInt8] {
            ClassScores.build(
                keys.enumerated().map { row, key in
                    (
                        key,
                        (0..<classes).compactMap { label in
                            let score = whole(weights[row * classes + label])
                            return abs(score) < 2 ? nil : (label, score)
                        }
                    )
                })
        }
        return LanguageModelFile.build([
            ("labels", Array(labels.joined(separator: "\n").utf8)),
            ("scores", table(learned.weights, classes: labels.count)),
            ("bias", bytes(learned.bias.map { Int32(whole($0)) })),
            ("statuses", table(learned.statusWeights, classes: 3)),
            (
                "status-bias",
                bytes(
                    labels.indices.flatMap { learned.statusBias($0) }.enumerated().map {
                        Int32(whole($1 + ($0 % 3 == 0 ? 1 : 0)))
                    })
            ),
            ("thresholds", bytes(thresholds.map { Int32(whole($0)) })),
            ("words", words.table), ("clusters", bytes(words.clusters)),
        ])
    }
}
