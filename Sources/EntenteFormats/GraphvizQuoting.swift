/// Text as the DOT language wants it: whatever a name holds, it stays text.
///
/// | input | identifier | label |
/// | --- | --- | --- |
/// | `a "b"` | `"a \"b\""` | `"a \"b\""` |
/// | `back\slash` | `"back\slash"` | `"back\\slash"` |
/// | `A & B` | `"A & B"` | `"A &amp; B"` |
/// | `\N` | `"\N"` | `"\\N"` |
/// | two lines | kept | joined with `\n`, centred |
///
/// An identifier is taken literally except for `\"`; a label is an *escString*, in which Graphviz also expands
/// `\N`, `\G`, `\n`, `\l` … and decodes character entities, so backslashes and ampersands need escaping there.
/// Markup exists only in HTML-like labels, for which there is `markup(_:)`.
package enum GraphvizQuoting {
    /// A double-quoted identifier or plain attribute value.
    ///
    /// The scanner knows one escape, `\"`, and reads everything else as it stands; a backslash at the end of the text or
    /// before a quote cannot be told from that escape and gets a space behind it.
    package static func identifier(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        let characters = Array(clean(text).utf8)
        for (place, byte) in characters.enumerated() {
            if byte == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
            guard byte == UInt8(ascii: "\\") else { continue }
            let next = place + 1 < characters.count ? characters[place + 1] : UInt8(ascii: "\"")
            // A backslash before a line end would join the lines.
            if next == UInt8(ascii: "\"") || next == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: " ")) }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A double-quoted label or tooltip of these lines, shown exactly as given.
    ///
    /// - Parameter breaking: What ends a line: `\n` centres it, `\l` sets it left, `\r` right.
    package static func label(_ lines: [String], breaking: String = "\\n") -> String {
        var text = "\""
        for (place, line) in lines.enumerated() {
            if place > 0 { text += breaking }
            for character in clean(line).unicodeScalars {
                switch character {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "&": text += "&amp;"
                case "\n": text += " "
                default: text.unicodeScalars.append(character)
                }
            }
        }
        return text + "\""
    }

    /// A double-quoted label of one line.
    package static func label(_ line: String) -> String { label([line]) }

    /// Text inside an HTML-like label; the only place where the language has markup.
    package static func markup(_ text: String) -> String {
        var result = ""
        for scalar in clean(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text without what no output can carry: control characters, line and paragraph separators, characters that
    /// override the reading direction, and noncharacters. Tabs and line ends of all sorts become spaces or `\n`, the
    /// rest the replacement character, so that nothing disappears unseen.
    package static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}": result.unicodeScalars.append("\n")
            case "\t": result.unicodeScalars.append(" ")
            case "\n": result.unicodeScalars.append("\n")
            default: result.unicodeScalars.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
            }
            previous = scalar
        }
        return result
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
