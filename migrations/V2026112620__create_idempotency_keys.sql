-- Answers to creates that came with an Idempotency-Key, kept for a day: a program that did not hear the answer asks again
-- and gets it, instead of a second record.
CREATE TABLE idempotency_keys (
    user_id    INTEGER NOT NULL REFERENCES users (id),
    key        TEXT    NOT NULL,
    -- SHA-256 of the path and the body.
    asked_hash BLOB    NOT NULL CHECK (length(asked_hash) = 32),
    location   TEXT    NOT NULL,
    etag       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
