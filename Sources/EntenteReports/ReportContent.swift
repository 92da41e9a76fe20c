public import EntenteModel
public import EntenteRendering

/// What a block of a report becomes, before any format: paragraphs, tables, lists of evidence, a figure.
///
/// All text in it is data. Each writer (Markdown, HTML, pandoc) escapes it for its own format.
public indirect enum ReportContent: Sendable {
    case paragraph([ReportText])
    /// A small line under a table or figure: for which part of the graph the answer holds.
    case remark(String)
    /// A sentence of a document with a footnote that says where it stands.
    case quote(ReportQuote)
    case list([[ReportContent]])
    case table(ReportTable)
    case figure(ReportFigure)
}

/// A run of text.
public enum ReportText: Sendable, Hashable {
    case plain(String)
    case strong(String)
    case emphasized(String)
    /// A footnote, which says where a statement stands.
    case note(String)
}

/// A sentence as its document writes it, and where that is.
public struct ReportQuote: Sendable, Hashable {
    public let text: String
    /// Title, date and place, for the footnote.
    public let place: String
    /// Who says so and how surely, where that is not the document and not plainly asserted.
    public let circumstances: String

    public init(text: String, place: String, circumstances: String = "") {
        self.text = text
        self.place = place
        self.circumstances = circumstances
    }
}

/// A table with a header; every row has as many cells as there are columns.
public struct ReportTable: Sendable {
    public struct Column: Sendable, Hashable {
        public let title: String
        /// Numbers stand at the right.
        public let isNumber: Bool

        public init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }
    }

    /// The most rows that a report shows; a reader of more wants a file.
    public static let mostRows = 500

    public let columns: [Column]
    public let rows: [[[ReportText]]]
    /// Rows that were left out.
    public let omitted: Int

    public init(_ columns: [Column], rows: [[[ReportText]]]) {
        self.columns = columns
        self.rows = Array(rows.prefix(Self.mostRows))
        omitted = rows.count - self.rows.count
    }
}

/// A map in a report, not laid out yet.
public struct ReportFigure: Sendable {
    /// The map for a figure whose elements have ids that start with a prefix, so that a page can hold several.
    public let map: ActorMap
    /// The evidence behind the lines of the map, by line; empty where the report leaves it out.
    public let evidence: [LineEvidence]
    /// What it shows, for those who cannot see it.
    public let description: String

    /// The evidence behind one line of a map.
    public struct LineEvidence: Sendable {
        /// The fragment to which the line links.
        public let anchor: String
        /// "Taliban negotiates with Turkmenistan, possible".
        public let sentence: String
        public let quotes: [ReportQuote]
    }

    /// The statements behind each line, twelve at most.
    public static func evidence(behind map: ActorMap, graph: ActorGraph) -> [LineEvidence] {
        map.lines.map { line in
            let statements = line.relations.flatMap { graph[$0]?.statements ?? [] }
            return LineEvidence(
                anchor: line.evidenceAnchor, sentence: line.sentence,
                quotes: statements.prefix(12).map { ReportQuote($0, in: graph) })
        }
    }

    public init(map: ActorMap, evidence: [LineEvidence], description: String) {
        self.map = map
        self.evidence = evidence
        self.description = description
    }
}

/// The answer to a block: its content and what it is called.
public struct ReportAnswer: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case figure, table, profile

        /// How a caption begins.
        public var label: String {
            switch self {
            case .figure: "Figure"
            case .table: "Table"
            case .profile: "Profile"
            }
        }
    }

    public let kind: Kind
    /// The caption where the block gives none.
    public let caption: String
    public let contents: [ReportContent]

    public init(kind: Kind, caption: String, contents: [ReportContent]) {
        self.kind = kind
        self.caption = caption
        self.contents = contents
    }
}
