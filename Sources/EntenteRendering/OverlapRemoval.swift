import Foundation

/// Moves boxes apart until none overlap, keeping their arrangement.
///
/// Every round pushes each overlapping pair apart along the axis where less is needed, half each, so that places
/// shift little and the order of neighbours stays. Where rounds run out, the whole is spread by a fifth and pushed
/// again, which ends because boxes far enough apart cannot overlap. Many boxes would need too many rounds, since a push
/// in the middle has to travel to the rim; they are spread as a net instead (`ProximitySpreading`).
/// - Complexity: O(rounds · n · neighbours), with at most some 400 boxes; beyond, O(n log n).
struct OverlapRemoval {
    var horizontalGap = 22.0
    var verticalGap = 20.0
    var rounds = 400
    /// Above this, boxes are spread as a net.
    var mostPushed = 400

    func apply(to boxes: inout [Box], fixed: Set<Int> = []) {
        guard boxes.count > 1 else { return }
        guard boxes.count <= mostPushed else {
            ProximitySpreading(horizontalGap: horizontalGap, verticalGap: verticalGap).apply(to: &boxes, fixed: fixed)
            return
        }
        // A box between two fixed ones may find no room; then all give way a little.
        if !fixed.isEmpty, push(&boxes, fixed: fixed) { return }
        for _ in 0..<24 {
            if push(&boxes, fixed: []) { return }
            guard let whole = Box.around(boxes) else { return }
            for place in boxes.indices {
                boxes[place].x = whole.x + (boxes[place].x - whole.x) * 1.2
                boxes[place].y = whole.y + (boxes[place].y - whole.y) * 1.2
            }
        }
    }

    /// True when nothing overlaps any more.
    private func push(_ boxes: inout [Box], fixed: Set<Int>) -> Bool {
        for _ in 0..<rounds {
            var moved = false
            // A sweep from left to right meets only pairs that overlap horizontally.
            let order = boxes.indices.sorted {
                let (first, second) = (boxes[$0].left, boxes[$1].left)
                return first != second ? first < second : $0 < $1
            }
            for (rank, first) in order.enumerated() {
                for second in order[(rank + 1)...] {
                    if boxes[second].left - boxes[first].right >= horizontalGap + 40 { break }
                    let wide = (boxes[first].width + boxes[second].width) / 2 + horizontalGap
                    let high = (boxes[first].height + boxes[second].height) / 2 + verticalGap
                    let across = boxes[second].x - boxes[first].x
                    let up = boxes[second].y - boxes[first].y
                    let needX = wide - abs(across)
                    let needY = high - abs(up)
                    guard needX > 0.01, needY > 0.01 else { continue }
                    moved = true
                    let firstShare = fixed.contains(first) ? (fixed.contains(second) ? 0.5 : 0.0) : 0.5
                    let secondShare = fixed.contains(second) ? (fixed.contains(first) ? 0.5 : 0.0) : 0.5
                    let total = firstShare + secondShare
                    if needX < needY {
                        let sign = across == 0 ? 1.0 : (across < 0 ? -1 : 1)
                        boxes[first].x -= sign * needX * firstShare / total
                        boxes[second].x += sign * needX * secondShare / total
                    } else {
                        let sign = up == 0 ? 1.0 : (up < 0 ? -1 : 1)
                        boxes[first].y -= sign * needY * firstShare / total
                        boxes[second].y += sign * needY * secondShare / total
                    }
                }
            }
            if !moved { return true }
        }
        return false
    }
}
