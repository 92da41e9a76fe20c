import CGraphviz

/// The Graphviz library that draws maps.
public enum GraphvizLibrary {
    /// Its version as it reports it, such as "2.43.0".
    public static var version: String {
        guard let context = gvContext() else { return "unknown" }
        defer { gvFreeContext(context) }
        return gvcVersion(context).map { String(cString: $0) } ?? "unknown"
    }
}
