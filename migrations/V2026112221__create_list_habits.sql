-- What somebody last chose for the lists of a kind; a preference, not part of any action.
CREATE TABLE list_habits (
    user_id INTEGER NOT NULL REFERENCES users (id),
    kind    TEXT    NOT NULL,
    columns TEXT,
    -- The key of a built-in view or the id of a saved one: what the list opens with.
    view    TEXT,
    PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;
