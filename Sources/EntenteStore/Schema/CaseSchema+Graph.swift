extension CaseSchema {
    /// The graph with all decisions applied, as bytes like those of `snapshot`: what a question needs.
    static let curated = """
        CREATE TABLE curated (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            documents INTEGER NOT NULL,
            step INTEGER NOT NULL,
            version INTEGER NOT NULL,
            graph BLOB NOT NULL
        ) STRICT;
        """

    /// The graph that the documents and the decisions make: derived, for questions and for other programs, and written
    /// anew whenever either changes. `revision` tells whether it is still that of the documents.
    static let graph = """
        CREATE TABLE revision (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            documents INTEGER NOT NULL
        ) STRICT;
        INSERT INTO revision VALUES (1, 1);

        CREATE TRIGGER document_comes AFTER INSERT ON document BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        CREATE TRIGGER document_goes AFTER DELETE ON document BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        -- Entente replaces documents whole; these are for those who change a case by hand.
        CREATE TRIGGER document_changes AFTER UPDATE ON document BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        CREATE TRIGGER actor_changes AFTER UPDATE ON document_actor BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        CREATE TRIGGER alias_changes AFTER UPDATE ON document_alias BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        CREATE TRIGGER statement_changes AFTER UPDATE ON statement BEGIN
            UPDATE revision SET documents = documents + 1;
        END;
        CREATE TRIGGER statement_goes AFTER DELETE ON statement BEGIN
            UPDATE revision SET documents = documents + 1;
        END;

        -- The joined documents as bytes, before any decision; version: of the bytes.
        CREATE TABLE snapshot (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            documents INTEGER NOT NULL,
            version INTEGER NOT NULL,
            joined BLOB NOT NULL
        ) STRICT;

        -- Of which documents and of which step of the decisions the tables below are.
        CREATE TABLE graph (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            documents INTEGER NOT NULL,
            step INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE graph_actor (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            country TEXT,
            principal TEXT,
            mentions INTEGER NOT NULL,
            documents INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE graph_alias (
            actor TEXT NOT NULL REFERENCES graph_actor(id) ON DELETE CASCADE,
            alias TEXT NOT NULL,
            PRIMARY KEY (actor, alias)
        ) STRICT, WITHOUT ROWID;

        -- Which actor of the graph an actor of the documents is part of, where it is not itself.
        CREATE TABLE graph_identity (
            document_actor TEXT NOT NULL PRIMARY KEY,
            actor TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE graph_relation (
            id INTEGER NOT NULL PRIMARY KEY,
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            status TEXT NOT NULL,
            strength REAL NOT NULL,
            first_date TEXT,
            last_date TEXT,
            UNIQUE (source, kind, target)
        ) STRICT;
        CREATE INDEX graph_relation_target ON graph_relation(target);

        CREATE TABLE graph_statement (
            relation INTEGER NOT NULL REFERENCES graph_relation(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            document TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            status TEXT NOT NULL,
            date TEXT,
            attributed_to TEXT,
            confidence REAL NOT NULL,
            PRIMARY KEY (relation, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX graph_statement_document ON graph_statement(document, start);

        -- What people added, as the text of a document of its own.
        CREATE TABLE graph_note (
            document TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// For other programs: the names in them are the promise, the tables beneath may change.
    static let views = """
        CREATE VIEW documents AS
            SELECT id, path, title, date, source, sha256, length(CAST(text AS BLOB)) AS bytes FROM document;

        CREATE VIEW sentences AS
            SELECT sentence.document, sentence.start, sentence."end", sentence_words.text
            FROM sentence JOIN sentence_words ON sentence_words.id = sentence.id;

        CREATE VIEW mentions AS
            SELECT mention.document, mention.start, mention."end",
                CAST(substr(CAST(document.text AS BLOB), mention.start + 1, mention."end" - mention.start) AS TEXT)
                    AS text,
                coalesce(graph_identity.actor, mention.actor) AS actor,
                CASE mention.is_qualifier WHEN 0 THEN 'name' ELSE 'qualifier' END AS role
            FROM mention JOIN document ON document.id = mention.document
                LEFT JOIN graph_identity ON graph_identity.document_actor = mention.actor;

        CREATE VIEW actors AS
            SELECT graph_actor.id, graph_actor.name, graph_actor.kind, actor_kind.label AS kind_label, actor_kind.family,
                graph_actor.country, graph_actor.principal, principal.name AS principal_name, graph_actor.mentions,
                graph_actor.documents,
                (SELECT group_concat(alias, '; ') FROM
                    (SELECT alias FROM graph_alias WHERE actor = graph_actor.id ORDER BY alias)) AS aliases
            FROM graph_actor
                LEFT JOIN actor_kind ON actor_kind.name = graph_actor.kind
                LEFT JOIN graph_actor AS principal ON principal.id = graph_actor.principal;

        CREATE VIEW relations AS
            SELECT graph_relation.source, source.name AS source_name, graph_relation.kind,
                relation_kind.label AS kind_label, graph_relation.target, target.name AS target_name,
                graph_relation.status, relation_kind.polarity, graph_relation.strength,
                graph_relation.first_date, graph_relation.last_date,
                (SELECT count(*) FROM graph_statement WHERE relation = graph_relation.id) AS statements
            FROM graph_relation
                JOIN graph_actor AS source ON source.id = graph_relation.source
                JOIN graph_actor AS target ON target.id = graph_relation.target
                LEFT JOIN relation_kind ON relation_kind.name = graph_relation.kind;

        CREATE VIEW statements AS
            SELECT graph_relation.source, source.name AS source_name, graph_relation.kind, graph_relation.target,
                target.name AS target_name, graph_statement.status, graph_statement.date,
                graph_statement.attributed_to, graph_statement.confidence, graph_statement.document,
                document.title, document.date AS document_date, graph_statement.start, graph_statement."end",
                CAST(substr(CAST(coalesce(document.text, graph_note.text) AS BLOB), graph_statement.start + 1,
                    graph_statement."end" - graph_statement.start) AS TEXT) AS text
            FROM graph_statement
                JOIN graph_relation ON graph_relation.id = graph_statement.relation
                JOIN graph_actor AS source ON source.id = graph_relation.source
                JOIN graph_actor AS target ON target.id = graph_relation.target
                LEFT JOIN document ON document.id = graph_statement.document
                LEFT JOIN graph_note ON graph_note.document = graph_statement.document;

        CREATE VIEW decisions AS
            SELECT step, number, action, actor, kind, other, name, document, quote, citation, status, holds, confidence,
                undoes, decided_by, decided_on, note
            FROM curation;
        """
}
