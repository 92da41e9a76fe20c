/// Writes the contents of a report as Markdown that GitHub, CommonMark viewers and pandoc read alike: pipe tables,
/// footnotes, images beside the file.
struct MarkdownWriter {
    private var notes: [String] = []

    /// Numbers footnotes so that they cannot meet those of the template.
    private static let noteName = "entente-"

    /// The text with a line feed at the end of each line and an empty line between blocks.
    mutating func text(_ contents: [ReportContent]) -> String {
        contents.map { text($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    mutating func text(_ content: ReportContent) -> String {
        switch content {
        case .paragraph(let runs): return inline(runs) + "\n"
        case .remark(let text): return "*\(MarkdownEscaping.inline(text))*\n"
        case .quote(let quote): return "> " + inline(quote) + "\n"
        case .list(let items):
            return items.map { item in
                let lines = text(item).split(separator: "\n", omittingEmptySubsequences: false)
                return lines.enumerated().map { number, line in
                    number == 0 ? "- \(line)" : line.isEmpty ? "" : "  \(line)"
                }.joined(separator: "\n")
            }.joined()
        case .table(let table): return text(table)
        case .figure: return ""
        }
    }

    mutating func inline(_ runs: [ReportText]) -> String {
        var out = ""
        for run in runs {
            switch run {
            case .plain(let text):
                let spaced = text.hasSuffix(" ") ? " " : ""
                out += (text.hasPrefix(" ") && !out.isEmpty ? " " : "") + MarkdownEscaping.inline(text) + spaced
            case .strong(let text): out += "**\(MarkdownEscaping.inline(text))**"
            case .emphasized(let text): out += "*\(MarkdownEscaping.inline(text))*"
            case .note(let text): out += note(text)
            }
        }
        return out
    }

    mutating func inline(_ quote: ReportQuote) -> String {
        let words = quote.text.isEmpty ? "" : "“\(MarkdownEscaping.inline(quote.text))”"
        let circumstances = quote.circumstances.isEmpty ? "" : " (\(MarkdownEscaping.inline(quote.circumstances)))"
        return (words + circumstances).trimmed + note(quote.place)
    }

    private mutating func note(_ text: String) -> String {
        let number: Int
        if let known = notes.firstIndex(of: text) {
            number = known + 1
        } else {
            notes.append(text)
            number = notes.count
        }
        return "[^\(Self.noteName)\(number)]"
    }

    private mutating func text(_ table: ReportTable) -> String {
        func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        var out = row(table.columns.map { MarkdownEscaping.inline($0.title) })
        out += row(table.columns.map { $0.isNumber ? "---:" : "---" })
        for cells in table.rows { out += row(cells.map { inline($0) }) }
        if table.omitted > 0 { out += "\n*and \(table.omitted) more rows*\n" }
        return out
    }

    /// The footnotes of all that was written, for the end of the report.
    var footnotes: String {
        notes.enumerated().map { number, text in
            "[^\(Self.noteName)\(number + 1)]: \(MarkdownEscaping.inline(text))\n"
        }.joined()
    }
}
