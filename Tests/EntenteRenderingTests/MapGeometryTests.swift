import EntenteModel
import Foundation
import Testing

@testable import EntenteRendering

@Suite struct MapGeometryTests {
    static let sizes = [(10, 14), (24, 50), (40, 80), (54, 130)]

    @Test(arguments: sizes) func actorsNeverOverlapAndLabelsHardlyCoverThem(actors: Int, relations: Int) throws {
        let graph = try SampleGraphs.network(actors: actors, relations: relations)
        let picture = try ActorMap(graph: graph, options: MapOptions(layout: .neato)).picture(.svg)
        let geometry = try #require(picture.geometry)
        for (place, box) in geometry.actors.enumerated() {
            for other in geometry.actors[(place + 1)...] { #expect(box.overlap(with: other) == 0) }
        }
        let covering = geometry.labels.values.filter { label in
            geometry.actors.contains { label.grown(by: -1).overlap(with: $0) > 0 }
        }
        #expect(
            Double(covering.count) < 0.02 * Double(geometry.labels.count) || covering.isEmpty,
            "\(covering.count) of \(geometry.labels.count)")
        #expect(Double(geometry.labels.count) > 0.7 * Double(geometry.curves.count))
    }

    @Test func linesEndAtTheOutlinesOfTheirActors() throws {
        let boxes = [Box(x: 0, y: 0, width: 60, height: 20), Box(x: 200, y: 0, width: 60, height: 20)]
        let line = CurveRouting.Line(source: 0, target: 1, hasTailArrow: false, hasHeadArrow: true, arrow: 6)
        let curve = CurveRouting(boxes: boxes, outlines: [.box, .box]).curves(for: [line])[0]
        #expect(abs(curve.points[0].x - 31) < 0.1)
        #expect(abs((curve.headTip?.x ?? 0) - 169) < 0.1)
        #expect((curve.points.last?.x ?? 0) < 164)
    }

    @Test func linesRunAroundWhatStandsInTheirWay() throws {
        let boxes = [
            Box(x: 0, y: 0, width: 40, height: 20), Box(x: 150, y: 0, width: 40, height: 20),
            Box(x: 300, y: 0, width: 40, height: 20),
        ]
        let line = CurveRouting.Line(source: 0, target: 2, hasTailArrow: false, hasHeadArrow: false, arrow: 6)
        let curve = CurveRouting(boxes: boxes, outlines: [.box, .box, .box]).curves(for: [line])[0]
        for step in 0...40 { #expect(!boxes[1].contains(curve.point(at: Double(step) / 40))) }
    }

    @Test func overlapRemovalPartsBoxesOfOnePlace() {
        var boxes = Array(repeating: Box(x: 5, y: 5, width: 50, height: 20), count: 12)
        OverlapRemoval().apply(to: &boxes)
        for (place, box) in boxes.enumerated() {
            for other in boxes[(place + 1)...] { #expect(box.overlap(with: other) == 0) }
        }
    }

    @Test func nextEditionKeepsThePlacesOfKnownActors() throws {
        var graph = try SampleGraphs.network(actors: 20, relations: 34)
        let first = try ActorMap(graph: graph, options: MapOptions(layout: .neato)).picture(.svg)
        for number in 0..<2 {
            try graph.insert(Actor(id: ActorID("new\(number)"), name: "Newcomer \(number)", kind: "state"))
            try graph.insert(SampleGraphs.relation("new\(number)", "attacks", "a\(number + 1)"))
        }
        let second = try ActorMap(graph: graph, options: MapOptions(previousPositions: first.positions)).picture(.svg)
        for (actor, place) in first.positions {
            let now = try #require(second.positions[actor])
            #expect(hypot(now.x - place.x, now.y - place.y) < 40, "\(actor) moved from \(place) to \(now)")
        }
        #expect(second.positions["new0"] != nil)
    }

    @Test func plainDOTWithItsLegendIsUnderstoodByGraphviz() throws {
        let map = try ActorMap(graph: SampleGraphs.conflict())
        let picture = String(decoding: try Graphviz.render(map.dot, engine: "neato", format: "svg"), as: UTF8.self)
        #expect(picture.contains(">dotted: denied<") && picture.contains(">militant group<"))
    }

    @Test func positionedDOTRedrawsThePicture() throws {
        let picture = try ActorMap(graph: SampleGraphs.conflict()).picture(.png)
        let dot = try #require(picture.positionedDOT)
        #expect(try Graphviz.render(dot, engine: "nop2", format: "png") == picture.bytes)
    }

    @Test func wrappingKeepsWordsAndCutsWhatIsTooLong() {
        #expect(TextMetrics.wrap("Collective Security", width: 60, size: 10, lines: 3) == ["Collective", "Security"])
        #expect(TextMetrics.wrap("", width: 60, size: 10, lines: 3) == [""])
        let long = TextMetrics.wrap(String(repeating: "y", count: 10_000), width: 60, size: 10, lines: 3)
        #expect(long.count == 3 && long[2].hasSuffix("…"))
    }
}
