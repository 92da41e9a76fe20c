import EntenteFormats
import EntenteModel

/// A styled map: the second and third of the three steps (choose, style, write).
struct MapDrawing: Sendable {
    let dot: String
    let engine: MapOptions.Layout
    let actors: [ActorID]
    let options: MapOptions

    init(content: MapContent, graph: ActorGraph, options: MapOptions) {
        self.options = options
        actors = content.actors.map(\.id)
        engine = options.layout == .automatic ? .neato : options.layout
        let palette = MapPalette.of(options.theme)
        var text = "digraph \"map\" {\n"
        text += "  graph [bgcolor=\"\(palette.ground)\", outputorder=edgesfirst, overlap=prism, splines=true, "
        text += "start=1, pad=0.3, ratio=0.62, fontname=\"\(Self.font)\", fontcolor=\"\(palette.text)\""
        if let title = options.title {
            text += ", labelloc=t, fontsize=20, label=\(GraphvizQuoting.label(title))"
        }
        text += "];\n  node [fontname=\"\(Self.font)\", fontsize=12, fontcolor=\"\(palette.text)\"];\n"
        text += "  edge [fontname=\"\(Self.font)\", fontsize=9];\n"
        for actor in content.actors {
            let style = ActorStyle.of(content.ontology.actorKind(actor.kind))
            guard let shades = palette.hues[style.hue] else { continue }
            text += "  \(GraphvizQuoting.identifier(actor.id.rawValue)) [label=\(GraphvizQuoting.label(actor.name)), "
            text += "shape=\(style.shape), style=\"\((["filled"] + style.finish).joined(separator: ","))\", "
            text += "fillcolor=\"\(shades.fill)\", color=\"\(shades.line)\", peripheries=\(style.peripheries)];\n"
        }
        for bundle in content.bundles {
            guard let colour = palette.polarities[bundle.polarity] else { continue }
            text += "  \(GraphvizQuoting.identifier(bundle.source.rawValue)) -> "
            text += "\(GraphvizQuoting.identifier(bundle.target.rawValue)) [color=\"\(colour)\", "
            text += "fontcolor=\"\(colour)\", dir=\(bundle.isDirected ? "forward" : "none"), "
            text += "label=\(GraphvizQuoting.label(bundle.labelParts(in: content.ontology)))];\n"
        }
        dot = text + "}\n"
    }

    static let font = "Helvetica,Arial,sans-serif"

    func picture(_ format: MapFormat, isolation: GraphvizIsolation) throws(RenderingError) -> MapPicture {
        let actors = self.actors
        return try Graphviz.withLayout(of: dot, engine: engine.rawValue) { graph throws(RenderingError) in
            var positions: [ActorID: MapPoint] = [:]
            for actor in actors { positions[actor] = graph.position(ofNode: actor.rawValue) }
            return MapPicture(bytes: try graph.render(format.rawValue), positions: positions)
        }
    }
}
