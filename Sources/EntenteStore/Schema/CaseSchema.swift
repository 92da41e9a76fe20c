import GRDB

/// The tables of a case file. A migration never changes once it was released; a new need is a new migration.
enum CaseSchema {
    /// "Entn" in ASCII: what `file` and other tools see in the header of the database.
    static let applicationID = 0x456E_746E

    /// In their order; one that was released never changes.
    private static let migrations: [(name: String, sql: String)] = [
        ("1 documents and what they say", "PRAGMA application_id = \(applicationID);" + documents),
        MapMemory.migration,
        ("2 sentences and their words", sentences),
        ("3 what people decided", curation),
        ("4 the joined graph", graph),
        ("5 views", views),
        ("6 the graph with all decisions as bytes", curated),
    ]

    /// What `PRAGMA user_version` says of a case that is up to date.
    static var version: Int { migrations.count }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (number, migration) in migrations.enumerated() {
            migrator.registerMigration(migration.name) { database in
                try database.execute(sql: migration.sql)
                try database.execute(sql: "PRAGMA user_version = \(number + 1)")
            }
        }
        return migrator
    }

    /// What each document says is kept apart from what others say, so that one document can be replaced alone; the
    /// graph is joined from these rows when a case is opened.
    private static let documents = """
        CREATE TABLE document (
            id TEXT NOT NULL PRIMARY KEY,
            path TEXT NOT NULL,
            title TEXT,
            date TEXT,
            source TEXT,
            sha256 TEXT NOT NULL,
            -- what extracted it: program data and options, as a hash; another value means that it is to be read again
            extractor TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE document_actor (
            document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            country TEXT,
            principal TEXT,
            mentions INTEGER NOT NULL CHECK (mentions >= 0),
            PRIMARY KEY (document, actor)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE document_alias (
            document TEXT NOT NULL,
            actor TEXT NOT NULL,
            alias TEXT NOT NULL,
            PRIMARY KEY (document, actor, alias),
            FOREIGN KEY (document, actor) REFERENCES document_actor(document, actor) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        -- start and end: UTF-8 bytes of document.text
        CREATE TABLE mention (
            document TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            actor TEXT NOT NULL,
            is_qualifier INTEGER NOT NULL,
            PRIMARY KEY (document, start, "end", actor),
            FOREIGN KEY (document, actor) REFERENCES document_actor(document, actor) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE statement (
            document TEXT NOT NULL,
            number INTEGER NOT NULL,
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" > start),
            status TEXT NOT NULL CHECK (status IN ('asserted', 'possible', 'denied')),
            date TEXT,
            attributed_to TEXT,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            PRIMARY KEY (document, number),
            FOREIGN KEY (document, source) REFERENCES document_actor(document, actor) ON DELETE CASCADE,
            FOREIGN KEY (document, target) REFERENCES document_actor(document, actor) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE actor_kind (
            name TEXT NOT NULL PRIMARY KEY,
            number INTEGER NOT NULL,
            label TEXT NOT NULL,
            family TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE relation_kind (
            name TEXT NOT NULL PRIMARY KEY,
            number INTEGER NOT NULL,
            label TEXT NOT NULL,
            is_symmetric INTEGER NOT NULL,
            polarity TEXT NOT NULL,
            plover TEXT,
            means TEXT NOT NULL,
            influence_along TEXT,
            influence_strength REAL
        ) STRICT, WITHOUT ROWID;
        """
}

extension Database {
    /// Whether there is a table of this name; GRDB's own question reads the whole schema for it.
    func holds(table: String) throws -> Bool {
        try Bool.fetchOne(
            self, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)",
            arguments: [table]) ?? false
    }
}
