/// Estimates how wide text is in a sans-serif font, without a font at hand.
///
/// Graphviz measures what stands inside nodes and labels; this serves where a decision comes before it: wrapping names
/// and setting the legend. Widths are those of Helvetica, whose metrics Arial and Liberation Sans share, in
/// thousandths of the font size; letters of other scripts count as an average letter or, for CJK and emoji, as a
/// full square.
enum TextMetrics {
    private static let ascii: [Int] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ]

    /// The width in points.
    static func width(of text: some StringProtocol, size: Double) -> Double {
        var thousandths = 0
        for scalar in text.unicodeScalars { thousandths += width(of: scalar) }
        return Double(thousandths) * size / 1000
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F: ascii[Int(scalar.value) - 0x20]
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F000...0x3FFFD:
            1000
        case 0x80..<0x2E80: 600
        default: 700
        }
    }

    /// Breaks text into lines no wider than `limit` points where words allow it, and cuts what needs more lines.
    ///
    /// Words wider than a line are broken between characters. The last line of a cut text ends in "…".
    /// - Complexity: O(length), and never more than `lines` full lines of work.
    static func wrap(_ text: String, width limit: Double, size: Double, lines most: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0.0
        let space = width(of: " ", size: size)
        var isCut = false
        // Far beyond what could be shown, nothing needs measuring: names of 10,000 characters exist.
        let shown = text.unicodeScalars.count > 2000 ? String(text.prefix(2000)) : text
        isCut = shown.utf8.count != text.utf8.count
        words: for word in shown.split(whereSeparator: \.isWhitespace) {
            let need = width(of: word, size: size)
            if need > limit {
                for character in word {
                    let step = width(of: String(character), size: size)
                    if used + step > limit, !line.isEmpty {
                        lines.append(line)
                        (line, used) = ("", 0)
                        if lines.count == most {
                            isCut = true
                            break words
                        }
                    } else if line.last?.isWhitespace == false, line.utf8.count > 0, character == word.first {
                        line += " "
                        used += space
                    }
                    line.append(character)
                    used += step
                }
            } else {
                if !line.isEmpty, used + space + need > limit {
                    lines.append(line)
                    (line, used) = ("", 0)
                    if lines.count == most {
                        isCut = true
                        break
                    }
                }
                if !line.isEmpty {
                    line += " "
                    used += space
                }
                line += word
                used += need
            }
        }
        if !line.isEmpty {
            if lines.count < most { lines.append(line) } else { isCut = true }
        }
        if isCut, let last = lines.popLast() {
            lines.append(String(last.dropLast(last.count > 3 ? 1 : 0)) + "…")
        }
        return lines.isEmpty ? [""] : balanced(lines, text: shown, isCut: isCut, size: size)
    }

    /// Two lines of a name look better of one length than a full one with a straggler below it.
    private static func balanced(_ lines: [String], text: String, isCut: Bool, size: Double) -> [String] {
        guard lines.count == 2, !isCut else { return lines }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.joined(separator: " ") == lines.joined(separator: " ") else { return lines }
        var best = lines
        var narrowest = lines.map { width(of: $0, size: size) }.max() ?? 0
        for cut in 1..<max(words.count, 2) where cut < words.count {
            let pair = [words[..<cut].joined(separator: " "), words[cut...].joined(separator: " ")]
            let wide = pair.map { width(of: $0, size: size) }.max() ?? 0
            if wide < narrowest { (best, narrowest) = (pair, wide) }
        }
        return best
    }
}
