internal import EntenteModel
internal import Foundation

/// Betweenness from a sample of sources, with how far it may be off.
public struct ApproximateScores: Sendable {
    /// On the scale of normalized betweenness, 0...1.
    public let scores: ActorScores
    /// No score is off by more than this …
    public let error: Double
    /// … with at least this probability, for all actors at once.
    public let probability: Double
    public let sampleCount: Int
}

extension GraphView {
    /// Normalized betweenness estimated from the paths of sampled sources.
    ///
    /// A source gives an actor between 0 and n − 2 of its pairs, so by Hoeffding's inequality and the union bound
    /// ln(2n / (1 − probability)) / (2 · error²) sources suffice. Where these would be all actors or more, the result is
    /// exact, with error 0.
    /// - Parameters:
    ///   - error: The largest deviation of any score, in 0 ..< 1.
    ///   - probability: That the error holds for all actors at once, in 0 ..< 1.
    ///   - seed: Of the choice of sources.
    /// - Throws: `AnalysisError.badParameter`, and as `betweenness(normalized:endpoints:execution:)`.
    /// - Complexity: O(log actors / error² · arcs), times log actors by cost.
    /// - SeeAlso: U. Brandes, C. Pich, *Int. J. Bifurcation and Chaos* 17(7), 2007, doi:10.1142/S0218127407018403.
    public func approximateBetweenness(
        error: Double = 0.02, probability: Double = 0.95, seed: UInt64 = 1, execution: Execution = .standard
    ) throws(AnalysisError) -> ApproximateScores {
        guard error > 0, error < 1 else {
            throw .badParameter("the error", value: String(error), allowed: "a number above 0 and below 1")
        }
        guard probability > 0, probability < 1 else {
            throw .badParameter("the probability", value: String(probability), allowed: "a number above 0 and below 1")
        }
        // A source's own paths never count for itself, so n sources share what n − 1 could give.
        let correction = Double(actorCount) / Double(max(actorCount - 1, 1))
        let drawError = error / correction
        let wanted = (log(2 * Double(max(actorCount, 1)) / (1 - probability)) / (2 * drawError * drawError)).rounded(
            .up)
        guard wanted < Double(actorCount) else {
            let scores = try betweenness(normalized: true, execution: execution)
            return ApproximateScores(scores: scores, error: 0, probability: 1, sampleCount: actorCount)
        }
        var random = SeededGenerator(seed: seed)
        // Drawn with replacement, as the bound assumes; sorted, so that equal draws stand together.
        let sources = (0..<Int(wanted)).map { _ in UInt32(random.below(actorCount)) }.sorted()
        var values = try brandes(from: sources, endpoints: false, arcs: false, execution: execution).actors
        let scale = 1 / (wanted * Double(max(actorCount - 2, 1)))
        for vertex in values.indices { values[vertex] *= scale * correction }
        return ApproximateScores(
            scores: ActorScores(.betweenness, view: self, values: values), error: error,
            probability: probability, sampleCount: sources.count)
    }
}
