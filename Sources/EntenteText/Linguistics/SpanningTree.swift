/// The dependency tree with the highest sum of scores (Chu and Liu 1965; Edmonds 1967), with one word under the root.
package enum SpanningTree {
    /// Taken off each arc from the root, so that a best tree has one only: more than all other scores make together.
    private static let rootPenalty: Int64 = 1 << 44

    /// - Parameters:
    ///   - scores: For each word in turn, the scores of each word as its head and then that of the root; in size below 2³⁵.
    ///   - count: How many words there are.
    /// - Returns: The head of each word, `count` for the root. Of equal scores the first counts.
    /// - Complexity: O(n²) where the best heads make a tree, as they do as a rule; else O(n²) for each cycle resolved.
    package static func heads(_ scores: UnsafePointer<Int32>, count: Int) -> [Int32] {
        var heads = [Int32](repeating: 0, count: count)
        for word in 0..<count {
            let row = scores + word * (count + 1)
            var best = word == 0 ? 1 : 0
            for head in best + 1..<max(count + 1, best + 1) where head != word && row[head] > row[best] { best = head }
            heads[word] = Int32(best)
        }
        if isTree(heads) { return heads }
        var graph = Graph(size: count + 1)
        for word in 0..<count {
            let row = scores + word * (count + 1)
            for head in 0...count where head != word {
                graph.scores[word * (count + 1) + head] = Int64(row[head]) - (head == count ? rootPenalty : 0)
            }
        }
        let solved = graph.solve()
        return (0..<count).map { Int32(solved[$0]) }
    }

    /// Whether the heads make one tree with one word under the root.
    package static func isTree(_ heads: [Int32]) -> Bool {
        let count = heads.count
        guard heads.count(where: { Int($0) == count }) == 1 else { return false }
        // 0: not seen; else the number of the walk, from 1, that came by.
        var walks = [Int32](repeating: 0, count: count)
        for start in 0..<count {
            var word = start
            while word < count, walks[word] == 0 {
                walks[word] = Int32(start + 1)
                word = Int(heads[word])
            }
            if word < count, walks[word] == Int32(start + 1) { return false }
        }
        return true
    }

    /// Nodes, of which the last is the root, with a score for each arc: row by dependent, column by head.
    private struct Graph {
        let size: Int
        var scores: [Int64]

        /// No arc.
        static let absent = Int64.min / 4

        init(size: Int) {
            self.size = size
            scores = [Int64](repeating: Self.absent, count: size * size)
        }

        /// The best head of each node but the root, whose own is -1.
        func solve() -> [Int] {
            let root = size - 1
            var heads = (0..<size).map { node in node == root ? -1 : best(in: node * size..<(node + 1) * size) }
            guard let cycle = cycle(in: heads) else { return heads }
            var isInCycle = [Bool](repeating: false, count: size)
            for node in cycle { isInCycle[node] = true }
            // The cycle becomes one node, the last but the root.
            let outside = (0..<root).filter { !isInCycle[$0] } + [root]
            let merged = outside.count - 1
            func place(_ index: Int) -> Int { index == outside.count - 1 ? outside.count : index }
            var smaller = Graph(size: outside.count + 1)
            let whole = cycle.reduce(Int64(0)) { $0 + scores[$1 * size + heads[$1]] }
            var leaves = [Int](repeating: 0, count: size)
            var enters = leaves
            for (index, node) in outside.enumerated() {
                for (other, head) in outside.enumerated() where node != root && other != index {
                    smaller.scores[place(index) * smaller.size + place(other)] = scores[node * size + head]
                }
                if node != root {
                    leaves[node] = first(of: cycle) { scores[node * size + $0] }
                    smaller.scores[place(index) * smaller.size + merged] = scores[node * size + leaves[node]]
                }
                let gain = { (inner: Int) in scores[inner * size + node] - scores[inner * size + heads[inner]] }
                enters[node] = first(of: cycle, by: gain)
                smaller.scores[merged * smaller.size + place(index)] = whole + gain(enters[node])
            }
            let solved = smaller.solve()
            for (index, node) in outside.enumerated() where node != root {
                let head = solved[place(index)]
                heads[node] = head == merged ? leaves[node] : outside[min(head, outside.count - 1)]
            }
            let head = outside[min(solved[merged], outside.count - 1)]
            heads[enters[head]] = head
            return heads
        }

        private func best(in row: Range<Int>) -> Int {
            var best = row.lowerBound
            for place in row where scores[place] > scores[best] { best = place }
            return best - row.lowerBound
        }

        private func first(of nodes: [Int], by score: (Int) -> Int64) -> Int {
            var best = nodes[0]
            for node in nodes where score(node) > score(best) { best = node }
            return best
        }

        private func cycle(in heads: [Int]) -> [Int]? {
            var walks = [Int](repeating: -1, count: size)
            for start in 0..<size - 1 {
                var node = start
                while node != size - 1, walks[node] < 0 {
                    walks[node] = start
                    node = heads[node]
                }
                guard node != size - 1, walks[node] == start else { continue }
                var cycle = [node]
                var next = heads[node]
                while next != node {
                    cycle.append(next)
                    next = heads[next]
                }
                return cycle
            }
            return nil
        }
    }
}
