-- Pipelines and stages are values of lists (`options`): a stage belongs to its pipeline.

-- How many units of the office's currency one unit of another was worth from a day on, in millionths.
CREATE TABLE currency_rates (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    currency   TEXT    NOT NULL,
    base       TEXT    NOT NULL,
    valid_from TEXT    NOT NULL,
    rate_micro INTEGER NOT NULL CHECK (rate_micro > 0),
    UNIQUE (base, currency, valid_from)
) STRICT;

CREATE TABLE deals (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    title              TEXT    NOT NULL,
    title_sort         BLOB,
    pipeline_id        INTEGER NOT NULL REFERENCES options (id),
    stage_id           INTEGER NOT NULL REFERENCES options (id),
    -- Kept by the box whenever the stage changes.
    stage_since        INTEGER,
    amount_minor       INTEGER,
    currency           TEXT,
    probability        INTEGER,
    begin_on           TEXT,
    expected_close_on  TEXT,
    closed_at          INTEGER,
    lost_reason        TEXT,
    lost_note          TEXT,
    -- What the sum was worth in the office's currency when the deal was closed.
    base_amount_minor  INTEGER,
    base_currency      TEXT,
    deal_type          TEXT,
    company_id         INTEGER REFERENCES companies (id),
    lead_id            INTEGER REFERENCES leads (id),
    is_repeat          INTEGER,
    budget_minor       INTEGER,
    has_authority      INTEGER,
    decision_maker     TEXT,
    need               TEXT,
    timeline           TEXT,
    is_promising       INTEGER,
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

CREATE INDEX deals_by_title ON deals (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_created_at ON deals (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_updated_at ON deals (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_closed_at ON deals (closed_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_stage_since ON deals (stage_since, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_amount_minor ON deals (amount_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_base_amount_minor ON deals (base_amount_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_budget_minor ON deals (budget_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_probability ON deals (probability, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_begin_on ON deals (begin_on, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_expected_close_on ON deals (expected_close_on, id) WHERE deleted_at IS NULL;
-- Of all rows: whenever a value of any list is deleted, SQLite looks for those that refer to it.
CREATE INDEX deals_by_stage ON deals (stage_id, created_at, id, deleted_at, next_at);
CREATE INDEX deals_by_pipeline ON deals (pipeline_id, created_at, id, deleted_at);
CREATE INDEX deals_by_responsible ON deals (responsible_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_of_responsible_by_title ON deals (responsible_id, title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_of_responsible_by_stage ON deals (responsible_id, stage_id, created_at, id, next_at)
    WHERE deleted_at IS NULL;
CREATE INDEX deals_by_next_at ON deals (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX deals_by_source ON deals (source, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_by_company ON deals (company_id, created_at, id) WHERE company_id IS NOT NULL;
CREATE INDEX deals_by_lead ON deals (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX deals_by_external_id ON deals (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX deals_in_bin ON deals (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX deals_of_responsible_in_bin ON deals (responsible_id) WHERE deleted_at IS NOT NULL;

-- The people of a deal; `position` is the code of what each is in it.
CREATE TABLE deal_contacts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    deal_id         INTEGER NOT NULL REFERENCES deals (id),
    contact_id      INTEGER NOT NULL REFERENCES contacts (id),
    position        TEXT,
    is_main_contact INTEGER NOT NULL,
    is_main_deal    INTEGER NOT NULL,
    UNIQUE (deal_id, contact_id)
) STRICT;

CREATE INDEX deal_contacts_by_contact ON deal_contacts (contact_id, deal_id);

-- How long a deal stood where, made from its stage: the last stay of each is open.
CREATE TABLE deal_stays (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    deal_id     INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
    pipeline_id INTEGER NOT NULL,
    stage_id    INTEGER NOT NULL,
    entered_at  INTEGER NOT NULL,
    left_at     INTEGER,
    -- Who brought it there.
    moved_by    INTEGER
) STRICT;

CREATE INDEX deal_stays_by_deal ON deal_stays (deal_id, id);
CREATE UNIQUE INDEX deal_stays_open ON deal_stays (deal_id) WHERE left_at IS NULL;

-- What the columns of the board add up to, kept in step with the live deals by the triggers below.
CREATE TABLE deal_totals (
    stage_id       INTEGER NOT NULL,
    responsible_id INTEGER NOT NULL,
    currency       TEXT    NOT NULL,
    records        INTEGER NOT NULL,
    amount_minor   INTEGER NOT NULL,
    PRIMARY KEY (stage_id, responsible_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER deals_counted AFTER INSERT ON deals WHEN NEW.deleted_at IS NULL BEGIN
    INSERT INTO deal_totals (stage_id, responsible_id, currency, records, amount_minor)
    VALUES (NEW.stage_id, NEW.responsible_id, coalesce(NEW.currency, ''), 1, coalesce(NEW.amount_minor, 0))
    ON CONFLICT DO UPDATE SET records = records + 1, amount_minor = amount_minor + excluded.amount_minor;
END;

CREATE TRIGGER deals_uncounted AFTER DELETE ON deals WHEN OLD.deleted_at IS NULL BEGIN
    UPDATE deal_totals SET records = records - 1, amount_minor = amount_minor - coalesce(OLD.amount_minor, 0)
    WHERE stage_id = OLD.stage_id AND responsible_id = OLD.responsible_id AND currency = coalesce(OLD.currency, '');
    DELETE FROM deal_totals WHERE stage_id = OLD.stage_id AND responsible_id = OLD.responsible_id
        AND currency = coalesce(OLD.currency, '') AND records = 0;
END;

CREATE TRIGGER deals_recounted
AFTER UPDATE OF stage_id, responsible_id, currency, amount_minor, deleted_at ON deals BEGIN
    UPDATE deal_totals SET records = records - 1, amount_minor = amount_minor - coalesce(OLD.amount_minor, 0)
    WHERE OLD.deleted_at IS NULL AND stage_id = OLD.stage_id AND responsible_id = OLD.responsible_id
        AND currency = coalesce(OLD.currency, '');
    INSERT INTO deal_totals (stage_id, responsible_id, currency, records, amount_minor)
    SELECT NEW.stage_id, NEW.responsible_id, coalesce(NEW.currency, ''), 1, coalesce(NEW.amount_minor, 0)
    WHERE NEW.deleted_at IS NULL
    ON CONFLICT DO UPDATE SET records = records + 1, amount_minor = amount_minor + excluded.amount_minor;
    DELETE FROM deal_totals WHERE stage_id = OLD.stage_id AND responsible_id = OLD.responsible_id
        AND currency = coalesce(OLD.currency, '') AND records = 0;
END;

-- The texts of `search`: any substring of three and more characters, and beginnings of words, one or two characters.
CREATE VIRTUAL TABLE deals_grams USING fts5 (
    fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE VIRTUAL TABLE deals_words USING fts5 (
    fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none, columnsize = 0
);
