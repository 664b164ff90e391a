CREATE TABLE activities (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    type           TEXT    NOT NULL,
    subject        TEXT    NOT NULL,
    direction      TEXT,
    -- The record of any kind that it is about: "lead/7".
    about          TEXT,
    contact_id     INTEGER REFERENCES contacts (id),
    company_id     INTEGER REFERENCES companies (id),
    due_at         INTEGER,
    due_is_day     INTEGER,
    duration_min   INTEGER,
    status         TEXT    NOT NULL,
    -- What the status means, kept for the indexes by which work is found.
    is_open        INTEGER NOT NULL,
    done_at        INTEGER,
    result         TEXT,
    priority       TEXT,
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
    title_sort     BLOB
) STRICT;

CREATE INDEX activities_by_title ON activities (title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_created_at ON activities (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_updated_at ON activities (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_due_at ON activities (due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_done_at ON activities (done_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_open ON activities (is_open, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_status ON activities (status, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_type ON activities (type, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_by_responsible ON activities (responsible_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_of_responsible_by_title ON activities (responsible_id, title_sort, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_of_responsible_by_due_at ON activities (responsible_id, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activities_of_responsible_by_open ON activities (responsible_id, is_open, due_at, id)
    WHERE deleted_at IS NULL;
CREATE INDEX activities_by_about ON activities (about, is_open, due_at, id) WHERE about IS NOT NULL;
CREATE INDEX activities_by_contact ON activities (contact_id, is_open, due_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX activities_by_company ON activities (company_id, is_open, due_at, id) WHERE company_id IS NOT NULL;
-- What was done with a record, the latest first.
CREATE INDEX activities_done_about ON activities (about, done_at, id) WHERE about IS NOT NULL AND is_open = 0;
CREATE INDEX activities_done_with_contact ON activities (contact_id, done_at, id)
    WHERE contact_id IS NOT NULL AND is_open = 0;
CREATE INDEX activities_done_with_company ON activities (company_id, done_at, id)
    WHERE company_id IS NOT NULL AND is_open = 0;
CREATE INDEX activities_by_external_id ON activities (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX activities_in_bin ON activities (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX activities_of_responsible_in_bin ON activities (responsible_id) WHERE deleted_at IS NOT NULL;

-- When the first of what is planned about a record is due stands with the record (`next_at`), kept in step by these
-- triggers: lists and boards ask for it. What is planned for no day comes after all days: 9999-12-31T23:59:59.999Z.
CREATE TRIGGER activities_planned AFTER INSERT ON activities
WHEN NEW.is_open = 1 AND NEW.about IS NOT NULL AND NEW.deleted_at IS NULL BEGIN
    UPDATE companies SET next_at = coalesce(NEW.due_at, 253402300799999)
    WHERE id = substr(NEW.about, 9) AND 'company/' || id = NEW.about
        AND (next_at IS NULL OR next_at > coalesce(NEW.due_at, 253402300799999));
    UPDATE contacts SET next_at = coalesce(NEW.due_at, 253402300799999)
    WHERE id = substr(NEW.about, 9) AND 'contact/' || id = NEW.about
        AND (next_at IS NULL OR next_at > coalesce(NEW.due_at, 253402300799999));
    UPDATE leads SET next_at = coalesce(NEW.due_at, 253402300799999)
    WHERE id = substr(NEW.about, 6) AND 'lead/' || id = NEW.about
        AND (next_at IS NULL OR next_at > coalesce(NEW.due_at, 253402300799999));
    UPDATE deals SET next_at = coalesce(NEW.due_at, 253402300799999)
    WHERE id = substr(NEW.about, 6) AND 'deal/' || id = NEW.about
        AND (next_at IS NULL OR next_at > coalesce(NEW.due_at, 253402300799999));
END;

CREATE TRIGGER activities_replanned AFTER UPDATE OF about, due_at, is_open, deleted_at ON activities
WHEN OLD.is_open = 1 OR NEW.is_open = 1 BEGIN
    UPDATE companies SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'company/' || companies.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id IN (substr(OLD.about, 9), substr(NEW.about, 9)) AND 'company/' || id IN (OLD.about, NEW.about);
    UPDATE contacts SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'contact/' || contacts.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id IN (substr(OLD.about, 9), substr(NEW.about, 9)) AND 'contact/' || id IN (OLD.about, NEW.about);
    UPDATE leads SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'lead/' || leads.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id IN (substr(OLD.about, 6), substr(NEW.about, 6)) AND 'lead/' || id IN (OLD.about, NEW.about);
    UPDATE deals SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'deal/' || deals.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id IN (substr(OLD.about, 6), substr(NEW.about, 6)) AND 'deal/' || id IN (OLD.about, NEW.about);
END;

CREATE TRIGGER activities_unplanned AFTER DELETE ON activities WHEN OLD.is_open = 1 BEGIN
    UPDATE companies SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'company/' || companies.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id = substr(OLD.about, 9) AND 'company/' || id = OLD.about;
    UPDATE contacts SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'contact/' || contacts.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id = substr(OLD.about, 9) AND 'contact/' || id = OLD.about;
    UPDATE leads SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'lead/' || leads.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id = substr(OLD.about, 6) AND 'lead/' || id = OLD.about;
    UPDATE deals SET next_at = (
        SELECT min(coalesce(due_at, 253402300799999)) FROM activities
        WHERE about = 'deal/' || deals.id AND is_open = 1 AND deleted_at IS NULL)
    WHERE id = substr(OLD.about, 6) AND 'deal/' || id = OLD.about;
END;

-- The texts of `search`: any substring of three and more characters, and beginnings of words, one or two characters.
CREATE VIRTUAL TABLE activities_grams USING fts5 (
    fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
CREATE VIRTUAL TABLE activities_words USING fts5 (
    fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = none, columnsize = 0
);
