import EntenteText
import Foundation

/// Measures how long the model takes to load and how many words a second it analyses on one core.
enum Speed {
    /// Lines of the text that make a document.
    private static let documentLines = 200

    static func measure(model: URL, text: URL) throws {
        let start = ContinuousClock.now
        let analyzer = try Analyzer(model: model)
        let loaded = ContinuousClock.now
        guard let data = try? Data(contentsOf: text) else { throw TrainingError("cannot read \(text.path)") }
        let source = String(decoding: data, as: UTF8.self)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let documents = stride(from: 0, to: lines.count, by: Self.documentLines).map { start in
            lines[start..<min(start + Self.documentLines, lines.count)].joined(separator: "\n")
        }
        let begin = ContinuousClock.now
        var words = 0
        var sentences = 0
        var written = 0
        var analysis = Duration.zero
        for (number, document) in documents.enumerated() {
            let start = ContinuousClock.now
            let found = analyzer.sentences(of: document, in: [0..<document.utf8.count])
            analysis += ContinuousClock.now - start
            words += found.reduce(0) { $0 + $1.tokens.count }
            sentences += found.count
            written += CoNLLU.write(found, of: document, identifier: "\(number + 1)").utf8.count
        }
        let seconds = Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1000
        let alone = Double(analysis / .milliseconds(1)) / 1000
        print("loaded in \(Double((loaded - start) / .microseconds(1)) / 1000) ms")
        print("\(words) words in \(sentences) sentences, \(written) bytes of CoNLL-U")
        print("\(Int(Double(words) / alone)) words/s, with CoNLL-U \(Int(Double(words) / seconds)) words/s")
    }
}
