import Crypto
public import EntenteModel
import Foundation

/// A text to read, with what is known about it.
///
/// Always true: `text` holds exactly the bytes that were read, so a range of UTF-8 bytes means the same in the file,
/// here and in every export; `body` is ascending and disjoint and lies on character boundaries.
public struct Document: Hashable, Identifiable, Sendable {
    public let id: DocumentID
    /// The path as the user gave it, or the id where there is no file.
    public let path: String
    public var title: String?
    public var date: PartialDate?
    /// Who published it.
    public var source: String?
    public let text: String
    /// The paragraphs and headings that hold running text; front matter and header lines lie outside.
    public let body: [Range<Int>]
    /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal.
    public let sha256: String

    /// Makes a document from text with explicit facts; where they are missing, header lines of the text may give them.
    ///
    /// - Parameter format: How the text marks headings and carries facts about itself.
    /// - Throws: `DocumentError.badFrontMatter` where Markdown starts with a YAML block that cannot be read.
    public init(
        id: DocumentID, path: String? = nil, text: String, format: Format = .plain, title: String? = nil,
        date: PartialDate? = nil, source: String? = nil
    ) throws(DocumentError) {
        self.id = id
        self.path = path ?? id.rawValue
        // Contiguous storage makes every later look at the bytes free of copies.
        var contiguous = text
        contiguous.makeContiguousUTF8()
        self.text = contiguous
        let header = try DocumentHeader(text: contiguous, format: format, path: self.path)
        self.title = title ?? header.title
        self.date = date ?? header.date
        self.source = source ?? header.source
        body = Paragraphs.ranges(of: contiguous, from: header.end, to: header.bodyEnd, format: format)
        sha256 = SHA256.hash(data: Data(contiguous.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    public enum Format: String, Sendable, CaseIterable {
        case plain, markdown
        /// Blank lines part the paragraphs and nothing else is marked: text that was taken out of a file of another kind.
        case paragraphs
    }

    /// The page on which a byte of the text stands, from 1; nil where the text has no pages.
    ///
    /// Text from a PDF has a form feed at the beginning of every page but the first.
    /// - Complexity: O(length of the text).
    public func page(at offset: Int) -> Int? {
        let bytes = text.utf8
        guard offset >= 0, offset < bytes.count, bytes.contains(0x0C) else { return nil }
        return 1 + bytes.prefix(offset + 1).count { $0 == 0x0C }
    }

    /// What graphs keep of the document.
    public var record: DocumentRecord {
        DocumentRecord(id: id, path: path, title: title, date: date, source: source, sha256: sha256)
    }

    /// The text at a range of UTF-8 bytes; nil where the range leaves the text or cuts a character.
    public func quote(_ range: Range<Int>) -> String? { text.slice(range) }
}

extension String {
    /// The part at a range of UTF-8 bytes; nil where the range leaves the text or cuts a character.
    package func slice(_ range: Range<Int>) -> String? {
        guard range.lowerBound >= 0, range.upperBound <= utf8.count else { return nil }
        let start = utf8.index(startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(start, offsetBy: range.count)
        return String(utf8[start..<end])
    }
}

/// Why a document cannot be read.
public enum DocumentError: Error, Equatable, CustomStringConvertible {
    case notFound(path: String)
    case notReadable(path: String, reason: String)
    case noDocuments(path: String, leftOut: Int)
    case unknownFormat(path: String)
    case binary(path: String, byte: Int)
    case notUTF8(path: String, line: Int, byte: Int)
    case wrongEncoding(path: String, encoding: String)
    case tooLarge(path: String, bytes: Int, limit: Int)
    case badFrontMatter(path: String, line: Int, problem: String)
    case badContent(path: String, problem: String, remedy: String)
    case missingProgram(path: String, program: String, package: String)

    public var description: String {
        switch self {
        case .notFound(let path): "no such file or folder; \(path); check the spelling"
        case .notReadable(let path, let reason): "cannot read; \(path): \(reason); check its permissions"
        case .noDocuments(let path, let leftOut):
            "no documents; \(path); put .txt, .md, .html, .pdf, .docx or .eml files there"
                + (leftOut > 0 ? " (\(leftOut) of other kinds were left out)" : "")
        case .unknownFormat(let path):
            "this kind of file cannot be read; \(path); give .txt, .md, .html, .pdf, .docx or .eml, or convert it "
                + "(pandoc -t plain)"
        case .binary(let path, let byte):
            "this is a binary file; \(path): NUL at byte \(byte); convert it to text first"
        case .notUTF8(let path, let line, let byte):
            "this is not UTF-8; \(path):\(line): byte \(byte); convert it with 'iconv -f WINDOWS-1252 -t UTF-8', "
                + "with the encoding it has"
        case .wrongEncoding(let path, let encoding):
            "this is \(encoding); \(path); convert it with 'iconv -f \(encoding) -t UTF-8'"
        case .tooLarge(let path, let bytes, let limit):
            "too large; \(path): \(bytes) bytes, at most \(limit); split it"
        case .badFrontMatter(let path, let line, let problem):
            "bad front matter; \(path):\(line): \(problem); mend the block between the '---' lines"
        case .badContent(let path, let problem, let remedy): "\(problem); \(path); \(remedy)"
        case .missingProgram(let path, let program, let package):
            "\(program) is missing; \(path): it cannot be read without; install it with 'apt-get install \(package)'"
        }
    }

    /// True where there is no such input or it may not be opened, rather than that its content is bad.
    public var isMissingInput: Bool {
        switch self {
        case .notFound, .notReadable, .noDocuments: true
        default: false
        }
    }
}
