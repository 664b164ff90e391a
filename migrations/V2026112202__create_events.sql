-- What was done, by whom, in one click (action) and record by record (event).
CREATE TABLE actions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    verb         TEXT    NOT NULL,
    user_id      INTEGER,
    via          TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject_id   INTEGER NOT NULL,
    undoes       INTEGER REFERENCES actions (id),
    undone_by    INTEGER REFERENCES actions (id)
) STRICT;

CREATE INDEX actions_by_user ON actions (user_id, id);
CREATE INDEX actions_by_undoing ON actions (undone_by) WHERE undone_by IS NOT NULL;

-- The chain: append-only, each row sealed with the hash of the one before. It holds no personal data.
CREATE TABLE events (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    action_id   INTEGER NOT NULL REFERENCES actions (id),
    verb        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    record_id   INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    values_hash BLOB    NOT NULL,
    hash        BLOB    NOT NULL
) STRICT;

CREATE INDEX events_by_record ON events (kind, record_id, id);
CREATE INDEX events_by_action ON events (action_id, id);

-- Old and new values, apart from the chain: erasing a person deletes rows here and leaves the chain whole.
CREATE TABLE event_values (
    event_id INTEGER PRIMARY KEY REFERENCES events (id),
    salt     BLOB NOT NULL,
    body     TEXT NOT NULL
) STRICT;
