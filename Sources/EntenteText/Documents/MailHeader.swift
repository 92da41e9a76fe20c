import EntenteModel
import Foundation

/// The small languages inside the headers of a mail.
enum MailHeader {
    /// A value with its encoded words (RFC 2047) read: `=?utf-8?B?w5xiZXI=?=` is "Über".
    static func decoded(_ value: String, path: String) throws(DocumentError) -> String {
        var out = ""
        var rest = value[...]
        var wasEncoded = false
        while let start = rest.range(of: "=?") {
            let parts = rest[start.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="), ["B", "Q"].contains(parts[1].uppercased()) else {
                out += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                wasEncoded = false
                continue
            }
            let between = rest[..<start.lowerBound]
            // White space between two encoded words is none.
            if !(wasEncoded && between.allSatisfy(\.isWhitespace)) { out += between }
            let charset = parts[0].split(separator: "*").first.map(String.init) ?? ""
            let bytes: [UInt8]
            if parts[1].uppercased() == "B" {
                guard let data = Data(base64Encoded: String(parts[2])) else {
                    throw .badContent(
                        path: path, problem: "a header of the mail is not proper base64", remedy: "save it again")
                }
                bytes = Array(data)
            } else {
                bytes = quotedPrintable(Array(parts[2].utf8)[...], isHeader: true)
            }
            out += try HTMLText.decode(Data(bytes), label: charset, path: path)
            rest = parts[3].dropFirst()
            wasEncoded = true
        }
        return out + rest
    }

    /// Bytes without quoted-printable encoding; what is no proper escape stays as it stands.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isHeader: Bool) -> [UInt8] {
        var out: [UInt8] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "_"), isHeader {
                out.append(32)
            } else if byte == UInt8(ascii: "="), place + 1 < bytes.endIndex, bytes[place + 1] == 10 {
                place += 1
            } else if byte == UInt8(ascii: "="), place + 2 < bytes.endIndex, bytes[place + 1] == 13,
                bytes[place + 2] == 10
            {
                place += 2
            } else if byte == UInt8(ascii: "="), place + 2 < bytes.endIndex, let high = digit(bytes[place + 1]),
                let low = digit(bytes[place + 2])
            {
                out.append(high << 4 | low)
                place += 2
            } else {
                out.append(byte)
            }
            place += 1
        }
        return out
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
        default: nil
        }
    }

    /// `text/plain; charset="utf-8"` as its first word, in lower case, and the parameters.
    static func parameters(_ value: String) -> (type: String, parameters: [String: String]) {
        var parts: [String] = [""]
        var isQuoted = false
        for character in value {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ";", !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let name = part[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            let content = part[part.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            if parameters[name] == nil { parameters[name] = content }
        }
        return (parts[0].trimmingCharacters(in: .whitespaces).lowercased(), parameters)
    }

    /// The day of `Sat, 7 Aug 2021 10:00:00 +0200`, in the sender's own time.
    static func date(_ value: String) -> PartialDate? {
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        let words = value.split { $0 == " " || $0 == "," || $0 == "\t" }
        for (place, word) in words.enumerated() {
            guard let month = months.firstIndex(of: word.lowercased()), place > 0, place + 1 < words.count,
                let day = Int(words[place - 1]), let year = Int(words[place + 1]), year >= 1970
            else { continue }
            return PartialDate(year: year, month: month + 1, day: day)
        }
        return nil
    }

    /// Whom `"Jane Doe" <jane@example.org>` names: the name, or the address where there is none.
    static func name(ofSender value: String) -> String? {
        let name = value.prefix { $0 != "<" }.filter { $0 != "\"" }
        let collapsed = ExtractedText.collapsed(name)
        if !collapsed.isEmpty { return collapsed }
        let address = value.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        return address.isEmpty ? nil : String(address)
    }
}
