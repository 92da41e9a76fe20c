/// When two costs count as equal: to one part in 10⁹.
enum Tie {
    static let tolerance = 1e-9

    /// Of an infinite and a finite cost never: hence the smaller of the two as the measure.
    @inline(__always) static func isTie(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= tolerance * min(abs(left), abs(right))
    }

    /// The most that a cost may be to tie with a smaller one.
    @inline(__always) static func ceiling(_ cost: Double) -> Double { cost * (1 + tolerance) }
}
