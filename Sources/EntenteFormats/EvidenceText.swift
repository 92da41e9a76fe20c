import EntenteModel
import Foundation

/// Statements, documents and lists of names as JSON in one attribute, for formats whose attributes are plain text.
///
/// A statement is written as in `entente-graph` JSON. Quotes and backslashes are `\u0022` and `\u005c`, so that no format
/// has to escape an escape; characters that override the reading direction, and the like, are escaped too.
enum EvidenceText {
    struct Problem: Error { let text: String }

    static func json(_ statements: [Statement], includesQuotes: Bool) -> String {
        let writer = JSONWriter(includesQuotes: includesQuotes)
        return plain("[" + statements.map { writer.object($0) }.joined(separator: ", ") + "]")
    }

    static func json(_ documents: [DocumentRecord]) -> String {
        plain("[" + documents.map { JSONWriter().object($0) }.joined(separator: ", ") + "]")
    }

    static func json(_ texts: [String]) -> String {
        plain("[" + texts.map(JSONText.quoted).joined(separator: ", ") + "]")
    }

    /// JSON without `\"` and `\\`, and with an escape for every character that XML or DOT cannot carry.
    private static func plain(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: { $0 == "\\" || needsEscape($0) }) else { return json }
        var out = ""
        var isEscape = false
        for scalar in json.unicodeScalars {
            if isEscape {
                isEscape = false
                switch scalar {
                case "\"": out += "\\u0022"
                case "\\": out += "\\u005c"
                default:
                    out += "\\"
                    out.unicodeScalars.append(scalar)
                }
            } else if scalar == "\\" {
                isEscape = true
            } else if needsEscape(scalar) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }

    static func statements(_ json: String) throws(Problem) -> [Statement] {
        let items: [GraphFile.StatementItem] = try decode(json)
        var statements: [Statement] = []
        for item in items {
            guard let status = Status(rawValue: item.status ?? "asserted"), item.start <= item.end else {
                throw Problem(text: "expected a statement with a known status and a range")
            }
            let date = item.date.flatMap { PartialDate($0) }
            if let text = item.date, date == nil { throw Problem(text: "'\(text)' is no date") }
            statements.append(
                Statement(
                    document: DocumentID(item.document), range: item.start..<item.end, text: item.text ?? "",
                    status: status, date: date, attributedTo: item.attributedTo.map { ActorID($0) },
                    confidence: item.confidence ?? 1))
        }
        return statements
    }

    static func documents(_ json: String) throws(Problem) -> [DocumentRecord] {
        let items: [GraphFile.DocumentItem] = try decode(json)
        return items.map { item in
            DocumentRecord(
                id: DocumentID(item.id), path: item.path, title: item.title,
                date: item.date.flatMap { PartialDate($0) }, source: item.source, sha256: item.sha256)
        }
    }

    /// A list of names: a JSON array, or else parts between semicolons.
    static func texts(_ text: String) -> [String] {
        if text.hasPrefix("["), let list = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) {
            return list
        }
        return text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func decode<Value: Decodable>(_ json: String) throws(Problem) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(json.utf8))
        } catch {
            throw Problem(text: "expected a list as in entente-graph JSON")
        }
    }
}
