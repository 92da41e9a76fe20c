import ArgumentParser
import EntenteFormats
import EntenteModel
import Foundation

struct ExportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, csv, graphml, gexf, dot, cypher, ftm, cytoscape, jsonld
        case neo4jAdmin = "neo4j-admin"
    }

    enum Dialect: String, ExpressibleByArgument, CaseIterable {
        case neo4j, kuzu

        var writer: CypherWriter.Dialect { self == .kuzu ? .kuzu : .neo4j }
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the graph in a format that other tools read.",
        discussion: """
            json holds everything, and graphml and dot read back as the same graph. csv is a table of relations; where -o is
            a folder, nodes.csv and edges.csv in it. gexf is for Gephi, cypher for Neo4j and Kuzu, neo4j-admin
            the tables that Neo4j imports at once (-o is a folder), ftm for FollowTheMoney, cytoscape for Cytoscape, jsonld
            for triple stores. The same case gives the same bytes. docs/formats.md says what each cannot carry.

            EXAMPLE
              entente export --format graphml -o graph.graphml
              entente export --format neo4j-admin -o tables/
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "Which format.")
    var format: Format = .json

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "The file to write, or with csv and neo4j-admin a folder; standard output without.", valueName: "file"))
    var output: String?

    @Flag(name: .customLong("no-quotes"), help: "Leave the sentences out; their places remain.")
    var withoutQuotes = false

    @Option(help: "With cypher: for whom. Kuzu, and Ladybug after it, want tables declared.")
    var dialect: Dialect = .neo4j

    func validate() throws {
        if format == .neo4jAdmin, output == nil || output == "-" {
            throw ValidationError("--format neo4j-admin writes several tables; name a folder for them with -o FOLDER")
        }
    }

    func run() async throws {
        let graph = try caseOption.load().graph
        let quotes = !withoutQuotes
        if let output {
            switch format {
            case .neo4jAdmin:
                let tables = Neo4jTablesWriter(includesQuotes: quotes).tables(of: graph)
                return try write(tables.map { ($0.name, $0.text) }, to: output)
            case .csv where isFolder(output):
                let tables = [("nodes.csv", CSVWriter.nodes(graph)), ("edges.csv", CSVWriter.edges(graph))]
                return try write(tables, to: output)
            default: break
            }
        }
        let text =
            switch format {
            case .json: JSONWriter(includesQuotes: quotes).text(graph)
            case .csv, .neo4jAdmin: CSVWriter.edges(graph)
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

    private func write(_ tables: [(name: String, text: String)], to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .cannotWrite, "cannot make the folder; \(folder): \(error.localizedDescription); check its permissions")
        }
        let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        for table in tables { try OutputFile.write(table.text.utf8, to: "\(base)/\(table.name)") }
    }
}
