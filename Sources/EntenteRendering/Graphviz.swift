import CGraphviz
import Synchronization

/// What an engine made of a graph, in points: boxes of nodes, curves and label boxes of edges, in the order asked for.
struct RawLayout: Hashable, Sendable {
    var nodes: [Box]
    var curves: [Curve?]
    /// Sizes, and where the engine placed them their centres, of the labels of edges.
    var labels: [Box?]
}

/// What to lay out.
struct LayoutJob: Hashable, Sendable {
    let dot: String
    let engine: String
    /// Names of nodes and `id` attributes of edges whose places are wanted.
    let nodes: [String]
    let edges: [String]
    /// Whether the engine routes edges and parts nodes; otherwise only raw positions are computed.
    let isComplete: Bool
}

/// The one door to Graphviz in this process: DOT in, a layout or a picture out.
///
/// Graphviz keeps global state, so one caller at a time comes in. Its context, with the plugins that it loads, is made
/// once and lives as long as the process: making it anew for every map would cost time and a little memory each time.
enum Graphviz {
    private static let shared = Mutex<Context>(Context())

    private struct Context {
        private var pointer: OpaquePointer?

        mutating func get() -> OpaquePointer? {
            if pointer == nil { pointer = entente_context() }
            return pointer
        }
    }

    static func layout(_ job: LayoutJob) throws(RenderingError) -> RawLayout {
        try exclusively { context throws(RenderingError) in
            try withGraph(job.dot, in: context, engine: job.engine) { context, graph throws(RenderingError) in
                if !job.isComplete {
                    for (name, value) in [("splines", "none"), ("overlap", "true"), ("label", "")] {
                        entente_set_graph_attribute(graph, name, value)
                    }
                }
                try layOut(context, graph, engine: job.engine)
                defer { entente_free_layout(context, graph) }
                return collect(job, from: graph)
            }
        }
    }

    /// The bytes of a picture of a graph.
    static func render(_ dot: String, engine: String, format: String) throws(RenderingError) -> [UInt8] {
        try exclusively { context throws(RenderingError) in
            try withGraph(dot, in: context, engine: engine) { context, graph throws(RenderingError) in
                try layOut(context, graph, engine: engine)
                defer { entente_free_layout(context, graph) }
                var bytes: UnsafeMutablePointer<CChar>?
                var count = 0
                guard entente_render(context, graph, format, &bytes, &count) == 0, let bytes else {
                    throw .formatFailed(format, reason: lastMessage("no such output plugin"))
                }
                defer { entente_free_render(bytes) }
                return UnsafeRawBufferPointer(start: bytes, count: count).map { $0 }
            }
        }
    }

    private static func exclusively<Value: Sendable>(
        _ body: (OpaquePointer?) throws(RenderingError) -> Value
    ) throws(RenderingError) -> Value {
        let outcome: Result<Value, RenderingError> = shared.withLock { context in
            do throws(RenderingError) { return .success(try body(context.get())) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    private static func withGraph<Value>(
        _ dot: String, in context: OpaquePointer?, engine: String,
        _ body: (OpaquePointer, OpaquePointer) throws(RenderingError) -> Value
    ) throws(RenderingError) -> Value {
        guard let context else {
            throw .layoutFailed(
                engine: engine, reason: "the Graphviz library is missing, or not the one this was built for")
        }
        // Messages come back in our errors; Graphviz itself stays silent.
        entente_keep_messages()
        guard let graph = entente_read(dot) else {
            throw .layoutFailed(engine: engine, reason: lastMessage("the DOT text was not understood"))
        }
        defer { entente_close(graph) }
        return try body(context, graph)
    }

    private static func layOut(
        _ context: OpaquePointer, _ graph: OpaquePointer, engine: String
    ) throws(RenderingError) {
        guard entente_lay_out(context, graph, engine) == 0 else {
            throw .layoutFailed(engine: engine, reason: lastMessage("no reason given"))
        }
    }

    private static func collect(_ job: LayoutJob, from graph: OpaquePointer) -> RawLayout {
        let empty = Box(x: 0, y: 0, width: 0, height: 0)
        var layout = RawLayout(
            nodes: Array(repeating: empty, count: job.nodes.count),
            curves: Array(repeating: nil, count: job.edges.count), labels: Array(repeating: nil, count: job.edges.count)
        )
        let places = Dictionary(zip(job.nodes, 0...)) { first, _ in first }
        let edgePlaces = Dictionary(zip(job.edges, 0...)) { first, _ in first }
        var node = entente_first_node(graph)
        while let current = node {
            if let name = entente_name(current), let place = places[String(cString: name)] {
                layout.nodes[place] = Box(
                    x: entente_node_x(current), y: entente_node_y(current),
                    width: entente_node_width(current) * 72, height: entente_node_height(current) * 72)
            }
            var edge = entente_first_edge(graph, current)
            while let line = edge {
                if let id = entente_edge_id(line), let place = edgePlaces[String(cString: id)] {
                    layout.labels[place] = labelBox(of: line)
                    if job.isComplete { layout.curves[place] = curve(of: line) }
                }
                edge = entente_next_edge(graph, line)
            }
            node = entente_next_node(graph, current)
        }
        return layout
    }

    private static func labelBox(of edge: OpaquePointer) -> Box? {
        guard entente_label_exists(edge) != 0 else { return nil }
        let isPlaced = entente_has_label(edge) != 0
        return Box(
            x: isPlaced ? entente_label_x(edge) : 0, y: isPlaced ? entente_label_y(edge) : 0,
            width: entente_label_width(edge), height: entente_label_height(edge))
    }

    private static func curve(of edge: OpaquePointer) -> Curve? {
        guard entente_curve_count(edge) > 0 else { return nil }
        let points = (0..<entente_point_count(edge, 0)).map {
            MapPoint(x: entente_point_x(edge, 0, $0), y: entente_point_y(edge, 0, $0))
        }
        return Curve(
            points: points,
            tailTip: entente_has_tail_tip(edge, 0) != 0
                ? MapPoint(x: entente_tail_tip_x(edge, 0), y: entente_tail_tip_y(edge, 0)) : nil,
            headTip: entente_has_head_tip(edge, 0) != 0
                ? MapPoint(x: entente_head_tip_x(edge, 0), y: entente_head_tip_y(edge, 0)) : nil)
    }

    private static func lastMessage(_ fallback: String) -> String {
        guard let message = entente_last_message() else { return fallback }
        let text = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return text.isEmpty ? fallback : text
    }
}
