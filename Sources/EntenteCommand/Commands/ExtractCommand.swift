import ArgumentParser
import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteText
import Foundation

struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Extract actors and relations without a case: a JSON line for each document.",
        discussion: """
            Reads files, or JSON lines {"id", "text", "date"?, "title"?, "source"?} from standard input. A line that cannot
            be read costs that line alone and is named on standard error.

            EXAMPLE
              echo '{"id": "1", "text": "Norway recognised Palestine in May 2024."}' | entente extract
            """)

    @Argument(
        help: ArgumentHelp(
            "Documents (.txt .md .html .pdf .docx .eml); none for JSON lines on standard input.", valueName: "file"))
    var files: [String] = []

    @OptionGroup var parsedInput: ParsedInput
    @OptionGroup var extractorOptions: ExtractorOptions

    @Flag(name: .customLong("no-quotes"), help: "Leave the sentences out; their places remain.")
    var withoutQuotes = false

    func run() async throws {
        let extractor = try extractorOptions.extractor()
        let parsed = try parsedInput.documents()
        for item in parsed { try write(extractor.extract(item.document, sentences: item.sentences), extractor) }
        if files.isEmpty, !parsed.isEmpty { return }
        if files.isEmpty || files == ["-"] {
            try extractLines(extractor)
        } else {
            let reading = try DocumentReader().read(paths: files)
            for document in reading.documents { try write(extractor.extract(document), extractor) }
            for failure in reading.failures { Terminal.note("error: \(Terminal.safe("\(failure)"))") }
            if let first = reading.failures.first { throw CommandFailure(CommandFailure(first).status) }
        }
    }

    private func write(_ extraction: DocumentExtraction, _ extractor: Extractor) throws {
        if extraction.isInAnotherLanguage { Terminal.warnOfLanguage(extraction.document.id) }
        let graph = try ActorGraph(ontology: extractor.ontology, extractions: [extraction])
        try Terminal.print(
            JSONWriter(includesQuotes: !withoutQuotes).line(id: extraction.document.id, graph: graph) + "\n")
    }

    private struct Line: Decodable {
        let id: String
        let text: String
        let date: String?
        let title: String?
        let source: String?
    }

    /// One line at a time, so that memory stays bounded however long the stream is.
    private func extractLines(_ extractor: Extractor) throws {
        var number = 0
        var failures = 0
        var input = InputLines(descriptor: STDIN_FILENO)
        while let line = try input.next() {
            number += 1
            if line.allSatisfy({ [9, 13, 32].contains($0) }) { continue }
            do {
                guard String(validating: line, as: UTF8.self) != nil else {
                    throw CommandFailure(.badData, "not UTF-8; convert it with iconv")
                }
                let item = try JSONDecoder().decode(Line.self, from: Data(line))
                var date: PartialDate?
                if let text = item.date {
                    date = PartialDate(text)
                    if date == nil {
                        throw CommandFailure(.badData, "'\(text)' is no date; write 2021, 2021-08 or 2021-08-07")
                    }
                }
                let document = try Document(
                    id: DocumentID(item.id), text: item.text, title: item.title, date: date, source: item.source)
                try write(extractor.extract(document), extractor)
            } catch let failure as CommandFailure where failure.status == .cannotWrite {
                throw failure
            } catch {
                failures += 1
                Terminal.note(
                    "error: line left out; standard input:\(number): \(Terminal.safe(Self.explain(error)))")
            }
        }
        if failures > 0 { throw CommandFailure(.badData) }
    }

    private static func explain(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "no \"\(key.stringValue)\"; each line needs \"id\" and \"text\""
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" has the wrong type; write text"
        case is DecodingError: "not JSON; write one object a line"
        case let failure as CommandFailure: failure.message ?? ""
        default: "\(error)"
        }
    }
}
