/// How much of what was found is right, and how much of what was wanted was found.
public struct Tally: Sendable, Hashable {
    public private(set) var found = 0
    public private(set) var wanted = 0
    /// What is both found and wanted.
    public private(set) var right = 0

    public init() {}

    mutating func add(found: Int, wanted: Int, right: Int) {
        self.found += found
        self.wanted += wanted
        self.right += right
    }

    /// Right among found; 0 where nothing was found. Rounded to four places, as the other figures are.
    public var precision: Double { Self.rounded(exactPrecision) }
    /// Found among wanted; 0 where nothing was wanted.
    public var recall: Double { Self.rounded(exactRecall) }
    /// The harmonic mean of the two, before they are rounded.
    public var f1: Double {
        let sum = exactPrecision + exactRecall
        return sum > 0 ? Self.rounded(2 * exactPrecision * exactRecall / sum) : 0
    }

    private var exactPrecision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    private var exactRecall: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded(.toNearestOrEven) / 10_000 }
}

/// Of statements with about the same confidence: how many are right.
public struct ConfidenceBand: Sendable, Hashable {
    /// The lower end of the band; it is 0.1 wide, and the last holds 1 too.
    public let lowerBound: Double
    public fileprivate(set) var count = 0
    public fileprivate(set) var right = 0
    fileprivate var sum = 0.0

    public var meanConfidence: Double { count == 0 ? 0 : sum / Double(count) }
    public var shareRight: Double { count == 0 ? 0 : Double(right) / Double(count) }

    static let all = (0..<10).map { ConfidenceBand(lowerBound: Double($0) / 10) }

    init(lowerBound: Double) { self.lowerBound = lowerBound }
}

extension [ConfidenceBand] {
    mutating func add(_ confidence: Double, isRight: Bool) {
        // 0.7 is a little less than seven tenths as a binary number.
        let place = Swift.min(Int(confidence * 10 + 1e-9), count - 1)
        self[place].count += 1
        self[place].right += isRight ? 1 : 0
        self[place].sum += confidence
    }
}
