import EntenteExtraction
import EntenteModel
import EntenteText
import GRDB

/// Writes documents and their extractions as rows.
struct DocumentRows {
    private let database: Database
    private let documents, actors, aliases, mentions, statements, sentences, index: RowWriter

    init(_ database: Database) throws {
        self.database = database
        documents = try RowWriter(database, into: "document", columns: 8)
        actors = try RowWriter(database, into: "document_actor", columns: 7)
        aliases = try RowWriter(database, into: "document_alias", columns: 3)
        mentions = try RowWriter(database, into: "mention", columns: 5)
        statements = try RowWriter(database, into: "statement", columns: 11)
        sentences = try RowWriter(database, into: "sentence", columns: 4)
        index = try RowWriter(database, into: "sentence_index(rowid, text)", columns: 2)
    }

    /// Writes a document in the place of the one of its id.
    func write(_ document: Document, _ extraction: DocumentExtraction, extractor: String) throws {
        try StoredDocument.delete(document.id, in: database)
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
    private func writeSentences(of extraction: DocumentExtraction, in document: Document) throws {
        let ranges = Set(extraction.sentences).union(extraction.findings.map(\.statement.range))
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            guard !range.isEmpty, let text = document.quote(range) else { continue }
            try sentences.add(
                .null, .text(document.id.rawValue), .number(range.lowerBound), .number(range.upperBound))
            try index.add(.number(Int(database.lastInsertedRowID)), .text(text))
        }
    }
}
