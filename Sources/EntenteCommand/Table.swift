import EntenteFormats

/// An answer as rows of cells, printed for people, as CSV, or written as JSON by the command itself.
struct Table {
    struct Column {
        let title: String
        var isNumber = false
    }

    let columns: [Column]
    var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The table without one of its columns.
    func dropping(_ title: String) -> Table {
        let kept = columns.indices.filter { columns[$0].title != title }
        var table = Table(kept.map { columns[$0] })
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }

    /// Aligned columns with a header line; numbers to the right.
    var text: String {
        let cells = [columns.map(\.title)] + rows.map { $0.map(Terminal.safe) }
        let widths = columns.indices.map { column in cells.map { Self.width($0[column]) }.max() ?? 0 }
        return cells.map { row in
            let line = row.indices.map { column in
                let pad = String(repeating: " ", count: widths[column] - Self.width(row[column]))
                return columns[column].isNumber ? pad + row[column] : row[column] + pad
            }.joined(separator: "  ")
            return String(line.reversed().drop(while: { $0 == " " }).reversed()) + "\n"
        }.joined()
    }

    var csv: String {
        CSV.row(columns.map { $0.title.lowercased() })
            + rows.map { CSV.row($0, isNumber: { columns[$0].isNumber }) }.joined()
    }

    /// Columns that a text takes on a terminal: East Asian wide characters and emoji take two.
    static func width(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            guard let first = character.unicodeScalars.first else { return sum }
            switch first.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
                0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                return sum + 2
            default: return sum + 1
            }
        }
    }
}
