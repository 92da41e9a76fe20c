/// One map's dealings with Graphviz: here, or in a helper process that a crash or an endless layout takes with it.
struct GraphvizSession {
    private let helper: GraphvizHelper?

    init(_ isolation: GraphvizIsolation) throws(RenderingError) {
        switch isolation {
        case .inProcess: helper = nil
        case .helper(let executable, let arguments, let timeout):
            helper = try GraphvizHelper(executable: executable, arguments: arguments, timeout: timeout)
        }
    }

    func layout(_ job: LayoutJob) throws(RenderingError) -> RawLayout {
        guard let helper else { return try Graphviz.layout(job) }
        return try helper.layout(job)
    }

    func render(_ dot: String, engine: String, format: String) throws(RenderingError) -> [UInt8] {
        guard let helper else { return try Graphviz.render(dot, engine: engine, format: format) }
        return try helper.render(dot, engine: engine, format: format)
    }
}
