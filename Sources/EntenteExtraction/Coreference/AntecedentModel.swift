import EntenteText
import Foundation

/// Ranks what a pronoun or description may stand for: a sum of weights over what holds of the word and of a candidate.
///
/// The ranking follows Denis and Baldridge (IJCAI 2007), in which the candidates of a word compete with each other, and that it
/// stands for none of them is one more candidate. Weights are whole numbers, found by their feature's hash (Weinberger et
/// al. 2009), so that every machine ranks alike. `scripts/train-antecedent-model` learns them from `Training/relations`.
package struct AntecedentModel: Sendable {
    static let fileName = "antecedents.model"
    package static let rows = 1 << 16

    private let weights: [Int16]
    /// Tells models apart.
    let checksum: UInt64

    init(_ url: URL) throws(LanguageModelError) {
        let file = try LanguageModelFile(url)
        checksum = file.checksum
        let section = try file.section("weights")
        guard section.count == Self.rows * MemoryLayout<Int16>.size else {
            throw .damaged(path: url.path, problem: "its weights are not \(Self.rows)")
        }
        weights = Array(section.bindMemory(to: Int16.self))
    }

    /// The model's file of weights.
    package static func file(_ weights: [Int16]) -> [UInt8] {
        LanguageModelFile.build([("weights", weights.withUnsafeBytes { [UInt8]($0) })])
    }

    func score(_ features: [Int]) -> Int32 { features.reduce(0) { $0 &+ Int32(weights[$1]) } }
}

/// One word with what it may stand for, as the trainer reads it.
package struct AntecedentExample: Encodable {
    /// Number of the article.
    package var article = 0
    /// Whether the annotators marked every word of the article that stands for somebody.
    package var isComplete = false
    package let word: String
    /// Features of each candidate; the first is that it stands for none.
    package let options: [[Int]]
    /// Which of them are right.
    package let right: [Int]
    /// What the rules say; 0 where they say that it stands for none.
    package let rule: Int
}
