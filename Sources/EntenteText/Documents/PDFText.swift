import EntenteMarkup
import EntenteModel
import Foundation

/// Takes the text out of a PDF through poppler's `pdftotext`, which runs as a process of its own, so that a hostile file
/// can at worst end that.
///
/// The text is in reading order, columns one after the other. Words that were hyphenated at the end of a line are
/// joined, and so are paragraphs that run on over the end of a page; a form feed marks where each page begins. The title
/// is that of the file's properties; the date of the file is not taken for that of the document.
enum PDFText {
    private static let seconds = 60
    /// The layout takes some ten times the bytes of the text.
    private static let limit = 512 << 20

    static func extract(_ data: Data, path: String) throws(DocumentError) -> ExtractedText {
        guard data.prefix(1024).range(of: Data("%PDF-".utf8)) != nil else {
            throw .badContent(path: path, problem: "this is no PDF", remedy: "check the file")
        }
        // Poppler would make the best of a file that was cut short, and nobody would know what is missing.
        guard data.suffix(4096).range(of: Data("%%EOF".utf8)) != nil else {
            throw .badContent(path: path, problem: "this PDF is cut short", remedy: "fetch the file again")
        }
        let absolute = URL(fileURLWithPath: path).path
        let output = try run("pdftotext", ["-enc", "UTF-8", "-bbox-layout", absolute, "-"], path: path)
        let message = output.message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        if message.contains("Incorrect password") || message.contains("Copying of text") || output.status == 3 {
            throw .badContent(
                path: path, problem: "this PDF is encrypted", remedy: "remove the password, as with 'qpdf --decrypt'")
        }
        guard output.status == 0 else {
            let reason = output.status == nil ? "pdftotext crashed on it" : message
            throw .badContent(
                path: path, problem: "this PDF is damaged: \(reason.prefix(200))", remedy: "mend or convert it")
        }
        let layout = PDFLayout()
        // Fonts may map letters to control characters, which XML cannot hold.
        let bytes = output.bytes.map { $0 < 32 && $0 != 10 ? 32 : $0 }
        var failure: MarkupError?
        bytes.withUnsafeBytes { buffer in
            do throws(MarkupError) { try MarkupStream.readXML(buffer, into: layout) } catch { failure = error }
        }
        if failure == .unavailable { throw .missingProgram(path: path, program: "libxml2", package: "libxml2") }
        if case .bad(_, let problem)? = failure {
            throw .badContent(
                path: path, problem: "this PDF gives no proper text: \(problem)", remedy: "convert it to text")
        }
        let text = Self.text(of: layout.pages)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .badContent(
                path: path, problem: "this PDF holds no text; its pages may be pictures",
                remedy: "recognise the letters first, as with ocrmypdf")
        }
        return ExtractedText(text: text, title: layout.title)
    }

    private static func run(
        _ program: String, _ arguments: [String], path: String
    ) throws(DocumentError) -> Subprocess.Output {
        do throws(Subprocess.Problem) {
            return try Subprocess.run(program, arguments, seconds: seconds, limit: limit)
        } catch {
            switch error {
            case .missing: throw .missingProgram(path: path, program: program, package: "poppler-utils")
            case .cannotStart(let reason):
                throw .badContent(path: path, problem: "\(program) cannot be started: \(reason)", remedy: "try again")
            case .timedOut(let seconds):
                throw .badContent(
                    path: path, problem: "this PDF took more than \(seconds) seconds to read",
                    remedy: "convert it to text")
            case .tooMuchOutput(let limit):
                throw .badContent(
                    path: path, problem: "this PDF holds more text than \(limit >> 20) MB of layout describe",
                    remedy: "split it")
            }
        }
    }

    /// Paragraphs parted by blank lines, with a form feed before the first character of each page but the first.
    private static func text(of pages: [[String]]) -> String {
        var out = ""
        for (number, blocks) in pages.enumerated() {
            if number > 0 {
                // A sentence that the page's end cuts goes on as one paragraph.
                if !runsOn(out, into: blocks.first ?? ""), !out.isEmpty { out += "\n" }
                out += "\u{0C}"
            }
            out += blocks.joined(separator: "\n\n")
            if !blocks.isEmpty { out += "\n" }
        }
        return out
    }

    private static func runsOn(_ text: String, into next: String) -> Bool {
        guard let last = text.last(where: { !$0.isWhitespace }), let first = next.first else { return false }
        return first.isLowercase && (last.isLetter || last.isNumber || last == ",")
    }
}

/// The pages of a PDF as `pdftotext -bbox-layout` describes them: blocks of lines of words, in reading order.
private final class PDFLayout: MarkupHandler {
    private(set) var title: String?
    /// The paragraphs of each page.
    private(set) var pages: [[String]] = []
    private var block = ""
    private var line: [String] = []
    private var content: [UInt8] = []

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        content.removeAll(keepingCapacity: true)
        if name == "page" { pages.append([]) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) { content += bytes }

    func end(_ name: String) throws(MarkupProblem) {
        switch name {
        case "title":
            let text = ExtractedText.collapsed(String(decoding: content, as: UTF8.self))
            if !text.isEmpty, text.lowercased() != "untitled" { title = text }
        case "word":
            let word = ExtractedText.collapsed(String(decoding: content, as: UTF8.self))
            if !word.isEmpty { line.append(word) }
        case "line":
            append(line.joined(separator: " "))
            line = []
        case "block":
            if !block.isEmpty, !pages.isEmpty { pages[pages.count - 1].append(block) }
            block = ""
        default: break
        }
    }

    /// Adds a line to the open paragraph. A word that was broken at the end of the line before it becomes whole.
    private func append(_ text: String) {
        guard !text.isEmpty else { return }
        if block.isEmpty {
            block = text
        } else if block.hasSuffix("\u{AD}") {
            block.removeLast()
            block += text
        } else if block.hasSuffix("-") || block.hasSuffix("\u{2010}"), block.dropLast().last?.isLowercase == true,
            text.first?.isLowercase == true
        {
            block.removeLast()
            block += text
        } else {
            block += "\n" + text
        }
    }
}
