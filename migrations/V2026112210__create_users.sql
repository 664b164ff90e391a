-- The people who sign in. Never deleted: history and records refer to them; who leaves is disabled.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL CHECK (name <> ''),
    -- In small letters, so that it is unique whatever the case.
    email         TEXT    NOT NULL UNIQUE,
    role          TEXT    NOT NULL CHECK (role IN ('admin', 'head', 'staff')),
    lang          TEXT    NOT NULL CHECK (lang IN ('en', 'ru', 'pl')),
    zone          TEXT    NOT NULL,
    theme         TEXT    NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    density       TEXT    NOT NULL DEFAULT 'normal' CHECK (density IN ('compact', 'normal', 'roomy')),
    has_keys      INTEGER NOT NULL DEFAULT 1 CHECK (has_keys IN (0, 1)),
    -- Argon2id in the PHC format; NULL until the invitation is accepted.
    password_hash TEXT,
    disabled_at   INTEGER,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1
) STRICT;
