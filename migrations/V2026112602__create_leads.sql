CREATE TABLE leads (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    title              TEXT    NOT NULL,
    title_sort         BLOB,
    status             TEXT    NOT NULL,
    junk_reason        TEXT,
    junk_note          TEXT,
    temperature        TEXT,
    amount_minor       INTEGER,
    currency           TEXT,
    company_id         INTEGER REFERENCES companies (id),
    contact_id         INTEGER REFERENCES contacts (id),
    deal_id            INTEGER REFERENCES deals (id),
    is_repeat          INTEGER,
    converted_at       INTEGER,
    salutation         TEXT,
    last_name          TEXT,
    last_name_sort     BLOB,
    first_name         TEXT,
    middle_name        TEXT,
    birth_date         TEXT,
    company_name       TEXT,
    position           TEXT,
    tax_id             TEXT,
    budget_minor       INTEGER,
    has_authority      INTEGER,
    decision_maker     TEXT,
    need               TEXT,
    timeline           TEXT,
    is_promising       INTEGER,
    street             TEXT,
    flat               TEXT,
    city               TEXT,
    city_sort          BLOB,
    region             TEXT,
    postal_code        TEXT,
    country            TEXT,
    address            TEXT,
    source             TEXT,
    source_note        TEXT,
    utm_source         TEXT,
    utm_medium         TEXT,
    utm_campaign       TEXT,
    utm_content        TEXT,
    utm_term           TEXT,
    comment            TEXT,
    open_to_all        INTEGER,
    -- What every record has.
    responsible_id     INTEGER NOT NULL REFERENCES users (id),
    external_id        TEXT,
    created_at         INTEGER NOT NULL,
    created_by         INTEGER REFERENCES users (id),
    updated_at         INTEGER NOT NULL,
    updated_by         INTEGER REFERENCES users (id),
    deleted_at         INTEGER,
    version            INTEGER NOT NULL,
    -- When the first of what is planned about it is due, kept by the activities.
    next_at            INTEGER
) STRICT;

CREATE INDEX leads_by_title ON leads (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_last_name ON leads (last_name_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_created_at ON leads (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_updated_at ON leads (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_converted_at ON leads (converted_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_amount_minor ON leads (amount_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_budget_minor ON leads (budget_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_city ON leads (city_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_of_city ON leads (city, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_status ON leads (status, created_at, id, next_at) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_responsible ON leads (responsible_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_of_responsible_by_title ON leads (responsible_id, title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_of_responsible_by_status ON leads (responsible_id, status, created_at, id, next_at)
    WHERE deleted_at IS NULL;
CREATE INDEX leads_by_next_at ON leads (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX leads_by_source ON leads (source, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_temperature ON leads (temperature, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_by_company ON leads (company_id, created_at, id) WHERE company_id IS NOT NULL;
CREATE INDEX leads_by_contact ON leads (contact_id, created_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX leads_by_deal ON leads (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX leads_by_external_id ON leads (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX leads_in_bin ON leads (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX leads_of_responsible_in_bin ON leads (responsible_id) WHERE deleted_at IS NOT NULL;

-- The texts of `search`: any substring of three and more characters, and beginnings of words, one or two characters.
CREATE VIRTUAL TABLE leads_grams USING fts5 (
    fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE VIRTUAL TABLE leads_words USING fts5 (
    fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none, columnsize = 0
);
