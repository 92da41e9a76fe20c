import EntenteAnalysis
import EntenteModel
import EntenteRendering
import Foundation
import Testing

/// Maps inside pages: one call from a view, ids of their own, links to the evidence.
@Suite struct PageMapTests {
    @Test func `one call turns a view into SVG text`() throws {
        let graph = try SampleGraphs.conflict()
        let view = try GraphView(graph, projection: Projection(polarity: .hostile))
        let svg = try view.svg(of: graph, options: MapOptions(title: "Who opposes whom"))
        #expect(svg.hasPrefix("<svg "))
        #expect(svg.contains("Who opposes whom"))
        #expect(!svg.contains("negotiates with"))
        #expect(throws: RenderingError.self) { try view.svg(of: ActorGraph(ontology: SampleGraphs.ontology)) }
    }

    @Test func `a prefix keeps the ids of several maps apart`() throws {
        var options = MapOptions()
        options.elementPrefix = "fig:a-"
        let svg = String(
            decoding: try ActorMap(graph: SampleGraphs.conflict(), options: options).render(.svg), as: UTF8.self)
        let ids = svg.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(ids.count > 8)
        #expect(ids.allSatisfy { $0.hasPrefix("fig:a-") }, "\(ids)")
        #expect(Set(ids).count == ids.count)
    }

    @Test func `lines link to the fragments that their names say, and nowhere else`() throws {
        var options = MapOptions()
        options.linksToEvidence = true
        options.elementPrefix = "m-"
        let map = try ActorMap(graph: SampleGraphs.conflict(), options: options)
        let svg = String(decoding: try map.render(.svg), as: UTF8.self)
        let targets = Set(svg.matches(of: /href="([^"]*)"/).map { String($0.1) })
        #expect(targets == Set(map.lines.map { "#" + $0.evidenceAnchor }))
        #expect(svg.components(separatedBy: "<a ").count == svg.components(separatedBy: "</a>").count)
        options.linksToEvidence = false
        #expect(
            !String(
                decoding: try ActorMap(graph: SampleGraphs.conflict(), options: options).render(.svg), as: UTF8.self
            )
            .contains("href"))
    }

    @Test func `what decides the places does not depend on colours, title or legend`() throws {
        let graph = try SampleGraphs.conflict()
        let plain = try ActorMap(graph: graph)
        let other = try ActorMap(
            graph: graph, options: MapOptions(title: "T", caption: ["c"], theme: .dark, showsLegend: false))
        #expect(plain.layoutContent == other.layoutContent)
        let (one, two) = (try plain.picture(.svg).positions, try other.picture(.svg).positions)
        #expect(one == two)
        let fewer = try ActorMap(graph: graph, selection: MapSelection(statuses: [.asserted]))
        #expect(plain.layoutContent != fewer.layoutContent)
    }
}
