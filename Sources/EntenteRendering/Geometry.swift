import Foundation

/// A box with its centre, in points.
struct Box: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var left: Double { x - width / 2 }
    var right: Double { x + width / 2 }
    var bottom: Double { y - height / 2 }
    var top: Double { y + height / 2 }
    var centre: MapPoint { MapPoint(x: x, y: y) }

    /// The area that both cover.
    func overlap(with other: Box) -> Double {
        let wide = min(right, other.right) - max(left, other.left)
        let high = min(top, other.top) - max(bottom, other.bottom)
        return wide > 0 && high > 0 ? wide * high : 0
    }

    func contains(_ point: MapPoint, margin: Double = 0) -> Bool {
        abs(point.x - x) <= width / 2 + margin && abs(point.y - y) <= height / 2 + margin
    }

    func grown(by margin: Double) -> Box {
        Box(x: x, y: y, width: width + 2 * margin, height: height + 2 * margin)
    }

    /// The smallest box around all; nil where there is none.
    static func around(_ boxes: some Sequence<Box>) -> Box? {
        var (left, bottom, right, top) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
        for box in boxes {
            left = min(left, box.left)
            bottom = min(bottom, box.bottom)
            right = max(right, box.right)
            top = max(top, box.top)
        }
        guard left <= right else { return nil }
        return Box(x: (left + right) / 2, y: (bottom + top) / 2, width: right - left, height: top - bottom)
    }
}

/// A line of the map: cubic Bézier segments (3n + 1 points) with the tips of its arrowheads.
struct Curve: Hashable {
    var points: [MapPoint]
    var tailTip: MapPoint?
    var headTip: MapPoint?

    /// The point at `fraction`, 0...1, of the line, segments counted alike.
    func point(at fraction: Double) -> MapPoint {
        let segments = max((points.count - 1) / 3, 1)
        guard points.count >= 4 else { return points.first ?? MapPoint(x: 0, y: 0) }
        let scaled = min(max(fraction, 0), 1) * Double(segments)
        let segment = min(Int(scaled), segments - 1)
        let base = segment * 3
        return Self.bezier(points[base], points[base + 1], points[base + 2], points[base + 3], scaled - Double(segment))
    }

    static func bezier(_ a: MapPoint, _ b: MapPoint, _ c: MapPoint, _ d: MapPoint, _ t: Double) -> MapPoint {
        let s = 1 - t
        let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        return MapPoint(x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y)
    }
}

/// Boxes in a grid, to find those near a place without asking all.
struct BoxGrid {
    private let cell: Double
    private var members: [Int64: [Int]] = [:]
    private(set) var boxes: [Box] = []

    init(cell: Double = 120) { self.cell = cell }

    init(_ boxes: [Box], cell: Double = 120) {
        self.cell = cell
        boxes.forEach { insert($0) }
    }

    mutating func insert(_ box: Box) {
        let number = boxes.count
        boxes.append(box)
        forEachCell(of: box) { members[$0, default: []].append(number) }
    }

    /// Numbers of boxes that may touch the box, sorted, without duplicates.
    func candidates(near box: Box) -> [Int] {
        var found: [Int] = []
        forEachCell(of: box) { if let here = members[$0] { found += here } }
        guard found.count > 1 else { return found }
        found.sort()
        var last = -1
        return found.filter { number in
            defer { last = number }
            return number != last
        }
    }

    /// The area of the box that others cover.
    func overlap(with box: Box) -> Double {
        var area = 0.0
        for number in candidates(near: box) { area += box.overlap(with: boxes[number]) }
        return area
    }

    /// Numbers of boxes that may hold the point.
    func candidates(at point: MapPoint) -> [Int] {
        members[key(Int((point.x / cell).rounded(.down)), Int((point.y / cell).rounded(.down)))] ?? []
    }

    private func forEachCell(of box: Box, _ body: (Int64) -> Void) {
        for column in Int((box.left / cell).rounded(.down))...Int((box.right / cell).rounded(.down)) {
            for row in Int((box.bottom / cell).rounded(.down))...Int((box.top / cell).rounded(.down)) {
                body(key(column, row))
            }
        }
    }

    private func key(_ column: Int, _ row: Int) -> Int64 { Int64(column) &* 1_000_003 &+ Int64(row) }
}
