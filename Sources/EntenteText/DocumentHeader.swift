import EntenteModel
import Yams

/// What a text says about itself before and after its body.
///
/// Markdown may begin with YAML front matter (`title`, `date`, `source`). Press texts often begin with a line
/// `date 2021-08-07`, alone or before the first words, and end with a line `Source: …`. Only these are taken for
/// headers; all else is body, also a line of place and date (`Dateline`), which is read all the same.
struct DocumentHeader {
    var title: String?
    var date: PartialDate?
    var source: String?
    /// Where the body starts and ends, in UTF-8 bytes.
    var end = 0
    var bodyEnd: Int

    init(text: String, format: Document.Format, path: String) throws(DocumentError) {
        bodyEnd = text.utf8.count
        // The file said what it says of itself elsewhere.
        let bytes = Array(text.utf8)
        if format == .paragraphs {
            date = Dateline.date(in: bytes, from: 0)
            return
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { end = 3 }
        if format == .markdown { try readFrontMatter(bytes, path: path) }
        readDateLine(bytes)
        date = date ?? Dateline.date(in: bytes, from: end)
        readSourceLine(bytes)
    }

    private mutating func readFrontMatter(_ bytes: [UInt8], path: String) throws(DocumentError) {
        let lines = ByteLines(bytes, from: end)
        guard let first = lines.line(at: end), Self.isFence(bytes[first.content]) else { return }
        var yaml: [UInt8] = []
        var next = first.next
        var closed = false
        while let line = lines.line(at: next) {
            next = line.next
            if Self.isFence(bytes[line.content]) || bytes[line.content].elementsEqual("...".utf8) {
                closed = true
                break
            }
            yaml += bytes[line.content] + [UInt8(ascii: "\n")]
        }
        // A rule of dashes without a partner is Markdown, not front matter.
        guard closed else { return }
        try read(yaml: String(decoding: yaml, as: UTF8.self), path: path)
        end = next
    }

    private mutating func read(yaml: String, path: String) throws(DocumentError) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            let line = (error as? YamlError).map(Self.line) ?? 1
            throw .badFrontMatter(path: path, line: 1 + line, problem: "not YAML")
        }
        guard let node, node.null == nil else { return }
        guard let mapping = node.mapping else {
            throw .badFrontMatter(path: path, line: 2, problem: "expected lines of the form 'title: …'")
        }
        for (key, value) in mapping {
            guard let text = value.string, value.null == nil else { continue }
            switch key.string?.lowercased() {
            case "title": title = text
            case "source", "publisher": source = text
            case "date":
                guard let date = PartialDate(String(text.prefix(while: { $0 != "T" && $0 != " " }))) else {
                    throw .badFrontMatter(
                        path: path, line: 1 + (value.mark?.line ?? 1),
                        problem: "'\(text)' is no date; write 2021, 2021-08 or 2021-08-07")
                }
                self.date = date
            default: break
            }
        }
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    /// Reads `date 2021-08-07` or `Date: 2021-08-07` at the very start; what follows on the line is body.
    private mutating func readDateLine(_ bytes: [UInt8]) {
        var place = end
        func skipBlanks() { while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) { place += 1 } }
        skipBlanks()
        guard bytes.count >= place + 4, bytes[place..<place + 4].map({ $0 | 0x20 }).elementsEqual("date".utf8) else {
            return
        }
        place += 4
        if place < bytes.count, bytes[place] == UInt8(ascii: ":") { place += 1 }
        let blanks = place
        skipBlanks()
        guard place > blanks else { return }
        let start = place
        while place < bytes.count, bytes[place] == UInt8(ascii: "-") || (48...57).contains(bytes[place]) { place += 1 }
        guard let found = PartialDate(String(decoding: bytes[start..<place], as: UTF8.self)),
            place == bytes.count || [32, 9, 10, 13].contains(bytes[place])
        else { return }
        date = date ?? found
        end = place
        readTitleAfterDate(bytes)
    }

    /// What stands on the date's line is a title where it is short and a blank line follows.
    private mutating func readTitleAfterDate(_ bytes: [UInt8]) {
        let lines = ByteLines(bytes, from: end)
        guard let line = lines.line(at: end), let after = lines.line(at: line.next), after.isBlank else { return }
        let words = String(decoding: bytes[line.content], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard (2...25).contains(words.count) else { return }
        title = title ?? words.joined(separator: " ")
    }

    /// Reads a last line `Source: …`.
    private mutating func readSourceLine(_ bytes: [UInt8]) {
        var last: ByteLines.Line?
        let lines = ByteLines(bytes, from: end)
        var next = end
        while let line = lines.line(at: next) {
            if !line.isBlank { last = line }
            next = line.next
        }
        guard let last else { return }
        let text = String(decoding: bytes[last.content], as: UTF8.self)
        guard let colon = text.firstIndex(of: ":"), text[..<colon].lowercased() == "source" else { return }
        let name = text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace)
        guard (1...8).contains(name.count) else { return }
        source = source ?? name.joined(separator: " ")
        bodyEnd = last.content.lowerBound
    }

    private static func isFence(_ line: some Sequence<UInt8>) -> Bool {
        var trimmed = Array(line)
        while let byte = trimmed.last, byte == 32 || byte == 9 { trimmed.removeLast() }
        return trimmed.elementsEqual("---".utf8)
    }
}

/// Lines of bytes, whatever ends them: LF, CRLF or CR.
struct ByteLines {
    struct Line {
        /// Without the line's end.
        let content: Range<Int>
        let isBlank: Bool
        /// Where the next line starts.
        let next: Int
    }

    private let bytes: [UInt8]

    init(_ bytes: [UInt8], from start: Int) { self.bytes = bytes }

    func line(at start: Int) -> Line? {
        guard start < bytes.count else { return nil }
        var end = start
        var isBlank = true
        while end < bytes.count, bytes[end] != 10, bytes[end] != 13 {
            if bytes[end] != 32, bytes[end] != 9 { isBlank = false }
            end += 1
        }
        var next = min(end + 1, bytes.count)
        if end < bytes.count, bytes[end] == 13, next < bytes.count, bytes[next] == 10 { next += 1 }
        return Line(content: start..<end, isBlank: isBlank, next: next)
    }
}
