import ArgumentParser
import EntenteExtraction
import EntenteModel
import EntenteStore
import EntenteText
import Foundation

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Read documents and write or update a case.",
        discussion: """
            Folders are read recursively; README files and kinds of file that are no documents are left out and counted.
            Documents that have not changed since the last build are skipped.

            EXAMPLE
              entente build seeds -o sample.entente
            """)

    @Argument(help: ArgumentHelp("Files (.txt .md .html .pdf .docx .eml) or folders.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup var parsedInput: ParsedInput

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("The case to write or update. Default: $ENTENTE_CASE, else case.entente.", valueName: "case")
    )
    var output: String?

    @OptionGroup var extractorOptions: ExtractorOptions

    @Flag(help: "Remove documents from the case that are not among the given ones.")
    var prune = false

    @Flag(help: "Build from the documents that can be read, and report the others at the end.")
    var keepGoing = false

    @Flag(name: .shortAndLong, help: "Print nothing when all goes well.")
    var quiet = false

    func validate() throws {
        if paths.isEmpty, parsedInput.conllu.isEmpty {
            throw ValidationError("name files or folders to read, or --conllu FILE")
        }
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment["ENTENTE_CASE"].flatMap { $0.isEmpty ? nil : $0 }
        let target = output ?? environment ?? "case.entente"
        let start = ContinuousClock.now
        var reading = try DocumentReader().read(paths: paths)
        let parsed = try parsedInput.documents()
        reading.documents += parsed.map(\.document)
        if !reading.failures.isEmpty, !keepGoing || reading.documents.isEmpty {
            for failure in reading.failures.dropFirst() { Terminal.note("error: \(Terminal.safe("\(failure)"))") }
            throw reading.failures[0]
        }
        let extractor = try extractorOptions.extractor()
        let showsProgress = Terminal.showsProgress && !quiet
        defer { if showsProgress { Terminal.progress("") } }
        // A document that cannot be read now is given all the same, so what the case knows of it stays.
        let prunes = prune && reading.failures.isEmpty
        if prune, !prunes { Terminal.note("note: nothing is removed while documents cannot be read") }
        let readingStart = ContinuousClock.now
        let summary = try await CaseFile.build(
            at: target, documents: reading.documents,
            parsed: Dictionary(parsed.map { ($0.document.id, $0.sentences) }, uniquingKeysWith: { $1 }),
            extractor: extractor,
            prune: prunes
        ) { done, all in
            guard showsProgress else { return }
            Terminal.progress(Self.progress(done, of: all, after: ContinuousClock.now - readingStart))
        }
        if showsProgress { Terminal.progress("") }
        summary.inAnotherLanguage.forEach(Terminal.warnOfLanguage)
        if !quiet { try Terminal.print(try line(summary, reading, target, since: start)) }
        if !reading.failures.isEmpty {
            for failure in reading.failures { Terminal.note("error: \(Terminal.safe("\(failure)"))") }
            throw CommandFailure(CommandFailure(reading.failures[0]).status)
        }
    }

    private func line(
        _ summary: CaseFile.BuildSummary, _ reading: DocumentReader.Reading, _ target: String,
        since start: ContinuousClock.Instant
    ) throws -> String {
        let content = try CaseFile.open(target).content()
        let graph = content.graph
        var parts = [Self.count(reading.documents.count, "document")]
        var changes: [String] = []
        if summary.added > 0 { changes.append("\(summary.added) new") }
        if summary.changed > 0 { changes.append("\(summary.changed) changed") }
        if summary.unchanged > 0 { changes.append("\(summary.unchanged) unchanged") }
        if summary.removed > 0 { changes.append("\(summary.removed) removed") }
        if !changes.isEmpty { parts[0] += " (\(changes.joined(separator: ", ")))" }
        parts.append(Self.count(graph.actorCount, "actor"))
        parts.append(Self.count(graph.relationCount, "relation"))
        parts.append(Self.count(graph.statementCount, "statement"))
        let idle = content.curated.unapplied.count
        if idle > 0 {
            Terminal.note(
                "note: \(Self.count(idle, "decision")) of people \(idle == 1 ? "has" : "have") no effect on these documents; "
                    + "'entente curation list' says why")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let leftOut = reading.leftOut.isEmpty ? "" : "; \(Self.count(reading.leftOut.count, "other file")) left out"
        return "\(target): \(parts.joined(separator: ", "))\(leftOut) in \(String(format: "%.2f", seconds)) s\n"
    }

    /// "reading 120 of 900 documents, 14 a second, 55 s left".
    static func progress(_ done: Int, of all: Int, after time: Duration) -> String {
        var text = "reading \(done) of \(all) documents"
        let seconds = time / .seconds(1)
        // The first documents say little about the rest.
        guard seconds > 1, done > 1 else { return text }
        let rate = Double(done) / seconds
        text += rate >= 10 ? ", \(Int(rate)) a second" : String(format: ", %.1f a second", rate)
        let left = Int((Double(all - done) / rate).rounded(.up))
        guard done < all else { return text + ", writing" }
        return text + (left < 120 ? ", \(left) s left" : ", \((left + 59) / 60) min left")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
