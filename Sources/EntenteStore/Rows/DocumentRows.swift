import EntenteExtraction
import EntenteModel
import EntenteText
import GRDB

/// Writes documents and their extractions as rows.
///
/// SQLite would look up the parent of every row as it comes, which takes a third of the time of a build. Instead what a
/// document says is checked before any of it is written, and goes into the case in one transaction with the document.
struct DocumentRows {
    private let database: Database
    private var documents, actors, aliases, mentions, statements, sentences, index: RowWriter
    private var lastSentence = 0

    /// Writes documents in the place of those of their ids, in one transaction.
    ///
    /// - Parameter before: What else is written in it, ahead of them.
    static func write(
        _ batch: [(document: Document, extraction: DocumentExtraction)], extractor: String,
        in queue: DatabaseQueue, before: (Database) throws -> Void
    ) throws {
        // Of two documents of one id the later counts; rows that come in the order of their keys stay on a few pages.
        let documents = Dictionary(batch.map { ($0.document.id, $0) }, uniquingKeysWith: { $1 })
            .sorted { $0.key < $1.key }.map(\.value)
        for (_, extraction) in documents { try check(extraction) }
        try queue.writeWithoutTransaction { database in
            // Inside of a transaction SQLite ignores this.
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            let result = Result {
                try database.inTransaction(.immediate) {
                    try before(database)
                    for (document, _) in documents { try StoredDocument.delete(document.id, in: database) }
                    var rows = try DocumentRows(database)
                    for (document, extraction) in documents {
                        try rows.write(document, extraction, extractor: extractor)
                    }
                    try rows.finish()
                    return .commit
                }
            }
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            try result.get()
        }
    }

    /// What the foreign keys of the rows demand, besides that they are written with their document.
    ///
    /// - Throws: `CaseRowError` where a mention or a statement is of an actor that the document has not.
    private static func check(_ extraction: DocumentExtraction) throws(CaseRowError) {
        let actors = Set(extraction.actors.map(\.id))
        func check(_ actor: ActorID, of what: String) throws(CaseRowError) {
            guard !actors.contains(actor) else { return }
            throw CaseRowError(problem: "a \(what) of \(extraction.document.id) names \(actor), which it has not")
        }
        for mention in extraction.mentions { try check(mention.actor, of: "mention") }
        for finding in extraction.findings {
            try check(finding.source, of: "statement")
            try check(finding.target, of: "statement")
        }
    }

    private init(_ database: Database) throws {
        self.database = database
        func writer(_ table: String, _ columns: Int) -> RowWriter {
            RowWriter(database, into: table, columns: columns, rowsAtOnce: RowWriter.many)
        }
        documents = RowWriter(database, into: "document", columns: 8)
        actors = writer("document_actor", 7)
        aliases = writer("document_alias", 3)
        mentions = writer("mention", 5)
        statements = writer("statement", 11)
        sentences = writer("sentence", 4)
        // A virtual table takes rows one by one, and several only by way of a temporary one.
        index = RowWriter(database, into: "sentence_index(rowid, text)", columns: 2)
        lastSentence = try Int.fetchOne(database, sql: "SELECT max(id) FROM sentence") ?? 0
    }

    private mutating func write(_ document: Document, _ extraction: DocumentExtraction, extractor: String) throws {
        let id = document.id.rawValue
        try documents.add(
            .text(id), .text(document.path), .text(document.title), .text(document.date?.description),
            .text(document.source), .text(document.sha256), .text(extractor), .text(document.text))
        for actor in extraction.actors {
            try actors.add(
                .text(id), .text(actor.id.rawValue), .text(actor.name), .text(actor.kind), .text(actor.country),
                .text(actor.principal?.rawValue), .number(actor.mentions))
            for alias in actor.aliases { try aliases.add(.text(id), .text(actor.id.rawValue), .text(alias)) }
        }
        for mention in extraction.mentions {
            try mentions.add(
                .text(id), .number(mention.range.lowerBound), .number(mention.range.upperBound),
                .text(mention.actor.rawValue), .number(mention.role == .qualifier ? 1 : 0))
        }
        for (number, finding) in extraction.findings.enumerated() {
            let statement = finding.statement
            try statements.add(
                .text(id), .number(number), .text(finding.source.rawValue), .text(finding.kind),
                .text(finding.target.rawValue), .number(statement.range.lowerBound),
                .number(statement.range.upperBound), .text(statement.status.rawValue),
                .text(statement.date?.description), .text(statement.attributedTo?.rawValue),
                .real(statement.confidence))
        }
        try writeSentences(of: extraction, in: document)
    }

    /// Sentences and their words; those that carry statements are among them whoever cut the text.
    private mutating func writeSentences(of extraction: DocumentExtraction, in document: Document) throws {
        let ranges = (extraction.sentences + extraction.findings.map(\.statement.range))
            .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var former: Range<Int>?
        for range in ranges where range != former {
            former = range
            guard !range.isEmpty, let text = document.quote(range) else { continue }
            lastSentence += 1
            try sentences.add(
                .number(lastSentence), .text(document.id.rawValue), .number(range.lowerBound),
                .number(range.upperBound))
            try index.add(.number(lastSentence), .text(text))
        }
    }

    private mutating func finish() throws {
        try documents.finish()
        try actors.finish()
        try aliases.finish()
        try mentions.finish()
        try statements.finish()
        try sentences.finish()
        try index.finish()
    }
}
