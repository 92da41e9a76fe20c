import ArgumentParser
import EntenteFormats
import EntenteModel
import Foundation

struct ExportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, csv, graphml, gexf, dot, cypher, ftm, cytoscape, jsonld
    }

    enum Dialect: String, ExpressibleByArgument, CaseIterable {
        case neo4j, kuzu

        var writer: CypherWriter.Dialect { self == .kuzu ? .kuzu : .neo4j }
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the graph in a format that other tools read.",
        discussion: """
            json holds everything, and graphml and dot read back as the same graph. csv is a table of relations; where -o is
            a folder, nodes.csv and edges.csv in it. gexf is for Gephi, cypher for Neo4j and Kuzu, ftm for FollowTheMoney,
            cytoscape for Cytoscape, jsonld for triple stores. The same case gives the same bytes. docs/formats.md says
            what each cannot carry.

            EXAMPLE
              entente export --format graphml -o graph.graphml
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "Which format.")
    var format: Format = .json

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "The file to write, or with csv a folder; standard output without.", valueName: "file"))
    var output: String?

    @Flag(name: .customLong("no-quotes"), help: "Leave the sentences out; their places remain.")
    var withoutQuotes = false

    @Option(help: "With cypher: for whom. Kuzu, and Ladybug after it, want tables declared.")
    var dialect: Dialect = .neo4j

    func run() async throws {
        let graph = try caseOption.load().graph
        if format == .csv, let output, isFolder(output) { return try writeTables(graph, to: output) }
        let quotes = !withoutQuotes
        let text =
            switch format {
            case .json: JSONWriter(includesQuotes: quotes).text(graph)
            case .csv: CSVWriter.edges(graph)
            case .graphml: GraphMLWriter(includesQuotes: quotes).text(of: graph)
            case .gexf: GEXFWriter(includesQuotes: quotes).text(of: graph)
            case .dot: DOTWriter(includesQuotes: quotes).text(of: graph)
            case .cypher: CypherWriter(dialect: dialect.writer, includesQuotes: quotes).text(of: graph)
            case .ftm: FollowTheMoneyWriter(includesQuotes: quotes).text(of: graph)
            case .cytoscape: CytoscapeWriter(includesQuotes: quotes).text(of: graph)
            case .jsonld: JSONLDWriter(includesQuotes: quotes).text(of: graph)
            }
        if let output, output != "-" {
            try OutputFile.write(text.utf8, to: output)
        } else {
            try Terminal.print(text)
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return exists ? isFolder.boolValue : path.hasSuffix("/")
    }

    private func writeTables(_ graph: ActorGraph, to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .cannotWrite, "cannot make the folder; \(folder): \(error.localizedDescription); check its permissions")
        }
        let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        try OutputFile.write(CSVWriter.nodes(graph).utf8, to: base + "/nodes.csv")
        try OutputFile.write(CSVWriter.edges(graph).utf8, to: base + "/edges.csv")
    }
}
