import EntenteFormats
import EntenteModel

/// Writes a styled map as DOT without positions: what a layout engine, or a reader with an editor, starts from.
struct MapDOTWriter {
    let style: MapStyle
    let grouping: MapGrouping
    let engine: MapOptions.Layout
    let caption: [String]
    let kinds: [ActorKind]

    /// Arial has metric-compatible substitutes everywhere; where none is, any sans-serif font fits thanks to the slack.
    static let font = "Helvetica,Arial,sans-serif"
    static let boldFont = font + " bold"

    /// - Parameter includesLegend: Our own layout draws the legend itself; a reader of the DOT text has only this one.
    func text(includesLegend: Bool) -> String {
        let names = Self.nodeNames(of: style.actors).map { GraphvizQuoting.identifier($0) }
        let options = style.options
        let palette = style.palette
        var text = "digraph \"map\" {\n"
        var graph = [
            "layout=\(engine.rawValue)", "bgcolor=\"\(palette.ground)\"", "outputorder=edgesfirst", "pad=0.3",
            "start=1",
            "fontname=\"\(Self.font)\"", "fontcolor=\"\(palette.text)\"", "fontsize=14", "labelloc=t",
        ]
        if engine == .dot {
            graph += ["rankdir=LR", "ranksep=0.6", "nodesep=0.25"]
        } else {
            // Routing around nodes takes Graphviz minutes on a large graph; straight lines take none.
            let isSparse = style.lines.count <= 160
            graph += ["overlap=prism", "sep=\"+10\"", "splines=\(isSparse ? "true" : "line")", "inputscale=72"]
        }
        let heading = [options.title].compactMap { $0 } + caption
        if !heading.isEmpty { graph.append("label=\(GraphvizQuoting.label(heading))") }
        text += "  graph [\(graph.joined(separator: ", "))];\n"
        text += "  node [fontname=\"\(Self.font)\", fontcolor=\"\(palette.text)\", margin=\"0.11,0.05\", "
        text += "height=0.1, width=0.1, style=filled];\n"
        text += "  edge [fontname=\"\(Self.font)\", fontsize=8, arrowsize=0.6];\n"
        for (number, actor) in style.actors.enumerated() {
            var attributes = Self.attributes(of: actor)
            attributes.append("id=\"\(actor.elementID)\"")
            attributes.append("tooltip=\(GraphvizQuoting.label([actor.spoken] + actor.notes))")
            if engine != .dot, let place = options.previousPositions[actor.id] {
                attributes.append("pos=\"\(place.x.short),\(place.y.short)!\"")
            }
            text += "  \(names[number]) [\(attributes.joined(separator: ", "))];\n"
        }
        for (number, group) in grouping.groups.enumerated() {
            let members = group.members.map { names[$0] }.joined(separator: "; ")
            text +=
                "  subgraph cluster_\(number) { id=\"group-\(number)\"; label=\(GraphvizQuoting.label(group.label)); "
            text += "labelloc=t; fontsize=11; color=\"\(palette.frame)\"; \(members); }\n"
        }
        for line in style.lines {
            let (source, target) = (style.actors[line.source], style.actors[line.target])
            var attributes = Self.attributes(of: line)
            attributes.append("label=\(GraphvizQuoting.label(line.label))")
            attributes.append("fontcolor=\"\(line.labelColour)\"")
            attributes.append("id=\"\(line.elementID)\"")
            attributes.append("tooltip=\(GraphvizQuoting.label([line.spoken] + line.notes))")
            if engine == .neato || engine == .fdp {
                attributes.append("len=\(Self.length(source.degree, target.degree).short)")
            }
            text += "  \(names[line.source]) -> \(names[line.target]) [\(attributes.joined(separator: ", "))];\n"
        }
        if includesLegend && options.showsLegend { text += legend() }
        return text + "}\n"
    }

    /// One node with a table, because only some engines keep a group of nodes together. It has no shapes of kinds.
    private func legend() -> String {
        let palette = style.palette
        // A name that no actor bears.
        let taken = Set(style.actors.map(\.id.rawValue))
        var name = "legend"
        while taken.contains(name) { name += "-" }
        var rows: [String] = []
        for kind in kinds {
            let shades = palette.hues[ActorStyle.of(kind).hue]
            rows.append(
                "<td border=\"1\" bgcolor=\"\(shades?.fill ?? palette.ground)\" "
                    + "color=\"\(shades?.line ?? palette.frame)\">\(GraphvizQuoting.markup(kind.label))</td>")
        }
        for polarity in RelationKind.Polarity.allCases where style.lines.contains(where: { $0.polarity == polarity }) {
            let colour = palette.polarities[polarity] ?? palette.text
            rows.append("<td><font color=\"\(colour)\">\(polarity.rawValue)</font></td>")
        }
        for (status, look) in [(Status.possible, "dashed"), (.denied, "dotted"), (.disputed, "double")]
        where style.lines.contains(where: { $0.status == status }) {
            rows.append("<td>\(look): \(status.rawValue)</td>")
        }
        let table = rows.map { "<tr>\($0)</tr>" }.joined()
        return "  \(GraphvizQuoting.identifier(name)) [shape=plain, style=\"\", fontsize=9, id=\"legend\", "
            + "label=<<table border=\"1\" color=\"\(palette.frame)\" cellborder=\"0\" cellspacing=\"3\">\(table)</table>>];\n"
    }

    /// The names of the actors' nodes: their ids, or a number where an id holds what a node name cannot carry unchanged.
    static func nodeNames(of actors: [StyledActor]) -> [String] {
        let ids = Set(actors.map(\.id.rawValue))
        return actors.enumerated().map { number, actor in
            let id = actor.id.rawValue
            let isPlain = !id.isEmpty && id.utf8.count < 200 && !id.utf8.contains(UInt8(ascii: "\\"))
            if isPlain && GraphvizQuoting.clean(id) == id && !id.utf8.contains(0x0A) { return id }
            var name = "actor \(number)"
            while ids.contains(name) { name += "-" }
            return name
        }
    }

    /// Inches between two actors: the better connected both are, the more room their surroundings need.
    private static func length(_ first: Int, _ second: Int) -> Double {
        let least = min(first, second)
        return least <= 1 ? 0.75 : min(0.9 + 0.16 * Double(least).squareRoot() * 1.6, 2.4)
    }

    static func attributes(of actor: StyledActor) -> [String] {
        var finish = ["filled"] + actor.style.finish.filter { $0 != "bold" }
        if actor.isDashed { finish.append("dashed") }
        let font = actor.isBold ? MapDOTWriter.boldFont : ""
        var attributes = [
            "label=\(GraphvizQuoting.label(actor.lines))", "shape=\(actor.style.shape)",
            "style=\"\(finish.joined(separator: ","))\"", "fillcolor=\"\(actor.fill)\"", "color=\"\(actor.stroke)\"",
            "fontcolor=\"\(actor.textColour)\"", "fontsize=\(actor.fontSize.short)",
            "penwidth=\(actor.strokeWidth.short)",
        ]
        attributes += actor.style.outline
        if let size = Self.slantedSize(of: actor) {
            attributes.append("fixedsize=true, width=\((size.width / 72).short), height=\((size.height / 72).short)")
        } else if actor.style.shape == "ellipse" {
            attributes.append("margin=\"0.02,0.01\"")
        }
        if actor.style.peripheries > 1 { attributes.append("peripheries=\(actor.style.peripheries)") }
        if !font.isEmpty { attributes.append("fontname=\"\(font)\"") }
        return attributes
    }

    /// The size of outlines with slanted sides, in points, nil for others.
    ///
    /// Graphviz would make them nearly twice as large as their text. The room that the slant takes beside the first and
    /// last line of text follows from the outline; a tenth is slack for wider fonts.
    private static func slantedSize(of actor: StyledActor) -> (width: Double, height: Double)? {
        let text =
            actor.lines.map { TextMetrics.width(of: $0, size: actor.fontSize) }.max().map {
                $0 * (actor.isBold ? 1.18 : 1.1)
            } ?? 0
        let textHeight = Double(actor.lines.count) * actor.fontSize * 1.2
        let rim = actor.style.peripheries > 1 ? 8.0 : 0
        let height = textHeight + 9
        let reach = textHeight / height
        switch actor.style.shape {
        case "hexagon": return (text / (1 - 0.5 * reach) + 8 + rim, height + rim)
        case "octagon": return (text / (1 - 0.59 * max(0, reach - 0.41)) + 12 + rim, height + rim)
        case "polygon": return (text * 1.12 + 22 + rim, height + rim)
        case "house": return (text + 22, height + 14)
        default: return nil
        }
    }

    static func attributes(of line: StyledLine) -> [String] {
        var attributes = ["color=\"\(line.colour)\"", "penwidth=\(line.width.short)"]
        if let dash = line.dash { attributes.append("style=\(dash)") }
        switch (line.tail, line.head) {
        case (nil, nil): attributes.append("dir=none")
        case (nil, let head?): attributes += ["dir=forward", "arrowhead=\(head)"]
        case (let tail?, nil): attributes += ["dir=back", "arrowtail=\(tail)"]
        case (let tail?, let head?): attributes += ["dir=both", "arrowtail=\(tail)", "arrowhead=\(head)"]
        }
        return attributes
    }
}

extension Double {
    /// With at most two decimals and always a point, whatever the locale.
    var short: String {
        let hundredths = (self * 100).rounded()
        guard hundredths.isFinite, abs(hundredths) < 1e15 else { return "0" }
        let whole = Int64(abs(hundredths))
        let fraction = whole % 100
        let sign = hundredths < 0 ? "-" : ""
        if fraction == 0 { return "\(sign)\(whole / 100)" }
        return "\(sign)\(whole / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
