import EntenteExtraction
import EntenteModel
import Foundation
import GRDB

/// The graph of a case: the joined documents as a snapshot, and the graph that the decisions make of it as tables for
/// other programs.
enum StoredGraph {
    /// The joined documents: from the snapshot where it is that of the documents, otherwise from their rows.
    static func joined(_ database: Database, _ ontology: Ontology) throws -> JoinedDocuments {
        if try database.holds(table: "snapshot"),
            let snapshot = try snapshot(database, ontology, of: try revision(database))
        {
            return snapshot
        }
        return try JoinedDocuments(ontology: ontology, extractions: try StoredDocument.extractions(database))
    }

    /// The graph with all decisions applied, where it is at hand: as bytes that are of these documents and decisions.
    static func curated(_ database: Database, _ ontology: Ontology) throws -> ActorGraph? {
        guard try database.holds(table: "curated") else { return nil }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT graph FROM curated
                WHERE documents = (SELECT documents FROM revision)
                    AND step = (SELECT coalesce(max(step), 0) FROM curation) AND version = ?
                """, arguments: [SnapshotCoding.version])
        guard let row = try rows.next() else { return nil }
        return try row.withUnsafeData(atIndex: 0) { data in
            try (data ?? Data()).withUnsafeBytes { try SnapshotCoding.graph($0, ontology: ontology) }
        }
    }

    /// Brings snapshots and tables up to date, and writes of the tables only what changed.
    static func refresh(_ database: Database) throws {
        let (revision, curation) = (try revision(database), try StoredCuration.read(database))
        let state = try Row.fetchOne(database, sql: "SELECT documents, step FROM graph")
            .map { (documents: $0[0] as Int, step: $0[1] as Int) }
        let areSnapshotsCurrent = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM snapshot WHERE documents = ? AND version = ?)
                    AND EXISTS (SELECT 1 FROM curated WHERE documents = ? AND step = ? AND version = ?)
                """,
            arguments: [
                revision, SnapshotCoding.version, revision, curation.steps.count, SnapshotCoding.version,
            ])
        if let state, state == (revision, curation.steps.count), areSnapshotsCurrent == true { return }
        let ontology = try StoredOntology.read(database)
        // What the tables hold is what they were written from, as long as that is at hand.
        let before = try state.flatMap { try snapshot(database, ontology, of: $0.documents) }
        var former: CuratedGraph?
        if let state, let before { former = curation.first(state.step).apply(to: before.graph, links: before.links) }
        let joined: JoinedDocuments
        if let before, state?.documents == revision {
            joined = before
        } else {
            joined = try JoinedDocuments(ontology: ontology, extractions: try StoredDocument.extractions(database))
            try write(joined, revision: revision, database)
        }
        let curated = curation.apply(to: joined.graph, links: joined.links)
        var tables = GraphTables(database)
        try tables.write(curated, over: former)
        try database.execute(
            sql: "INSERT OR REPLACE INTO graph VALUES (1, ?, ?)", arguments: [revision, curation.steps.count])
        try write(curated.graph, revision: revision, step: curation.steps.count, database)
    }

    private static func revision(_ database: Database) throws -> Int {
        guard let revision = try Int.fetchOne(database, sql: "SELECT documents FROM revision") else {
            throw CaseRowError(problem: "its revision is missing")
        }
        return revision
    }

    private static func snapshot(
        _ database: Database, _ ontology: Ontology, of revision: Int
    ) throws -> JoinedDocuments? {
        let rows = try Row.fetchCursor(
            database, sql: "SELECT joined FROM snapshot WHERE documents = ? AND version = ?",
            arguments: [revision, SnapshotCoding.version])
        guard let row = try rows.next() else { return nil }
        return try row.withUnsafeData(atIndex: 0) { data in
            try (data ?? Data()).withUnsafeBytes { try SnapshotCoding.joined($0, ontology: ontology) }
        }
    }

    private static func write(_ graph: ActorGraph, revision: Int, step: Int, _ database: Database) throws {
        let bytes = SnapshotCoding.bytes(of: graph)
        guard bytes.count < largestBlob else {
            try database.execute(sql: "DELETE FROM curated")
            return
        }
        try database.execute(
            sql: "INSERT OR REPLACE INTO curated VALUES (1, ?, ?, ?, ?)",
            arguments: [revision, step, SnapshotCoding.version, Data(bytes)])
    }

    /// SQLite keeps no more than this in a row; a graph of that size is joined anew each time.
    private static let largestBlob = 900_000_000

    private static func write(_ joined: JoinedDocuments, revision: Int, _ database: Database) throws {
        let bytes = SnapshotCoding.bytes(of: joined)
        guard bytes.count < largestBlob else {
            try database.execute(sql: "DELETE FROM snapshot")
            return
        }
        try database.execute(
            sql: "INSERT OR REPLACE INTO snapshot VALUES (1, ?, ?, ?)",
            arguments: [revision, SnapshotCoding.version, Data(bytes)])
    }
}

/// The tables that hold a graph for other programs.
struct GraphTables {
    private let database: Database
    private var actors, aliases, identities, notes, relations, statements: RowWriter

    init(_ database: Database) {
        self.database = database
        actors = RowWriter(database, into: "graph_actor", columns: 7)
        aliases = RowWriter(database, into: "graph_alias", columns: 2)
        identities = RowWriter(database, into: "graph_identity", columns: 2)
        notes = RowWriter(database, into: "graph_note", columns: 2)
        relations = RowWriter(database, into: "graph_relation", columns: 8)
        statements = RowWriter(database, into: "graph_statement", columns: 9)
    }

    /// Writes a graph over a former one.
    ///
    /// - Parameter former: What the tables hold; nil where that is unknown, and everything is written anew.
    mutating func write(_ curated: CuratedGraph, over former: CuratedGraph?) throws {
        if former == nil {
            try database.execute(
                sql: "DELETE FROM graph_actor; DELETE FROM graph_statement; DELETE FROM graph_relation")
        }
        try Self.differences(former?.graph.actors ?? [], curated.graph.actors) {
            try remove($0)
        } added: {
            try add($0)
        }
        try Self.differences(former?.graph.relations ?? [], curated.graph.relations) {
            try remove($0)
        } added: {
            try add($0)
        }
        if curated.joined != former?.joined || former == nil {
            try database.execute(sql: "DELETE FROM graph_identity")
            for entry in curated.joined {
                try identities.add(.text(entry.actor.id.rawValue), .text(entry.into.rawValue))
            }
        }
        if curated.notes != former?.notes || former == nil {
            try database.execute(sql: "DELETE FROM graph_note")
            for (document, text) in curated.notes.sorted(by: { $0.key < $1.key }) {
                try notes.add(.text(document.rawValue), .text(text))
            }
        }
    }

    /// Walks two sorted lists and tells what left and what came; what changed does both.
    private static func differences<Element: Identifiable & Equatable>(
        _ former: [Element], _ current: [Element], removed: (Element) throws -> Void, added: (Element) throws -> Void
    ) rethrows where Element.ID: Comparable {
        var (old, new) = (0, 0)
        while old < former.count || new < current.count {
            if new == current.count || (old < former.count && former[old].id < current[new].id) {
                try removed(former[old])
                old += 1
            } else if old == former.count || current[new].id < former[old].id {
                try added(current[new])
                new += 1
            } else {
                if former[old] != current[new] {
                    try removed(former[old])
                    try added(current[new])
                }
                (old, new) = (old + 1, new + 1)
            }
        }
    }

    private func remove(_ actor: Actor) throws {
        try database.cachedStatement(sql: "DELETE FROM graph_actor WHERE id = ?").execute(arguments: [actor.id.rawValue]
        )
    }

    private mutating func add(_ actor: Actor) throws {
        try actors.add(
            .text(actor.id.rawValue), .text(actor.name), .text(actor.kind), .text(actor.country),
            .text(actor.principal?.rawValue), .number(actor.mentions), .number(actor.documents.count))
        for alias in actor.aliases { try aliases.add(.text(actor.id.rawValue), .text(alias)) }
    }

    private func remove(_ relation: Relation) throws {
        try database.cachedStatement(
            sql: "DELETE FROM graph_relation WHERE source = ? AND kind = ? AND target = ?"
        ).execute(arguments: [relation.source.rawValue, relation.kind, relation.target.rawValue])
    }

    private mutating func add(_ relation: Relation) throws {
        try relations.add(
            .null, .text(relation.source.rawValue), .text(relation.kind), .text(relation.target.rawValue),
            .text(relation.status.rawValue), .real(relation.strength), .text(relation.firstDate?.description),
            .text(relation.lastDate?.description))
        let id = Int(database.lastInsertedRowID)
        for (number, statement) in relation.statements.enumerated() {
            try statements.add(
                .number(id), .number(number), .text(statement.document.rawValue),
                .number(statement.range.lowerBound), .number(statement.range.upperBound),
                .text(statement.status.rawValue), .text(statement.date?.description),
                .text(statement.attributedTo?.rawValue), .real(statement.confidence))
        }
    }
}
