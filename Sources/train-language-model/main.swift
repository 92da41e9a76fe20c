import EntenteText
import Foundation

/// Trains the language model, or measures it. `scripts/train-language-model` and `scripts/evaluate-language-model`
/// call it with what it needs.
func run(_ arguments: [String]) throws {
    let begin = Date()
    func report(_ text: String) {
        print(String(format: "%7.1f s  ", Date().timeIntervalSince(begin)) + text)
        fflush(nil)
    }
    switch (arguments.first, arguments.count) {
    case ("train", 4...6):
        var training = Training(
            treebank: try Treebank(URL(fileURLWithPath: arguments[1])), words: URL(fileURLWithPath: arguments[2]),
            report: report)
        if arguments.count > 4 {
            guard let seed = UInt64(arguments[4]) else { throw TrainingError("the seed is not a whole number") }
            training.seed = seed
        }
        if arguments.count > 5, let epochs = Int(arguments[5]) { training.parserEpochs = epochs }
        let bytes = LanguageModelFile.build(try training.run())
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: arguments[3]), options: .atomic)
        } catch {
            throw TrainingError("cannot write \(arguments[3]): \(error.localizedDescription)")
        }
        report("wrote \(bytes.count) bytes")
    case ("evaluate", 3):
        let analyzer = try Analyzer(model: URL(fileURLWithPath: arguments[1]))
        let evaluation = Evaluation(analyzer: analyzer, treebank: try Treebank(URL(fileURLWithPath: arguments[2])))
        for line in evaluation.report() { print(line) }
    case ("parse", 3):
        let analyzer = try Analyzer(model: URL(fileURLWithPath: arguments[1]))
        let treebank = try Treebank(URL(fileURLWithPath: arguments[2]))
        let text = String(decoding: treebank.bytes, as: UTF8.self)
        let sentences = treebank.sentences.map { analyzer.parse($0.sentence) }
        print(CoNLLU.write(sentences, of: text, identifier: arguments[2]), terminator: "")
    case ("speed", 3):
        try Speed.measure(model: URL(fileURLWithPath: arguments[1]), text: URL(fileURLWithPath: arguments[2]))
    default:
        throw TrainingError(
            """
            usage: train-language-model train TRAIN.conllu WORD_LISTS MODEL [SEED [PARSER_EPOCHS]]
                   train-language-model evaluate MODEL PART.conllu
                   train-language-model parse MODEL PART.conllu
                   train-language-model speed MODEL TEXT
            """)
    }
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("train-language-model: \(error)\n".utf8))
    exit(1)
}
