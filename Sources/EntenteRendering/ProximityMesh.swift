/// Who stands next to whom: the edges of the Delaunay triangulation of some places.
///
/// Places are set on a fine grid of whole numbers first, so that every decision is exact and the mesh comes out the same
/// everywhere. Points go in along a curve that fills the plane; each then lies near the one before, and finding its
/// triangle takes a few steps.
/// - Complexity: O(n log n) for places as layouts have them.
struct ProximityMesh {
    /// Pairs of places, the smaller first, sorted.
    private(set) var edges: [(first: Int, second: Int)] = []

    private struct Point {
        let x: Int
        let y: Int
    }

    private struct Triangle {
        /// Counterclockwise.
        var corners: (Int, Int, Int)
        /// Across from each corner; -1 at the rim.
        var neighbours: (Int, Int, Int)
    }

    /// Coordinates of places lie in 0..<side; the three corners around all of them lie far outside.
    private static let side = 1 << 20
    private var points: [Point] = []
    private var triangles: [Triangle] = []

    init(_ places: [MapPoint]) {
        guard places.count > 1 else { return }
        var (left, right, bottom, top) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for place in places {
            (left, right) = (min(left, place.x), max(right, place.x))
            (bottom, top) = (min(bottom, place.y), max(top, place.y))
        }
        let scale = Double(Self.side - 1) / max(right - left, top - bottom, 1e-9)
        var order = places.indices.map { place in
            let point = Point(x: Int((places[place].x - left) * scale), y: Int((places[place].y - bottom) * scale))
            return (key: Self.curveKey(point), point: point, place: place)
        }
        order.sort { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
        let far = 16 * Self.side
        points = [Point(x: -far, y: -far), Point(x: far, y: -far), Point(x: 0, y: far)]
        triangles = [Triangle(corners: (0, 1, 2), neighbours: (-1, -1, -1))]
        // By number of the point, beyond the three corners.
        var owners: [Int] = []
        var pairs: [(first: Int, second: Int)] = []
        var lastKey: Int?
        for entry in order {
            // One of several at the same place stands for them all; the others are tied to it.
            if entry.key == lastKey, let owner = owners.last {
                pairs.append((min(owner, entry.place), max(owner, entry.place)))
                continue
            }
            lastKey = entry.key
            owners.append(entry.place)
            insert(entry.point)
        }
        for triangle in triangles {
            let corners = [triangle.corners.0, triangle.corners.1, triangle.corners.2]
            for (a, b) in [(0, 1), (1, 2), (2, 0)] where corners[a] > 2 && corners[b] > 2 {
                let (first, second) = (owners[corners[a] - 3], owners[corners[b] - 3])
                pairs.append((min(first, second), max(first, second)))
            }
        }
        pairs.sort { $0.first != $1.first ? $0.first < $1.first : $0.second < $1.second }
        edges.reserveCapacity(pairs.count / 2 + 1)
        for pair in pairs where edges.last.map({ $0 != pair }) ?? true { edges.append(pair) }
    }

    /// The place along Hilbert's curve; different for different points.
    private static func curveKey(_ point: Point) -> Int {
        var (x, y, key) = (point.x, point.y, 0)
        var step = side >> 1
        while step > 0 {
            let (right, up) = (x & step != 0 ? 1 : 0, y & step != 0 ? 1 : 0)
            key += step * step * ((3 * right) ^ up)
            if up == 0 {
                if right == 1 { (x, y) = (side - 1 - x, side - 1 - y) }
                (x, y) = (y, x)
            }
            step >>= 1
        }
        return key
    }

    /// Above 0 where c lies to the left of the way from a to b.
    private func turn(_ a: Int, _ b: Int, _ c: Point) -> Int {
        (points[b].x - points[a].x) * (c.y - points[a].y) - (points[b].y - points[a].y) * (c.x - points[a].x)
    }

    /// Whether d lies within the circle through three points, counterclockwise.
    private func isInCircle(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        let (ax, ay, bx, by, cx, cy) = (a.x - d.x, a.y - d.y, b.x - d.x, b.y - d.y, c.x - d.x, c.y - d.y)
        let first = Int128(ax * ax + ay * ay) * Int128(bx * cy - by * cx)
        let second = Int128(bx * bx + by * by) * Int128(ax * cy - ay * cx)
        let third = Int128(cx * cx + cy * cy) * Int128(ax * by - ay * bx)
        return first - second + third > 0
    }

    /// The triangle that holds the point, walking from the newest one.
    private func triangle(around point: Point) -> Int {
        var here = triangles.count - 1
        while true {
            let (corners, neighbours) = (triangles[here].corners, triangles[here].neighbours)
            if neighbours.2 >= 0, turn(corners.0, corners.1, point) < 0 {
                here = neighbours.2
            } else if neighbours.0 >= 0, turn(corners.1, corners.2, point) < 0 {
                here = neighbours.0
            } else if neighbours.1 >= 0, turn(corners.2, corners.0, point) < 0 {
                here = neighbours.1
            } else {
                return here
            }
        }
    }

    /// Parts the triangle around the point in three, then flips edges until all circles are empty again.
    ///
    /// A point on an edge makes one flat triangle, which the flips remove: its circle holds whatever lies beyond.
    private mutating func insert(_ point: Point) {
        let number = points.count
        let old = triangle(around: point)
        points.append(point)
        let (a, b, c) = triangles[old].corners
        let (acrossA, acrossB, acrossC) = triangles[old].neighbours
        let (second, third) = (triangles.count, triangles.count + 1)
        // The new point is the first corner of each, so the outer edge lies across from it.
        triangles[old] = Triangle(corners: (number, a, b), neighbours: (acrossC, second, third))
        triangles.append(Triangle(corners: (number, b, c), neighbours: (acrossA, third, old)))
        triangles.append(Triangle(corners: (number, c, a), neighbours: (acrossB, old, second)))
        relink(acrossA, from: old, to: second)
        relink(acrossB, from: old, to: third)
        var open = [old, second, third]
        while let near = open.popLast() {
            let far = triangles[near].neighbours.0
            guard far >= 0 else { continue }
            let (_, left, right) = triangles[near].corners
            turnCorners(of: far, across: near)
            let tip = triangles[far].corners.0
            guard turn(number, left, points[right]) == 0 || isInCircle(point, points[left], points[right], points[tip])
            else { continue }
            // The edge from left to right becomes one from the new point to the tip.
            let (nearRight, nearLeft) = (triangles[near].neighbours.1, triangles[near].neighbours.2)
            let (farFirst, farSecond) = (triangles[far].neighbours.1, triangles[far].neighbours.2)
            triangles[near] = Triangle(corners: (number, left, tip), neighbours: (farFirst, far, nearLeft))
            triangles[far] = Triangle(corners: (number, tip, right), neighbours: (farSecond, nearRight, near))
            relink(farFirst, from: far, to: near)
            relink(nearRight, from: near, to: far)
            open += [near, far]
        }
    }

    /// Turns a triangle so that the corner across from a neighbour comes first.
    private mutating func turnCorners(of triangle: Int, across neighbour: Int) {
        let (corners, neighbours) = (triangles[triangle].corners, triangles[triangle].neighbours)
        if neighbours.1 == neighbour {
            triangles[triangle] = Triangle(
                corners: (corners.1, corners.2, corners.0), neighbours: (neighbours.1, neighbours.2, neighbours.0))
        } else if neighbours.2 == neighbour {
            triangles[triangle] = Triangle(
                corners: (corners.2, corners.0, corners.1), neighbours: (neighbours.2, neighbours.0, neighbours.1))
        }
    }

    private mutating func relink(_ triangle: Int, from old: Int, to new: Int) {
        guard triangle >= 0 else { return }
        if triangles[triangle].neighbours.0 == old {
            triangles[triangle].neighbours.0 = new
        } else if triangles[triangle].neighbours.1 == old {
            triangles[triangle].neighbours.1 = new
        } else if triangles[triangle].neighbours.2 == old {
            triangles[triangle].neighbours.2 = new
        }
    }
}
