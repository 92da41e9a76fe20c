import EntenteFormats

/// Text as Markdown wants it: whatever a name holds, it stays text, for GitHub, CommonMark and pandoc alike.
///
/// | input | output |
/// | --- | --- |
/// | `a_b *c*` | `a\_b \*c\*` |
/// | `<script>` | `\<script\>` |
/// | two lines | joined by a space |
/// | `x` bar `y` in a cell | the bar gets a backslash |
/// | `https://x` | `https\://x`, which is no link |
enum MarkdownEscaping {
    /// Text inside a paragraph or a cell of a table.
    static func inline(_ text: String) -> String {
        var out = ""
        let scalars = Array(GraphvizQuoting.clean(text).unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "^", "$", "&": out += "\\"
            case "@":
                // An address or, for pandoc, a citation.
                out += "\\"
            case ":" where place + 1 < scalars.count && scalars[place + 1] == "/": out += "\\"
            case ".":
                // "www.x" is a link for GitHub; "1." at the start of a line a list.
                let before = scalars[..<place].suffix(3)
                if before.elementsEqual("www".unicodeScalars) || isListNumber(scalars, before: place) { out += "\\" }
            case ")" where isListNumber(scalars, before: place): out += "\\"
            case "+" where place == 0, "#" where place == 0, "=" where place == 0,
                "-" where place == 0 || scalars[place - 1] == "-":
                out += "\\"
            case "-" where place + 1 < scalars.count && scalars[place + 1] == "-": out += "\\"
            case "\n":
                out += " "
                continue
            default: break
            }
            out.unicodeScalars.append(scalar)
        }
        return out.trimmed
    }

    /// A path relative to the report, in the parentheses of an image.
    static func destination(_ path: String) -> String {
        var out = ""
        for byte in path.utf8 {
            switch Unicode.Scalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "/": out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return out
    }

    /// Whether the mark at this place makes the text an item of a numbered list: "12. " or "12)" at its start.
    private static func isListNumber(_ scalars: [Unicode.Scalar], before place: Int) -> Bool {
        let isFollowedBySpace = place + 1 == scalars.count || scalars[place + 1] == " " || scalars[place + 1] == "\n"
        return isFollowedBySpace && (1..<10).contains(place)
            && scalars[..<place].allSatisfy { ("0"..."9").contains($0) }
    }
}
