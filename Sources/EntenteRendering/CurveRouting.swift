import Foundation

/// Draws lines between boxes as gentle arcs that run around other boxes where they can.
///
/// Of a fixed set of bends each line takes the one that crosses fewest other boxes and bends least; lines between the
/// same two boxes take different ones. All is done in the order of the lines, so the result is always the same.
/// - Complexity: O(lines · bends · samples) with a grid over the boxes.
struct CurveRouting {
    let boxes: [Box]
    let outlines: [ClippingOutline]
    private let grid: BoxGrid

    init(boxes: [Box], outlines: [ClippingOutline]) {
        self.boxes = boxes
        self.outlines = outlines
        grid = BoxGrid(boxes)
    }

    struct Line {
        let source: Int
        let target: Int
        let hasTailArrow: Bool
        let hasHeadArrow: Bool
        /// Length of an arrowhead in points.
        let arrow: Double
    }

    private static let bends: [Double] = [0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.46, -0.46]

    func curves(for lines: [Line]) -> [Curve] {
        var taken: [[Int]: [Double]] = [:]
        var counts: [[Int]: Int] = [:]
        for line in lines { counts[Self.pair(line), default: 0] += 1 }
        return lines.map { line in
            let key = Self.pair(line)
            // The side of a bend is that of the pair, whichever way the line runs.
            let side = line.source <= line.target ? 1.0 : -1.0
            let (start, end) = (boxes[line.source].centre, boxes[line.target].centre)
            let length = max(hypot(end.x - start.x, end.y - start.y), 1)
            let apart = min(max(26 / length, 0.1), 0.5)
            var best = 0.0
            var bestCost = Double.infinity
            let siblings = counts[key] ?? 1
            let candidates =
                siblings == 1
                ? Self.bends : Self.bends + (1...siblings).flatMap { [apart * Double($0), -apart * Double($0)] }
            for bend in candidates {
                if taken[key]?.contains(where: { abs($0 - bend) < apart * 0.95 }) == true { continue }
                let arc = Self.arc(from: start, to: end, bend: bend * side)
                let cost = 60 * crossings(of: arc, except: line.source, line.target) + 8 * abs(bend) * abs(bend) * 10
                if cost < bestCost - 1e-9 { (best, bestCost) = (bend, cost) }
            }
            taken[key, default: []].append(best)
            return clipped(Self.arc(from: start, to: end, bend: best * side), line: line)
        }
    }

    private static func pair(_ line: Line) -> [Int] {
        [min(line.source, line.target), max(line.source, line.target)]
    }

    private static func arc(from start: MapPoint, to end: MapPoint, bend: Double) -> [MapPoint] {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        // Two thirds of the way to the control point of the quadratic curve of the same shape.
        let lift = bend * 4 / 3
        let (nx, ny) = (-dy * lift / 2, dx * lift / 2)
        return [
            start, MapPoint(x: start.x + dx / 3 + nx, y: start.y + dy / 3 + ny),
            MapPoint(x: start.x + dx * 2 / 3 + nx, y: start.y + dy * 2 / 3 + ny), end,
        ]
    }

    /// How much of the arc runs over other boxes: 1 for each box it cuts, and a little for each sample inside.
    private func crossings(of arc: [MapPoint], except source: Int, _ target: Int) -> Double {
        var hit: [Int] = []
        var inside = 0.0
        let samples = 28
        for sample in 1..<samples {
            let point = Curve.bezier(arc[0], arc[1], arc[2], arc[3], Double(sample) / Double(samples))
            for box in grid.candidates(at: point)
            where box != source && box != target && boxes[box].contains(point, margin: 2) {
                inside += 1
                if !hit.contains(box) { hit.append(box) }
            }
        }
        return Double(hit.count) + inside / Double(samples)
    }

    /// The part of the arc outside its two boxes, with room for arrowheads.
    private func clipped(_ arc: [MapPoint], line: Line) -> Curve {
        func point(_ t: Double) -> MapPoint { Curve.bezier(arc[0], arc[1], arc[2], arc[3], t) }
        func exit(_ box: Int, from inner: Double, to outer: Double) -> Double {
            var (low, high) = (inner, outer)
            if contains(box, point(high)) { return (inner + outer) / 2 }
            for _ in 0..<24 {
                let middle = (low + high) / 2
                if contains(box, point(middle)) { low = middle } else { high = middle }
            }
            return high
        }
        let first = exit(line.source, from: 0, to: 0.5)
        let last = exit(line.target, from: 1, to: 0.5)
        func pulled(_ from: Double, towards other: Double, by distance: Double) -> Double {
            let tip = point(from)
            var t = from
            let step = (other - from) / 64
            for _ in 0..<64 {
                t += step
                let here = point(t)
                if hypot(here.x - tip.x, here.y - tip.y) >= distance { break }
            }
            return t
        }
        let start = line.hasTailArrow ? pulled(first, towards: (first + last) / 2, by: line.arrow) : first
        let end = line.hasHeadArrow ? pulled(last, towards: (first + last) / 2, by: line.arrow) : last
        return Curve(
            points: Self.part(of: arc, from: start, to: max(end, start)),
            tailTip: line.hasTailArrow ? point(first) : nil, headTip: line.hasHeadArrow ? point(last) : nil)
    }

    private func contains(_ box: Int, _ point: MapPoint) -> Bool {
        let outer = boxes[box].grown(by: 1)
        return outlines[box].contains(
            across: abs(point.x - outer.x) / (outer.width / 2), up: (point.y - outer.y) / (outer.height / 2))
    }

    /// The part of a cubic curve between two parameters, by blossoming.
    private static func part(of arc: [MapPoint], from start: Double, to end: Double) -> [MapPoint] {
        func blossom(_ r: Double, _ s: Double, _ t: Double) -> MapPoint {
            func mix(_ a: MapPoint, _ b: MapPoint, _ t: Double) -> MapPoint {
                MapPoint(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t)
            }
            let (a, b, c) = (mix(arc[0], arc[1], r), mix(arc[1], arc[2], r), mix(arc[2], arc[3], r))
            return mix(mix(a, b, s), mix(b, c, s), t)
        }
        return [
            blossom(start, start, start), blossom(start, start, end), blossom(start, end, end), blossom(end, end, end),
        ]
    }
}

/// Where lines meet an actor: its outline, as a share of half its box.
enum ClippingOutline {
    case box, ellipse, hexagon, octagon, slanted, house

    init(shape: String) {
        switch shape {
        case "ellipse": self = .ellipse
        case "hexagon": self = .hexagon
        case "octagon": self = .octagon
        case "polygon": self = .slanted
        case "house": self = .house
        default: self = .box
        }
    }

    /// - Parameter across: Distance from the middle, 1 at the side of the box; `up` likewise, from -1 to 1.
    func contains(across: Double, up: Double) -> Bool {
        let high = abs(up)
        guard high <= 1 else { return false }
        return switch self {
        case .box: across <= 1
        case .ellipse: across * across + up * up <= 1
        case .hexagon: across <= 1 - 0.5 * high
        case .octagon: across <= 1 - 0.59 * max(0, high - 0.41)
        // The mean of a side that leans in and one that leans out.
        case .slanted: across <= 0.9 - 0.1 * up
        case .house: up <= 0.45 ? across <= 1 : across <= 1 - (up - 0.45) / 0.55
        }
    }
}
