import Foundation

/// Finds places for the labels of lines where they cover neither boxes nor each other.
///
/// Labels are set one after the other, those with least room first; each takes the best of some places on and beside
/// its line.
/// - Complexity: O(labels · places) with grids over boxes and labels.
struct LabelPlacement {
    struct Label {
        let line: Int
        let width: Double
        let height: Double
        /// Larger is set earlier.
        let importance: Double
    }

    let boxes: [Box]
    let curves: [Curve]

    struct Outcome {
        /// By line; lines whose label found no place are missing where that is allowed.
        var places: [Int: Box] = [:]
        /// Lines whose label covers a box or much of another label, or found no place.
        var crowded: [Int] = []
    }

    private static let fractions: [Double] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86]

    /// - Parameter dropsCrowded: Leaves out a label that would cover a box or a good part of another label.
    func place(_ labels: [Label], dropsCrowded: Bool) -> Outcome {
        let obstacles = BoxGrid(boxes)
        var samples = BoxGrid(cell: 60)
        var owners: [Int] = []
        for (line, curve) in curves.enumerated() {
            for step in 1..<20 {
                let point = curve.point(at: Double(step) / 20)
                samples.insert(Box(x: point.x, y: point.y, width: 0.1, height: 0.1))
                owners.append(line)
            }
        }
        var placed = BoxGrid()
        var outcome = Outcome()
        let order = labels.sorted {
            $0.importance != $1.importance ? $0.importance > $1.importance : $0.line < $1.line
        }
        for label in order {
            var best: Box?
            var bestCost = Double.infinity
            let area = max(label.width * label.height, 1)
            search: for (rank, fraction) in Self.fractions.enumerated() {
                for shift in [0.0, 1, -1] {
                    // Later places cost at least this much, so a good one ends the search.
                    let least = 0.06 * Double(rank) + (shift == 0 ? 0 : 0.5)
                    if bestCost <= 0.06 * Double(rank) { break search }
                    if bestCost <= least { continue }
                    let middle = offset(of: label, at: fraction, side: shift)
                    let box = Box(x: middle.x, y: middle.y, width: label.width, height: label.height)
                    let onBoxes = obstacles.overlap(with: box)
                    let onLabels = placed.overlap(with: box)
                    var cost =
                        least + (onBoxes > 0 ? 4 : 0) + 12 * onBoxes / area + (onLabels > 0 ? 3 : 0)
                        + 10 * onLabels / area
                    if cost >= bestCost { continue }
                    for number in samples.candidates(near: box)
                    where owners[number] != label.line && box.contains(samples.boxes[number].centre) {
                        cost += 0.25
                    }
                    if cost < bestCost - 1e-9 { (best, bestCost) = (box, cost) }
                }
            }
            guard let best else { continue }
            if bestCost > 3 { outcome.crowded.append(label.line) }
            if dropsCrowded && bestCost > 3 { continue }
            outcome.places[label.line] = best
            placed.insert(best)
        }
        return outcome
    }

    private func offset(of label: Label, at fraction: Double, side: Double) -> MapPoint {
        let curve = curves[label.line]
        let here = curve.point(at: fraction)
        guard side != 0 else { return here }
        let (before, after) = (curve.point(at: fraction - 0.05), curve.point(at: fraction + 0.05))
        let (dx, dy) = (after.x - before.x, after.y - before.y)
        let length = max(hypot(dx, dy), 1e-6)
        let reach = abs(dy / length) * label.width / 2 + abs(dx / length) * label.height / 2 + 1
        return MapPoint(x: here.x - side * dy / length * reach, y: here.y + side * dx / length * reach)
    }
}
