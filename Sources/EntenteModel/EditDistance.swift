/// Distance between words, for "did you mean".
package enum EditDistance {
    /// The number of insertions, deletions, substitutions and swaps of neighbours that turn one text into the other
    /// (optimal string alignment; Damerau 1964), counted in characters.
    ///
    /// - Parameter limit: Stops early and returns `limit + 1` once the distance must exceed it.
    /// - Complexity: O(n · m).
    package static func between(_ left: some StringProtocol, _ right: some StringProtocol, limit: Int = .max) -> Int {
        let (first, second) = (Array(left), Array(right))
        if limit != .max, abs(first.count - second.count) > limit { return limit + 1 }
        if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        var current = last
        for row in 1...first.count {
            current[0] = row
            var best = row
            for column in 1...second.count {
                let cost = first[row - 1] == second[column - 1] ? 0 : 1
                var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    value = min(value, beforeLast[column - 2] + 1)
                }
                current[column] = value
                best = min(best, value)
            }
            if best > limit { return limit + 1 }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[second.count]
    }

    /// The word nearest to the given one, ignoring case, where it is near enough to be a slip; ties go to the first.
    package static func closest(to word: String, among words: [String]) -> String? {
        let wanted = word.lowercased()
        let limit = max(2, wanted.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = between(wanted, candidate.lowercased(), limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }
}
