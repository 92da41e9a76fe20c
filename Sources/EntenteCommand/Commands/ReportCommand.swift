import ArgumentParser
import EntenteFormats
import EntenteModel
import EntenteRendering
import EntenteReports
import Foundation

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Fill a Markdown report with maps, tables and evidence, and check whether it still holds.",
        discussion: """
            Fenced blocks 'entente' of the template hold a command: map, path, centrality, show, actors, relations,
            communities, bridges or balance. Each becomes a figure, table or profile. 'docs/reports.md' says more.
            For Word, PDF, EPUB and slides: pandoc -F entente-pandoc TEMPLATE.md -o report.docx

            EXAMPLE
              entente report briefing.md -o briefing.html
              entente report --check briefing.html
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("The template: Markdown with fenced blocks 'entente'.", valueName: "template"))
    var template: String?

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The file to write: .html (one file) or .md (with a folder of figures).", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Say which figures and tables of this report are stale; with a template also which blocks changed.",
            valueName: "report"))
    var check: String?

    @Option(help: ArgumentHelp("How many seconds a block or a drawing may take.", valueName: "seconds"))
    var timeout = 60.0

    @Option(help: "How to print what --check finds.")
    var format: OutputFormat = .table

    func validate() throws {
        if !(timeout > 0) { throw ValidationError("--timeout needs more than 0 seconds, not \(timeout)") }
        if check != nil {
            if output != nil { throw ValidationError("--check writes nothing; leave out -o") }
            return
        }
        guard let template else { throw ValidationError("Missing expected argument '<template>'") }
        guard let output else { throw ValidationError("Missing expected argument '-o <file>': the report to write") }
        guard Self.isPage(output) || Self.isMarkdown(output) else {
            throw ValidationError(
                "'\(output)' has no known ending; use .html or .md, or for other formats: "
                    + "pandoc -F entente-pandoc \(template) -o \(output)")
        }
    }

    private static func ending(_ path: String) -> String { (path as NSString).pathExtension.lowercased() }
    private static func isPage(_ path: String) -> Bool { ["html", "htm"].contains(ending(path)) }
    private static func isMarkdown(_ path: String) -> Bool { ["md", "markdown"].contains(ending(path)) }

    func run() async throws {
        if let check { return try await findStale(check) }
        guard let template, let output else { return }
        let parsed = try Self.template(template)
        func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
        guard place(template) != place(output) else {
            throw CommandFailure(
                .cannotWrite, "the report would replace its template; \(output); give -o another name")
        }
        let source = try caseOption.load()
        let answers = BlockAnswers(source: source, timeout: timeout, linksToEvidence: Self.isPage(output))
        var editor = await ReportRun(answers: answers).editor(for: parsed.entries.map { ($0.block, $0.line) })
        if Self.isPage(output) {
            let folder = (template as NSString).deletingLastPathComponent
            let report = HTMLReport(
                parsed, editor: &editor, images: ReportImages(folder: folder.isEmpty ? "." : folder),
                documents: source.graph.documents.count
            ) { figure throws(ReportProblem) in try answers.draw(figure, as: .svg) }
            try OutputFile.write(report.text.utf8, to: output)
            for problem in report.missingImages { Terminal.note("warning: " + Terminal.safe("\(problem)")) }
        } else {
            let base = (output as NSString).deletingPathExtension
            let report = MarkdownReport(
                parsed, editor: &editor, figureFolder: (base as NSString).lastPathComponent + "-figures"
            ) { figure throws(ReportProblem) in try answers.draw(figure, as: .svg) }
            try write(report, to: output)
        }
        let items = editor.items.count(where: { $0.name != nil })
        try Terminal.print(
            "\(Terminal.safe(output)): \(items) of \(editor.items.count) blocks answered, case \(editor.caseDigest.prefix(16))\n"
        )
        if let failure = ReportRun.failure(of: editor, file: template) { throw failure }
    }

    /// Figures come first, so that a report never shows what is not there.
    private func write(_ report: MarkdownReport, to output: String) throws {
        let home = (output as NSString).deletingLastPathComponent
        for file in report.files {
            let path = home.isEmpty ? file.path : "\(home)/\(file.path)"
            let folder = (path as NSString).deletingLastPathComponent
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(
                    .cannotWrite,
                    "cannot make the folder of figures; \(folder): \(error.localizedDescription); check "
                        + "its permissions")
            }
            try OutputFile.write(file.bytes, to: path)
        }
        try OutputFile.write(report.text.utf8, to: output)
    }

    private static func template(_ path: String) throws -> ReportTemplate {
        let bytes = try text(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FormatError.notUTF8(file: path, bytes: bytes)
        }
        do throws(ReportProblem) {
            return try ReportTemplate(text)
        } catch {
            throw CommandFailure(.badData, "\(path): \(error)")
        }
    }

    private static func text(of path: String) throws -> Data {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.noInput, "no such file; \(path); check the name")
        }
        return try CaseOption.data(path)
    }

    // MARK: Living reports

    private func findStale(_ path: String) async throws {
        let bytes = try Self.text(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FormatError.notUTF8(file: path, bytes: bytes)
        }
        let parsed = try template.map(Self.template)
        let source = try caseOption.load()
        let answers = BlockAnswers(source: source, timeout: timeout, linksToEvidence: false)
        let found: ReportCheck
        do throws(ReportProblem) {
            found = try await ReportCheck(
                report: text, graph: source.graph, template: parsed
            ) { block, place in
                await answers.answer(block, anchor: block.identifier ?? "entente-\(place + 1)")
            }
        } catch {
            throw CommandFailure(.badData, "\(path): \(error)")
        }
        switch format {
        case .json:
            let rows = found.findings.map { finding in
                JSONText.object([
                    ("name", .text(finding.name)), ("state", .text(finding.state.rawValue)),
                    ("reason", .text(finding.reason)), ("command", .text(finding.command)),
                ])
            }
            try Terminal.print(
                JSONText.object([
                    ("report", .text(path)), ("current", .raw(found.isCurrent ? "true" : "false")),
                    ("findings", .list(rows)),
                ]) + "\n")
        case .table, .csv:
            var table = Table([
                .init(title: "What"), .init(title: "State"), .init(title: "Why"), .init(title: "Command"),
            ])
            table.rows = found.findings.map { [$0.name, $0.state.rawValue, $0.reason, $0.command] }
            try Terminal.print(format == .csv ? table.csv : table.text)
        }
        if !found.isCurrent { throw CommandFailure(.nothingFound) }
    }
}
