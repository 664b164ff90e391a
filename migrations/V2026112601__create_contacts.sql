CREATE TABLE contacts (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    salutation     TEXT,
    last_name      TEXT,
    last_name_sort BLOB,
    first_name     TEXT,
    middle_name    TEXT,
    birth_date     TEXT,
    position       TEXT,
    contact_type   TEXT,
    street         TEXT,
    flat           TEXT,
    city           TEXT,
    city_sort      BLOB,
    region         TEXT,
    postal_code    TEXT,
    country        TEXT,
    address        TEXT,
    source         TEXT,
    source_note    TEXT,
    utm_source     TEXT,
    utm_medium     TEXT,
    utm_campaign   TEXT,
    utm_content    TEXT,
    utm_term       TEXT,
    comment        TEXT,
    open_to_all    INTEGER,
    exportable     INTEGER,
    -- What every record has.
    responsible_id INTEGER NOT NULL REFERENCES users (id),
    external_id    TEXT,
    created_at     INTEGER NOT NULL,
    created_by     INTEGER REFERENCES users (id),
    updated_at     INTEGER NOT NULL,
    updated_by     INTEGER REFERENCES users (id),
    deleted_at     INTEGER,
    version        INTEGER NOT NULL,
    title          TEXT    NOT NULL,
    title_sort     BLOB,
    -- When the first of what is planned about it is due, kept by the activities.
    next_at        INTEGER
) STRICT;

CREATE INDEX contacts_by_title ON contacts (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_last_name ON contacts (last_name_sort, id) WHERE deleted_at IS NULL;
-- Files of other programs name people by these two.
CREATE INDEX contacts_by_names ON contacts (last_name_sort, first_name) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_created_at ON contacts (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_updated_at ON contacts (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_city ON contacts (city_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_of_city ON contacts (city, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_responsible ON contacts (responsible_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_of_responsible_by_title ON contacts (responsible_id, title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_contact_type ON contacts (contact_type, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_source ON contacts (source, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_by_next_at ON contacts (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX contacts_by_external_id ON contacts (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contacts_in_bin ON contacts (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX contacts_of_responsible_in_bin ON contacts (responsible_id) WHERE deleted_at IS NOT NULL;

-- Who works where. Each end has its own main one: a person's main firm, and the one to call first in a firm.
CREATE TABLE contact_companies (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    contact_id      INTEGER NOT NULL REFERENCES contacts (id),
    company_id      INTEGER NOT NULL REFERENCES companies (id),
    position        TEXT,
    is_main_company INTEGER NOT NULL,
    is_main_contact INTEGER NOT NULL,
    UNIQUE (contact_id, company_id)
) STRICT;

-- Lists of people name their firms: all that is read of a link is in the index.
CREATE INDEX contact_companies_by_contact
    ON contact_companies (contact_id, company_id, position, is_main_company);
CREATE INDEX contact_companies_by_company ON contact_companies (company_id, contact_id);

-- The texts of `search`: any substring of three and more characters, and beginnings of words, one or two characters.
CREATE VIRTUAL TABLE contacts_grams USING fts5 (
    fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE VIRTUAL TABLE contacts_words USING fts5 (
    fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none, columnsize = 0
);
