import EntenteExtraction
import Foundation

/// The score above which a label counts, by kind of relation.
///
/// A table with the columns `kind` and `least`; `*` stands for all kinds that have no line of their own.
struct LeastScores {
    private var scores: [String: Float] = [:]
    private let others: Float

    init(_ url: URL) throws {
        var lines = try String(contentsOf: url, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        guard !lines.isEmpty, lines.removeFirst() == "kind\tleast" else {
            throw TrainingError("\(url.path):1: the header is not 'kind', 'least'")
        }
        for (place, line) in lines.enumerated() where !line.isEmpty {
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 2, let least = Float(cells[1]), abs(least) < 20, scores[cells[0]] == nil else {
                throw TrainingError("\(url.path):\(place + 2): '\(line)' is not a kind, named once, and a number")
            }
            scores[cells[0]] = least
        }
        guard let others = scores.removeValue(forKey: "*") else {
            throw TrainingError("\(url.path): has no line for '*', all other kinds")
        }
        self.others = others
    }

    /// - Parameter label: A kind with ">" or "<" behind it.
    subscript(label: String) -> Float { scores[String(label.dropLast())] ?? others }

    /// Kinds that none of the labels has.
    func unknown(_ labels: [String]) -> [String] {
        scores.keys.filter { kind in !labels.contains { $0.dropLast() == kind } }.sorted()
    }
}
