import EntenteModel
import Foundation

/// Where everything stands on the page's map: laid out as `ActorMap` does, with every actor and nothing thinned out.
struct ExplorerLayout {
    let actors: [StyledActor]
    /// By actor, y downwards.
    let boxes: [Box]
    /// How lines between two actors bend, by their bundles.
    let lines: [Line]

    struct Line {
        let source: ActorID
        let target: ActorID
        let polarity: RelationKind.Polarity
        let status: Status
        /// How far the middle leaves the straight line, as a share of its length; above 0 to the right of the way.
        let bend: Double
        /// Where the label stands, y downwards; nil where it found no room.
        let label: MapPoint?
    }

    /// Above this, lines are straight and labels find their places on the page: both take longer than they help there.
    private static let routedLines = 1500
    /// Labels that may spread the map; more are shown when the reader comes nearer.
    private static let spreadingLabels = 60

    init(of graph: ActorGraph, isolation: GraphvizIsolation) throws(RenderingError) {
        let options = MapOptions(showsLegend: false, quotesEvidence: false)
        let selection = MapSelection(thinning: .off, showsUnconnected: true)
        let content = try MapContent(of: graph, selection: selection, options: options)
        let style = MapStyle(content, graph: graph, options: options)
        let grouping = MapGrouping(content, grouping: .none)
        let engine: MapOptions.Layout = content.actors.count <= 1200 ? .neato : .sfdp
        let writer = MapDOTWriter(style: style, grouping: grouping, engine: engine, caption: [], kinds: [])
        let raw = try GraphvizSession(isolation).layout(
            LayoutJob(
                dot: writer.text(includesLegend: false), engine: engine.rawValue,
                nodes: MapDOTWriter.nodeNames(of: style.actors), edges: style.lines.map(\.elementID),
                isComplete: false))
        let isRouted = style.lines.count <= Self.routedLines
        var layout = MapLayout(style: style, grouping: grouping)
        layout.mostLabels = Self.spreadingLabels
        let geometry =
            isRouted ? layout.geometry(from: raw, keepsPositions: false) : Self.unrouted(raw, lines: style.lines)
        actors = style.actors
        boxes = geometry.actors.map { Box(x: $0.x, y: -$0.y, width: $0.width, height: $0.height) }
        lines = content.bundles.enumerated().map { place, bundle in
            let ends = (style.lines[place].source, style.lines[place].target)
            let curve = geometry.curves.indices.contains(place) ? geometry.curves[place] : nil
            return Line(
                source: bundle.source, target: bundle.target, polarity: bundle.polarity, status: bundle.status,
                bend: curve.map {
                    Self.bend(of: $0, from: geometry.actors[ends.0], to: geometry.actors[ends.1])
                } ?? 0,
                label: geometry.labels[place].map { MapPoint(x: $0.x, y: -$0.y) })
        }
    }

    /// Positions without overlaps, and no lines.
    private static func unrouted(_ raw: RawLayout, lines: [StyledLine]) -> MapGeometry {
        var boxes = raw.nodes
        // The engine's own distances suit dots; pushed apart, boxes would end in columns.
        OverlapRemoval(mostPushed: 0).apply(to: &boxes)
        return MapGeometry(actors: boxes, curves: [], labels: [:], hiddenLabels: 0)
    }

    /// The bend of the arc of which the curve is a part: at the share t of the way, an arc of the height h stands off
    /// by 3·t·(1 − t)·h.
    private static func bend(of curve: Curve, from source: Box, to target: Box) -> Double {
        let (dx, dy) = (target.x - source.x, target.y - source.y)
        let length = hypot(dx, dy)
        guard length > 1 else { return 0 }
        let middle = curve.point(at: 0.5)
        let (px, py) = (middle.x - source.x, middle.y - source.y)
        let along = min(max((px * dx + py * dy) / (length * length), 0.1), 0.9)
        let away = (py * dx - px * dy) / (length * length)
        // y points down on the page.
        return -away / (3 * along * (1 - along))
    }
}
