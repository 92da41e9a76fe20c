import EntenteModel

/// Title, caption and legend: what stands around a map so that it reads without its maker.
struct MapFurniture {
    let style: MapStyle
    let ontology: Ontology
    let kinds: [String]
    let caption: [String]

    let groups: [MapGrouping.Group]

    /// Draws everything around a map that covers `map`.
    func drawing(around map: Box, frames: [Box]) -> XDot {
        var drawing = XDot()
        let palette = style.palette
        for (group, frame) in zip(groups, frames) {
            drawing.style("solid")
            drawing.width(0.8)
            drawing.stroke(palette.frame)
            drawing.fill(palette.panel)
            drawing.polygon([
                MapPoint(x: frame.left, y: frame.bottom), MapPoint(x: frame.right, y: frame.bottom),
                MapPoint(x: frame.right, y: frame.top), MapPoint(x: frame.left, y: frame.top),
            ])
            drawing.font(size: 11, isBold: true)
            drawing.stroke(palette.secondaryText)
            let name = TextMetrics.wrap(group.label, width: max(frame.width - 16, 40), size: 11, lines: 1)
            drawing.text(name[0], x: frame.left + 8, y: frame.top - 14, size: 11)
        }
        let width = max(map.width, 520)
        let left = map.left
        if let title = style.options.title, !title.isEmpty {
            let lines = TextMetrics.wrap(title, width: width, size: 20, lines: 3)
            for (row, line) in lines.enumerated() {
                drawing.stroke(palette.text)
                drawing.font(size: 20, isBold: true)
                drawing.text(line, x: left, y: map.top + 26 + 25 * Double(lines.count - 1 - row), size: 20)
            }
        }
        var y = map.bottom - 26
        if style.options.showsLegend { y = legend(in: &drawing, left: left, width: width, top: y) }
        drawing.font(size: 10)
        drawing.stroke(palette.secondaryText)
        for paragraph in caption {
            for line in TextMetrics.wrap(paragraph, width: width, size: 10, lines: 6) {
                y -= 14
                drawing.text(line, x: left, y: y, size: 10)
            }
        }
        return drawing
    }

    private enum Symbol {
        case actor(ActorStyle)
        case line(colour: String, dash: String?, isDouble: Bool, head: Bool, denied: Bool, width: Double)
        case none
    }

    private func legend(in drawing: inout XDot, left: Double, width: Double, top: Double) -> Double {
        let palette = style.palette
        var y = top
        drawing.style("solid")
        drawing.width(0.6)
        drawing.stroke(palette.frame)
        drawing.polyline([MapPoint(x: left, y: y + 8), MapPoint(x: left + width, y: y + 8)])
        for section in [actorEntries(), lineEntries(), noteEntries()] where !section.isEmpty {
            y = row(of: section, in: &drawing, left: left, width: width, top: y) - 2
        }
        return y - 2
    }

    private func actorEntries() -> [(Symbol, String)] {
        var seen: Set<String> = []
        var entries: [(Symbol, String)] = []
        for kind in ontology.actorKinds where kinds.contains(kind.name) && seen.insert(kind.name).inserted {
            entries.append((.actor(ActorStyle.of(kind)), kind.label))
        }
        return entries
    }

    private func lineEntries() -> [(Symbol, String)] {
        let palette = style.palette
        var entries: [(Symbol, String)] = []
        if style.options.changes == nil {
            for polarity in RelationKind.Polarity.allCases
            where style.lines.contains(where: { $0.polarity == polarity }) {
                entries.append(
                    (
                        .line(
                            colour: palette.polarities[polarity] ?? palette.text, dash: nil, isDouble: false,
                            head: false, denied: false, width: polarity == .structural ? 0.8 : 2), polarity.rawValue
                    ))
            }
        } else {
            for (name, colour) in [("came", palette.came), ("went", palette.went), ("changed", palette.changed)]
            where style.lines.contains(where: { $0.classes.contains("change-\(name)") })
                || style.actors.contains(where: { $0.classes.contains("change-\(name)") })
            {
                entries.append(
                    (.line(colour: colour, dash: nil, isDouble: false, head: false, denied: false, width: 2), name))
            }
        }
        let statuses = Set(style.lines.map(\.status))
        guard statuses != [.asserted] else { return entries }
        for status in Status.allCases where statuses.contains(status) {
            let dash = status == .possible ? "dashed" : status == .denied ? "dotted" : nil
            entries.append(
                (
                    .line(
                        colour: palette.text, dash: dash, isDouble: status == .disputed, head: true,
                        denied: status == .denied, width: 1.4), status.rawValue
                ))
        }
        return entries
    }

    private func noteEntries() -> [(Symbol, String)] {
        var notes: [String] = []
        if style.actors.count > 2 { notes.append("larger name: \(style.options.emphasis?.label ?? "more neighbours")") }
        if Set(style.lines.filter { $0.polarity != .structural }.map(\.width)).count > 1 {
            notes.append("wider line: stronger evidence")
        }
        if style.lines.contains(where: { $0.label.joined().contains("×") }) { notes.append("×3: in three sentences") }
        return notes.isEmpty ? [] : [(.none, notes.joined(separator: "; "))]
    }

    private func row(
        of entries: [(Symbol, String)], in drawing: inout XDot, left: Double, width: Double, top: Double
    ) -> Double {
        let palette = style.palette
        var x = left
        var y = top - 12
        for (symbol, text) in entries {
            var symbolWidth = 30.0
            if case .none = symbol { symbolWidth = 0 }
            // A fifth of slack: the reader's font may be wider than ours.
            let need = symbolWidth + TextMetrics.width(of: text, size: 10) * 1.1 + 16
            if x > left, x + need > left + width {
                x = left
                y -= 18
            }
            draw(symbol, in: &drawing, at: Box(x: x + 12, y: y + 3.5, width: 24, height: 12))
            drawing.style("solid")
            drawing.font(size: 10)
            drawing.stroke(palette.secondaryText)
            drawing.text(text, x: x + symbolWidth, y: y, size: 10)
            x += need
        }
        return y - 6
    }

    private func draw(_ symbol: Symbol, in drawing: inout XDot, at box: Box) {
        switch symbol {
        case .none: break
        case .actor(let actor):
            let shades = style.palette.hues[actor.hue]
            drawing.style("solid")
            drawing.width(actor.finish.contains("bold") ? 1.6 : 1)
            drawing.stroke(shades?.line ?? style.palette.frame)
            drawing.fill(shades?.fill ?? style.palette.ground)
            Outline(actor).draw(in: &drawing, box: box)
        case .line(let colour, let dash, let isDouble, let head, let denied, let width):
            drawing.stroke(colour)
            drawing.fill(colour)
            drawing.style(dash ?? "solid")
            drawing.width(width)
            let end = head ? box.right - 5 : box.right
            for shift in isDouble ? [-1.4, 1.4] : [0] {
                drawing.polyline([
                    MapPoint(x: box.left, y: box.y + shift), MapPoint(x: end, y: box.y + shift),
                ])
            }
            drawing.style("solid")
            if head {
                drawing.width(0.5)
                drawing.polygon([
                    MapPoint(x: box.right, y: box.y), MapPoint(x: box.right - 6, y: box.y + 2.6),
                    MapPoint(x: box.right - 6, y: box.y - 2.6),
                ])
            }
            if denied {
                drawing.width(1.4)
                drawing.polyline([MapPoint(x: box.right, y: box.y + 4), MapPoint(x: box.right, y: box.y - 4)])
            }
        }
    }
}

/// The outlines of actors in small, for the legend.
private struct Outline {
    let style: ActorStyle

    init(_ style: ActorStyle) { self.style = style }

    func draw(in drawing: inout XDot, box: Box) {
        switch style.shape {
        case "ellipse":
            drawing.ellipse(box)
            if style.peripheries > 1 { drawing.ellipse(box.grown(by: -2), isFilled: false) }
        case "underline":
            drawing.stroke("#00000000")
            drawing.polygon(points([(-1, -1), (1, -1), (1, 1), (-1, 1)], box))
            drawing.stroke("#6e6e6e")
            drawing.polyline(points([(-1, -1), (1, -1)], box))
        default:
            drawing.polygon(points(corners, box))
            if style.peripheries > 1 { drawing.polygon(points(corners, box.grown(by: -2)), isFilled: false) }
            if style.finish.contains("diagonals") {
                for (x, y) in [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)] {
                    drawing.polyline(points([(x * 0.7, y), (x, y * 0.4)], box))
                }
            }
            for line in details { drawing.polyline(points(line, box)) }
        }
    }

    /// In units of half the box.
    private var corners: [(Double, Double)] {
        switch style.shape {
        case "box" where style.finish.contains("rounded"):
            [
                (-1, -0.4), (-0.94, -0.75), (-0.75, -1), (0.75, -1), (0.94, -0.75), (1, -0.4), (1, 0.4), (0.94, 0.75),
                (0.75, 1), (-0.75, 1), (-0.94, 0.75), (-1, 0.4),
            ]
        case "hexagon": [(-1, 0), (-0.6, -1), (0.6, -1), (1, 0), (0.6, 1), (-0.6, 1)]
        case "octagon":
            [(-1, -0.4), (-0.6, -1), (0.6, -1), (1, -0.4), (1, 0.4), (0.6, 1), (-0.6, 1), (-1, 0.4)]
        case "polygon" where !style.outline.contains("skew=0.2"): [(-1, -1), (1, -1), (0.6, 1), (-0.6, 1)]
        case "polygon": [(-1, -1), (0.6, -1), (1, 1), (-0.6, 1)]
        case "house": [(-1, -1), (1, -1), (1, 0.2), (0, 1), (-1, 0.2)]
        case "cds": [(-1, -0.7), (0.6, -0.7), (1, 0), (0.6, 0.7), (-1, 0.7)]
        case "note": [(-1, -1), (1, -1), (1, 0.4), (0.7, 1), (-1, 1)]
        case "folder": [(-1, -1), (1, -1), (1, 0.7), (0.9, 1), (0.3, 1), (0.2, 0.7), (-1, 0.7)]
        case "tab": [(-1, -1), (1, -1), (1, 0.6), (-0.3, 0.6), (-0.3, 1), (-1, 1)]
        default: [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        }
    }

    private var details: [[(Double, Double)]] {
        switch style.shape {
        case "note": [[(0.7, 1), (0.7, 0.4), (1, 0.4)]]
        case "box3d": [[(-1, 0.6), (0.7, 0.6), (0.7, -1)], [(0.7, 0.6), (1, 1)]]
        case "component":
            [
                [(-1.2, 0.5), (-0.7, 0.5), (-0.7, 0.1), (-1.2, 0.1)],
                [(-1.2, -0.1), (-0.7, -0.1), (-0.7, -0.5), (-1.2, -0.5)],
            ]
        default: []
        }
    }

    private func points(_ relative: [(Double, Double)], _ box: Box) -> [MapPoint] {
        relative.map { MapPoint(x: box.x + $0.0 * box.width / 2, y: box.y + $0.1 * box.height / 2) }
    }
}
