import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteStore

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find sentences by their words, with the actors and relations in them.",
        discussion: """
            All words must be in the sentence; case, accents and Unicode form do not matter. Words in quotation marks stand
            together, and a star ends the beginning of a word.

            EXAMPLE
              entente search "border guard*"
              entente search '"joint exercise" Uzbekistan' --format json
            """)

    @Argument(help: ArgumentHelp("The words to find.", valueName: "text"))
    var text: String

    @OptionGroup var caseOption: CaseOption

    @Option(help: ArgumentHelp("How many sentences at most.", valueName: "n"))
    var limit = 50

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit needs 1 or more, not \(limit)") }
        if !text.contains(where: { $0.isLetter || $0.isNumber }) { throw ValidationError("there is no word to find") }
    }

    func run() async throws {
        let file = try CaseFile.open(try caseOption.path())
        let hits = try file.search(text, limit: limit)
        switch format {
        case .json:
            let items = hits.map { hit in
                JSONText.object([
                    ("document", .text(hit.document.rawValue)), ("start", .raw(String(hit.range.lowerBound))),
                    ("end", .raw(String(hit.range.upperBound))), ("text", .text(hit.text)),
                    ("actors", .list(hit.actors.map { JSONText.quoted($0.rawValue) })),
                    ("relations", .list(hit.relations.map { JSONText.quoted($0.description) })),
                ])
            }
            try Terminal.print("{\"sentences\": [\(items.joined(separator: ", "))]}\n")
        case .csv:
            var table = Table([
                .init(title: "Document"), .init(title: "Start", isNumber: true), .init(title: "End", isNumber: true),
                .init(title: "Text"), .init(title: "Actors"), .init(title: "Relations"),
            ])
            table.rows = hits.map { hit in
                [
                    hit.document.rawValue, String(hit.range.lowerBound), String(hit.range.upperBound), hit.text,
                    hit.actors.map(\.rawValue).joined(separator: "; "),
                    hit.relations.map(\.description).joined(separator: "; "),
                ]
            }
            try Terminal.print(table.csv)
        case .table:
            let graph = try file.graph()
            func name(_ id: ActorID) -> String { graph[id]?.name ?? id.rawValue }
            for hit in hits {
                var lines = ["“\(hit.text.replacing("\n", with: " "))”"]
                lines.append("  \(hit.document), bytes \(hit.range.lowerBound)–\(hit.range.upperBound)")
                if !hit.actors.isEmpty { lines.append("  names \(hit.actors.map(name).joined(separator: ", "))") }
                for relation in hit.relations {
                    let label = graph.ontology.relationKind(relation.kind)?.label ?? relation.kind
                    lines.append("  → \(name(relation.source)) \(label) \(name(relation.target))")
                }
                try Terminal.print(lines.map(Terminal.safe).joined(separator: "\n") + "\n")
            }
            if hits.isEmpty { try Terminal.print("No sentence holds all of these words.\n") }
        }
        if hits.isEmpty { throw CommandFailure(.nothingFound) }
    }
}
