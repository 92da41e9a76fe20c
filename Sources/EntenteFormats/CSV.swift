public import EntenteModel

/// Comma-separated values as RFC 4180 has them, in UTF-8.
public enum CSV {
    /// One row. Cells with a comma, a quote or a line end are quoted; text that a spreadsheet would take for a formula
    /// (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe in front, as does text that
    /// already looks so; `unguarded` takes it off.
    public static func row(_ cells: [String], isNumber: (Int) -> Bool = { _ in false }) -> String {
        cells.enumerated().map { place, cell in
            let text = isFormula(cell.unicodeScalars.drop { $0 == "'" }) && !isNumber(place) ? "'" + cell : cell
            let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
            return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\n"
    }

    /// The text of a cell without the apostrophe that keeps spreadsheets from taking it for a formula.
    static func unguarded(_ cell: String) -> String {
        cell.hasPrefix("'") && isFormula(cell.unicodeScalars.drop { $0 == "'" }) ? String(cell.dropFirst()) : cell
    }

    private static func isFormula(_ text: Substring.UnicodeScalarView) -> Bool {
        text.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    }

    /// Splits a file into rows of cells, each with the line on which it begins.
    ///
    /// - Throws: `FormatError.badRow` where a quote is never closed.
    public static func rows(_ text: String, file: String) throws(FormatError) -> [(line: Int, cells: [String])] {
        var result: [(Int, [String])] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var (line, rowLine, quoteLine) = (1, 1, 1)
        var (isQuoted, wasQuoted) = (false, false)
        func closeCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        func closeRow() {
            closeCell()
            if cells != [""] { result.append((rowLine, cells)) }
            cells = []
            rowLine = line
        }
        let bytes = Array(text.utf8)
        var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 10 { line += 1 }
            if isQuoted {
                if byte == UInt8(ascii: "\"") {
                    if place + 1 < bytes.count, bytes[place + 1] == byte {
                        cell.append(byte)
                        place += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    cell.append(byte)
                }
            } else if byte == UInt8(ascii: "\""), cell.isEmpty, !wasQuoted {
                (isQuoted, wasQuoted, quoteLine) = (true, true, line)
            } else if byte == UInt8(ascii: ",") {
                closeCell()
            } else if byte == 10 {
                closeRow()
            } else if byte == 13, place + 1 == bytes.count || bytes[place + 1] == 10 {
                // The line feed that follows closes the row.
            } else {
                cell.append(byte)
            }
            place += 1
        }
        if isQuoted { throw .badRow(file: file, line: quoteLine, problem: "a quote is never closed") }
        if !cell.isEmpty || !cells.isEmpty || wasQuoted { closeRow() }
        return result
    }
}

/// Writes the relations of a graph as a table, an edge a row, that `CSVReader` and spreadsheets read.
///
/// It carries no statements, no aliases and no principals; `weight` is the relation's strength.
public enum CSVWriter {
    public static let columns = [
        "source", "target", "kind", "weight", "date", "status", "firstDate", "lastDate", "statements", "sourceName",
        "targetName", "sourceKind", "targetKind",
    ]

    public static func edges(_ graph: ActorGraph) -> String {
        var out = CSV.row(columns)
        for relation in graph.relations {
            let (source, target) = (graph[relation.source], graph[relation.target])
            let cells = [
                relation.source.rawValue, relation.target.rawValue, relation.kind, JSONText.number(relation.strength),
                relation.lastDate?.description ?? "", relation.status.rawValue, relation.firstDate?.description ?? "",
                relation.lastDate?.description ?? "", String(relation.statements.count), source?.name ?? "",
                target?.name ?? "", source?.kind ?? "", target?.kind ?? "",
            ]
            out += CSV.row(cells, isNumber: { [3, 8].contains($0) })
        }
        return out
    }

    /// The actors as a table, one a row.
    public static func nodes(_ graph: ActorGraph) -> String {
        var out = CSV.row(["id", "name", "kind", "aliases", "country", "principal", "mentions"])
        for actor in graph.actors {
            let cells = [
                actor.id.rawValue, actor.name, actor.kind, actor.aliases.joined(separator: "; "), actor.country ?? "",
                actor.principal?.rawValue ?? "", String(actor.mentions),
            ]
            out += CSV.row(cells, isNumber: { $0 == 6 })
        }
        return out
    }
}
