/// The way from one word of a dependency tree to another: up to the word that governs both, and down again.
struct PairPath {
    /// Words from the first one up to the top, the top left out.
    let up: [Int]
    let top: Int
    /// Words from below the top down to the second one.
    let down: [Int]

    var length: Int { up.count + down.count }

    /// - Complexity: linear in the depth of the tree.
    init?(from first: Int, to second: Int, in tree: SentenceTree) {
        func ancestors(_ place: Int) -> [Int] {
            var result = [place]
            while let head = tree.head(result[result.count - 1]), result.count <= tree.tokens.count {
                result.append(head)
            }
            return result
        }
        let (above, beneath) = (ancestors(first), ancestors(second))
        var (left, right) = (above.count - 1, beneath.count - 1)
        guard above[left] == beneath[right] else { return nil }
        while left > 0, right > 0, above[left - 1] == beneath[right - 1] {
            left -= 1
            right -= 1
        }
        up = Array(above[..<left])
        top = above[left]
        down = beneath[..<right].reversed()
    }
}
