import Foundation

/// Cuts an answer into pages that fit a slide: what runs off a slide is never read.
///
/// Lines are estimated from the number of characters, on the safe side. A table whose cells are too long for a slide's
/// columns becomes a list, a row an item.
struct SlidePages {
    /// How much a slide bears.
    struct Room: Sendable {
        /// Characters of a line.
        let width: Int
        let lines: Int
        /// Rows of a table besides its head, which are taller than lines.
        let rows: Int
        /// Whether a table gets its whole width only where no text stands beside it.
        var isolatesTables = false
    }

    let room: Room

    /// Contents of one slide each.
    func pages(of contents: [ReportContent]) -> [[ReportContent]] {
        var pages: [[ReportContent]] = []
        var page: [ReportContent] = []
        var left = room.lines
        let parts = contents.flatMap(parts)
        for (number, part) in parts.enumerated() {
            let height = height(of: part)
            // A heading goes with what stands below it, a remark with what stands above.
            let next = part.isHead ? heightBelow(parts[(number + 1)...]) : 0
            let isApart = room.isolatesTables && (part.isTable || page.last?.isTable == true)
            if height + next > left || isApart, !page.isEmpty, !part.isRemark {
                pages.append(page)
                (page, left) = ([], room.lines)
            }
            page.append(part)
            left -= height
        }
        if !page.isEmpty { pages.append(page) }
        return pages
    }

    /// The height of the headings that come next and of what the last of them heads.
    private func heightBelow(_ rest: ArraySlice<ReportContent>) -> Int {
        let heads = rest.prefix(while: \.isHead)
        return rest.prefix(heads.count + 1).reduce(0) { $0 + height(of: $1) }
    }

    // MARK: Parts that stay together

    private func parts(_ content: ReportContent) -> [ReportContent] {
        switch content {
        case .paragraph(let runs): return [.paragraph(runs.map(short))]
        case .remark, .figure: return [content]
        case .quote(let quote): return [.paragraph(runs(of: quote))]
        case .list(let items):
            return items.flatMap { item -> [ReportContent] in
                guard let head = item.first, item.count > 1 else { return [.list([item.flatMap(parts)])] }
                return parts(head).map(Self.emphasized) + item.dropFirst().flatMap(parts)
            }
        case .table(let table): return parts(of: table)
        }
    }

    private func parts(of table: ReportTable) -> [ReportContent] {
        let rest = table.omitted > 0 ? [ReportContent.remark("and \(table.omitted) more rows")] : []
        guard fits(table) else { return table.rows.map { item($0, columns: table.columns) } + rest }
        let pages = max((table.rows.count + room.rows - 1) / max(room.rows, 1), 1)
        let most = max((table.rows.count + pages - 1) / pages, 1)
        return stride(from: 0, to: max(table.rows.count, 1), by: most).map { start in
            .table(ReportTable(table.columns, rows: Array(table.rows[start..<min(start + most, table.rows.count)])))
        } + rest
    }

    /// Whether every row fits a line; columns are as wide as their widest cell or, in PowerPoint, all alike.
    private func fits(_ table: ReportTable) -> Bool {
        let widths = table.columns.indices.map { column in
            ([table.columns[column].title.count] + table.rows.map { Self.length($0[column]) }).max() ?? 0
        }
        let hasSentences = table.rows.contains {
            $0.contains { $0.contains { if case .note = $0 { true } else { false } } }
        }
        return !hasSentences && widths.reduce(0) { $0 + $1 + 2 } <= room.width
            && (widths.max() ?? 0) * table.columns.count <= room.width * 2
    }

    /// A row as an item: its first words stand out, sentences stand below.
    private func item(_ row: [[ReportText]], columns: [ReportTable.Column]) -> ReportContent {
        let head = columns.indices.first { !columns[$0].isNumber && !row[$0].isEmpty } ?? 0
        var short: [ReportText] = []
        var long: [ReportContent] = []
        for (column, cell) in row.enumerated() where !cell.isEmpty && Self.length(cell) > 0 {
            let runs = cell.map(self.short)
            let title = columns[column].title
            if column == head {
                short.insert(contentsOf: runs.map(Self.strong), at: 0)
            } else if Self.length(cell) > 40 {
                let isSentence = cell.contains { if case .note = $0 { true } else { false } }
                long.append(.paragraph((isSentence || title.isEmpty ? [] : [.plain("\(title): ")]) + runs))
            } else {
                short.append(.plain(title.isEmpty ? ", " : ", \(title.lowercased()) "))
                short += runs
            }
        }
        return .list([[.paragraph(short)] + long])
    }

    private func runs(of quote: ReportQuote) -> [ReportText] {
        var runs: [ReportText] = quote.text.isEmpty ? [] : [.plain("“\(quote.text)”")]
        if !quote.circumstances.isEmpty { runs.append(.plain(" (\(quote.circumstances))")) }
        return runs + [short(.note(quote.place))]
    }

    /// Footnotes would take the room of the text, or end on a slide of their own: the document and the bytes stand in the
    /// text instead.
    private func short(_ run: ReportText) -> ReportText {
        guard case .note(let place) = run else { return run }
        let start = place.range(of: "; ", options: .backwards)?.upperBound ?? place.startIndex
        return .emphasized(" \(place[start...])")
    }

    private static func strong(_ run: ReportText) -> ReportText {
        if case .plain(let text) = run { .strong(text) } else { run }
    }

    private static func emphasized(_ content: ReportContent) -> ReportContent {
        if case .paragraph(let runs) = content { .paragraph(runs.map(strong)) } else { content }
    }

    // MARK: Heights

    private func height(of content: ReportContent) -> Int {
        switch content {
        // Half a line stands between paragraphs.
        case .paragraph(let runs): lines(Self.length(runs), in: room.width) + (content.isHead ? 1 : 0)
        case .remark(let text): lines(text.count, in: room.width) + 1
        case .quote(let quote): lines(quote.text.count + quote.place.count, in: room.width)
        case .list(let items):
            items.reduce(0) { sum, item in
                sum + item.reduce(1) { $0 + height(of: $1, in: room.width - 6) }
            }
        case .table(let table): (table.rows.count + 1) * room.lines / max(room.rows + 2, 1)
        case .figure: room.lines
        }
    }

    private func height(of content: ReportContent, in width: Int) -> Int {
        if case .paragraph(let runs) = content { lines(Self.length(runs), in: width) } else { height(of: content) }
    }

    private func lines(_ characters: Int, in width: Int) -> Int { max((characters + width - 1) / max(width, 1), 1) }

    private static func length(_ runs: [ReportText]) -> Int {
        runs.reduce(0) { sum, run in
            switch run {
            case .plain(let text), .strong(let text), .emphasized(let text), .note(let text): sum + text.count
            }
        }
    }
}

extension ReportContent {
    /// A paragraph in bold heads what follows.
    fileprivate var isHead: Bool {
        guard case .paragraph(let runs) = self, case .strong = runs.first else { return false }
        return true
    }

    var isTable: Bool { if case .table = self { true } else { false } }

    fileprivate var isRemark: Bool { if case .remark = self { true } else { false } }
}
