import EntenteFormats

/// Elements of pandoc's document model, as its JSON writes them; the same in the versions 1.21 to 1.23 of its API.
enum PandocElements {
    static func element(_ type: String, _ content: JSONTree) -> JSONTree { .map(["t": .text(type), "c": content]) }

    static func attributes(_ id: String = "", _ classes: [String] = [], _ pairs: [(String, String)] = []) -> JSONTree {
        .list([
            .text(id), .list(classes.map { .text($0) }),
            .list(pairs.map { .list([.text($0.0), .text($0.1)]) }),
        ])
    }

    static func paragraph(_ inlines: [JSONTree]) -> JSONTree { element("Para", .list(inlines)) }
    static func plain(_ inlines: [JSONTree]) -> JSONTree { element("Plain", .list(inlines)) }
    static func strong(_ inlines: [JSONTree]) -> JSONTree { element("Strong", .list(inlines)) }
    static func emphasized(_ inlines: [JSONTree]) -> JSONTree { element("Emph", .list(inlines)) }
    static func quote(_ blocks: [JSONTree]) -> JSONTree { element("BlockQuote", .list(blocks)) }
    static func note(_ text: String) -> JSONTree { element("Note", .list([paragraph(words(text))])) }
    static func span(_ attributes: JSONTree, _ inlines: [JSONTree]) -> JSONTree {
        element("Span", .list([attributes, .list(inlines)]))
    }
    static func raw(_ format: String, _ text: String) -> JSONTree {
        element("RawBlock", .list([.text(format), .text(text)]))
    }

    static func heading(_ level: Int, _ attributes: JSONTree, _ inlines: [JSONTree]) -> JSONTree {
        element("Header", .list([.int(level), attributes, .list(inlines)]))
    }

    static func division(_ attributes: JSONTree, _ blocks: [JSONTree]) -> JSONTree {
        element("Div", .list([attributes, .list(blocks)]))
    }

    static func bullets(_ items: [[JSONTree]]) -> JSONTree { element("BulletList", .list(items.map { .list($0) })) }

    static func link(to id: String, _ name: String) -> JSONTree {
        element("Link", .list([attributes(), .list(words(name)), .list([.text("#" + id), .text("")])]))
    }

    /// - Parameters:
    ///   - height: A share of the page's, such as "60%"; as large as fits unless told.
    ///   - style: What a page of HTML is told of its size.
    static func image(
        _ source: String, description: String, height: String? = nil, style: String? = nil
    ) -> JSONTree {
        let size = (height.map { [("height", $0)] } ?? []) + (style.map { [("style", $0)] } ?? [])
        return element(
            "Image", .list([attributes("", [], size), .list(words(description)), .list([.text(source), .text("")])]))
    }

    /// Text as words with spaces between them, so that writers can break lines.
    static func words(_ text: String) -> [JSONTree] {
        var out: [JSONTree] = []
        let clean = GraphvizQuoting.clean(text)
        if clean.first?.isWhitespace == true { out.append(.map(["t": .text("Space")])) }
        for (number, word) in clean.split(whereSeparator: { $0 == " " || $0.isNewline }).enumerated() {
            if number > 0 { out.append(.map(["t": .text("Space")])) }
            out.append(element("Str", .text(String(word))))
        }
        if clean.count > 1, clean.last?.isWhitespace == true { out.append(.map(["t": .text("Space")])) }
        return out
    }

    /// A table; columns get widths where their text has to be broken.
    ///
    /// - Parameters:
    ///   - caption: Inlines that the writer sets above or below, without a number.
    ///   - line: How much fits a line.
    static func table(_ table: ReportTable, caption: [JSONTree] = [], line: TableLine = .small) -> JSONTree {
        func cell(_ inlines: [JSONTree]) -> JSONTree {
            .list([
                attributes(), .map(["t": .text("AlignDefault")]), .int(1), .int(1),
                .list(inlines.isEmpty ? [] : [plain(inlines)]),
            ])
        }
        func row(_ cells: [JSONTree]) -> JSONTree { .list([attributes(), .list(cells)]) }
        let widths = widths(of: table, line: line)
        let columns = table.columns.indices.map { column -> JSONTree in
            let alignment = JSONTree.map(["t": .text(table.columns[column].isNumber ? "AlignRight" : "AlignLeft")])
            let width =
                widths.map { element("ColWidth", .number($0[column])) } ?? .map(["t": .text("ColWidthDefault")])
            return .list([alignment, width])
        }
        let head = row(table.columns.map { cell(words($0.title)) })
        let rows = table.rows.map { cells in row(cells.map { cell(inlines($0)) }) }
        let body = JSONTree.list([attributes(), .int(0), .list([]), .list(rows)])
        return element(
            "Table",
            .list([
                attributes(), .list([.null, .list(caption.isEmpty ? [] : [plain(caption)])]), .list(columns),
                .list([attributes(), .list([head])]),
                .list([body]), .list([attributes(), .list([])]),
            ]))
    }

    static func inlines(_ runs: [ReportText]) -> [JSONTree] {
        runs.flatMap { run -> [JSONTree] in
            switch run {
            case .plain(let text): words(text)
            case .strong(let text): [strong(words(text))]
            case .emphasized(let text): [emphasized(words(text))]
            case .note(let text): [note(text)]
            }
        }
    }

    /// Characters that a line of a table has room for.
    enum TableLine: Double {
        /// In small print.
        case small = 84
        /// In the size of the text, as Word sets it.
        case normal = 66
    }

    /// Whether the table's text has to be broken.
    static func isWide(_ table: ReportTable) -> Bool { widths(of: table, line: .small) != nil }

    /// Shares of the line by how long the cells are; nil where all fit a line without breaking.
    ///
    /// No column is narrower than its longest word, so that none breaks inside, unless not even the words fit. What is left
    /// goes to the columns that want more, by what they want: sentences get most, but none counts for more than a hundred letters.
    private static func widths(of table: ReportTable, line: TableLine) -> [Double]? {
        func texts(_ column: Int) -> [String] {
            [table.columns[column].title]
                + table.rows.map { row in
                    row[column].map { run in
                        switch run {
                        case .plain(let text), .strong(let text), .emphasized(let text): text
                        // The mark of a footnote.
                        case .note: "12"
                        }
                    }.joined()
                }
        }
        // Room between columns, in characters.
        let gap = 2.0
        let columns = table.columns.indices.map { column in
            let texts = texts(column)
            let words = texts.flatMap { $0.split(separator: " ").map(\.count) }
            return (
                longest: Double(texts.map(\.count).max() ?? 0) + gap, word: min(Double(words.max() ?? 0), 20) + gap
            )
        }
        guard columns.reduce(0, { $0 + $1.longest }) > line.rawValue - 4 else { return nil }
        var widths = columns.map(\.word)
        var rest = line.rawValue - widths.reduce(0, +)
        var wanting = columns.indices.filter { columns[$0].longest > widths[$0] }
        while rest > 0.5, !wanting.isEmpty {
            let weights = columns.map { min($0.longest, 100) }
            let sum = wanting.reduce(0) { $0 + weights[$1] }
            for column in wanting {
                widths[column] = min(columns[column].longest, widths[column] + rest * weights[column] / sum)
            }
            rest = line.rawValue - widths.reduce(0, +)
            wanting.removeAll { columns[$0].longest <= widths[$0] }
        }
        let sum = widths.reduce(0, +)
        return widths.map { ($0 / sum * 1000).rounded(.down) / 1000 }
    }
}
