import EntenteExtraction
import EntenteModel
import EntenteText
import GRDB

/// A document and its extraction as rows.
enum StoredDocument {
    struct Hash: Equatable {
        let path: String
        let sha256: String
        let extractor: String
    }

    static func hashes(_ database: Database) throws -> [DocumentID: Hash] {
        var result: [DocumentID: Hash] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT id, path, sha256, extractor FROM document") {
            result[DocumentID(row["id"])] = Hash(path: row["path"], sha256: row["sha256"], extractor: row["extractor"])
        }
        return result
    }

    /// The tables whose rows belong to a document and go with it, those that depend on others first.
    static let parts = ["document_alias", "mention", "statement", "document_actor", "sentence"]

    /// Removes a document and what it says, whether SQLite minds foreign keys at the moment or not.
    static func delete(_ id: DocumentID, in database: Database) throws {
        // First, for what the index of words must forget is read from the sentences.
        try database.cachedStatement(sql: "DELETE FROM document WHERE id = ?").execute(arguments: [id.rawValue])
        if database.changesCount == 0 { return }
        for table in parts {
            try database.cachedStatement(sql: "DELETE FROM \(table) WHERE document = ?")
                .execute(arguments: [id.rawValue])
        }
    }

    /// What every document says, without mentions and sentences, which no graph needs.
    static func extractions(_ database: Database) throws -> [DocumentExtraction] {
        var result: [DocumentExtraction] = []
        var places: [String: Int] = [:]
        var texts: [String] = []
        let documents = try Row.fetchCursor(
            database, sql: "SELECT id, path, title, date, source, sha256, text FROM document ORDER BY id")
        while let row = try documents.next() {
            let record = DocumentRecord(
                id: DocumentID(row[0]), path: row[1], title: row[2],
                date: (row[3] as String?).flatMap { PartialDate($0) }, source: row[4], sha256: row[5])
            places[record.id.rawValue] = result.count
            texts.append(row[6])
            result.append(DocumentExtraction(document: record, actors: [], mentions: [], findings: []))
        }
        for actor in try actors(database) {
            for document in actor.documents {
                if let place = places[document.rawValue] { result[place].actors.append(actor) }
            }
        }
        let statements = try Row.fetchCursor(
            database,
            sql: """
                SELECT document, number, source, kind, target, start, "end", status, date, attributed_to, confidence
                FROM statement ORDER BY document, number
                """)
        while let row = try statements.next() {
            let (document, number) = (row[0] as String, row[1] as Int)
            let (start, end) = (row[5] as Int, row[6] as Int)
            // The sentence is cut from the stored text, never stored a second time, so the two cannot disagree.
            guard let place = places[document], start < end, let text = texts[place].slice(start..<end),
                let status = Status(rawValue: row[7])
            else { throw CaseRowError(problem: "statement \(number) of \(document) lies outside its document") }
            result[place].findings.append(
                Finding(
                    source: ActorID(row[2]), kind: row[3], target: ActorID(row[4]),
                    statement: EntenteModel.Statement(
                        document: result[place].document.id, range: start..<end, text: text, status: status,
                        date: (row[8] as String?).flatMap { PartialDate($0) },
                        attributedTo: (row[9] as String?).map { ActorID($0) }, confidence: row[10])))
        }
        return result
    }

    private struct Key: Hashable {
        let document: String
        let actor: String
    }

    private static func actors(_ database: Database) throws -> [Actor] {
        var aliases: [Key: [String]] = [:]
        let names = try Row.fetchCursor(database, sql: "SELECT document, actor, alias FROM document_alias")
        while let row = try names.next() {
            aliases[Key(document: row[0], actor: row[1]), default: []].append(row[2])
        }
        var result: [Actor] = []
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT document, actor, name, kind, country, principal, mentions FROM document_actor")
        while let row = try rows.next() {
            let key = Key(document: row[0], actor: row[1])
            result.append(
                Actor(
                    id: ActorID(key.actor), name: row[2], kind: row[3], aliases: aliases[key] ?? [], country: row[4],
                    principal: (row[5] as String?).map { ActorID($0) }, documents: [DocumentID(key.document)],
                    mentions: row[6]))
        }
        return result
    }
}
