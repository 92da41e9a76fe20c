import Foundation

/// Moves many boxes apart until none overlap, keeping who stands next to whom and the shape of the whole.
///
/// Neighbours, by `ProximityMesh`, are tied by springs as long as they are apart, or somewhat longer where their boxes
/// overlap; the net then settles, and the next round measures anew. So a crowded middle grows as a whole, and what lies
/// around it gives way. What is left when rounds run out is spread by the one factor that parts the last pair.
/// - SeeAlso: E. R. Gansner, Y. Hu, "Efficient, proximity-preserving node overlap removal", *Journal of Graph Algorithms
///   and Applications* 14(1), 2010, doi:10.7155/jgaa.00198.
/// - Complexity: O(n log n), with a fixed number of rounds.
struct ProximitySpreading {
    var horizontalGap: Double
    var verticalGap: Double
    var rounds = 120

    /// - Parameter fixed: Boxes that move only where there is no other way.
    func apply(to boxes: inout [Box], fixed: Set<Int> = []) {
        partTwins(&boxes)
        if fixed.isEmpty { loosen(&boxes) }
        // A box between two fixed ones may find no room; then all give way.
        var held = fixed
        for round in 0..<rounds {
            if round == rounds / 2 { held = [] }
            let mesh = ProximityMesh(boxes.map(\.centre))
            var springs = mesh.edges.map { spring($0.first, $0.second, of: boxes) }
            if !springs.contains(where: { $0.isTight }) {
                // Neighbours are apart; wide boxes may still reach over others into farther ones.
                let pairs = overlaps(of: boxes)
                if pairs.isEmpty { return }
                springs += pairs.map { spring($0.first, $0.second, of: boxes) }
            }
            settle(&boxes, springs: springs, held: held)
        }
        spreadRest(&boxes)
    }

    private struct Spring {
        let first: Int
        let second: Int
        /// Wanted distance along each axis, and how hard it pulls.
        let across: Double
        let up: Double
        let weight: Double
        let isTight: Bool
    }

    private func spring(_ first: Int, _ second: Int, of boxes: [Box]) -> Spring {
        let (across, up) = (boxes[second].x - boxes[first].x, boxes[second].y - boxes[first].y)
        let factor = self.factor(boxes[first], boxes[second])
        // Half as far again at most: the next round sees who the neighbours are by then.
        let growth = min(max(factor, 1), 1.5)
        let length = max(hypot(across, up) * growth, 1e-3)
        return Spring(
            first: first, second: second, across: across * growth, up: up * growth, weight: 1 / (length * length),
            isTight: isTight(boxes[first], boxes[second]))
    }

    /// The net only ever comes close to what its springs want: it is done when all have most of the room they ask for.
    private static let enough = 0.6

    private func isTight(_ first: Box, _ second: Box) -> Bool { factor(first, second, share: Self.enough) > 1 }

    /// How many times farther apart the two must stand to have a share of the gap between them; at most 1 where they do.
    private func factor(_ first: Box, _ second: Box, share: Double = 1) -> Double {
        let wide = (first.width + second.width) / 2 + horizontalGap * share
        let high = (first.height + second.height) / 2 + verticalGap * share
        return min(wide / max(abs(second.x - first.x), 1e-6), high / max(abs(second.y - first.y), 1e-6))
    }

    /// Boxes at the very same place are set around it, as seeds on a sunflower, so that there are ways to part them in.
    private func partTwins(_ boxes: inout [Box]) {
        let order = boxes.indices.sorted {
            let (first, second) = (boxes[$0], boxes[$1])
            if first.x != second.x { return first.x < second.x }
            return first.y != second.y ? first.y < second.y : $0 < $1
        }
        var (start, count) = (MapPoint(x: .nan, y: .nan), 0)
        for place in order {
            count = boxes[place].centre == start ? count + 1 : 0
            start = boxes[place].centre
            let (radius, angle) = (0.01 * Double(count).squareRoot(), 2.399_963_229_728_653 * Double(count))
            boxes[place].x += radius * cos(angle)
            boxes[place].y += radius * sin(angle)
        }
    }

    /// Spreads the whole until most neighbours have room: engines make the distances of large graphs what suits dots.
    private func loosen(_ boxes: inout [Box]) {
        let mesh = ProximityMesh(boxes.map(\.centre))
        let factors = mesh.edges.map { factor(boxes[$0.first], boxes[$0.second]) }.sorted()
        guard let usual = factors.isEmpty ? nil : factors[factors.count / 2], usual > 1 else { return }
        scale(&boxes, by: usual)
    }

    private func scale(_ boxes: inout [Box], by factor: Double) {
        guard let whole = Box.around(boxes) else { return }
        for place in boxes.indices {
            boxes[place].x = whole.x + (boxes[place].x - whole.x) * factor
            boxes[place].y = whole.y + (boxes[place].y - whole.y) * factor
        }
    }

    private func spreadRest(_ boxes: inout [Box]) {
        let rest = overlaps(of: boxes).map { factor(boxes[$0.first], boxes[$0.second], share: Self.enough) }.max() ?? 1
        if rest > 1 { scale(&boxes, by: rest * 1.000_001) }
    }

    /// Pairs that overlap or stand closer than most of the gap: rows of the height of the highest box, each from left to right.
    func overlaps(of boxes: [Box]) -> [(first: Int, second: Int)] {
        guard let highest = boxes.map(\.height).max(), let lowest = boxes.map(\.y).min() else { return [] }
        let high = highest + verticalGap
        var rows: [Int: [Int]] = [:]
        for place in boxes.indices.sorted(by: {
            boxes[$0].left != boxes[$1].left ? boxes[$0].left < boxes[$1].left : $0 < $1
        }) {
            rows[Int((boxes[place].y - lowest) / high), default: []].append(place)
        }
        var pairs: [(first: Int, second: Int)] = []
        for row in rows.keys.sorted() {
            let (here, above) = (rows[row] ?? [], rows[row + 1] ?? [])
            var start = 0
            // Widths differ, so a box far to the left of all that are open may still reach here.
            let widest = above.map { boxes[$0].width }.max() ?? 0
            for (rank, first) in here.enumerated() {
                let end = boxes[first].right + horizontalGap
                for second in here[(rank + 1)...] {
                    if boxes[second].left >= end { break }
                    if isTight(boxes[first], boxes[second]) { pairs.append((first, second)) }
                }
                while start < above.count, boxes[above[start]].left < boxes[first].left - widest - horizontalGap {
                    start += 1
                }
                for second in above[start...] {
                    if boxes[second].left >= end { break }
                    if isTight(boxes[first], boxes[second]) { pairs.append((first, second)) }
                }
            }
        }
        return pairs
    }

    /// Moves the boxes to where the springs pull least: one step of stress majorization, along each axis by itself.
    private func settle(_ boxes: inout [Box], springs: [Spring], held: Set<Int>) {
        let isFree = boxes.indices.map { !held.contains($0) }
        let across = steps(from: boxes.map(\.x), springs: springs, wanted: springs.map(\.across), isFree: isFree)
        let up = steps(from: boxes.map(\.y), springs: springs, wanted: springs.map(\.up), isFree: isFree)
        for place in boxes.indices {
            boxes[place].x += across[place]
            boxes[place].y += up[place]
        }
    }

    /// How far each goes, by conjugate gradients from where they stand.
    private func steps(from places: [Double], springs: [Spring], wanted: [Double], isFree: [Bool]) -> [Double] {
        let count = places.count
        // Weights differ by orders of magnitude between the middle and the rim, so each place is measured by its own.
        var weights = [Double](repeating: 0, count: count)
        // What the springs still pull.
        var rest = [Double](repeating: 0, count: count)
        for (number, spring) in springs.enumerated() {
            weights[spring.first] += spring.weight
            weights[spring.second] += spring.weight
            let pull = spring.weight * (wanted[number] - places[spring.second] + places[spring.first])
            rest[spring.second] += pull
            rest[spring.first] -= pull
        }
        for place in 0..<count where !isFree[place] || weights[place] == 0 { (rest[place], weights[place]) = (0, 1) }
        var steps = [Double](repeating: 0, count: count)
        var direction = [Double](repeating: 0, count: count)
        var energy = 0.0
        for place in 0..<count {
            direction[place] = rest[place] / weights[place]
            energy += rest[place] * direction[place]
        }
        let enough = energy * 1e-6
        for _ in 0..<60 where energy > enough {
            var image = [Double](repeating: 0, count: count)
            for spring in springs {
                let pull = spring.weight * (direction[spring.second] - direction[spring.first])
                image[spring.second] += pull
                image[spring.first] -= pull
            }
            var curvature = 0.0
            for place in 0..<count {
                if !isFree[place] { image[place] = 0 }
                curvature += direction[place] * image[place]
            }
            guard curvature > 0 else { break }
            let size = energy / curvature
            var next = 0.0
            for place in 0..<count {
                steps[place] += size * direction[place]
                rest[place] -= size * image[place]
                next += rest[place] * rest[place] / weights[place]
            }
            let share = next / energy
            energy = next
            for place in 0..<count { direction[place] = rest[place] / weights[place] + share * direction[place] }
        }
        return steps
    }
}
