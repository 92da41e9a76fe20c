public import EntenteModel

/// A map of an actor graph, ready to be written in any format.
///
/// ```swift
/// let map = try ActorMap(graph: graph, options: MapOptions(title: "Who talks to whom"))
/// let svg = try map.render(.svg)
/// ```
///
/// The same graph, selection and options give the same bytes with the same release of Graphviz. A map of which the
/// layout fails still has its `dot` text.
public struct ActorMap: Sendable {
    /// The map as DOT, styled, without positions.
    public let dot: String
    /// The layout engine that draws it, never `.automatic`.
    public let engine: MapOptions.Layout
    /// The actors on the map, by id.
    public let actors: [ActorID]
    /// The relations on the map, by id.
    public let relations: [RelationID]
    /// What was left out to keep the map legible; already part of its caption.
    public let omissions: [String]

    /// The lines of the map in their order.
    public let lines: [MapLine]

    let drawing: MapDrawing

    /// Chooses what to show and styles it; no layout takes place yet.
    ///
    /// - Throws: `RenderingError.nothingToShow`, `.unknownActor`, `.badOption`.
    /// - Complexity: O((n + m) log m) in actors and relations.
    public init(
        graph: ActorGraph, selection: MapSelection = MapSelection(), options: MapOptions = MapOptions()
    ) throws(RenderingError) {
        guard (24...1200).contains(options.dotsPerInch) else {
            throw .badOption("a map needs 24 to 1200 dots per inch, not \(options.dotsPerInch)")
        }
        let content = try MapContent(of: graph, selection: selection, options: options)
        drawing = MapDrawing(content: content, graph: graph, options: options)
        dot = drawing.dot
        engine = drawing.engine
        actors = content.actors.map(\.id)
        relations = content.bundles.flatMap { $0.relations.map(\.id) }.sorted()
        omissions = content.omissions
        lines = drawing.lines
    }

    /// What decides where actors stand: equal for maps that differ in colours, title, legend and caption only.
    public var layoutContent: String { drawing.layoutContent }

    /// The bytes of the picture.
    ///
    /// - Parameter isolation: Where Graphviz runs; in this process unless told.
    /// - Throws: `RenderingError` where Graphviz fails; `dot` is not affected.
    public func render(
        _ format: MapFormat, isolation: GraphvizIsolation = .inProcess
    ) throws(RenderingError) -> [UInt8] {
        try picture(format, isolation: isolation).bytes
    }

    /// The picture with the places of its actors, which a later edition can start from.
    public func picture(
        _ format: MapFormat, isolation: GraphvizIsolation = .inProcess
    ) throws(RenderingError) -> MapPicture {
        if format == .dot {
            return MapPicture(bytes: Array(dot.utf8), positions: [:], geometry: nil, positionedDOT: nil)
        }
        return try drawing.picture(format, isolation: isolation)
    }
}

/// One line of a map, which stands for all relations of a pair with the same polarity, status and direction.
public struct MapLine: Hashable, Sendable {
    /// By kind.
    public let relations: [RelationID]
    /// As screen readers say it: "Taliban negotiates with Turkmenistan, possible".
    public let sentence: String
    /// The fragment to which it links where `MapOptions.linksToEvidence` is set.
    public let evidenceAnchor: String
}

/// A drawn map.
public struct MapPicture: Hashable, Sendable {
    public let bytes: [UInt8]
    /// Where actors stand, in points; empty for `.dot`.
    public let positions: [ActorID: MapPoint]
    let geometry: MapGeometry?
    /// The same picture as DOT with positions, which `dot -Tsvg` redraws as it is; nil for `.dot`.
    public let positionedDOT: String?
}

/// Where Graphviz, which can crash, leak or run for hours, does its work.
public enum GraphvizIsolation: Hashable, Sendable {
    /// Here: fastest, one layout at a time; a crash takes the program with it.
    case inProcess
    /// In a child process that runs `GraphvizWorker`: a crash or a layout past the limit becomes an error.
    ///
    /// - executable: path of the program; arguments: what makes it call `GraphvizWorker.run()`; timeout in seconds.
    case helper(executable: String, arguments: [String], timeout: Double)
}
