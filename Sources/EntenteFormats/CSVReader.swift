public import EntenteModel
public import Foundation

/// Reads an edge table with the columns `source,target[,kind][,weight][,date]` and those of `CSVWriter`, in any order and
/// case; other columns are left out.
///
/// Actors are known by their name in the table. Rows of the same ends and kind add their strengths. A kind that the
/// ontology lacks is kept, as neutral and directed; rows without a kind have the kind `relatedTo`. The text is UTF-8, with
/// or without a byte order mark.
public struct CSVReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    public func graph(_ text: String, file: String) throws(FormatError) -> ActorGraph {
        try graph(Data(text.utf8), file: file)
    }

    /// - Parameter file: Its name, for messages.
    /// - Throws: `FormatError` with the line.
    /// - Complexity: O(bytes + rows · log rows); about 200 bytes of memory a row.
    public func graph(_ data: Data, file: String) throws(FormatError) -> ActorGraph {
        let outcome: Result<GraphAssembly, FormatError> = data.withUnsafeBytes { bytes in
            do throws(FormatError) {
                var table = try EdgeTable(bytes, file: file)
                return .success(try table.assembly())
            } catch { return .failure(error) }
        }
        return try outcome.get().graph(ontology: ontology)
    }

    /// The bare edges of a table, where it says nothing but who is joined with whom, how strongly, and of which kind.
    ///
    /// This is the way to questions about structure alone: it takes a fraction of the time and memory of `graph`.
    /// - Returns: nil where the table has columns that only a graph can hold: names or kinds of actors, status, dates.
    public func edges(_ data: Data, file: String) throws(FormatError) -> PlainEdges? {
        let outcome: Result<PlainEdges?, FormatError> = data.withUnsafeBytes { bytes in
            do throws(FormatError) {
                var table = try EdgeTable(bytes, file: file)
                return .success(try table.edges(ontology: ontology))
            } catch { return .failure(error) }
        }
        return try outcome.get()
    }
}

/// Edges between numbered actors, with what the file calls them.
public struct PlainEdges: Hashable, Sendable {
    /// The actors, in the order in which the file first names them.
    public internal(set) var names: [String] = []
    /// Of each edge; one of a symmetric kind stands there both ways.
    public internal(set) var sources: [UInt32] = []
    public internal(set) var targets: [UInt32] = []
    /// Empty where every strength is 1.
    public internal(set) var strengths: [Double] = []
    /// Places of the edges that a row of a symmetric kind adds the other way; ascending.
    var reversed: [UInt32] = []

    /// Whether any row is of a symmetric kind.
    public var hasReversed: Bool { !reversed.isEmpty }

    /// Whether the edge is that of the row before it, the other way round.
    public func isReversed(_ place: Int) -> Bool {
        guard !reversed.isEmpty else { return false }
        var (low, high) = (0, reversed.count)
        while low < high {
            let middle = (low + high) / 2
            if reversed[middle] < UInt32(place) { low = middle + 1 } else { high = middle }
        }
        return low < reversed.count && reversed[low] == UInt32(place)
    }
}

/// A table of edges: its header understood, its rows yet to be read.
private struct EdgeTable {
    private enum Column: String, CaseIterable {
        case source, target, kind, weight, date, status
        case firstDate = "firstdate"
        case lastDate = "lastdate"
        case sourceName = "sourcename"
        case targetName = "targetname"
        case sourceKind = "sourcekind"
        case targetKind = "targetkind"
    }

    private var scanner: CSVScanner
    private var cells: [CSVScanner.Cell] = []
    /// The place of each column in a row.
    private var places: [Column: Int] = [:]
    private let source: Int
    private let target: Int
    private let weight: Int?
    private let kind: Int?
    private let width: Int
    private let file: String

    init(_ bytes: UnsafeRawBufferPointer, file: String) throws(FormatError) {
        try PlainText.check(bytes, file: file)
        self.file = file
        scanner = CSVScanner(bytes, file: file)
        guard let line = try scanner.next(into: &cells) else {
            throw .badRow(file: file, line: 1, problem: "the file is empty; write a header 'source,target'")
        }
        for (place, cell) in cells.enumerated() {
            let name = scanner.text(of: cell).lowercased().filter { !$0.isWhitespace }
            if let column = Column(rawValue: name), places[column] == nil { places[column] = place }
        }
        guard let source = places[.source], let target = places[.target] else {
            throw .badRow(file: file, line: line, problem: "no columns 'source' and 'target'")
        }
        self.source = source
        self.target = target
        weight = places[.weight]
        kind = places[.kind]
        width = cells.count
    }

    /// Reads a row; nil at the end.
    private mutating func next() throws(FormatError) -> Int? {
        guard let line = try scanner.next(into: &cells) else { return nil }
        guard cells.count == width else {
            throw .badRow(file: file, line: line, problem: "\(cells.count) cells, the header has \(width)")
        }
        return line
    }

    private func number(
        of cell: CSVScanner.Cell, in names: inout NameTable, line: Int
    ) throws(FormatError) -> (number: Int, isNew: Bool) {
        let result = scanner.withText(of: cell) { bytes in names.number(of: bytes) }
        // Only a new name can be blank, for the first one is refused.
        if result.isNew, names.names[result.number].allSatisfy(\.isWhitespace) {
            throw .badRow(file: file, line: line, problem: "a source or target is empty; name both actors")
        }
        return result
    }

    private func strength(line: Int) throws(FormatError) -> Double {
        guard let weight else { return 1 }
        let number: Double? = scanner.withText(of: cells[weight]) { bytes in
            bytes.isEmpty ? 1 : PlainNumber.read(bytes)
        }
        if let number, number >= 0 { return number }
        let text = scanner.text(of: cells[weight]).prefix(40)
        throw .badRow(file: file, line: line, problem: "the weight '\(text)' is no number of 0 or more")
    }

    mutating func edges(ontology: Ontology) throws(FormatError) -> PlainEdges? {
        let plain: Set<Column> = [.source, .target, .weight, .kind]
        guard places.keys.allSatisfy(plain.contains) else { return nil }
        var edges = PlainEdges()
        var names = NameTable()
        var kinds = NameTable()
        var symmetric: [Bool] = []
        while let line = try next() {
            let from = UInt32(try number(of: cells[source], in: &names, line: line).number)
            let to = UInt32(try number(of: cells[target], in: &names, line: line).number)
            let strength = try strength(line: line)
            var isSymmetric = false
            if let kind {
                let found = scanner.withText(of: cells[kind]) { kinds.number(of: $0) }
                if found.isNew {
                    symmetric.append(ontology.relationKind(kinds.names[found.number])?.isSymmetric ?? false)
                }
                isSymmetric = symmetric[found.number]
            }
            for _ in 0..<(isSymmetric ? 2 : 1) {
                if strength != 1, edges.strengths.isEmpty {
                    edges.strengths = [Double](repeating: 1, count: edges.sources.count)
                }
                if strength != 1 || !edges.strengths.isEmpty { edges.strengths.append(strength) }
            }
            edges.sources.append(from)
            edges.targets.append(to)
            guard isSymmetric else { continue }
            edges.reversed.append(UInt32(edges.sources.count))
            edges.sources.append(to)
            edges.targets.append(from)
        }
        edges.names = names.names
        return edges
    }

    mutating func assembly() throws(FormatError) -> GraphAssembly {
        var assembly = GraphAssembly(format: "CSV", file: file)
        var names = NameTable()
        var kinds = NameTable()
        let hasFacts = !places.keys.allSatisfy { [.source, .target, .weight, .kind].contains($0) }
        while let line = try next() {
            let ends = try (
                end(source, name: .sourceName, kind: .sourceKind, &names, &assembly, line: line),
                end(target, name: .targetName, kind: .targetKind, &names, &assembly, line: line)
            )
            var facts = GraphAssembly.EdgeFacts()
            if let kind {
                let found = scanner.withText(of: cells[kind]) { kinds.number(of: $0) }
                facts.kind = kinds.names[found.number]
            }
            if hasFacts {
                facts.status = text(.status)
                facts.date = text(.date)
                facts.firstDate = text(.firstDate)
                facts.lastDate = text(.lastDate)
            }
            try assembly.connect(ends.0, ends.1, facts, strength: try strength(line: line), line: line)
        }
        return assembly
    }

    /// The text of a cell; nil where there is no such column or nothing in it.
    private func text(_ column: Column) -> String? {
        guard let place = places[column] else { return nil }
        let text = scanner.text(of: cells[place])
        return text.isEmpty ? nil : text
    }

    private func end(
        _ place: Int, name: Column, kind: Column, _ names: inout NameTable, _ assembly: inout GraphAssembly, line: Int
    ) throws(FormatError) -> Int {
        let found = try number(of: cells[place], in: &names, line: line)
        if found.isNew {
            let node = GraphAssembly.Node(
                id: names.names[found.number], name: text(name), kind: text(kind), line: line)
            _ = assembly.add(node)
        }
        return found.number
    }
}
