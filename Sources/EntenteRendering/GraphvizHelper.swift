/// The helper process, from the side of the program that asks.
final class GraphvizHelper {
    init(executable: String, arguments: [String], timeout: Double) throws(RenderingError) {
        throw .helperUnavailable(path: executable, reason: "not built yet")
    }
    func layout(_ job: LayoutJob) throws(RenderingError) -> RawLayout { try Graphviz.layout(job) }
    func render(_ dot: String, engine: String, format: String) throws(RenderingError) -> [UInt8] {
        try Graphviz.render(dot, engine: engine, format: format)
    }
}
