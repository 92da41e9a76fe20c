/// Text as XML wants it: whatever a name holds, it stays text.
///
/// | input | content | attribute |
/// | --- | --- | --- |
/// | `a < b & c` | `a &lt; b &amp; c` | the same |
/// | `]]>` | `]]&gt;` | the same |
/// | `"` | `"` | `&quot;` |
/// | a tab, a line feed | kept | `&#9;`, `&#10;` |
/// | a carriage return | `&#13;` | `&#13;` |
/// | other control characters, U+FFFE, U+FFFF | U+FFFD, for XML 1.0 has no way to write them | the same |
enum XMLText {
    static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

    static func attribute(_ text: String) -> String { escaped(text, isAttribute: true) }

    private static func escaped(_ text: String, isAttribute: Bool) -> String {
        guard text.unicodeScalars.contains(where: { needsCare($0) }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"" where isAttribute: out += "&quot;"
            case "\t" where isAttribute: out += "&#9;"
            case "\n" where isAttribute: out += "&#10;"
            case "\r": out += "&#13;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func needsCare(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
