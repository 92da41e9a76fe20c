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

    static func delete(_ id: DocumentID, in database: Database) throws {
        try database.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id.rawValue])
    }

    static func write(
        _ document: Document, _ extraction: DocumentExtraction, extractor: String, in database: Database
    ) throws {
        try delete(document.id, in: database)
        try insert(
            "document", database,
            [
                document.id.rawValue, document.path, document.title, document.date?.description, document.source,
                document.sha256, extractor, document.text,
            ])
        for actor in extraction.actors {
            try insert(
                "document_actor", database,
                [
                    document.id.rawValue, actor.id.rawValue, actor.name, actor.kind, actor.country,
                    actor.principal?.rawValue, actor.mentions,
                ])
            for alias in actor.aliases {
                try insert("document_alias", database, [document.id.rawValue, actor.id.rawValue, alias])
            }
        }
        for mention in extraction.mentions {
            try insert(
                "mention", database,
                [
                    document.id.rawValue, mention.range.lowerBound, mention.range.upperBound, mention.actor.rawValue,
                    mention.role == .qualifier ? 1 : 0,
                ])
        }
        for (number, finding) in extraction.findings.enumerated() {
            let statement = finding.statement
            try insert(
                "statement", database,
                [
                    document.id.rawValue, number, finding.source.rawValue, finding.kind, finding.target.rawValue,
                    statement.range.lowerBound, statement.range.upperBound, statement.status.rawValue,
                    statement.date?.description, statement.attributedTo?.rawValue, statement.confidence,
                ])
        }
    }

    private static func insert(
        _ table: String, _ database: Database, _ values: [(any DatabaseValueConvertible)?]
    ) throws {
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
            .execute(arguments: StatementArguments(values))
    }

    /// What every document says, without mentions, which no graph needs.
    static func extractions(_ database: Database) throws -> [DocumentExtraction] {
        var result: [DocumentID: DocumentExtraction] = [:]
        var texts: [DocumentID: String] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM document") {
            let record = DocumentRecord(
                id: DocumentID(row["id"]), path: row["path"], title: row["title"],
                date: (row["date"] as String?).flatMap { PartialDate($0) }, source: row["source"],
                sha256: row["sha256"])
            texts[record.id] = row["text"]
            result[record.id] = DocumentExtraction(document: record, actors: [], mentions: [], findings: [])
        }
        for actor in try actors(database) {
            for document in actor.documents { result[document]?.actors.append(actor) }
        }
        for row in try Row.fetchAll(database, sql: "SELECT * FROM statement ORDER BY document, number") {
            let document = DocumentID(row["document"])
            let (start, end) = (row["start"] as Int, row["end"] as Int)
            // The sentence is cut from the stored text, never stored a second time, so the two cannot disagree.
            guard start < end, let text = texts[document]?.slice(start..<end),
                let status = Status(rawValue: row["status"])
            else {
                throw CaseRowError(
                    problem: "statement \(row["number"] as Int) of \(document) lies outside its document")
            }
            result[document]?.findings.append(
                Finding(
                    source: ActorID(row["source"]), kind: row["kind"], target: ActorID(row["target"]),
                    statement: EntenteModel.Statement(
                        document: document, range: start..<end, text: text, status: status,
                        date: (row["date"] as String?).flatMap { PartialDate($0) },
                        attributedTo: (row["attributed_to"] as String?).map { ActorID($0) },
                        confidence: row["confidence"])))
        }
        return result.values.sorted { $0.document.id < $1.document.id }
    }

    private struct Key: Hashable {
        let document: String
        let actor: String
    }

    private static func actors(_ database: Database) throws -> [Actor] {
        var aliases: [Key: [String]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM document_alias") {
            aliases[Key(document: row["document"], actor: row["actor"]), default: []].append(row["alias"])
        }
        return try Row.fetchAll(database, sql: "SELECT * FROM document_actor").map { row in
            let key = Key(document: row["document"], actor: row["actor"])
            return Actor(
                id: ActorID(key.actor), name: row["name"], kind: row["kind"], aliases: aliases[key] ?? [],
                country: row["country"], principal: (row["principal"] as String?).map { ActorID($0) },
                documents: [DocumentID(key.document)], mentions: row["mentions"])
        }
    }
}

/// A row that contradicts another: the file was changed by something else than Entente.
struct CaseRowError: Error, CustomStringConvertible {
    let problem: String
    var description: String { problem }
}

/// The kinds that a case was built with.
enum StoredOntology {
    static func write(_ ontology: Ontology, in database: Database) throws {
        try database.execute(sql: "DELETE FROM actor_kind; DELETE FROM relation_kind")
        for (number, kind) in ontology.actorKinds.enumerated() {
            try database.execute(
                sql: "INSERT INTO actor_kind VALUES (?, ?, ?, ?)",
                arguments: [kind.name, number, kind.label, kind.family])
        }
        for (number, kind) in ontology.relationKinds.enumerated() {
            try database.execute(
                sql: "INSERT INTO relation_kind VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    kind.name, number, kind.label, kind.isSymmetric ? 1 : 0, kind.polarity.rawValue, kind.plover,
                    kind.means, kind.influence?.along.rawValue, kind.influence?.strength,
                ])
        }
    }

    static func read(_ database: Database) throws -> Ontology {
        let actors = try Row.fetchAll(database, sql: "SELECT * FROM actor_kind ORDER BY number").map { row in
            ActorKind(name: row["name"], label: row["label"], family: row["family"])
        }
        let relations = try Row.fetchAll(database, sql: "SELECT * FROM relation_kind ORDER BY number").map { row in
            RelationKind(
                name: row["name"], label: row["label"], isSymmetric: (row["is_symmetric"] as Int) != 0,
                polarity: RelationKind.Polarity(rawValue: row["polarity"]) ?? .neutral, plover: row["plover"],
                means: row["means"],
                influence: (row["influence_along"] as String?).flatMap(Influence.Direction.init).map {
                    Influence(along: $0, strength: row["influence_strength"] ?? 1)
                })
        }
        return Ontology(actorKinds: actors, relationKinds: relations)
    }
}
