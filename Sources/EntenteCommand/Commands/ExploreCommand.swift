import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import EntenteRendering
import EntenteStore
import EntenteText
import Foundation

struct ExploreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore", abstract: "Write one page to walk the graph and check every edge.",
        discussion: """
            The page holds the map, search, filters, a timeline, paths and the sentence behind every line. It needs nothing but
            a browser: no server, no network. The filters say what is in it; without --status that is everything, and the
            page opens on asserted relations. 'docs/explorer.md' explains it.

            EXAMPLE
              entente explore --title "The neighbours" -o neighbours.html
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The file to write: .html.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("The page's title; the name of the case unless told.", valueName: "text"))
    var title: String?

    @Flag(name: .customLong("no-quotes"), help: "Leave sentences and texts out; their places remain.")
    var withoutQuotes = false

    @Option(help: ArgumentHelp("How many seconds the layout may take.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var filters: FilterOptions

    func validate() throws {
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout needs more than 0 seconds, not \(timeout)") }
        if !["html", "htm"].contains((output as NSString).pathExtension.lowercased()) {
            throw ValidationError("'\(output)' has no known ending; use .html")
        }
    }

    func run() async throws {
        let source = try caseOption.load()
        let asked = try filters.projection(of: source.graph, lookup: ActorLookup(source.graph))
        var included = asked
        if filters.status.isEmpty { included.statuses = Set(Status.allCases) }
        let graph = try GraphView(source.graph, projection: included).subgraph(of: source.graph)
        let name = (source.path as NSString).lastPathComponent
        let page = ExplorerPage(
            graph: graph, texts: withoutQuotes ? [:] : try texts(of: graph, source),
            options: ExplorerOptions(
                title: title ?? (name as NSString).deletingPathExtension, caseName: name, filters: filters.words,
                statuses: asked.statuses, includesQuotes: !withoutQuotes))
        let bytes: [UInt8]
        do throws(ExplorerError) {
            bytes = try page.html(isolation: GraphvizPlace.isolation(relations: graph.relationCount, timeout: timeout))
        } catch {
            switch error {
            case .layout(let cause): throw cause
            case .missingFile(let cause): throw cause
            }
        }
        try OutputFile.write(bytes, to: output)
    }

    /// The texts that the case keeps; exports and plain graphs have none.
    private func texts(of graph: ActorGraph, _ source: CaseOption.Source) throws -> [DocumentID: String] {
        guard source.isCaseFile else { return [:] }
        let file = try CaseFile.open(source.path)
        var texts: [DocumentID: String] = [:]
        for document in graph.documents { texts[document.id] = try file.text(of: document.id) }
        return texts
    }
}
