import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteRendering
import EntenteReports
import Foundation

/// Runs the pandoc filter on standard input and exits with the status that its outcome has.
///
/// pandoc drops the document where a filter fails, so that a block without an answer shows in the document and on standard
/// error, but fails the filter only where the metadata `entente-strict` says so.
public func runEntentePandoc() async {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == GraphvizPlace.workerArgument { exit(GraphvizWorker.run()) }
    do {
        if let option = arguments.first, option.hasPrefix("-") {
            try Terminal.print(PandocCommand.help)
            exit(["-h", "--help", "--version"].contains(option) ? 0 : CommandFailure.Status.usage.rawValue)
        }
        try await PandocCommand(writer: arguments.first ?? "html").run()
    } catch {
        exit(report(CommandFailure(error)))
    }
    exit(0)
}

/// The filter's one piece of work: document in, document out.
private struct PandocCommand {
    /// pandoc's name of the output format.
    let writer: String

    static let help = """
        entente-pandoc: answers the fenced blocks 'entente' of a document, as a filter of pandoc's.

        USAGE: pandoc -F entente-pandoc FILE -o OUT

        The case is $ENTENTE_CASE, else the only *.entente file in the working directory. $ENTENTE_TIMEOUT says how many
        seconds a block may take (60). A block without an answer shows in the document; with '-M entente-strict' it makes
        pandoc fail.

        EXAMPLE
          ENTENTE_CASE=sample.entente pandoc -F entente-pandoc briefing.md -o briefing.docx

        """

    func run() async throws {
        let filter = try PandocFilter(json: Array(FileHandle.standardInput.readDataToEndOfFile()))
        guard !filter.blocks.isEmpty else { return try write(filter.original) }
        let picture = PandocFilter.Picture(writer: writer)
        let source = try CaseOption.parse([]).load()
        let answers = BlockAnswers(
            source: source, timeout: Self.timeout, linksToEvidence: picture == .inlineSVG)
        var editor = await ReportRun(answers: answers).editor(for: filter.blocks.map { ($0, nil) })
        let format: MapFormat =
            switch picture {
            case .inlineSVG, .svg: .svg
            case .pdf: .pdf
            case .png: .png
            }
        let bytes = try filter.json(editor: &editor, writer: writer) { figure throws(ReportProblem) in
            try answers.draw(figure, as: format)
        }
        for (_, problem) in editor.problems { Terminal.note("error: " + Terminal.safe("\(problem)")) }
        if filter.isStrict, let failure = ReportRun.failure(of: editor, file: "the document") { throw failure }
        try write(bytes)
    }

    private func write(_ bytes: [UInt8]) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw CommandFailure(.cannotWrite, "cannot write; standard output: \(error.localizedDescription)")
        }
    }

    private static var timeout: Double {
        let given = ProcessInfo.processInfo.environment["ENTENTE_TIMEOUT"].flatMap(Double.init)
        return given.flatMap { $0 > 0 ? $0 : nil } ?? 60
    }
}
