import EntenteFormats
import EntenteModel

/// Writes a map with the place of everything, which Graphviz's `nop2` draws without moving a point.
///
/// Labels of lines are nodes of their own, so that they lie above all lines; title, caption and legend are the
/// graph's background.
struct PositionedDOTWriter {
    let style: MapStyle
    let geometry: MapGeometry
    let furniture: MapFurniture

    /// The box of actors, labels and lines, without furniture.
    var mapBox: Box {
        let points = geometry.curves.flatMap { $0.points }.map { Box(x: $0.x, y: $0.y, width: 2, height: 2) }
        return Box.around(geometry.actors + Array(geometry.labels.values) + geometry.frames + points)
            ?? Box(x: 0, y: 0, width: 0, height: 0)
    }

    func text(dotsPerInch: Double? = nil) -> String {
        let palette = style.palette
        var text = "digraph \"map\" {\n  graph [layout=nop2, bgcolor=\"\(palette.ground)\", outputorder=edgesfirst, "
        text += "pad=0.3, "
        if let dotsPerInch { text += "dpi=\(dotsPerInch.short), " }
        text +=
            "_background=\(GraphvizQuoting.identifier(furniture.drawing(around: mapBox, frames: geometry.frames).text))];\n"
        text += "  node [fontname=\"\(MapDOTWriter.font)\", margin=\"0.11,0.05\", height=0.1, width=0.1];\n"
        text += "  edge [arrowsize=0.6];\n"
        for (number, actor) in style.actors.enumerated() {
            var attributes = MapDOTWriter.attributes(of: actor)
            attributes.append("id=\"a\(number)\"")
            attributes.append("pos=\"\(Self.place(geometry.actors[number].centre))\"")
            text += "  a\(number) [\(attributes.joined(separator: ", "))];\n"
        }
        for (number, line) in style.lines.enumerated() {
            var attributes = MapDOTWriter.attributes(of: line)
            attributes.append("id=\"e\(number)\"")
            attributes.append("pos=\"\(Self.spline(geometry.curves[number]))\"")
            text += "  a\(line.source) -> a\(line.target) [\(attributes.joined(separator: ", "))];\n"
            guard let label = geometry.labels[number] else { continue }
            text += "  l\(number) [label=\(GraphvizQuoting.label(line.label)), shape=box, style=filled, penwidth=0, "
            text +=
                "fillcolor=\"\(palette.ground)\(geometry.hasFreeLabels ? "00" : "d8")\", color=\"\(palette.ground)00\", fontsize=\(line.fontSize.short), "
            text += "fontcolor=\"\(line.labelColour)\", margin=\"0.02,0.005\", id=\"l\(number)\", "
            text += "pos=\"\(Self.place(label.centre))\"];\n"
        }
        return text + "}\n"
    }

    private static func place(_ point: MapPoint) -> String { "\(point.x.short),\(point.y.short)" }

    private static func spline(_ curve: Curve) -> String {
        var parts: [String] = []
        if let tip = curve.tailTip { parts.append("s,\(place(tip))") }
        if let tip = curve.headTip { parts.append("e,\(place(tip))") }
        return (parts + curve.points.map(place)).joined(separator: " ")
    }
}
