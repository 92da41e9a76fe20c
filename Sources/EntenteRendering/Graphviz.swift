import CGraphviz
import Synchronization

/// The one door to Graphviz in this process: DOT in, a layout or a picture out.
///
/// Graphviz keeps global state, so one caller at a time comes in.
enum Graphviz {
    private static let turn = Mutex(())

    /// Lays a graph out, hands it to `body`, and frees it.
    static func withLayout<Result: Sendable>(
        of dot: String, engine: String, _ body: (LaidOutGraph) throws(RenderingError) -> Result
    ) throws(RenderingError) -> Result {
        let outcome: Swift.Result<Result, RenderingError> = turn.withLock { _ in
            do throws(RenderingError) {
                return .success(try layOut(dot, engine: engine, body))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The bytes of a picture of a graph.
    static func render(_ dot: String, engine: String, format: String) throws(RenderingError) -> [UInt8] {
        try withLayout(of: dot, engine: engine) { graph throws(RenderingError) in try graph.render(format) }
    }

    private static func layOut<Result>(
        _ dot: String, engine: String, _ body: (LaidOutGraph) throws(RenderingError) -> Result
    ) throws(RenderingError) -> Result {
        guard let context = gvContext() else {
            throw .layoutFailed(engine: engine, reason: "no Graphviz context")
        }
        defer { gvFreeContext(context) }
        // Messages come back in our errors; Graphviz itself stays silent.
        _ = agseterr(AGMAX)
        guard let graph = agmemread(dot) else {
            throw .layoutFailed(engine: engine, reason: lastMessage("the DOT text was not understood"))
        }
        defer { agclose(graph) }
        guard gvLayout(context, graph, engine) == 0 else {
            throw .layoutFailed(engine: engine, reason: lastMessage("no reason given"))
        }
        defer { gvFreeLayout(context, graph) }
        return try body(LaidOutGraph(context: context, graph: graph))
    }

    fileprivate static func lastMessage(_ fallback: String) -> String {
        guard let message = aglasterr() else { return fallback }
        let text = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return text.isEmpty ? fallback : text
    }
}

/// A graph inside Graphviz after its layout; valid only while `Graphviz.withLayout` runs.
struct LaidOutGraph {
    let context: OpaquePointer
    let graph: UnsafeMutablePointer<Agraph_t>

    func render(_ format: String) throws(RenderingError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        let failure = entente_render(context, graph, format, &bytes, &count)
        guard failure == 0, let bytes else {
            throw .formatFailed(format, reason: Graphviz.lastMessage("no such output plugin"))
        }
        defer { gvFreeRenderData(bytes) }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
            Array(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// Centre of a node in points; nil where there is no such node.
    func position(ofNode name: String) -> MapPoint? {
        guard let node = name.withCString({ agnode(graph, UnsafeMutablePointer(mutating: $0), 0) }) else { return nil }
        return MapPoint(x: entente_node_x(node), y: entente_node_y(node))
    }
}
