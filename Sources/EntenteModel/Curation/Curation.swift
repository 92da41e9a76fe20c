/// The log of what people decided about a case: decisions in order, and which steps were undone.
///
/// ```swift
/// var curation = Curation()
/// curation.append([Decision(.rename("taliban", to: "Afghan Taliban"))])
/// curation.undo(1)
/// curation.standing        // nothing
/// ```
/// A step is what one command decided: one decision, or several that were taken together. Nothing ever leaves the log;
/// to undo a step is a step too, and may itself be undone.
///
/// Always true: steps count from 1 without gaps, and a step undoes only an earlier one.
public struct Curation: Hashable, Sendable {
    public struct Step: Hashable, Identifiable, Sendable {
        public enum Action: Hashable, Sendable {
            case decide([Decision])
            case undo(Int)
        }

        public let number: Int
        public let action: Action

        public var id: Int { number }
    }

    /// A decision that stands, with the step that took it.
    public struct Standing: Hashable, Sendable {
        public let step: Int
        public let decision: Decision

        public init(step: Int, decision: Decision) {
            self.step = step
            self.decision = decision
        }
    }

    public internal(set) var steps: [Step] = []

    public init() {}

    public var isEmpty: Bool { steps.isEmpty }

    /// Adds a step that takes these decisions and returns its number.
    @discardableResult
    public mutating func append(_ decisions: [Decision]) -> Int {
        steps.append(Step(number: steps.count + 1, action: .decide(decisions)))
        return steps.count
    }

    /// Adds a step that takes back an earlier one and returns its number.
    ///
    /// - Throws: `CurationError` where there is no such step or it is undone already.
    @discardableResult
    public mutating func undo(_ number: Int) throws(CurationError) -> Int {
        guard steps.indices.contains(number - 1) else { throw .noStep(number, last: steps.count) }
        if let by = undone[number] { throw .undoneAlready(number, by: by) }
        steps.append(Step(number: steps.count + 1, action: .undo(number)))
        return steps.count
    }

    /// The last step that took decisions and still counts; nil where there is none.
    public var lastStanding: Int? {
        let gone = undone
        return steps.last { step in
            if case .decide = step.action { gone[step.number] == nil } else { false }
        }?.number
    }

    /// The log as it was after so many steps.
    package func first(_ count: Int) -> Curation {
        var copy = self
        copy.steps = Array(steps.prefix(max(0, count)))
        return copy
    }

    /// The steps that do not count, with the step that undid each.
    public var undone: [Int: Int] {
        var result: [Int: Int] = [:]
        // Backwards: whether an undoing counts depends only on later steps.
        for step in steps.reversed() where result[step.number] == nil {
            if case .undo(let number) = step.action { result[number] = step.number }
        }
        return result
    }

    /// The decisions that count, in the order in which they were taken: none that was undone, and of those with one
    /// subject the last.
    public var standing: [Standing] {
        let gone = undone
        var bySubject: [Decision.Subject: Int] = [:]
        var result: [Standing?] = []
        for step in steps where gone[step.number] == nil {
            guard case .decide(let decisions) = step.action else { continue }
            for decision in decisions {
                if let former = bySubject[decision.subject] { result[former] = nil }
                bySubject[decision.subject] = result.count
                result.append(Standing(step: step.number, decision: decision))
            }
        }
        return result.compactMap { $0 }
    }
}

/// Why something cannot be decided.
public enum CurationError: Error, Equatable, CustomStringConvertible {
    case noStep(Int, last: Int)
    case undoneAlready(Int, by: Int)
    case nothingToUndo

    public var description: String {
        switch self {
        case .noStep(let number, let last):
            last == 0
                ? "no step \(number); nothing was decided yet"
                : "no step \(number); the log has 1 to \(last); 'entente curation list' shows them"
        case .undoneAlready(let number, let by):
            "step \(number) is undone already; by step \(by); 'entente undo \(by)' brings it back"
        case .nothingToUndo: "nothing to undo; no decision stands"
        }
    }
}
