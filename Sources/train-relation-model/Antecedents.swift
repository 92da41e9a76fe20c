import EntenteExtraction
import Foundation

/// The steps of training what pronouns and descriptions stand for. `scripts/train-antecedent-model` calls them.
enum Antecedents {
    /// Reads the articles of a folder's files named `written…` and writes a line of JSON for each word that may stand for an actor.
    static func prepare(_ folder: URL, output: URL, report: (String) -> Void) throws {
        var training = try AntecedentTraining()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names.filter({ $0.hasPrefix("written") && $0.hasSuffix(".tsv") }).sorted() {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for article in text.components(separatedBy: "\n\n") {
                let lines = article.split(separator: "\n")
                if !lines.isEmpty { try training.read(lines, isComplete: name.hasPrefix("written_")) }
            }
        }
        report("\(training.examples.count) words")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let lines = try training.examples.map { try encoder.encode($0) }
        try Data(lines.joined(separator: [10])).write(to: output)
    }

    /// Packs the trainer's weights, 32-bit floats.
    static func pack(_ weights: URL, model: URL) throws {
        let data = try Data(contentsOf: weights)
        guard data.count == AntecedentModel.rows * 4 else { throw TrainingError("\(weights.path) holds no weights") }
        let floats: [Float] = data.withUnsafeBytes { bytes in
            (0..<AntecedentModel.rows).map {
                Float(bitPattern: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
            }
        }
        guard floats.allSatisfy(\.isFinite) else { throw TrainingError("\(weights.path) holds numbers that are none") }
        let whole = floats.map { Int16(max(-32_000, min(32_000, ($0 * 256).rounded()))) }
        try Data(AntecedentModel.file(whole)).write(to: model)
    }
}
