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
    case ("prepare", 5...6):
        let folder = URL(fileURLWithPath: arguments[4])
        let known = try read(arguments[3]).split(separator: "\n").map(String.init)
        var training = Training(
            treebank: try Treebank(URL(fileURLWithPath: arguments[1])), words: URL(fileURLWithPath: arguments[2]),
            knownWords: known, report: report)
        if arguments.count > 5 { training.heldOut = try Treebank(URL(fileURLWithPath: arguments[5])) }
        let prepared = try training.run()
        try write(LanguageModelFile.build(prepared.sections), folder.appendingPathComponent("partial.model"))
        try write(Array(prepared.forms.joined(separator: "\n").utf8), folder.appendingPathComponent("forms.txt"))
        try write(prepared.examples, folder.appendingPathComponent("train.bin"))
        if let heldOut = prepared.heldOut { try write(heldOut, folder.appendingPathComponent("dev.bin")) }
    case ("assemble", 4):
        let partial = try LanguageModelFile(URL(fileURLWithPath: arguments[1]))
        var sections = try partial.sectionNames.map { ($0, Array(try partial.section($0))) }
        sections.append(("network", try NetworkPacking.pack(URL(fileURLWithPath: arguments[2]))))
        let bytes = LanguageModelFile.build(sections)
        try write(bytes, URL(fileURLWithPath: arguments[3]))
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
            usage: train-language-model prepare TRAIN.conllu WORD_LISTS KNOWN_WORDS FOLDER [DEV.conllu]
                   train-language-model assemble PARTIAL_MODEL NETWORK MODEL
                   train-language-model evaluate MODEL PART.conllu
                   train-language-model parse MODEL PART.conllu
                   train-language-model speed MODEL TEXT
            """)
    }
}

func read(_ path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw TrainingError("cannot read \(path)")
    }
    return text
}

func write(_ bytes: [UInt8], _ url: URL) throws {
    do {
        try Data(bytes).write(to: url, options: .atomic)
    } catch {
        throw TrainingError("cannot write \(url.path): \(error.localizedDescription)")
    }
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("train-language-model: \(error)\n".utf8))
    exit(1)
}
