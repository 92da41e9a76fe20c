import ArgumentParser
import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteText
import Foundation

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure what extraction finds against annotations.",
        discussion: """
            GOLD_DIR holds one JSON file for each annotated document; 'docs/extraction.md' tells the format and what
            each figure counts. Without --documents, the graph of the case is measured.

            EXAMPLE
              entente evaluate gold --documents seeds --show misses
              entente evaluate gold --case sample.entente --calibration
            """)

    enum Shown: String, ExpressibleByArgument, CaseIterable { case misses, spurious, all }
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Argument(help: ArgumentHelp("A folder of annotations (.json).", valueName: "gold-dir"))
    var gold: String

    @OptionGroup var caseOption: CaseOption

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Documents or folders to extract now, instead of a case.", valueName: "path"))
    var documents: [String] = []

    @Option(help: "List the actors and relations that were not found, that should not have been found, or both.")
    var show: Shown?

    @Flag(help: "Tell how many statements of each confidence are right, compared by state.")
    var calibration = false

    @OptionGroup var extractorOptions: ExtractorOptions

    @Option(help: "How to print the answer.")
    var format: Format = .table

    func validate() throws {
        if !documents.isEmpty, caseOption.file != nil {
            throw ValidationError("--case and --documents are two sources of a graph; leave one out")
        }
        if documents.isEmpty, !extractorOptions.isDefault {
            throw ValidationError(
                "--ontology, --gazetteer and --frames need --documents: a case is read as it was built")
        }
    }

    func run() async throws {
        let annotations = try GoldDocument.read(folder: gold)
        let evaluation = Evaluation(of: try await graph(), against: annotations)
        for name in evaluation.missingDocuments {
            Terminal.note("warning: no such document in the graph; \(Terminal.safe(name)); all of it counts as missed")
        }
        try Terminal.print(format == .json ? json(evaluation) : table(evaluation))
    }

    private func graph() async throws -> ActorGraph {
        if documents.isEmpty { return try caseOption.load().graph }
        let reading = try DocumentReader().read(paths: documents)
        if let failure = reading.failures.first { throw failure }
        let extractor = try extractorOptions.extractor()
        let extractions = await extractor.extract(reading.documents)
        for item in extractions where item.isInAnotherLanguage { Terminal.warnOfLanguage(item.document.id) }
        return try ActorGraph(ontology: extractor.ontology, extractions: extractions)
    }

    private func shown(_ evaluation: Evaluation) -> [Evaluation.Difference] {
        guard let show else { return [] }
        return evaluation.differences.filter { difference in
            switch difference.sort {
            case .missed, .missedActor: show != .spurious
            case .spurious, .spuriousActor: show != .misses
            }
        }
    }

    private func table(_ evaluation: Evaluation) -> String {
        var lines: [String] = []
        var file: String?
        for item in shown(evaluation) {
            if item.file != file { lines.append((file == nil ? "" : "\n") + Terminal.safe(item.file)) }
            file = item.file
            lines.append(Terminal.safe("  \(item.sort.rawValue)  \(item.what)"))
            if !item.quote.isEmpty { lines.append(Terminal.safe("    “\(item.quote)”")) }
        }
        if !lines.isEmpty { lines.append("") }
        var table = Table(
            [.init(title: "Figure")]
                + ["Precision", "Recall", "F1", "Found", "Wanted"].map { Table.Column(title: $0, isNumber: true) })
        for figure in Evaluation.Figure.allCases {
            let tally = evaluation[figure]
            let shares = [tally.precision, tally.recall, tally.f1].map { String(format: "%.3f", $0) }
            table.rows.append([figure.rawValue] + shares + ["\(tally.found)", "\(tally.wanted)"])
        }
        var text = lines.map { $0 + "\n" }.joined() + table.text
        text += "\ndates that agree: \(evaluation.dates), attributions that agree: \(evaluation.attributions)\n"
        guard calibration else { return text }
        var bands = Table(
            [.init(title: "Confidence")]
                + ["Statements", "Mean", "Right"].map { Table.Column(title: $0, isNumber: true) })
        for band in evaluation.calibration where band.count > 0 {
            bands.rows.append([
                String(format: "%.1f–%.1f", band.lowerBound, band.lowerBound + 0.1), "\(band.count)",
                String(format: "%.3f", band.meanConfidence), String(format: "%.3f", band.shareRight),
            ])
        }
        return text + "\n" + bands.text
    }

    private func json(_ evaluation: Evaluation) -> String {
        var members = Evaluation.Figure.allCases.map { figure in
            let tally = evaluation[figure]
            return "\"\(figure.rawValue)\": {\"precision\": \(tally.precision), \"recall\": \(tally.recall), "
                + "\"f1\": \(tally.f1), \"found\": \(tally.found), \"wanted\": \(tally.wanted)}"
        }
        members.append("\"dates-agree\": \"\(evaluation.dates)\"")
        members.append("\"attributions-agree\": \"\(evaluation.attributions)\"")
        if show != nil {
            let items = shown(evaluation).map { item in
                "  {\"file\": \(JSONText.quoted(item.file)), \"sort\": \(JSONText.quoted(item.sort.rawValue)), "
                    + "\"what\": \(JSONText.quoted(item.what)), \"quote\": \(JSONText.quoted(item.quote))}"
            }
            members.append("\"differences\": [\n\(items.joined(separator: ",\n"))]")
        }
        if calibration {
            let bands = evaluation.calibration.filter { $0.count > 0 }.map { band in
                "  {\"from\": \(band.lowerBound), \"statements\": \(band.count), "
                    + String(
                        format: "\"meanConfidence\": %.4f, \"shareRight\": %.4f}", band.meanConfidence, band.shareRight)
            }
            members.append("\"calibration\": [\n\(bands.joined(separator: ",\n"))]")
        }
        return "{\n \(members.joined(separator: ",\n "))\n}\n"
    }
}
