import ArgumentParser
import EntenteAnalysis
import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteStore
import EntenteText
import Foundation

/// `--case FILE`: where the graph of a question comes from.
struct CaseOption: ParsableArguments {
    @Option(
        name: .customLong("case"),
        help: ArgumentHelp(
            "A case (.entente), an exported graph (.json) or a plain graph (.csv .graphml .gexf .dot .gv).",
            discussion: "Default: $ENTENTE_CASE, else the only *.entente file in the working directory.",
            valueName: "file"))
    var file: String?

    /// A graph and where it came from.
    struct Source {
        let graph: ActorGraph
        let path: String
        /// Whether it is a plain graph, without documents.
        let isPlain: Bool
        /// Whether it is a case, which can remember things, rather than an export.
        var isCaseFile = false
    }

    func load() throws -> Source { try Self.load(file) }

    static func load(_ file: String?) throws -> Source {
        let path = try path(file)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.noInput, "no such case; \(path); make one with 'entente build PATH... -o \(path)'")
        }
        if isFolder.boolValue {
            throw CommandFailure(
                .badData, "this is a folder; \(path); build a case from it with 'entente build \(path)'")
        }
        switch (path as NSString).pathExtension.lowercased() {
        case "json":
            let graph = try JSONReader(ontology: Ontology.standard()).graph(try data(path), file: path)
            return Source(graph: graph, path: path, isPlain: graph.documents.isEmpty)
        case "csv":
            let graph = try CSVReader(ontology: Ontology.standard()).graph(try data(path), file: path)
            return Source(graph: graph, path: path, isPlain: true)
        case "graphml":
            let graph = try GraphMLReader(ontology: Ontology.standard()).graph(try data(path), file: path)
            return Source(graph: graph, path: path, isPlain: graph.statementCount == 0)
        case "gexf":
            let graph = try GEXFReader(ontology: Ontology.standard()).graph(try data(path), file: path)
            return Source(graph: graph, path: path, isPlain: graph.statementCount == 0)
        case "dot", "gv":
            let graph = try DOTReader(ontology: Ontology.standard()).graph(try data(path), file: path)
            return Source(graph: graph, path: path, isPlain: graph.statementCount == 0)
        default:
            LargePages.prepare(forCase: path)
            return Source(graph: try CaseFile.open(path).graph(), path: path, isPlain: false, isCaseFile: true)
        }
    }

    /// The view that a question about structure is about, where a plain table of edges is enough for it; else nil.
    ///
    /// The edges go straight into the rows of a view: a graph of a million rows is then read in about a second. Filters,
    /// and costs that depend on single relations, need the graph itself.
    func plainView(
        _ filters: FilterOptions, direction: Projection.Direction, cost: Projection.Cost
    ) throws -> GraphView? {
        guard filters.areNone, cost == .hops || cost == .inverseStrength, let path = try? path(),
            (path as NSString).pathExtension.lowercased() == "csv", FileManager.default.fileExists(atPath: path)
        else { return nil }
        let reader = CSVReader(ontology: try Ontology.standard())
        guard let edges = try reader.edges(try Self.data(path), file: path) else { return nil }
        return try Self.view(edges, direction: direction, cost: cost)
    }

    private static func view(
        _ edges: PlainEdges, direction: Projection.Direction, cost: Projection.Cost
    ) throws -> GraphView {
        var list: EdgeList
        if direction == .undirected, edges.hasReversed {
            // An edge of a symmetric kind stands there both ways, and a view without direction turns each round.
            list = EdgeList()
            for place in edges.sources.indices where !edges.isReversed(place) {
                try list.append(
                    from: Int(edges.sources[place]), to: Int(edges.targets[place]),
                    strength: edges.strengths.isEmpty ? 1 : edges.strengths[place])
            }
        } else {
            list = try EdgeList(sources: edges.sources, targets: edges.targets, strengths: edges.strengths)
        }
        return try GraphView(
            actorCount: edges.names.count, edges: list, direction: direction, cost: cost, names: edges.names,
            kind: "actor")
    }

    /// The file that the option, the environment or the working directory names.
    func path() throws -> String { try Self.path(file) }

    private static func path(_ file: String?) throws -> String {
        if let file { return file }
        if let named = ProcessInfo.processInfo.environment["ENTENTE_CASE"], !named.isEmpty { return named }
        let here = (try? FileManager.default.contentsOfDirectory(atPath: ".")) ?? []
        let cases = here.filter { $0.hasSuffix(".entente") && !$0.hasPrefix(".") }.sorted()
        if cases.count == 1 { return cases[0] }
        throw CommandFailure(
            .noInput,
            cases.isEmpty
                ? "no case; this folder holds no *.entente file; name one with --case, or make one with 'entente build PATH...'"
                : "several cases; \(cases.joined(separator: ", ")); name one with --case")
    }

    static func data(_ path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(.noInput, "cannot read; \(path): \(error.localizedDescription); check its permissions")
        }
    }
}

extension FilterOptions {
    /// Whether the question is about the whole graph, so that nobody needs to look at single relations.
    var areNone: Bool {
        kind.isEmpty && status.isEmpty && polarity == .any && from == nil && to == nil && asOf == nil && minSources == 1
            && minWeight == 0 && saidBy.isEmpty && notOnlyBy.isEmpty && document.isEmpty && !withPossible
            && !withDisputed && !rollUp
    }
}

/// Options that a build and an extraction share.
struct ExtractorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An ontology (YAML) that replaces the default one, or extends it with 'extends: default'.",
            valueName: "file"))
    var ontology: String?

    @Option(
        help: ArgumentHelp(
            "Further known actors (tab-separated: id, name, kind, aliases …); may be repeated.",
            discussion:
                "Where two describe one id, the later one's name, kind, country and principal stand; names add up.",
            valueName: "file"))
    var gazetteer: [String] = []

    @Option(
        help: ArgumentHelp(
            "Further frames (YAML): which words state which kind of relation; may be repeated.", valueName: "file"))
    var frames: [String] = []

    /// Whether nothing but the shipped data is used.
    var isDefault: Bool { ontology == nil && gazetteer.isEmpty && frames.isEmpty }

    func extractor() throws -> Extractor {
        var chosen: Ontology?
        if let path = ontology {
            let text = try Self.text(path)
            let standard = try Ontology.standard()
            do throws(OntologyError) {
                chosen = try Ontology(yaml: text, extending: standard)
            } catch {
                throw CommandFailure(.badData, "bad ontology; \(path):\(error.line): \(error.problem)")
            }
        }
        let gazetteers = try gazetteer.map { path in
            (file: path, text: try Self.text(path))
        }
        let frames = try frames.map { path in
            (file: path, text: try Self.text(path))
        }
        return try Extractor(ontology: chosen, gazetteers: gazetteers, frames: frames)
    }

    /// The text of a data file; bytes that are no UTF-8 are refused, for a repaired name would never be found.
    private static func text(_ path: String) throws -> String {
        let bytes = try CaseOption.data(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FormatError.notUTF8(file: path, bytes: bytes)
        }
        return text
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}
