import CGraphviz

/// The Graphviz library that draws maps.
public enum GraphvizLibrary {
    /// Its version as it reports it, such as "2.43.0"; nil where it is missing, or not the one this was built for.
    public static var version: String? {
        guard let context = entente_context() else { return nil }
        defer { entente_free_context(context) }
        return entente_version(context).map { String(cString: $0) }
    }
}
