import ArgumentParser
import EntenteFormats
import EntenteModel

struct ExportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case json, csv, dot }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the graph in a format that other tools read.",
        discussion: """
            json holds everything; csv is a table of relations, dot the plain graph for Graphviz. The same case gives the
            same bytes.

            EXAMPLE
              entente export --format json -o graph.json
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "Which format.")
    var format: Format = .json

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The file to write; standard output without.", valueName: "file"))
    var output: String?

    @Flag(name: .customLong("no-quotes"), help: "Leave the sentences out; their places remain (json).")
    var withoutQuotes = false

    func run() async throws {
        let graph = try caseOption.load().graph
        let text =
            switch format {
            case .json: JSONWriter(includesQuotes: !withoutQuotes).text(graph)
            case .csv: CSVWriter.edges(graph)
            case .dot: DOTWriter().text(of: graph)
            }
        if let output, output != "-" {
            try OutputFile.write(text.utf8, to: output)
        } else {
            try Terminal.print(text)
        }
    }
}
