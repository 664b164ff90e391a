CREATE TABLE companies (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT    NOT NULL,
    company_type   TEXT,
    industry       TEXT,
    employees      TEXT,
    revenue_minor  INTEGER,
    currency       TEXT,
    tax_id         TEXT,
    kpp            TEXT,
    ogrn           TEXT,
    regon          TEXT,
    krs            TEXT,
    bank_bik       TEXT,
    bank_account   TEXT,
    address        TEXT,
    legal_address  TEXT,
    city           TEXT,
    city_sort      BLOB,
    country        TEXT,
    source         TEXT,
    comment        TEXT,
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
    -- By which a company of the same name is found.
    title_key      TEXT,
    -- When the first of what is planned about it is due, kept by the activities.
    next_at        INTEGER
) STRICT;

-- One index for each order of the list, and one for each field that lists are filtered by.
CREATE INDEX companies_by_title ON companies (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_created_at ON companies (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_updated_at ON companies (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_revenue_minor ON companies (revenue_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_city ON companies (city_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_of_city ON companies (city, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_responsible ON companies (responsible_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_of_responsible_by_title ON companies (responsible_id, title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_company_type ON companies (company_type, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_industry ON companies (industry, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_employees ON companies (employees, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_source ON companies (source, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_by_tax_id ON companies (tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX companies_by_title_key ON companies (title_key) WHERE title_key IS NOT NULL;
CREATE INDEX companies_by_next_at ON companies (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX companies_by_external_id ON companies (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX companies_in_bin ON companies (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX companies_of_responsible_in_bin ON companies (responsible_id) WHERE deleted_at IS NOT NULL;

-- The texts of `search`: any substring of three and more characters, and beginnings of words, one or two characters.
CREATE VIRTUAL TABLE companies_grams USING fts5 (
    fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE VIRTUAL TABLE companies_words USING fts5 (
    fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none, columnsize = 0
);
