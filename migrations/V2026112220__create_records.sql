-- What every type of record shares; the tables of the types themselves come with their slices.

-- Lists the office can edit: statuses, sources, types. Labels in every language, all of them the office's own.
CREATE TABLE options (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    list        TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    label_en    TEXT    NOT NULL,
    label_ru    TEXT    NOT NULL,
    label_pl    TEXT    NOT NULL,
    -- What logic hangs on: open / converted / junk for a lead status; empty where the list has no meaning.
    semantic    TEXT,
    color       TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    archived_at INTEGER,
    -- The value of another list that it belongs to: the pipeline of a stage.
    parent_id   INTEGER REFERENCES options (id),
    -- What whoever knows the list keeps of it beside, as JSON.
    rules       TEXT,
    UNIQUE (list, code)
) STRICT;

CREATE INDEX options_by_parent ON options (parent_id) WHERE parent_id IS NOT NULL;

-- Random numbers, each drawn anew when something changes: by them the server knows whether what it keeps in memory holds.
CREATE TABLE stamps (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

INSERT INTO stamps (name, value) VALUES ('options', random());

CREATE TRIGGER options_inserted AFTER INSERT ON options BEGIN
    UPDATE stamps SET value = random() WHERE name = 'options';
END;

CREATE TRIGGER options_updated AFTER UPDATE ON options BEGIN
    UPDATE stamps SET value = random() WHERE name = 'options';
END;

CREATE TRIGGER options_deleted AFTER DELETE ON options BEGIN
    UPDATE stamps SET value = random() WHERE name = 'options';
END;

-- Ids are never given twice: undo puts rows back under the id they had.
CREATE TABLE contact_points (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_kind TEXT    NOT NULL,
    owner_id   INTEGER NOT NULL,
    channel    TEXT    NOT NULL,
    value      TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    is_main    INTEGER NOT NULL,
    extension  TEXT,
    position   INTEGER NOT NULL
) STRICT;

-- Lists show the points of each of their records: all that they show of them is in the index.
CREATE INDEX contact_points_by_owner
    ON contact_points (owner_kind, owner_id, channel, position, id, value, label, is_main, extension);
CREATE INDEX contact_points_by_value ON contact_points (channel, value, owner_kind);

CREATE TABLE tags (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,
    fold  TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL
) STRICT;

CREATE TABLE record_tags (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_kind TEXT    NOT NULL,
    owner_id   INTEGER NOT NULL,
    tag_id     INTEGER NOT NULL REFERENCES tags (id),
    UNIQUE (owner_kind, owner_id, tag_id)
) STRICT;

CREATE INDEX record_tags_by_tag ON record_tags (tag_id, owner_kind, owner_id);

CREATE TABLE record_observers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_kind TEXT    NOT NULL,
    owner_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    UNIQUE (owner_kind, owner_id, user_id)
) STRICT;

CREATE INDEX record_observers_by_user ON record_observers (user_id, owner_kind, owner_id);

-- One row per live record of any kind: the folded text of all its searchable fields. Its id is the number of the kind,
-- from the 48th bit on, and that of the record: newer records have higher ids, so walking backwards means newest first.
-- Each kind has its own two indexes of these texts, so that a search of one reads nothing of the others: `contacts_grams`
-- and `contacts_words`, whose rows have the ids of the records. Both also hold the people who may see a record as theirs.
CREATE TABLE search (
    id             INTEGER PRIMARY KEY,
    kind           TEXT    NOT NULL,
    record_id      INTEGER NOT NULL,
    responsible_id INTEGER,
    -- By these two lists of what was found are sorted.
    created_at     INTEGER NOT NULL,
    title_sort     BLOB    NOT NULL,
    -- Who is responsible and who observes, as the indexes hold them.
    people         TEXT    NOT NULL,
    fold           TEXT    NOT NULL,
    UNIQUE (kind, record_id)
) STRICT;

CREATE TABLE comments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_kind TEXT    NOT NULL,
    owner_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE INDEX comments_by_owner ON comments (owner_kind, owner_id, id);

CREATE TABLE comment_mentions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    comment_id INTEGER NOT NULL REFERENCES comments (id),
    user_id    INTEGER NOT NULL REFERENCES users (id),
    UNIQUE (comment_id, user_id)
) STRICT;

-- A list as somebody keeps it: its search, filter, order and columns, as the query string of its address.
CREATE TABLE saved_views (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT    NOT NULL,
    user_id   INTEGER NOT NULL REFERENCES users (id),
    name      TEXT    NOT NULL,
    is_shared INTEGER NOT NULL,
    query     TEXT    NOT NULL,
    position  INTEGER NOT NULL
) STRICT;

CREATE INDEX saved_views_by_kind ON saved_views (kind, user_id, position);
