-- Files brought in. The file itself lies in the data folder until its import is done.
CREATE TABLE imports (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT    NOT NULL,
    user_id       INTEGER NOT NULL REFERENCES users (id),
    -- What Undo takes back; none before the first row.
    action_id     INTEGER REFERENCES actions (id),
    file_name     TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    -- How the file is read and what is done with its columns, as JSON.
    plan          TEXT    NOT NULL,
    -- Its encoding, delimiter and titles, as JSON, once it runs.
    reading       TEXT,
    -- What came of the rows so far, as JSON; written with the rows themselves.
    tally         TEXT    NOT NULL,
    rows_done     INTEGER NOT NULL,
    -- Why it stopped before the end of the file.
    failure       TEXT,
    created_at    INTEGER NOT NULL,
    finished_at   INTEGER
) STRICT;

CREATE INDEX imports_by_kind ON imports (kind, id);

-- A line for each row that did not simply become a new record.
CREATE TABLE import_rows (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row       INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    outcome   TEXT    NOT NULL,
    -- The rest of the line of the report, as JSON.
    detail    TEXT    NOT NULL,
    -- The cells of a rejected row, as JSON, so that it can be handed out to be mended.
    cells     TEXT
) STRICT;

CREATE INDEX import_rows_by_import ON import_rows (import_id, row);

-- What was last done with the columns of files with these titles.
CREATE TABLE import_mappings (
    kind        TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    columns     TEXT    NOT NULL,
    used_at     INTEGER NOT NULL,
    PRIMARY KEY (kind, fingerprint)
) STRICT, WITHOUT ROWID;
