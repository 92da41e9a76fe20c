import EntenteModel
import Testing

@testable import EntenteRendering

@Suite struct LargeLayoutTests {
    /// Numbers from 0 to 1, the same every time.
    struct Dice {
        var state: UInt64

        mutating func roll() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
    }

    /// Crowded in the middle and thin at the rim, as layouts of networks with hubs are.
    static func crowd(_ count: Int, seed: UInt64) -> [Box] {
        var dice = Dice(state: seed)
        return (0..<count).map { _ in
            let (x, y, shrink) = (dice.roll() - 0.5, dice.roll() - 0.5, dice.roll())
            return Box(
                x: 900 * x * shrink * shrink, y: 600 * y * shrink * shrink, width: 30 + 130 * dice.roll(),
                height: 16 + 24 * dice.roll())
        }
    }

    private func closest(_ boxes: [Box]) -> [(first: Int, second: Int)] {
        ProximitySpreading(horizontalGap: 0, verticalGap: 0).overlaps(of: boxes)
    }

    @Test func meshIsTheDelaunayTriangulation() {
        var dice = Dice(state: 7)
        let places = (0..<60).map { _ in MapPoint(x: 1000 * dice.roll(), y: 500 * dice.roll()) }
        let mesh = ProximityMesh(places)
        let edges = Set(mesh.edges.map { [$0.first, $0.second] })
        #expect(edges.count == mesh.edges.count)
        // Two are neighbours when some circle through both holds nobody: so is everyone with whom they are nearest, and
        // each edge lies on a triangle whose circle is empty.
        for (place, point) in places.enumerated() {
            func distance(_ other: Int) -> Double {
                let (dx, dy) = (places[other].x - point.x, places[other].y - point.y)
                return dx * dx + dy * dy
            }
            let nearest = places.indices.filter { $0 != place }.min { distance($0) < distance($1) } ?? 0
            #expect(edges.contains([min(place, nearest), max(place, nearest)]))
        }
        #expect(edges.count > 2 * places.count && edges.count <= 3 * places.count - 6)
        for edge in edges {
            for other in edges where Set(edge + other).count == 4 {
                #expect(
                    !cross(places[edge[0]], places[edge[1]], places[other[0]], places[other[1]]),
                    "\(edge) and \(other) cross")
            }
        }
    }

    private func cross(_ a: MapPoint, _ b: MapPoint, _ c: MapPoint, _ d: MapPoint) -> Bool {
        func side(_ p: MapPoint, _ q: MapPoint, _ r: MapPoint) -> Double {
            (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
        }
        return side(a, b, c) * side(a, b, d) < -1e-6 && side(c, d, a) * side(c, d, b) < -1e-6
    }

    @Test func meshTakesGridsRowsAndTwins() {
        let grid = (0..<400).map { MapPoint(x: Double($0 % 20), y: Double($0 / 20)) }
        let edges = Set(ProximityMesh(grid).edges.map { [$0.first, $0.second] })
        for place in grid.indices where place % 20 < 19 { #expect(edges.contains([place, place + 1])) }
        let row = (0..<50).map { MapPoint(x: Double($0), y: 3) }
        #expect(ProximityMesh(row).edges.map { [$0.first, $0.second] } == (0..<49).map { [$0, $0 + 1] })
        #expect(ProximityMesh(Array(repeating: MapPoint(x: 1, y: 1), count: 5)).edges.count == 4)
        #expect(ProximityMesh([MapPoint(x: 1, y: 1)]).edges.isEmpty)
    }

    @Test(arguments: [401, 450]) func manyBoxesArePartedAndKeepTheirShape(count: Int) throws {
        let before = Self.crowd(count, seed: UInt64(count))
        var boxes = before
        OverlapRemoval().apply(to: &boxes)
        #expect(closest(boxes).isEmpty)
        #expect(zip(boxes, before).allSatisfy { $0.width == $1.width && $0.height == $1.height })
        // Who was far to the left still is.
        let order = before.indices.sorted { before[$0].x < before[$1].x }
        let outer = count / 10
        let middle = boxes.map(\.x).sorted()[count / 2]
        #expect(order.prefix(outer).filter { boxes[$0].x < middle }.count > outer * 9 / 10)
        #expect(order.suffix(outer).filter { boxes[$0].x > middle }.count > outer * 9 / 10)
        let whole = try #require(Box.around(boxes))
        let covered = boxes.reduce(0) { $0 + ($1.width + 22) * ($1.height + 20) }
        #expect(covered > 0.08 * whole.width * whole.height, "the map is spread too thin")
        #expect((0.4...4).contains(whole.width / whole.height))
        var again = before
        OverlapRemoval().apply(to: &again)
        #expect(again == boxes)
    }

    @Test func manyBoxesOfOnePlaceAndOneRowArePartedToo() {
        var heap = Array(repeating: Box(x: 5, y: 5, width: 50, height: 20), count: 420)
        OverlapRemoval().apply(to: &heap)
        #expect(closest(heap).isEmpty)
        #expect((Box.around(heap)?.width ?? .infinity) < 4000)
        var row = (0..<420).map { Box(x: Double($0), y: 0, width: 60, height: 20) }
        OverlapRemoval().apply(to: &row)
        #expect(closest(row).isEmpty)
    }

    @Test func actorsOfAnEarlierEditionStayAmongManyWhereThereIsRoom() {
        var boxes = (0..<400).map { Box(x: Double($0 % 20) * 200, y: Double($0 / 20) * 100, width: 60, height: 20) }
        let known = boxes
        boxes += (0..<12).map { Box(x: Double($0) * 316 + 40, y: Double($0) * 158, width: 60, height: 20) }
        OverlapRemoval().apply(to: &boxes, fixed: Set(known.indices))
        #expect(closest(boxes).isEmpty)
        for (before, now) in zip(known, boxes) { #expect(abs(before.x - now.x) < 1 && abs(before.y - now.y) < 1) }
    }
}
