public import ArgumentParser
import EntenteAnalysis
import EntenteModel
public import EntenteRendering

extension MapOptions.Theme: ExpressibleByArgument {}
extension MapOptions.Layout: ExpressibleByArgument {}

/// What a map shows and how it looks: the options that the command, reports and other pictures share.
struct MapQuestion: ParsableArguments {
    enum Grouping: String, ExpressibleByArgument, CaseIterable { case family, community, alliance }

    @Option(help: ArgumentHelp("The layout engine; chosen by size and shape unless told.", valueName: "engine"))
    var layout: MapOptions.Layout = .automatic

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Only these actors and those around them.", valueName: "actor"))
    var around: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Leave these actors and their relations out.", valueName: "actor"))
    var hide: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("These actors too, whatever --around and --top leave out.", valueName: "actor"))
    var also: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The neighbours of these actors too, whatever --around and --top leave out.", valueName: "actor"))
    var expand: [String] = []

    @Flag(help: "Draw actors without a relation too.")
    var unconnected = false

    @Option(help: ArgumentHelp("How many steps around them.", valueName: "n"))
    var depth = 1

    @Option(
        name: .customLong("path"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Bring out the shortest influence path between two actors, through those named between them.",
            valueName: "from to"))
    var pathEnds: [String] = []

    @Option(help: ArgumentHelp("Only the N actors that rank highest.", valueName: "n"))
    var top: Int?

    @Option(
        help: ArgumentHelp(
            "The measure that ranks and sizes actors: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "measure"))
    var by: String?

    @Option(help: "Draw actors of one group within a frame.")
    var groupBy: Grouping?

    @Option(help: "Colours for a screen, a dark screen or paper.")
    var theme: MapOptions.Theme = .light

    @Flag(inversion: .prefixedNo, help: "Explain shapes, colours and lines.")
    var legend = true

    @Option(help: ArgumentHelp("A title above the map.", valueName: "text"))
    var title: String?

    @Flag(help: "Draw everything, however large the graph is.")
    var all = false

    @OptionGroup var filters: FilterOptions

    func validate() throws {
        if depth < 0 { throw ValidationError("--depth needs 0 or more, not \(depth)") }
        if let top, top < 1 { throw ValidationError("--top needs 1 or more, not \(top)") }
        if pathEnds.count == 1 { throw ValidationError("--path needs two actors, --path FROM TO") }
    }

    /// The map that these options make of a graph, not laid out yet.
    ///
    /// - Parameter adjust: Changes to how it looks, made last.
    func map(of source: CaseOption.Source, adjust: (inout MapOptions) -> Void = { _ in }) throws -> ActorMap {
        try plan(of: source, adjust: adjust).map
    }

    /// What is to be drawn and how.
    struct Plan {
        let graph: ActorGraph
        let selection: MapSelection
        var options: MapOptions
        /// Names the choice of actors and relations: the same for editions of one map.
        let name: String

        var map: ActorMap {
            get throws { try ActorMap(graph: graph, selection: selection, options: options) }
        }
    }

    /// The parts of which a map is made.
    func plan(of source: CaseOption.Source, adjust: (inout MapOptions) -> Void = { _ in }) throws -> Plan {
        let lookup = ActorLookup(source.graph)
        let projection = try filters.projection(of: source.graph, lookup: lookup)
        let view = try GraphView(source.graph, projection: projection)
        let graph = try view.subgraph(of: source.graph)
        var options = MapOptions(title: title)
        options.theme = theme
        options.layout = layout
        options.showsLegend = legend
        options.caption = caption(of: graph, projection)
        options.grouping = try grouping(view)
        var selection = MapSelection(statuses: projection.statuses)
        selection.thinning = all ? .off : .automatic
        if !around.isEmpty {
            selection.around = MapSelection.Neighbourhood(actors: try around.map { try lookup.find($0) }, depth: depth)
        }
        selection.also = try Set(also.map { try lookup.find($0) })
        selection.expanded = try Set(expand.map { try lookup.find($0) })
        selection.showsUnconnected = unconnected
        let hidden = try Set(hide.map { try lookup.find($0) })
        if !hidden.isEmpty {
            selection.actors = Set(graph.actors.map(\.id)).subtracting(hidden)
            let names = hidden.sorted().compactMap { graph[$0]?.name }
            let more = names.count > 8 ? " and \(names.count - 8) more" : ""
            options.caption.append("Left out: \(names.prefix(8).joined(separator: ", "))\(more).")
        }
        if by != nil || top != nil {
            let measure = try Measure(named: by ?? "degree")
            let scores = try view.scores(of: measure)
            let byActor = Dictionary(
                scores.ranked().map { ($0.actor.id, $0.score.isFinite ? $0.score : 0) },
                uniquingKeysWith: { first, _ in first })
            if by != nil { options.emphasis = MapEmphasis(scores: byActor, label: measure.rawValue) }
            if let top { selection.top = MapSelection.Ranking(count: top, scores: byActor, label: measure.rawValue) }
        }
        if !pathEnds.isEmpty { options.highlight = try highlight(source.graph, lookup, projection, avoid: hidden) }
        adjust(&options)
        return Plan(
            graph: graph, selection: selection, options: options, name: name(selection, projection, graph: graph))
    }

    private func name(_ selection: MapSelection, _ projection: Projection, graph: ActorGraph) -> String {
        var parts = ["\(projection)", "layout \(layout.rawValue)"]
        if let around = selection.around {
            parts.append("\(around.depth) around " + around.actors.map(\.rawValue).joined(separator: ", "))
        }
        if let top { parts.append("top \(top) by \(by ?? "degree")") }
        for (word, actors) in [("also", selection.also), ("expanded", selection.expanded)] where !actors.isEmpty {
            parts.append("\(word) " + actors.map(\.rawValue).sorted().joined(separator: ", "))
        }
        if unconnected { parts.append("unconnected") }
        if let groupBy { parts.append("grouped by \(groupBy.rawValue)") }
        if let actors = selection.actors {
            let hidden = graph.actors.map(\.id).filter { !actors.contains($0) }
            parts.append("without " + hidden.map(\.rawValue).joined(separator: ", "))
        }
        if all { parts.append("all") }
        return parts.joined(separator: "; ")
    }

    private func highlight(
        _ graph: ActorGraph, _ lookup: ActorLookup, _ projection: Projection, avoid: Set<ActorID>
    ) throws -> MapHighlight {
        let stops = try pathEnds.map { try lookup.find($0) }.map { projection.rollUp ? graph.principal(of: $0) : $0 }
        var costed = projection
        costed.cost = .influence
        let result = try GraphView(graph, projection: costed).shortestPaths(
            from: stops[0], to: stops[stops.count - 1], via: Array(stops.dropFirst().dropLast()), avoid: avoid)
        guard let path = result.paths.first else {
            throw CommandFailure(
                .nothingFound,
                "no path from '\(pathEnds[0])' to '\(pathEnds[pathEnds.count - 1])'; nothing is drawn; try --with-possible"
            )
        }
        return MapHighlight(
            actors: path.actors.map(\.id), relations: Set(path.hops.compactMap { $0.relation?.relation.id }))
    }

    private func grouping(_ view: GraphView) throws -> MapOptions.Grouping {
        switch groupBy {
        case nil: return .none
        case .family: return .family
        case .alliance: return .alliance
        case .community:
            let groups = try view.communities().groups.groups
            return .community(
                Dictionary(
                    groups.enumerated().flatMap { number, actors in actors.map { ($0.id, number + 1) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Where the map comes from and what it holds: documents, their dates and sources, the filters in force.
    private func caption(of graph: ActorGraph, _ projection: Projection) -> [String] {
        var lines: [String] = []
        let documents = graph.documents
        if !documents.isEmpty {
            let dates = documents.compactMap(\.date).sorted()
            var line = documents.count == 1 ? "1 document" : "\(documents.count) documents"
            if let first = dates.first, let last = dates.last {
                line += first == last ? ", \(first)" : ", \(first) to \(last)"
            }
            lines.append(line)
        }
        lines.append("Shown: \(projection.description.split(separator: ", directed").first.map(String.init) ?? "")")
        return lines
    }
}
