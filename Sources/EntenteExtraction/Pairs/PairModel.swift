import EntenteModel
import EntenteText
import Foundation

/// Says of two actors of a sentence which relations the sentence states between them.
///
/// Logistic regression of each kind and direction of relation on sparse features (`PairFeatures`), and of whether it is
/// asserted, possible or denied. All sums are of whole numbers, so that they come out the same on every machine. It is
/// trained by `scripts/train-relation-model` on sentences that were written and annotated for this project
/// (`Training/relations`).
struct PairModel: Sendable {
    static let fileName = "relations.model"
    /// A score of 1.
    static let scoreUnit = 64.0

    /// A kind of relation and whether it runs from the first actor of the text to the second.
    struct Label: Hashable, Sendable {
        let kind: String
        let isForward: Bool

        init(kind: String, isForward: Bool) {
            self.kind = kind
            self.isForward = isForward
        }

        init?(_ text: String) {
            guard let last = text.last, last == ">" || last == "<" else { return nil }
            self.init(kind: String(text.dropLast()), isForward: last == ">")
        }

        var text: String { kind + (isForward ? ">" : "<") }
    }

    let labels: [Label]
    let words: PairWords
    /// Least score of each label.
    let thresholds: [Int32]
    private let file: LanguageModelFile
    private let scores: ClassScores
    private let bias: [Int32]
    private let statuses: ClassScores
    private let statusBias: [Int32]

    /// Tells models apart.
    var checksum: UInt64 { file.checksum }

    init(_ url: URL) throws(LanguageModelError) {
        file = try LanguageModelFile(url)
        labels = try file.lines("labels").compactMap { Label($0) }
        scores = ClassScores(try file.section("scores"))
        bias = Array(try file.section("bias").bindMemory(to: Int32.self))
        statuses = ClassScores(try file.section("statuses"))
        statusBias = Array(try file.section("status-bias").bindMemory(to: Int32.self))
        thresholds = Array(try file.section("thresholds").bindMemory(to: Int32.self))
        words = PairWords(
            table: LookupTable(try file.section("words")),
            clusters: try file.section("clusters").bindMemory(to: UInt32.self))
        guard !labels.isEmpty, labels.count < 128, bias.count == labels.count, thresholds.count == labels.count,
            statusBias.count == 3 * labels.count
        else { throw .damaged(path: url.path, problem: "its tables do not fit together") }
    }

    /// A relation that the model finds.
    struct Score {
        let label: Int
        /// In units of 1/64; the logistic function makes a probability of it.
        let value: Int32
        let status: Status

        var probability: Double { 1 / (1 + exp(-Double(value) / PairModel.scoreUnit)) }
    }

    /// Scores all labels.
    ///
    /// - Parameter slack: How far below its least score a label may stay.
    /// - Returns: Those that score enough, in the order of labels.
    /// - Complexity: linear in the features and in the labels that they speak for.
    func scores(_ input: PairFeatures, slack: Int32) -> [Score] {
        var sums = bias
        var rates = [Int32](repeating: 0, count: 3)
        input.keys.withUnsafeBufferPointer { keys in
            sums.withUnsafeMutableBufferPointer { sums in
                if let start = sums.baseAddress { scores.add(keys, to: start) }
            }
        }
        let found = labels.indices.filter { sums[$0] >= thresholds[$0] - slack }
        guard !found.isEmpty else { return [] }
        input.keys.withUnsafeBufferPointer { keys in
            rates.withUnsafeMutableBufferPointer { rates in
                if let start = rates.baseAddress { statuses.add(keys, to: start) }
            }
        }
        return found.map { label in
            let own = (0..<3).map { rates[$0] + statusBias[label * 3 + $0] }
            let best = own.indices.max { (own[$0], -$0) < (own[$1], -$1) } ?? 0
            return Score(label: label, value: sums[label], status: [.asserted, .possible, .denied][best])
        }
    }
}

/// How the model's numbers are scaled to whole ones.
package enum PairScale {
    /// A score of 1.
    package static let score = PairModel.scoreUnit
}
