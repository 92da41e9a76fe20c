/// Words of texts in plain ASCII, which most names are; folding those needs no tables of Unicode.
package enum PlainWords {
    /// The text in lower case, where it is ASCII throughout; nil otherwise.
    package static func lowercased(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        }
    }

    package static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The runs of letters and digits of a text in ASCII.
    package static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split { !isLetterOrDigit($0) }
    }
}
