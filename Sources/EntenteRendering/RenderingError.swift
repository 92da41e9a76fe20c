/// Why a map could not be drawn, with what to try next.
public enum RenderingError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The selection leaves no actor.
    case nothingToShow
    /// A selection or option names an actor that the graph does not hold.
    case unknownActor(String)
    /// Graphviz refused the graph or its plugins are missing.
    case layoutFailed(engine: String, reason: String)
    /// The layout program died; the map's DOT text is still good.
    case layoutCrashed(engine: String, signal: Int32)
    /// The layout took longer than allowed; the map's DOT text is still good.
    case layoutTimedOut(engine: String, seconds: Double)
    /// The format's plugin is missing or failed.
    case formatFailed(String, reason: String)
    /// The helper program could not be started.
    case helperUnavailable(path: String, reason: String)
    /// A number of the options is outside its range.
    case badOption(String)

    public var description: String {
        switch self {
        case .nothingToShow:
            "the map would be empty; widen the filters, or name an actor with --around that has relations"
        case .unknownActor(let id): "no actor '\(id)' in the graph"
        case .layoutFailed(let engine, let reason):
            "Graphviz could not lay the map out with '\(engine)' (\(reason)); try another --layout, or write the map "
                + "as .dot; 'apt-get install libgvc6' or 'brew install graphviz' repairs a broken installation"
        case .layoutCrashed(let engine, let signal):
            "Graphviz died (signal \(signal)) while laying out with '\(engine)'; try another --layout, show fewer "
                + "actors with --top, or write the map as .dot"
        case .layoutTimedOut(let engine, let seconds):
            "the layout with '\(engine)' took longer than \(seconds) s; try --layout sfdp, show fewer actors with "
                + "--top, or allow more time with --timeout"
        case .formatFailed(let format, let reason):
            "Graphviz could not write \(format) (\(reason)); 'apt-get install graphviz' brings all formats"
        case .helperUnavailable(let path, let reason):
            "the layout helper '\(path)' could not be started (\(reason))"
        case .badOption(let what): what
        }
    }
}
