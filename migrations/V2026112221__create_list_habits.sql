-- The columns somebody last chose for the lists of a kind; a preference, not part of any action.
CREATE TABLE list_habits (
    user_id INTEGER NOT NULL REFERENCES users (id),
    kind    TEXT    NOT NULL,
    columns TEXT    NOT NULL,
    PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;
