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

/// Reads an edge table with the columns `source,target[,kind][,weight][,date]` and those of `CSVWriter`, in any order and case.
///
/// Actors are known by their name in the table. Rows of the same ends and kind add their strengths. A kind that the ontology lacks is kept, as
/// neutral and directed; rows without a kind have the kind `relatedTo`.
public struct CSVReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    public func graph(_ text: String, file: String) throws(FormatError) -> ActorGraph {
        let rows = try CSV.rows(text, file: file)
        guard let header = rows.first else {
            throw .badRow(file: file, line: 1, problem: "the file is empty; write a header 'source,target'")
        }
        let names = header.cells.map { $0.lowercased().filter { !$0.isWhitespace } }
        let columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        guard let source = columns["source"], let target = columns["target"] else {
            throw .badRow(file: file, line: header.line, problem: "no columns 'source' and 'target'")
        }
        var graph = ActorGraph(ontology: ontology)
        for row in rows.dropFirst() {
            guard row.cells.count == header.cells.count else {
                throw .badRow(
                    file: file, line: row.line,
                    problem: "\(row.cells.count) cells, the header has \(header.cells.count)")
            }
            func cell(_ name: String) -> String { columns[name].map { CSV.unguarded(row.cells[$0]) } ?? "" }
            let ends = [
                (CSV.unguarded(row.cells[source]), cell("sourcename"), cell("sourcekind")),
                (CSV.unguarded(row.cells[target]), cell("targetname"), cell("targetkind")),
            ]
            if ends.contains(where: { $0.0.allSatisfy(\.isWhitespace) }) {
                throw .badRow(file: file, line: row.line, problem: "a source or target is empty; name both actors")
            }
            if !cell("status").isEmpty, Status(rawValue: cell("status")) == nil {
                throw .badRow(
                    file: file, line: row.line,
                    problem:
                        "no status '\(cell("status"))'; use \(Status.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            for name in ["date", "firstdate", "lastdate"] where !cell(name).isEmpty && PartialDate(cell(name)) == nil {
                throw .badRow(
                    file: file, line: row.line, problem: "'\(cell(name))' is no date; write 2021, 2021-08 or 2021-08-07"
                )
            }
            do throws(ActorGraphError) {
                for (id, name, kind) in ends { try Self.add(id, name: name, kind: kind, to: &graph) }
                try insert(row.line, cell: cell, from: ends[0].0, to: ends[1].0, into: &graph, file: file)
            } catch {
                throw .badRow(file: file, line: row.line, problem: "\(error)")
            }
        }
        return graph
    }

    private static func add(
        _ id: String, name: String, kind: String, to graph: inout ActorGraph
    ) throws(ActorGraphError) {
        let actor = ActorID(id)
        guard graph[actor] == nil else { return }
        let known = kind.isEmpty ? "actor" : kind
        if graph.ontology.actorKind(known) == nil { graph.define(ActorKind(name: known)) }
        try graph.insert(Actor(id: actor, name: name.isEmpty ? id : name, kind: known))
    }

    private func insert(
        _ line: Int, cell: (String) -> String, from source: String, to target: String, into graph: inout ActorGraph,
        file: String
    ) throws(ActorGraphError) {
        let name = cell("kind").isEmpty ? "relatedTo" : cell("kind")
        if graph.ontology.relationKind(name) == nil {
            graph.define(RelationKind(name: name, label: name == "relatedTo" ? "is related to" : name))
        }
        // Loops are no relations; a plain graph may have them, and measures leave them out.
        guard source != target, let kind = graph.ontology.relationKind(name) else { return }
        let id = RelationID(source: ActorID(source), kind: kind, target: ActorID(target))
        var strength = 1.0
        if !cell("weight").isEmpty {
            guard let number = Double(cell("weight")), number.isFinite else { throw .badStrength(id) }
            strength = number
        }
        let dates = ["firstdate", "date", "lastdate"].map { PartialDate(cell($0)) }
        try graph.insert(
            Relation(
                id: id, status: Status(rawValue: cell("status")) ?? .asserted, strength: strength,
                firstDate: dates[0] ?? dates[1], lastDate: dates[2] ?? dates[1]))
    }
}
