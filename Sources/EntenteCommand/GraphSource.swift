import ArgumentParser
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
            "A case (.entente), an exported graph (.json) or a plain graph (.csv).",
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

    func load() throws -> Source {
        let path = try self.path()
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
            let graph = try JSONReader(ontology: Ontology.standard()).graph(try Self.data(path), file: path)
            return Source(graph: graph, path: path, isPlain: graph.documents.isEmpty)
        case "csv":
            guard let text = String(validating: try Self.data(path), as: UTF8.self) else {
                throw FormatError.notUTF8(file: path)
            }
            let graph = try CSVReader(ontology: Ontology.standard()).graph(text, file: path)
            return Source(graph: graph, path: path, isPlain: true)
        case "graphml", "gexf", "dot", "gv":
            throw CommandFailure(
                .badData, "this format can be written but not read yet; \(path); convert it to CSV (source,target,kind)"
            )
        default:
            return Source(graph: try CaseFile.open(path).graph(), path: path, isPlain: false, isCaseFile: true)
        }
    }

    private func path() throws -> String {
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

/// Options that a build and an extraction share.
struct ExtractorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An ontology (YAML) that replaces the default one, or extends it with 'extends: default'.",
            valueName: "file"))
    var ontology: String?

    @Option(
        help: ArgumentHelp(
            "Further known actors (tab-separated: id, name, kind, aliases …); may be repeated.", valueName: "file"))
    var gazetteer: [String] = []

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
        return try Extractor(ontology: chosen, gazetteers: gazetteers)
    }

    /// The text of a data file; bytes that are no UTF-8 are refused, for a repaired name would never be found.
    private static func text(_ path: String) throws -> String {
        guard let text = String(validating: try CaseOption.data(path), as: UTF8.self) else {
            throw FormatError.notUTF8(file: path)
        }
        return text
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
}
