import EntenteModel

/// A styled map on its way to a picture: the third of the three steps (choose, style, write).
struct MapDrawing: Sendable {
    let dot: String
    /// The same without legend, which our layout draws by itself.
    private let layoutDOT: String
    let engine: MapOptions.Layout
    private let style: MapStyle
    private let ontology: Ontology
    private let kinds: [String]
    private let grouping: MapGrouping
    private let caption: [String]
    private let description: String

    init(content: MapContent, graph: ActorGraph, options: MapOptions) {
        style = MapStyle(content, graph: graph, options: options)
        ontology = content.ontology
        kinds = Array(Set(content.actors.map(\.kind))).sorted()
        grouping = MapGrouping(content, grouping: options.grouping)
        engine = Self.engine(for: content, options: options)
        caption =
            options.caption
            + (content.omissions.isEmpty ? [] : ["Shown: " + content.omissions.joined(separator: "; ") + "."])
        let writer = MapDOTWriter(
            style: style, grouping: grouping, engine: engine, caption: caption,
            kinds: content.ontology.actorKinds.filter { kind in content.actors.contains { $0.kind == kind.name } })
        dot = writer.text(includesLegend: true)
        layoutDOT = writer.text(includesLegend: false)
        let relations = content.bundles.reduce(0) { $0 + $1.relations.count }
        let central = content.actors.max { left, right in
            let (first, second) = (content.degrees[left.id] ?? 0, content.degrees[right.id] ?? 0)
            return first != second ? first < second : right.id < left.id
        }
        description =
            "\(content.actors.count) actors and \(relations) relations."
            + (central.map { " Best connected: \(SpokenText.plain($0.name, longest: 120))." } ?? "")
    }

    var lines: [MapLine] {
        style.lines.map { line in
            MapLine(
                relations: line.relations, sentence: line.spoken,
                evidenceAnchor: line.evidenceAnchor(prefix: style.options.elementPrefix))
        }
    }

    /// What decides where actors stand, in one text.
    var layoutContent: String {
        let actors = style.actors.map {
            "\($0.id)\t\($0.lines.joined(separator: "\u{B}"))\t\($0.fontSize)\t\($0.style.shape)"
        }
        let lines = style.lines.map { line in
            "\(line.source)\t\(line.target)\t\(line.label.joined(separator: "\u{B}"))\t\(line.width)\t\(line.status)"
        }
        return ([style.options.layout.rawValue] + actors + lines).joined(separator: "\n")
    }

    /// `dot` for chains and small trees, where order tells the story; `neato` for networks; `sfdp` beyond.
    private static func engine(for content: MapContent, options: MapOptions) -> MapOptions.Layout {
        guard options.layout == .automatic else { return options.layout }
        guard options.previousPositions.isEmpty else { return .neato }
        var pairs: Set<[ActorID]> = []
        for bundle in content.bundles {
            pairs.insert([min(bundle.source, bundle.target), max(bundle.source, bundle.target)])
        }
        if options.grouping == .none, content.actors.count <= 12, pairs.count < content.actors.count { return .dot }
        return content.actors.count <= 1200 ? .neato : .sfdp
    }

    func picture(_ format: MapFormat, isolation: GraphvizIsolation) throws(RenderingError) -> MapPicture {
        let session = try GraphvizSession(isolation)
        let (geometry, positioned) = try positioned(
            in: session, dotsPerInch: format == .png ? style.options.dotsPerInch : nil)
        let bytes = try session.render(positioned, engine: "nop2", format: format.rawValue)
        var positions: [ActorID: MapPoint] = [:]
        for (actor, box) in zip(style.actors, geometry.actors) { positions[actor.id] = box.centre }
        let finished =
            switch format {
            case .svg: SVGFinishing(style: style, caption: caption, description: description).finish(bytes)
            case .pdf: PDFFinishing.finish(bytes)
            case .png, .dot: bytes
            }
        return MapPicture(bytes: finished, positions: positions, geometry: geometry, positionedDOT: positioned)
    }

    private func positioned(
        in session: GraphvizSession, dotsPerInch: Double?
    ) throws(RenderingError) -> (MapGeometry, String) {
        let keepsRouting = engine == .dot
        let raw = try session.layout(
            LayoutJob(
                dot: layoutDOT, engine: engine.rawValue, nodes: MapDOTWriter.nodeNames(of: style.actors),
                edges: style.lines.map(\.elementID), isComplete: keepsRouting))
        let layout = MapLayout(style: style, grouping: grouping)
        let geometry =
            keepsRouting
            ? layout.geometry(asRouted: raw)
            : layout.geometry(from: raw, keepsPositions: !style.options.previousPositions.isEmpty)
        var lines = caption
        if geometry.hiddenLabels > 0 {
            lines.append(
                "\(geometry.hiddenLabels) of \(style.lines.count) lines stand without their label, for lack of room.")
        }
        let furniture = MapFurniture(
            style: style, ontology: ontology, kinds: kinds, caption: lines, groups: grouping.groups)
        let writer = PositionedDOTWriter(style: style, geometry: geometry, furniture: furniture)
        return (geometry, writer.text(dotsPerInch: dotsPerInch))
    }
}
