import EntenteExtraction
import EntenteText
import Foundation

/// The steps of training the model of pairs and that of antecedents that need the analysis of text or the format of models. The
/// scripts `train-relation-model` and `train-antecedent-model` call it.
func run(_ arguments: [String]) throws {
    let begin = Date()
    func report(_ text: String) {
        print(String(format: "%7.1f s  ", Date().timeIntervalSince(begin)) + text)
        fflush(nil)
    }
    func file(_ place: Int) -> URL { URL(fileURLWithPath: arguments[place]) }
    if arguments.count == 4, arguments[0] == "prepare" {
        let list = try String(contentsOf: file(2), encoding: .utf8)
        let words = WordTable(list.split(separator: "\n").map(String.init))
        try Preparation.run(sentences: file(1), words: words, output: file(3), report: report)
    } else if arguments.count >= 5, arguments[0] == "pack" {
        let bytes = try ModelPacking.pack(
            prepared: file(1), least: LeastScores(file(2)), networks: arguments.indices.dropFirst(4).map(file))
        try Data(bytes).write(to: file(3))
        report("wrote \(bytes.count) bytes")
    } else if arguments.count == 3, arguments[0] == "antecedents" {
        try Antecedents.prepare(file(1), output: file(2), report: report)
    } else if arguments.count == 3, arguments[0] == "pack-antecedents" {
        try Antecedents.pack(file(1), model: file(2))
    } else {
        throw TrainingError(
            """
            usage: train-relation-model prepare SENTENCES WORDS PREPARED
                   train-relation-model pack PREPARED THRESHOLDS MODEL NETWORK ...
                   train-relation-model antecedents SENTENCES PREPARED
                   train-relation-model pack-antecedents WEIGHTS MODEL
            """)
    }
}

struct TrainingError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
