import EntenteModel
import EntenteText
import Foundation

/// Says of two actors of a sentence which relations the sentence states between them.
///
/// Networks (`PairNetwork`) score each kind and direction of relation, and whether it is asserted, possible or denied; their
/// mean counts, where there are several. They come out the same on every machine. They are trained by
/// `scripts/train-relation-model` on sentences that were written and annotated for this project (`Training/relations`).
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
    let vocabulary: PairVocabulary
    /// Least score of each label.
    let thresholds: [Int32]
    private let file: LanguageModelFile
    private let networks: [PairNetwork]
    /// For each label, what speaks for each status beforehand.
    private let statusBias: [Int32]

    /// Tells models apart.
    var checksum: UInt64 { file.checksum }

    init(_ url: URL) throws(LanguageModelError) {
        file = try LanguageModelFile(url)
        labels = try file.lines("labels").compactMap { Label($0) }
        thresholds = Array(try file.section("thresholds").bindMemory(to: Int32.self))
        statusBias = Array(try file.section("status-bias").bindMemory(to: Int32.self))
        let counts = Array(try file.section("counts").bindMemory(to: Int32.self))
        let damaged = LanguageModelError.damaged(path: url.path, problem: "its tables do not fit together")
        guard let wordCount = counts.first, counts.count == 2, (0...1 << 22).contains(wordCount),
            (1...16).contains(counts[1])
        else { throw damaged }
        var networks: [PairNetwork] = []
        for number in 1...Int(counts[1]) {
            guard let network = PairNetwork(try file.section("network\(number)")) else { throw damaged }
            networks.append(network)
        }
        self.networks = networks
        vocabulary = PairVocabulary(
            words: LookupTable(try file.section("words")), wordCount: Int(wordCount), kinds: try file.lines("kinds"),
            frames: try file.lines("frames"))
        let (labels, vocabulary) = (labels, vocabulary)
        guard !labels.isEmpty, thresholds.count == labels.count,
            statusBias.count == PairNetworkShape.statuses * labels.count,
            networks.allSatisfy({ network in
                labels.count == network.shape.labels && vocabulary.wordRows == network.shape.wordRows
                    && vocabulary.pairRows == network.shape.pairRows
            })
        else { throw damaged }
    }

    /// A relation that the model finds.
    struct Score {
        let label: Int
        /// In units of 1/64; the logistic function makes a probability of it.
        let value: Int32
        let status: Status

        var probability: Double { 1 / (1 + exp(-Double(value) / PairModel.scoreUnit)) }
    }

    /// Scores all labels for each candidate of a sentence.
    ///
    /// - Parameter slack: How far below its least score a label may stay.
    /// - Returns: For each candidate those that score enough, in the order of labels.
    /// - Complexity: linear in the words of the sentence and in the candidates.
    func scores(_ candidates: [PairClassifier.Candidate], in scene: PairScene, slack: Int32) -> [[Score]] {
        guard !candidates.isEmpty else { return [] }
        return meanScores(PairInput(scene, candidates, vocabulary: vocabulary)).map { scores in
            labels.indices.compactMap { label in
                guard scores[label] >= thresholds[label] - slack else { return nil }
                let own = (0..<PairNetworkShape.statuses).map {
                    scores[labels.count + $0] + statusBias[label * PairNetworkShape.statuses + $0]
                }
                let best = own.indices.max { (own[$0], -$0) < (own[$1], -$1) } ?? 0
                return Score(label: label, value: scores[label], status: [.asserted, .possible, .denied][best])
            }
        }
    }

    private func meanScores(_ input: PairInput) -> [[Int32]] {
        var total: [[Int32]] = []
        for network in networks {
            let scores = network.scores(input)
            total = total.isEmpty ? scores : zip(total, scores).map { zip($0, $1).map { $0 &+ $1 } }
        }
        return total.map { $0.map { Self.mean(of: $0, count: Int32(networks.count)) } }
    }

    /// Rounded down, below zero as well.
    static func mean(of sum: Int32, count: Int32) -> Int32 {
        sum >= 0 ? sum / count : -((-sum &+ count &- 1) / count)
    }
}
