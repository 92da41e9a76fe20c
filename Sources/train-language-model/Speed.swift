import EntenteText
import Foundation

/// Measures how long the model takes to load and how many words a second it analyses on one core.
enum Speed {
    static func measure(model: URL, text: URL) throws {
        let start = ContinuousClock.now
        let analyzer = try Analyzer(model: model)
        let loaded = ContinuousClock.now
        guard let data = try? Data(contentsOf: text) else { throw TrainingError("cannot read \(text.path)") }
        let source = String(decoding: data, as: UTF8.self)
        let begin = ContinuousClock.now
        var words = 0
        var sentences = 0
        analyzer.forEachSentence(of: source, in: [0..<source.utf8.count]) {
            words += $0.tokens.count
            sentences += 1
        }
        let seconds = Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1000
        print("loaded in \(Double((loaded - start) / .microseconds(1)) / 1000) ms")
        print("\(words) words in \(sentences) sentences, \(Int(Double(words) / seconds)) words/s")
    }
}
