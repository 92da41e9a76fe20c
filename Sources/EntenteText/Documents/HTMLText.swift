import EntenteMarkup
import EntenteModel
import Foundation

/// Takes the article out of a web page: its headings and paragraphs, without navigation, advertisements and comments.
///
/// The article is the `article` or `main` element with most text in paragraphs; a page without one is searched for the
/// innermost element that holds nearly all of it. Elements that are navigation by their name, role, or a word of their
/// class are passed over, and list items that are nothing but links. Title, date and publisher come from JSON-LD, then `meta`.
enum HTMLText {
    static func extract(_ data: Data, path: String) throws(DocumentError) -> ExtractedText {
        let text = try decoded(data, path: path)
        var tree: HTMLTree?
        var failure: MarkupError?
        var utf8 = text
        utf8.withUTF8 { bytes in
            do throws(MarkupError) { tree = try HTMLTree(UnsafeRawBufferPointer(bytes)) } catch { failure = error }
        }
        guard let tree else {
            if failure == .unavailable { throw .missingProgram(path: path, program: "libxml2", package: "libxml2") }
            throw .badContent(path: path, problem: "no HTML", remedy: "check that it is a web page")
        }
        let facts = HTMLFacts(tree)
        let article = HTMLArticle(tree)
        return ExtractedText(
            text: ExtractedText.joined(article.paragraphs), title: facts.title ?? article.heading, date: facts.date,
            source: facts.source)
    }

    /// The page as text: in the encoding of its byte order mark, else the one that it declares, else UTF-8.
    private static func decoded(_ data: Data, path: String) throws(DocumentError) -> String {
        let mark = TextEncoding.mark(of: data)
        let label = mark?.label ?? declaredEncoding(data) ?? "UTF-8"
        let text = try decode(data.dropFirst(mark?.length ?? 0), label: label, path: path)
        if let zero = text.utf8.firstIndex(of: 0) {
            throw .binary(path: path, byte: text.utf8.distance(from: text.startIndex, to: zero))
        }
        return text
    }

    /// Decodes text of a named encoding, with the error that says what is wrong with it.
    static func decode(_ data: Data, label: String, path: String) throws(DocumentError) -> String {
        do throws(TextEncoding.Problem) {
            return try TextEncoding.utf8(data, label: label)
        } catch {
            switch error {
            case .unknown(let label):
                throw .badContent(
                    path: path, problem: "it declares the encoding '\(label.prefix(40))', which is not known",
                    remedy: "convert it to UTF-8 with iconv")
            case .badSequence(let byte):
                if label.uppercased().hasPrefix("UTF-8") || label.uppercased() == "UTF8" {
                    throw .notUTF8(path: path, line: 1 + data.prefix(byte).count { $0 == 10 }, byte: byte)
                }
                throw .badContent(
                    path: path, problem: "it is not in the encoding '\(label)' that it declares; byte \(byte)",
                    remedy: "convert it to UTF-8 with iconv")
            }
        }
    }

    /// What a `meta` element or an XML declaration among the first bytes says.
    private static func declaredEncoding(_ data: Data) -> String? {
        let head = String(decoding: data.prefix(4096).map { $0 < 0x80 ? $0 : 63 }, as: UTF8.self).lowercased()
        var rest = head[...]
        if rest.hasPrefix("<?xml"), let end = rest.firstIndex(of: ">"),
            let found = value(after: "encoding", rest[..<end])
        {
            return found
        }
        while let start = rest.range(of: "<meta") {
            rest = rest[start.upperBound...]
            let end = rest.firstIndex(of: ">") ?? rest.endIndex
            // As the WHATWG has it, a page whose bytes can be read as ASCII is not UTF-16, whatever it says.
            if let found = value(after: "charset", rest[..<end]) { return found.hasPrefix("utf-16") ? "utf-8" : found }
        }
        return nil
    }

    private static func value(after key: String, _ text: Substring) -> String? {
        guard let found = text.range(of: key) else { return nil }
        let rest = text[found.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            .prefix { !$0.isWhitespace && !"\"';/>?".contains($0) }
        return value.isEmpty ? nil : String(value)
    }
}

/// What a page says of itself in its head.
struct HTMLFacts {
    var title: String?
    var date: PartialDate?
    var source: String?

    init(_ tree: HTMLTree) {
        for text in tree.linkedData { read(linkedData: text) }
        func first(_ names: String...) -> String? {
            names.lazy.compactMap { tree.facts[$0] }.map { ExtractedText.collapsed($0) }.first { !$0.isEmpty }
        }
        title = title ?? first("og:title", "dc.title", "dcterms.title", "twitter:title") ?? Self.titleElement(tree)
        source = source ?? first("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
        let dates = [
            "article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued",
            "dcterms.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "time",
        ]
        date = date ?? dates.lazy.compactMap { tree.facts[$0] }.compactMap(ExtractedText.date).first
    }

    private static func titleElement(_ tree: HTMLTree) -> String? {
        guard let element = tree.elements.first(where: { $0.name == "title" }) else { return nil }
        let text = element.content.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        let title = ExtractedText.collapsed(text)
        return title.isEmpty ? nil : title
    }

    private mutating func read(linkedData: String) {
        guard linkedData.utf8.count < 1 << 20,
            let value = try? JSONSerialization.jsonObject(with: Data(linkedData.utf8))
        else { return }
        // An article stands alone, in a list, or in "@graph".
        var pending: [Any] = [value]
        var looked = 0
        while let next = pending.popLast(), looked < 1000 {
            looked += 1
            if let list = next as? [Any] { pending += list.reversed() }
            guard let object = next as? [String: Any] else { continue }
            if let list = object["@graph"] as? [Any] { pending += list.reversed() }
            guard object["headline"] is String || object["datePublished"] is String else { continue }
            if title == nil, let text = object["headline"] as? String, !text.isEmpty {
                title = ExtractedText.collapsed(text)
            }
            if date == nil, let text = object["datePublished"] as? String { date = ExtractedText.date(text) }
            let publisher = (object["publisher"] as? [Any])?.first ?? object["publisher"]
            if source == nil, let name = (publisher as? [String: Any])?["name"] as? String, !name.isEmpty {
                source = ExtractedText.collapsed(name)
            }
        }
    }
}
