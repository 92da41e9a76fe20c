extension CaseSchema {
    /// The log of decisions: a row a decision, in steps; nothing ever leaves it. What the columns hold depends on the
    /// action, as `docs/case-file.md` says.
    static let curation = """
        CREATE TABLE curation (
            step INTEGER NOT NULL CHECK (step > 0),
            number INTEGER NOT NULL CHECK (number > 0),
            action TEXT NOT NULL CHECK (action IN (
                'merge', 'apart', 'split', 'rename', 'retype', 'reject', 'confirm', 'actor', 'add', 'undo')),
            actor TEXT,
            other TEXT,
            kind TEXT,
            name TEXT,
            document TEXT,
            quote TEXT,
            citation TEXT,
            status TEXT CHECK (status IN ('asserted', 'possible', 'denied')),
            holds TEXT,
            confidence REAL CHECK (confidence BETWEEN 0 AND 1),
            undoes INTEGER CHECK (undoes < step),
            decided_by TEXT,
            decided_on TEXT,
            note TEXT,
            PRIMARY KEY (step, number),
            CHECK ((action = 'undo') = (undoes IS NOT NULL)),
            CHECK (action = 'undo' OR actor IS NOT NULL)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER curation_never_changes BEFORE UPDATE ON curation BEGIN
            SELECT RAISE(ABORT, 'the log of decisions only grows; undo is a new step');
        END;
        CREATE TRIGGER curation_never_shrinks BEFORE DELETE ON curation BEGIN
            SELECT RAISE(ABORT, 'the log of decisions only grows; undo is a new step');
        END;
        """
}
