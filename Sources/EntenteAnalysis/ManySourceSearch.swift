/// Breadth-first search towards 256 actors at once, a bit for each.
///
/// It asks, level by level, which actors reach which targets for the first time. A word of bits serves many searches
/// with one pass over the arcs, and because the search runs backwards from the targets, the number of new bits at an
/// actor is how many targets lie at that distance from it: no bit is looked at by itself.
///
/// While few actors have news they push it to those before them; when many have, every actor pulls from those behind.
/// - SeeAlso: M. Then et al., *The More the Merrier: Efficient Multi-Source Graph Traversal*, PVLDB 8(4), 2014,
///   doi:10.14778/2735496.2735507; S. Beamer et al., *Direction-Optimizing Breadth-First Search*, SC 2012.
final class ManySourceSearch {
    typealias Bits = SIMD4<UInt64>

    private let forward: RowPointers
    private let backward: RowPointers
    private let seen: Scratch<Bits>
    /// Both empty between two runs.
    private var news: Scratch<Bits>
    private var nextNews: Scratch<Bits>
    private var active: Scratch<UInt32>
    private var nextActive: Scratch<UInt32>
    private let reached: Scratch<Int>
    private let distances: Scratch<Double>
    private let inverses: Scratch<Double>
    private var hasRun = false

    init(forward: RowPointers, backward: RowPointers) {
        self.forward = forward
        self.backward = backward
        let count = forward.count
        seen = Scratch(zeros: count)
        news = Scratch(zeros: count)
        nextNews = Scratch(zeros: count)
        active = Scratch(zeros: count)
        nextActive = Scratch(zeros: count)
        reached = Scratch(zeros: count)
        distances = Scratch(zeros: count)
        inverses = Scratch(zeros: count)
    }

    /// What all runs so far have added up.
    var sums: GraphView.DistanceSums {
        var sums = GraphView.DistanceSums(count: 0)
        let count = forward.count
        sums.reached = Array(UnsafeBufferPointer(start: reached.pointer, count: count))
        sums.distances = Array(UnsafeBufferPointer(start: distances.pointer, count: count))
        sums.inverses = Array(UnsafeBufferPointer(start: inverses.pointer, count: count))
        return sums
    }

    /// Adds the distances of all actors to these targets (at most 256) to `sums`.
    ///
    /// - Returns: False after a cancellation; the search is then of no further use.
    func run(to targets: Range<Int>, cancellation: Cancellation) -> Bool {
        if hasRun { seen.fill(Bits()) }
        hasRun = true
        for (bit, target) in targets.enumerated() {
            seen.pointer[target][bit >> 6] |= 1 << UInt64(bit & 63)
            news.pointer[target] = seen.pointer[target]
            active.pointer[bit] = UInt32(target)
        }
        var activeCount = targets.count
        var level = 0
        let arcCount = Int(forward.offsets[forward.count])
        while activeCount > 0 {
            if cancellation.isRequested { return false }
            level += 1
            var arcs = 0
            for place in 0..<activeCount {
                let vertex = Int(active.pointer[place])
                arcs += backward.end(vertex) - backward.start(vertex)
            }
            let found = arcs * 4 > arcCount + forward.count ? pull(cancellation) : push(activeCount, cancellation)
            if cancellation.isRequested { return false }
            // Leaves the buffer empty that the next level fills.
            for place in 0..<activeCount { news.pointer[Int(active.pointer[place])] = Bits() }
            activeCount = found
            count(activeCount, level: level, cancellation)
            swap(&news, &nextNews)
            swap(&active, &nextActive)
        }
        return true
    }

    /// Every actor asks those to whom it leads. Fills `nextNews` and `nextActive`.
    private func pull(_ cancellation: Cancellation) -> Int {
        let (seen, news, nextNews, nextActive) = (seen.pointer, news.pointer, nextNews.pointer, nextActive.pointer)
        let targets = forward.targets
        var found = 0
        for vertex in 0..<forward.count {
            // The level ends early, and the search with it.
            if vertex & 0x1FF == 0x1FF, cancellation.isRequested { break }
            var bits = Bits()
            for arc in forward.start(vertex)..<forward.end(vertex) { bits |= news[Int(targets[arc])] }
            bits &= ~seen[vertex]
            nextNews[vertex] = bits
            nextActive[found] = UInt32(vertex)
            found += bits == Bits() ? 0 : 1
        }
        return found
    }

    /// Actors with news tell those before them. Fills `nextNews` and `nextActive`.
    private func push(_ activeCount: Int, _ cancellation: Cancellation) -> Int {
        let (seen, news, nextNews) = (seen.pointer, news.pointer, nextNews.pointer)
        let (active, nextActive, targets) = (active.pointer, nextActive.pointer, backward.targets)
        var found = 0
        for place in 0..<activeCount {
            if place & 0x1FF == 0x1FF, cancellation.isRequested { break }
            let vertex = Int(active[place])
            let bits = news[vertex]
            for arc in backward.start(vertex)..<backward.end(vertex) {
                let before = Int(targets[arc])
                let new = bits & ~seen[before]
                guard new != Bits() else { continue }
                if nextNews[before] == Bits() {
                    nextActive[found] = UInt32(before)
                    found += 1
                }
                nextNews[before] |= new
            }
        }
        return found
    }

    /// Ends early after a cancellation, and the search with it.
    private func count(_ activeCount: Int, level: Int, _ cancellation: Cancellation) {
        let (seen, nextNews, nextActive) = (seen.pointer, nextNews.pointer, nextActive.pointer)
        let (reached, distances, inverses) = (reached.pointer, distances.pointer, inverses.pointer)
        let (distance, inverse) = (Double(level), 1 / Double(level))
        for place in 0..<activeCount {
            if place & 0x3FFF == 0x3FFF, cancellation.isRequested { return }
            let vertex = Int(nextActive[place])
            let bits = nextNews[vertex]
            seen[vertex] |= bits
            let found =
                bits[0].nonzeroBitCount + bits[1].nonzeroBitCount + bits[2].nonzeroBitCount + bits[3].nonzeroBitCount
            reached[vertex] += found
            distances[vertex] += Double(found) * distance
            inverses[vertex] += Double(found) * inverse
        }
    }
}
