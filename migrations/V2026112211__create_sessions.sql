-- Signed-in browsers. The cookie holds the token, the table only its SHA-256; an ended session is a deleted row.
CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash   BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id      INTEGER NOT NULL REFERENCES users (id),
    -- "Keep me signed in on this computer".
    is_kept      INTEGER NOT NULL CHECK (is_kept IN (0, 1)),
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ip           TEXT    NOT NULL,
    agent        TEXT    NOT NULL
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id);

-- Programs that act for a user through the API. A revoked token keeps its row, so that a restored backup cannot revive it.
CREATE TABLE api_tokens (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash   BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id      INTEGER NOT NULL REFERENCES users (id),
    name         TEXT    NOT NULL CHECK (name <> ''),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT;

CREATE INDEX api_tokens_by_user ON api_tokens (user_id);

-- Links that let somebody in once: set the office up, accept an invitation, choose a new password.
CREATE TABLE one_time_links (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    purpose    TEXT    NOT NULL CHECK (purpose IN ('setup', 'invite', 'reset')),
    user_id    INTEGER REFERENCES users (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK ((purpose = 'setup') = (user_id IS NULL))
) STRICT;

CREATE INDEX one_time_links_by_user ON one_time_links (user_id);

-- Browsers in which a user has signed in before: guesses made elsewhere must not lock these out.
CREATE TABLE known_devices (
    token_hash   BLOB    NOT NULL CHECK (length(token_hash) = 32),
    user_id      INTEGER NOT NULL REFERENCES users (id),
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_devices_by_user ON known_devices (user_id);
