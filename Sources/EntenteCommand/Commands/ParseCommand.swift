import ArgumentParser
import EntenteModel
import EntenteText
import Foundation

struct ParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Analyse English text: sentences, words, tags, lemmas and dependency trees, as CoNLL-U.",
        discussion: """
            Reads files, or plain text from standard input. Universal Dependencies, version 2.

            EXAMPLE
              echo "Mali closed its border with Niger." | entente parse
            """)

    @Argument(
        help: ArgumentHelp(
            "Documents (.txt .md .html .pdf .docx .eml); none for plain text on standard input.", valueName: "file"))
    var files: [String] = []

    func run() async throws {
        let analyzer: Analyzer
        do {
            analyzer = try Analyzer()
        } catch {
            throw CommandFailure(.internalError, "\(error)")
        }
        if files.isEmpty || files == ["-"] {
            let data = FileHandle.standardInput.readDataToEndOfFile()
            guard let text = String(validating: data, as: UTF8.self) else {
                throw DocumentError.notUTF8(path: "standard input", line: 1, byte: 0)
            }
            try write(try Document(id: "stdin", text: text), analyzer)
            return
        }
        let reading = try DocumentReader().read(paths: files)
        for document in reading.documents { try write(document, analyzer) }
        for failure in reading.failures { Terminal.note("error: \(Terminal.safe("\(failure)"))") }
        if let first = reading.failures.first { throw CommandFailure(CommandFailure(first).status) }
    }

    /// Writes sentence by sentence, so that memory stays bounded however long a document is.
    private func write(_ document: Document, _ analyzer: Analyzer) throws {
        var output = CoNLLU.heading(document.id.rawValue)
        var number = 0
        var first: [Sentence] = []
        var failure: (any Error)?
        var text = document.text
        text.withUTF8 { bytes in
            analyzer.forEachSentence(of: document.text, in: document.body) { sentence in
                guard failure == nil else { return }
                number += 1
                output += CoNLLU.write(sentence, number: number, of: bytes, identifier: document.id.rawValue)
                if number <= Self.sample { first.append(sentence) }
                guard output.utf8.count > Self.chunk else { return }
                do { try Terminal.print(output) } catch { failure = error }
                output = ""
            }
        }
        if let failure { throw failure }
        try Terminal.print(output)
        if analyzer.seemsForeign(first) { Terminal.warnOfLanguage(document.id) }
    }

    /// Bytes that are written at once.
    private static let chunk = 1 << 20
    /// Sentences by which a document's language is told.
    private static let sample = 200
}

/// `--conllu FILE`: documents that another parser analysed.
struct ParsedInput: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Documents already analysed by any UD v2 parser, as CoNLL-U.", valueName: "file"))
    var conllu: [String] = []

    func documents() throws -> [ParsedDocument] {
        try conllu.flatMap { path in
            guard let source = String(validating: try CaseOption.data(path), as: UTF8.self) else {
                throw DocumentError.notUTF8(path: path, line: 1, byte: 0)
            }
            do throws(CoNLLUError) {
                let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
                return try ParsedDocument.read(conllu: source, name: name, path: path)
            } catch {
                throw CommandFailure(.badData, "bad CoNLL-U; \(path):\(error.line): \(error.problem)")
            }
        }
    }
}
