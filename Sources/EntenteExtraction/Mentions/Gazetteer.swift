public import EntenteModel

/// Known actors and the names that texts use for them.
///
/// A gazetteer is data: tab-separated files with the header that `Gazetteer.columns` lists, one actor a line. Files that
/// are read later may repeat an id to add names to the actor; they win where the two differ.
public struct Gazetteer: Sendable {
    /// How a name refers to the actor of its entry.
    public enum Usage: Sendable, Hashable {
        /// "Tajikistan".
        case name
        /// "Tajik", of a state or a people.
        case adjective
        /// "Tajiks".
        case people
        /// "Dushanbe", the government's seat, where it stands for the state.
        case seat
    }

    /// One actor.
    public struct Entry: Sendable, Hashable {
        public let id: ActorID
        public var name: String
        public var kind: String
        public var country: String?
        public var principal: ActorID?
        public var aliases: [String]
        public var adjectives: [String]
        public var people: [String]
        public var seats: [String]
        /// Names that are common words, too, or names of persons.
        public var ambiguous: Set<String>

        /// Every name under which texts may mention it.
        public var allNames: [String] { [name] + aliases + adjectives + people + seats }
    }

    public static let columns = [
        "id", "name", "kind", "country", "principal", "aliases", "adjectives", "people", "capital", "seats",
        "ambiguous",
    ]

    public private(set) var entries: [ActorID: Entry]

    public init() { entries = [:] }

    init(entries: [ActorID: Entry]) { self.entries = entries }

    public subscript(id: ActorID) -> Entry? { entries[id] }

    /// States by their ISO 3166-1 codes; of several with one code the one that has a nationality.
    var statesByCode: [String: ActorID] {
        var result: [String: ActorID] = [:]
        for entry in entries.values.filter({ $0.kind == "state" }).sorted(by: { $0.id < $1.id }) {
            guard let code = entry.country, result[code] == nil || !entry.adjectives.isEmpty else { continue }
            result[code] = entry.id
        }
        return result
    }

    /// The known actors that ship with Entente.
    ///
    /// - Throws: `ExtractorError` where a data file is missing or faulty.
    public static func standard() throws(ExtractorError) -> Gazetteer {
        try ExtractionResources().gazetteer(ontology: .standard())
    }

    /// Reads a tab-separated file.
    ///
    /// - Parameters:
    ///   - text: Its content.
    ///   - file: Its name, for messages.
    ///   - ontology: The kinds that entries may have.
    /// - Throws: `GazetteerError` with file and line of the first fault.
    public mutating func read(_ text: String, file: String, ontology: Ontology) throws(GazetteerError) {
        var header: [String: Int]?
        var lineNumber = 0
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            lineNumber += 1
            var cells = line.split(separator: 9, omittingEmptySubsequences: false).map { String(Substring($0)) }
            if cells.last?.hasSuffix("\r") == true { cells[cells.count - 1].removeLast() }
            if cells == [""] { continue }
            guard let columns = header else {
                if cells[0].hasPrefix("\u{FEFF}") { cells[0].removeFirst() }
                if let unknown = cells.first(where: { !Self.columns.contains($0) }) {
                    throw .unknownColumn(unknown, file: file)
                }
                for needed in ["id", "name", "kind"] where !cells.contains(needed) {
                    throw .missingColumn(needed, file: file)
                }
                header = Dictionary(zip(cells, cells.indices), uniquingKeysWith: { first, _ in first })
                continue
            }
            guard cells.count == columns.count else {
                throw .wrongCellCount(cells.count, expected: columns.count, file: file, line: lineNumber)
            }
            try add(Row(cells: cells, columns: columns), file: file, line: lineNumber, ontology: ontology)
        }
    }

    private mutating func add(
        _ row: Row, file: String, line: Int, ontology: Ontology
    ) throws(GazetteerError) {
        let (id, name, kind) = (ActorID(row["id"]), row["name"], row["kind"])
        if id.rawValue.isEmpty || name.isEmpty { throw .emptyCell(file: file, line: line) }
        guard ontology.actorKind(kind) != nil else {
            throw .unknownKind(kind, file: file, line: line, closest: ontology.closestActorKind(to: kind))
        }
        var entry = Entry(
            id: id, name: name, kind: kind, country: row["country"].isEmpty ? nil : row["country"],
            principal: row["principal"].isEmpty ? nil : ActorID(row["principal"]), aliases: row.list("aliases"),
            adjectives: row.list("adjectives"), people: row.list("people"), seats: row.list("seats"),
            ambiguous: Set(row.list("ambiguous")))
        if let known = entries[id] {
            entry.country = entry.country ?? known.country
            entry.principal = entry.principal ?? known.principal
            entry.aliases += known.aliases + (known.name == name ? [] : [known.name])
            entry.adjectives += known.adjectives
            entry.people += known.people
            entry.seats += known.seats
            entry.ambiguous.formUnion(known.ambiguous)
        }
        entries[id] = entry
    }

    private struct Row {
        let cells: [String]
        let columns: [String: Int]

        subscript(column: String) -> String { columns[column].map { cells[$0] } ?? "" }
        func list(_ column: String) -> [String] { self[column].split(separator: "|").map(String.init) }
    }
}

/// Why a gazetteer cannot be used.
public enum GazetteerError: Error, Equatable, CustomStringConvertible {
    case unknownColumn(String, file: String)
    case missingColumn(String, file: String)
    case wrongCellCount(Int, expected: Int, file: String, line: Int)
    case emptyCell(file: String, line: Int)
    case unknownKind(String, file: String, line: Int, closest: String?)

    public var description: String {
        switch self {
        case .unknownColumn(let column, let file):
            "unknown column '\(column)'; \(file):1; columns are \(Gazetteer.columns.joined(separator: ", "))"
        case .missingColumn(let column, let file): "no column '\(column)'; \(file):1; add it"
        case .wrongCellCount(let count, let expected, let file, let line):
            "\(count) cells in a table of \(expected) columns; \(file):\(line); separate cells by one tab each"
        case .emptyCell(let file, let line): "an entry needs an id and a name; \(file):\(line); fill them in"
        case .unknownKind(let kind, let file, let line, let closest):
            "no actor kind '\(kind)' in the ontology; \(file):\(line); "
                + (closest.map { "did you mean '\($0)'?" } ?? "use a kind of the ontology")
        }
    }
}
