public import EntenteModel
import Crypto
import EntenteFormats
import Foundation

/// From what a figure or table was made: what a living report is checked by.
///
/// It stands in the report beside the figure, in Markdown as a comment and in HTML as an attribute, as one word of ASCII
/// letters, digits and `:.%-`, so that no text of a document can pass for one or break out of its place.
public struct ReportStamp: Sendable, Hashable {
    /// "Figure 2".
    public let name: String
    /// SHA-256 of the case's graph with its documents.
    public let caseDigest: String
    /// Of the command line and attributes of the block.
    public let blockDigest: String
    /// Of the answer: the same as long as the figure would look the same.
    public let answerDigest: String
    public let block: ReportBlock

    init(name: String, caseDigest: String, block: ReportBlock, answerDigest: String) {
        self.name = name
        self.caseDigest = caseDigest
        blockDigest = Self.short(block.canonical)
        self.answerDigest = answerDigest
        self.block = block
    }

    /// The digest of a graph: of its canonical export, statements and documents included.
    public static func digest(of graph: ActorGraph) -> String {
        hexadecimal(SHA256.hash(data: Data(JSONWriter().text(graph).utf8)))
    }

    /// The digest of a text that says what something shows.
    public static func digest(of text: String) -> String { short(text) }

    static func short(_ text: String) -> String { String(hexadecimal(SHA256.hash(data: Data(text.utf8))).prefix(16)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    // MARK: As one word

    static let prefix = "entente-stamp:1:"

    /// `entente-stamp:1:NAME:CASE:BLOCK:ANSWER:ID:EVIDENCE:CAPTION:WORD:WORD…`, each part percent-encoded.
    var word: String {
        let evidence = block.showsEvidence.map { $0 ? "yes" : "no" } ?? ""
        // A caption that is empty is another than none.
        let caption = block.caption.map { "=" + $0 } ?? ""
        let parts = [name, caseDigest, blockDigest, answerDigest, block.identifier ?? "", evidence, caption]
        return Self.prefix + (parts + block.words).map(Self.encoded).joined(separator: ":")
    }

    /// Reads a stamp back; nil where it is none or was changed by hand.
    init?(word: Substring) {
        guard word.hasPrefix(Self.prefix) else { return nil }
        let parts = word.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
            .map { String($0).removingPercentEncoding }
        let fields = parts.compactMap { $0 }
        guard fields.count == parts.count, fields.count >= 8 else { return nil }
        let block = ReportBlock(
            identifier: fields[4].isEmpty ? nil : fields[4],
            caption: fields[6].isEmpty ? nil : String(fields[6].dropFirst()),
            showsEvidence: fields[5].isEmpty ? nil : fields[5] == "yes", words: Array(fields[7...]))
        self.init(name: fields[0], caseDigest: fields[1], block: block, answerDigest: fields[3])
        guard blockDigest == fields[2] else { return nil }
    }

    static func decoded(_ text: Substring) -> String? { String(text).removingPercentEncoding }

    static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return out
    }

    /// All stamps of a written report, Markdown or HTML, in their order.
    ///
    /// Only the places where our writers put them are looked at: text of a document cannot hold a `<` or a `"` there.
    static func stamps(in report: String) -> [ReportStamp] {
        var stamps: [ReportStamp] = []
        for (opening, closing) in [("<!-- ", " -->"), ("data-stamp=\"", "\"")] {
            for piece in report.split(separator: opening + prefix, omittingEmptySubsequences: false).dropFirst() {
                guard let end = piece.firstRange(of: closing) else { continue }
                if let stamp = ReportStamp(word: (prefix + piece[..<end.lowerBound])[...]) { stamps.append(stamp) }
            }
        }
        return stamps
    }
}
