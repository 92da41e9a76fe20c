import EntenteFormats

/// Writes the contents of a report as HTML; no text can become markup.
struct HTMLWriter {
    private var notes: [String] = []

    mutating func text(_ contents: [ReportContent]) -> String { contents.map { text($0) }.joined() }

    mutating func text(_ content: ReportContent) -> String {
        switch content {
        case .paragraph(let runs): return "<p>\(inline(runs))</p>\n"
        case .remark(let text): return "<p class=\"remark\">\(Self.escaped(text))</p>\n"
        case .quote(let quote): return "<blockquote><p>\(inline(quote))</p></blockquote>\n"
        case .list(let items):
            return "<ul class=\"evidence\">\n" + items.map { "<li>\(self.text($0))</li>\n" }.joined() + "</ul>\n"
        case .table(let table): return text(table)
        case .figure: return ""
        }
    }

    mutating func inline(_ runs: [ReportText]) -> String {
        runs.map { run in
            switch run {
            case .plain(let text): Self.escaped(text)
            case .strong(let text): "<strong>\(Self.escaped(text))</strong>"
            case .emphasized(let text): "<em>\(Self.escaped(text))</em>"
            case .note(let text): note(text)
            }
        }.joined()
    }

    mutating func inline(_ quote: ReportQuote) -> String {
        let words = quote.text.isEmpty ? "" : "“\(Self.escaped(quote.text))”"
        let circumstances = quote.circumstances.isEmpty ? "" : " (\(Self.escaped(quote.circumstances)))"
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
        return "<sup class=\"source\"><a href=\"#entente-source-\(number)\">\(number)</a></sup>"
    }

    private mutating func text(_ table: ReportTable) -> String {
        func cell(_ tag: String, _ column: ReportTable.Column, _ content: String) -> String {
            "<\(tag)\(column.isNumber ? " class=\"number\"" : "")>\(content)</\(tag)>"
        }
        var out = "<div class=\"scroll\"><table>\n<thead><tr>"
        out += table.columns.map { cell("th", $0, Self.escaped($0.title)) }.joined()
        out += "</tr></thead>\n<tbody>\n"
        for row in table.rows {
            out += "<tr>" + zip(table.columns, row).map { cell("td", $0, inline($1)) }.joined() + "</tr>\n"
        }
        out += "</tbody></table></div>\n"
        if table.omitted > 0 { out += "<p class=\"remark\">and \(table.omitted) more rows</p>\n" }
        return out
    }

    /// Where the statements stand that tables and quotes refer to, numbered as they are referred to.
    var sources: String {
        guard !notes.isEmpty else { return "" }
        let items = notes.enumerated().map { number, text in
            "<li id=\"entente-source-\(number + 1)\">\(Self.escaped(text))</li>\n"
        }
        return "<section class=\"sources\" aria-label=\"Sources\">\n<h2>Sources</h2>\n<ol>\n"
            + items.joined() + "</ol>\n</section>\n"
    }

    /// Text for element content and double-quoted attributes, without control characters.
    static func escaped(_ text: String) -> String { GraphvizQuoting.markup(text.replacing("\n", with: " ")) }
}
