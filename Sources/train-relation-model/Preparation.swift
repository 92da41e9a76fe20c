import EntenteExtraction
import EntenteText
import Foundation

/// Analyses the annotated sentences and writes them for the trainer of the network: a header and then a sentence a line, as
/// JSON.
struct Preparation {
    static func run(sentences folder: URL, words: WordTable, output: URL, report: (String) -> Void) throws {
        let analyzer = try Analyzer()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try words.table.withUnsafeBytes { table in
            var reader = try PairExamples(
                analyzer: analyzer, words: LookupTable(table), wordCount: words.words.count)
            var number = 0
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            for name in names.filter({ $0.hasSuffix(".tsv") }).sorted() {
                let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                where !line.isEmpty {
                    number += 1
                    do throws(PairExamples.Fault) {
                        try reader.read(String(line), number: number)
                    } catch {
                        throw TrainingError("\(name):\(place + 1): \(error.problem)")
                    }
                }
            }
            report("\(number) sentences, \(reader.pairCount) pairs, \(reader.lost) relations lost")
            return [try encoder.encode(reader.header(words: words.words))]
                + (try reader.records.map { try encoder.encode($0) })
        }
        try Data(lines.joined(separator: [10])).write(to: output)
    }
}
