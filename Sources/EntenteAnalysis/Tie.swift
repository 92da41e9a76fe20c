/// When two costs count as equal: to one part in 10⁹.
enum Tie {
    static let tolerance = 1e-9

    @inline(__always) static func isTie(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= tolerance * max(abs(left), abs(right))
    }

    /// The most that a cost may be to tie with a smaller one.
    @inline(__always) static func ceiling(_ cost: Double) -> Double { cost * (1 + tolerance) }
}
