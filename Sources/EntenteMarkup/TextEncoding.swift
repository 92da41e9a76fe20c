internal import CMarkup
package import Foundation

/// Turns text of a known encoding into UTF-8.
package enum TextEncoding {
    package enum Problem: Error, Equatable {
        case unknown(String)
        /// A sequence that the encoding does not have, at this byte.
        case badSequence(byte: Int)
    }

    /// Converts to UTF-8 through iconv; what is UTF-8 already is checked only.
    ///
    /// - Parameter label: A name from a header or a `meta` element. As browsers do, `iso-8859-1` and `us-ascii` are read as
    ///   Windows-1252, of which they are a part in practice.
    package static func utf8(_ data: Data, label: String) throws(Problem) -> String {
        let name = canonical(label)
        if name == "UTF-8" {
            if let text = String(validating: data, as: UTF8.self) { return text }
            throw .badSequence(byte: firstInvalidByte(of: data))
        }
        let isSafe = (1...40).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte)
        guard isSafe else { throw .unknown(label) }
        var out: UnsafeMutablePointer<CChar>?
        var (size, place) = (0, 0)
        let status = data.withUnsafeBytes { bytes in
            entente_to_utf8(
                name, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &out, &size, &place)
        }
        guard status == 0, let out else { throw status == -2 ? .badSequence(byte: place) : .unknown(label) }
        defer { free(out) }
        return String(decoding: UnsafeRawBufferPointer(start: out, count: size), as: UTF8.self)
    }

    /// The encoding that a byte order mark declares, and how long the mark is.
    package static func mark(of data: Data) -> (label: String, length: Int)? {
        for (mark, label) in [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
            ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
        ] as [([UInt8], String)] where data.starts(with: mark) {
            return (label, mark.count)
        }
        return nil
    }

    package static func firstInvalidByte(of data: Data) -> Int {
        var decoder = UTF8()
        var bytes = data.makeIterator()
        var valid = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) { valid += UTF8.width(scalar) }
        return valid
    }

    private static func canonical(_ label: String) -> String {
        let name = label.filter { !$0.isWhitespace }.uppercased()
        switch name {
        case "UTF8", "UNICODE-1-1-UTF-8": return "UTF-8"
        case "ISO-8859-1", "ISO8859-1", "LATIN1", "L1", "US-ASCII", "ASCII", "CP1252", "X-CP1252": return "WINDOWS-1252"
        case "ISO-8859-9", "LATIN5": return "WINDOWS-1254"
        case "GB2312", "GBK": return "GB18030"
        case "X-SJIS", "SHIFT-JIS", "SHIFT_JIS": return "CP932"
        default: return name
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: "-_.:".utf8.contains(byte)
        }
    }
}
