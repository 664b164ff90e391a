-- Files on records. The bytes lie in the data folder under their SHA-256, once for all the rows that name it.
CREATE TABLE attachments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_kind TEXT    NOT NULL,
    owner_id   INTEGER NOT NULL,
    sha256     TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    -- By the first bytes, never by what its sender said.
    media_type TEXT    NOT NULL,
    size_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES users (id),
    deleted_at INTEGER
) STRICT;

CREATE INDEX attachments_by_owner ON attachments (owner_kind, owner_id, id);
