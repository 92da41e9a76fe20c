import EntenteMarkup
import EntenteModel
import Foundation

/// Takes the text out of a Word document (`.docx`, Office Open XML): its paragraphs, those of tables and text boxes
/// included, in order. Deleted text, field codes, headers, footnotes and comments are left out.
enum WordText {
    /// The largest part that is unpacked, in bytes.
    private static let limit = 256 << 20

    static func extract(_ data: Data, path: String) throws(DocumentError) -> ExtractedText {
        if data.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw .badContent(
                path: path, problem: "this document is encrypted, or of an older version of Word",
                remedy: "save it as .docx without a password")
        }
        let archive: ZipArchive
        do throws(ZipArchive.Problem) { archive = try ZipArchive(data) } catch { throw describe(error, path: path) }
        guard let body = try part("word/document.xml", of: archive, path: path) else {
            throw .badContent(
                path: path, problem: "this is no Word document; it holds no word/document.xml", remedy: "check the file"
            )
        }
        let paragraphs = WordParagraphs()
        try read(body, into: paragraphs, path: path)
        let properties = WordProperties()
        if let core = try part("docProps/core.xml", of: archive, path: path) {
            try read(core, into: properties, path: path)
        }
        return ExtractedText(text: ExtractedText.joined(paragraphs.paragraphs), title: properties.title)
    }

    private static func part(_ name: String, of archive: ZipArchive, path: String) throws(DocumentError) -> Data? {
        do throws(ZipArchive.Problem) { return try archive.read(name, limit: limit) } catch {
            throw describe(error, path: path)
        }
    }

    private static func describe(_ error: ZipArchive.Problem, path: String) -> DocumentError {
        switch error {
        case .notZip: .badContent(path: path, problem: "this is no .docx file", remedy: "check the file")
        case .damaged(let problem):
            .badContent(path: path, problem: "this .docx file is damaged: \(problem)", remedy: "fetch the file again")
        case .encrypted:
            .badContent(path: path, problem: "this .docx file is encrypted", remedy: "save it without a password")
        case .tooLarge(let name, let bytes):
            .badContent(
                path: path,
                problem: "'\(name)' in it would unpack to \(bytes) bytes, at most \(limit) are read", remedy: "split it"
            )
        case .unavailable: .missingProgram(path: path, program: "zlib", package: "zlib1g")
        }
    }

    private static func read(
        _ data: Data, into handler: any MarkupHandler, path: String
    ) throws(DocumentError) {
        var failure: MarkupError?
        data.withUnsafeBytes { bytes in
            do throws(MarkupError) { try MarkupStream.readXML(bytes, into: handler) } catch { failure = error }
        }
        switch failure {
        case nil: return
        case .unavailable?: throw .missingProgram(path: path, program: "libxml2", package: "libxml2")
        case .bad(_, let problem)?:
            throw .badContent(
                path: path, problem: "this .docx file is damaged: \(problem)", remedy: "fetch the file again")
        }
    }
}

private final class WordParagraphs: MarkupHandler {
    private(set) var paragraphs: [String] = []
    /// Paragraphs that are open: text boxes hold paragraphs inside one of another.
    private var open: [[UInt8]] = []
    private var isText = false
    private var skipped = 0

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) {
        // A fallback repeats what the choice before it says.
        if skipped > 0 || name == "Fallback" {
            skipped += 1
            return
        }
        switch name {
        case "p": open.append([])
        case "t": isText = true
        case "tab", "br", "cr": if !open.isEmpty { open[open.count - 1].append(32) }
        case "noBreakHyphen": if !open.isEmpty { open[open.count - 1].append(UInt8(ascii: "-")) }
        default: break
        }
    }

    func end(_ name: String) throws(MarkupProblem) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        if name == "t" { isText = false }
        guard name == "p", let bytes = open.popLast() else { return }
        let text = ExtractedText.collapsed(String(decoding: bytes, as: UTF8.self))
        if !text.isEmpty { paragraphs.append(text) }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) {
        if isText, skipped == 0, !open.isEmpty { open[open.count - 1] += bytes }
    }
}

private final class WordProperties: MarkupHandler {
    private(set) var title: String?
    private var content: [UInt8] = []

    func start(_ name: String, _ attributes: MarkupAttributes, line: Int) throws(MarkupProblem) { content = [] }

    func end(_ name: String) throws(MarkupProblem) {
        guard name == "title" else { return }
        let text = ExtractedText.collapsed(String(decoding: content, as: UTF8.self))
        if !text.isEmpty { title = text }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(MarkupProblem) { content += bytes }
}
