import EntenteExtraction
import EntenteText
import Foundation

/// Trains the model of pairs, or measures it on sentences held out. `scripts/train-relation-model` calls it.
func run(_ arguments: [String]) throws {
    let begin = Date()
    func report(_ text: String) {
        print(String(format: "%7.1f s  ", Date().timeIntervalSince(begin)) + text)
        fflush(nil)
    }
    guard arguments.count >= 3, ["train", "check"].contains(arguments[0]),
        arguments[0] == "check" || arguments.count == 4
    else {
        throw TrainingError(
            """
            usage: train-relation-model train SENTENCES WORDS MODEL
                   train-relation-model check SENTENCES WORDS
            """)
    }
    let analyzer = try Analyzer()
    let list = try String(contentsOf: URL(fileURLWithPath: arguments[2]), encoding: .utf8)
    let words = WordTable(list.split(separator: "\n").map(String.init), analyzer: analyzer)
    report("\(words.clusters.count) words")
    let training = try Training(
        folder: URL(fileURLWithPath: arguments[1]), words: words, analyzer: analyzer, report: report)
    if arguments[0] == "check" {
        try training.check(report: report)
    } else {
        let bytes = training.model(report: report)
        try Data(bytes).write(to: URL(fileURLWithPath: arguments[3]))
        report("wrote \(bytes.count) bytes")
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
