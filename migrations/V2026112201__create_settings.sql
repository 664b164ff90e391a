-- What the office decides (its name, currency, zone...), one JSON value per key.
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL CHECK (json_valid(value)),
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts about this file itself; there is exactly one row.
CREATE TABLE instance (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    -- Random, made with the file: tells whose backup an archive is.
    id TEXT NOT NULL CHECK (length(id) = 32),
    created_at INTEGER NOT NULL,
    -- The newest executable that migrated this file, to be named when an older one meets it.
    made_by TEXT NOT NULL
) STRICT;
