import EntenteExtraction
import EntenteText
import Foundation

/// Examples with their features numbered, and the networks that are trained on them.
struct Training {
    /// Features that occur less often than this are left out.
    static let leastCount = 6
    static let threshold: Float = -1.4

    let labels: [String]
    let words: WordTable
    private let examples: [PairExamples.Example]

    init(folder: URL, words: WordTable, analyzer: Analyzer, report: (String) -> Void) throws {
        self.words = words
        var labels: [String] = []
        var examples: [PairExamples.Example] = []
        try words.table.withUnsafeBytes { table in
            try words.clusters.withUnsafeBufferPointer { clusters in
                do {
                    var reader = try PairExamples(
                        analyzer: analyzer, table: table, clusters: clusters)
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
                    report("\(number) sentences, \(reader.examples.count) pairs, \(reader.lost) relations lost")
                    labels = reader.labels
                    examples = reader.examples
                }
            }
        }
        self.labels = labels
        self.examples = examples
    }

    /// Trains on all examples.
    func model(report: (String) -> Void) -> [UInt8] {
        let keys = Self.keys(of: examples)
        let learned = trained(examples, keys, report: report)
        return ModelPacking(
            learned: learned, labels: labels, keys: keys, words: words,
            thresholds: labels.map { _ in Self.threshold }
        ).bytes()
    }

    /// Scores each part by a network of the others.
    func check(report: (String) -> Void) throws {
        var outcomes: [CrossValidation.Outcome] = []
        for part in 0..<CrossValidation.parts {
            let known = examples.filter { $0.line % CrossValidation.parts != part }
            let keys = Self.keys(of: known)
            let rows = Self.numbered(keys)
            let network = trained(known, keys, report: report)
            let bias = labels.indices.flatMap { network.statusBias($0) }
            for example in examples where example.line % CrossValidation.parts == part {
                let example = Self.example(example, rows)
                let scores = network.scores(example)
                outcomes.append(
                    CrossValidation.Outcome(
                        example: example, scores: scores.labels, statuses: scores.statuses,
                        statusBias: bias))
            }
            report("part \(part + 1) of \(CrossValidation.parts)")
        }
        for least in stride(from: -1.5 as Float, through: 1.5, by: 0.3) {
            let figures = CrossValidation.figures(outcomes, least: least)
            print(
                String(
                    format: "least %5.2f: P %.3f  R %.3f  F1 %.3f", least, figures.precision, figures.recall, figures.f1
                ))
        }
        print(String(format: "status %.3f", CrossValidation.statusAccuracy(outcomes)))
        for bin in CrossValidation.calibration(outcomes) where bin.found > 0 {
            print(
                String(
                    format: "p %.1f: %5d found, %.2f right", bin.from, bin.found, Double(bin.right) / Double(bin.found))
            )
        }
        for (label, name) in labels.enumerated() {
            var (found, right, wanted) = (0, 0, 0)
            for outcome in outcomes where !outcome.example.ignored.contains(label) {
                let isTrue = outcome.example.labels.contains { $0.label == label }
                wanted += isTrue ? 1 : 0
                if outcome.scores[label] >= Self.threshold {
                    found += 1
                    right += isTrue ? 1 : 0
                }
            }
            print("\(name)\t\(wanted) wanted\t\(found) found\t\(right) right")
        }
    }

    private func trained(
        _ examples: [PairExamples.Example], _ keys: [UInt64], report: (String) -> Void
    ) -> PairLinear {
        let rows = Self.numbered(keys)
        var learned = PairLinear(rows: keys.count, labels: labels.count)
        learned.train(
            examples.map { Self.example($0, rows) }, settings: PairLinear.Settings(), report: report)
        return learned
    }

    /// Features that occur often enough, in the order of their first occurrence.
    private static func keys(of examples: [PairExamples.Example]) -> [UInt64] {
        /// How many examples have a feature, and the last of them.
        var counts: [UInt64: (count: Int32, last: Int32)] = [:]
        counts.reserveCapacity(4_000_000)
        var order: [UInt64] = []
        for (number, example) in examples.enumerated() {
            for key in example.keys {
                var entry = counts[key] ?? (0, -1)
                guard entry.last != Int32(number) else { continue }
                entry = (entry.count + 1, Int32(number))
                counts[key] = entry
                if entry.count == Int32(leastCount) { order.append(key) }
            }
        }
        return order
    }

    private static func numbered(_ keys: [UInt64]) -> [UInt64: Int] {
        Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    }

    private static func example(_ example: PairExamples.Example, _ rows: [UInt64: Int]) -> NumberedExample {
        NumberedExample(
            rows: example.keys.compactMap { rows[$0] }, labels: example.labels, ignored: example.ignored,
            line: example.line)
    }
}
