import EntenteExtraction
import Foundation

/// How well networks do on sentences that they were not trained on: each fifth is scored by a network of the others.
struct CrossValidation {
    static let parts = 5

    struct Outcome {
        let example: NumberedExample
        let scores: [Float]
        let statuses: [Float]
        let statusBias: [Float]
    }

    /// Precision, recall and F1 of labels at a least score.
    static func figures(_ outcomes: [Outcome], least: Float) -> (precision: Double, recall: Double, f1: Double) {
        var (found, right, wanted) = (0, 0, 0)
        for outcome in outcomes {
            let truth = Set(outcome.example.labels.map(\.label))
            wanted += truth.count
            for (label, score) in outcome.scores.enumerated()
            where score >= least && !outcome.example.ignored.contains(label) {
                found += 1
                right += truth.contains(label) ? 1 : 0
            }
        }
        let (precision, recall) = (Double(right) / Double(max(found, 1)), Double(right) / Double(max(wanted, 1)))
        return (precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0)
    }

    static func statusAccuracy(_ outcomes: [Outcome]) -> Double {
        var (right, total) = (0, 0)
        for outcome in outcomes {
            for label in outcome.example.labels {
                let scores = (0..<3).map { outcome.statuses[$0] + outcome.statusBias[label.label * 3 + $0] }
                let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
                right += best == label.status ? 1 : 0
                total += 1
            }
        }
        return Double(right) / Double(max(total, 1))
    }

    /// Share of what is found that is right, by probability.
    static func calibration(_ outcomes: [Outcome]) -> [(from: Double, found: Int, right: Int)] {
        var bins = (0..<10).map { (from: Double($0) / 10, found: 0, right: 0) }
        for outcome in outcomes {
            let truth = Set(outcome.example.labels.map(\.label))
            for (label, score) in outcome.scores.enumerated() where !outcome.example.ignored.contains(label) {
                let share = 1 / (1 + exp(-Double(score)))
                guard share >= 0.05 else { continue }
                let bin = min(9, Int(share * 10))
                bins[bin].found += 1
                bins[bin].right += truth.contains(label) ? 1 : 0
            }
        }
        return bins
    }
}
