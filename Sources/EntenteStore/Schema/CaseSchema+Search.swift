extension CaseSchema {
    /// Where sentences stand, and an index of their words. The words are cut from the text of the document, never stored
    /// a second time; a case of before takes the sentences that carry statements.
    static let sentences = """
        CREATE TABLE sentence (
            id INTEGER NOT NULL PRIMARY KEY,
            document TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE,
            start INTEGER NOT NULL CHECK (start >= 0),
            "end" INTEGER NOT NULL CHECK ("end" > start),
            UNIQUE (document, start, "end")
        ) STRICT;

        -- start and end count bytes, substr of a text characters
        CREATE VIEW sentence_words AS
            SELECT sentence.id AS id, sentence.document AS document,
                CAST(substr(CAST(document.text AS BLOB), sentence.start + 1, sentence."end" - sentence.start) AS TEXT)
                    AS text
            FROM sentence JOIN document ON document.id = sentence.document;

        CREATE VIRTUAL TABLE sentence_index USING fts5(
            text, content = 'sentence_words', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");

        -- Before, for afterwards the words are gone that the index needs to forget.
        CREATE TRIGGER document_leaves_index BEFORE DELETE ON document BEGIN
            INSERT INTO sentence_index(sentence_index, rowid, text)
                SELECT 'delete', id, text FROM sentence_words WHERE document = OLD.id;
        END;

        INSERT INTO sentence(document, start, "end")
            SELECT DISTINCT document, start, "end" FROM statement ORDER BY document, start, "end";
        INSERT INTO sentence_index(rowid, text) SELECT id, text FROM sentence_words;
        """
}
