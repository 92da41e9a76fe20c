import EntenteModel
import Foundation

/// Takes the text out of a mail (`.eml`, RFC 5322 and MIME): its subject, date and sender, and what it says.
///
/// Of alternatives the plain text goes before HTML; parts that are attached are left out, forwarded mails are read.
enum MailText {
    static func extract(_ data: Data, path: String) throws(DocumentError) -> ExtractedText {
        let bytes = Array(data)
        if let zero = bytes.firstIndex(of: 0) { throw .binary(path: path, byte: zero) }
        let part = MailPart(bytes[...])
        guard part.header("from") != nil || part.header("subject") != nil || part.header("date") != nil else {
            throw .badContent(
                path: path, problem: "this is no mail; it has none of the headers From, Subject and Date",
                remedy: "check the file")
        }
        var reader = MailReader(path: path)
        try reader.read(part, depth: 0)
        var (title, source): (String?, String?)
        if let subject = part.header("subject") {
            title = ExtractedText.collapsed(try MailHeader.decoded(subject, path: path))
        }
        if let sender = part.header("from") {
            source = MailHeader.name(ofSender: try MailHeader.decoded(sender, path: path))
        }
        return ExtractedText(
            text: reader.texts.isEmpty ? "" : reader.texts.joined(separator: "\n\n") + "\n", title: title,
            date: part.header("date").flatMap(MailHeader.date), source: source)
    }
}

/// One part of a mail: headers and a body, which may hold parts again.
struct MailPart {
    private var headers: [(name: String, value: String)] = []
    let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var place = bytes.startIndex
        var headers: [(name: String, value: String)] = []
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 10) ?? bytes.endIndex
            let next = min(end + 1, bytes.endIndex)
            var line = bytes[place..<end]
            if line.last == 13 { line.removeLast() }
            place = next
            if line.isEmpty { break }
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                // A header that goes on.
                if !headers.isEmpty { headers[headers.count - 1].value += " " + text.drop { $0 == " " || $0 == "\t" } }
            } else if let colon = text.firstIndex(of: ":") {
                let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                headers.append((text[..<colon].lowercased(), String(value)))
            } else if headers.isEmpty, text.hasPrefix("From ") {
                continue  // the line that parts the mails of a mailbox
            } else {
                break
            }
        }
        self.headers = headers
        body = bytes[place...]
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The type, in lower case, and its parameters.
    var contentType: (type: String, parameters: [String: String]) {
        MailHeader.parameters(header("content-type") ?? "text/plain")
    }

    /// The body without its transfer encoding.
    func decodedBody(path: String) throws(DocumentError) -> [UInt8] {
        switch (header("content-transfer-encoding") ?? "7bit").lowercased().trimmingCharacters(in: .whitespaces) {
        case "base64":
            let clean = body.filter { ![9, 10, 13, 32].contains($0) }
            guard let data = Data(base64Encoded: Data(clean)) else {
                throw .badContent(
                    path: path, problem: "a part of the mail is not proper base64", remedy: "save it again")
            }
            return Array(data)
        case "quoted-printable": return MailHeader.quotedPrintable(body, isHeader: false)
        default: return Array(body)
        }
    }
}

/// Collects the texts of a mail's parts.
private struct MailReader {
    private static let depthLimit = 20
    private static let partLimit = 1000

    let path: String
    var texts: [String] = []
    private var count = 0

    init(path: String) { self.path = path }

    mutating func read(_ part: MailPart, depth: Int) throws(DocumentError) {
        count += 1
        guard depth <= Self.depthLimit, count <= Self.partLimit else {
            throw .badContent(path: path, problem: "the mail nests too many parts", remedy: "save its text alone")
        }
        let (type, parameters) = part.contentType
        let disposition = MailHeader.parameters(part.header("content-disposition") ?? "inline").type
        if disposition == "attachment" { return }
        if type.hasPrefix("multipart/") {
            guard let boundary = parameters["boundary"], !boundary.isEmpty else {
                throw .badContent(path: path, problem: "a part of the mail names no boundary", remedy: "save it again")
            }
            let parts = Self.parts(of: part.body, boundary: boundary)
            if type == "multipart/alternative" {
                // The last is the richest; plain text is the surest.
                let plain = parts.first { $0.contentType.type == "text/plain" }
                if let chosen = plain ?? parts.last { try read(chosen, depth: depth + 1) }
            } else {
                for inner in parts { try read(inner, depth: depth + 1) }
            }
        } else if type == "message/rfc822" {
            try read(MailPart(try part.decodedBody(path: path)[...]), depth: depth + 1)
        } else if type == "text/plain" || type == "text/html" {
            try readText(part, isHTML: type == "text/html", parameters)
        }
    }

    private mutating func readText(
        _ part: MailPart, isHTML: Bool, _ parameters: [String: String]
    ) throws(DocumentError) {
        let data = Data(try part.decodedBody(path: path))
        if isHTML {
            var page = data
            if let charset = parameters["charset"] {
                page = Data(try HTMLText.decode(data, label: charset, path: path).utf8)
                page.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: page.startIndex)
            }
            let text = try HTMLText.extract(page, path: path).text
            if !text.isEmpty { texts.append(String(text.dropLast())) }
            return
        }
        // Without a word on it a text is ASCII, of which UTF-8 is the usual widening.
        let label = parameters["charset"].flatMap { $0.lowercased() == "us-ascii" ? "utf-8" : $0 } ?? "utf-8"
        var text = try HTMLText.decode(data, label: label, path: path)
        text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if text.contains("\0") { throw .binary(path: path, byte: 0) }
        if parameters["format"]?.lowercased() == "flowed" { text = Self.unflowed(text) }
        // What follows a line of two hyphens and a space is the sender's signature.
        if let signature = text.range(of: "\n-- \n") { text = String(text[..<signature.lowerBound]) }
        text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if !text.isEmpty { texts.append(text) }
    }

    /// Joins the lines that a mail program broke (RFC 3676): those that end in a space go on.
    private static func unflowed(_ text: String) -> String {
        var out = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let goesOn = line.hasSuffix(" ") && line != "-- "
            out += line
            if !goesOn { out += "\n" }
        }
        return out
    }

    /// The parts between the lines of a boundary.
    private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [MailPart] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [MailPart] = []
        var start: Int?
        var place = body.startIndex
        while place < body.endIndex {
            let end = body[place...].firstIndex(of: 10) ?? body.endIndex
            let line = body[place..<end]
            if line.starts(with: mark) {
                let rest = line.dropFirst(mark.count).filter { ![9, 13, 32].contains($0) }
                let isLast = rest.elementsEqual("--".utf8)
                if isLast || rest.isEmpty {
                    if let start { parts.append(MailPart(body[start..<place])) }
                    start = isLast ? nil : min(end + 1, body.endIndex)
                    if isLast || parts.count > partLimit { return parts }
                }
            }
            place = min(end + 1, body.endIndex)
        }
        if let start { parts.append(MailPart(body[start...])) }
        return parts
    }
}
