//! Every verb, and how to do it at random. A step that finds nothing to do, or that a rule refuses, does nothing.

use super::chance::{Chance, ids};
use korob::access::Viewer;
use korob::crm::leads::{self, Conversion, DealTarget, Target};
use korob::crm::pipelines::{self, NewStage, StageRules};
use korob::crm::rates::{self, NewRate};
use korob::kernel::{Error, Result};
use korob::platform::db::{Db, Tx};
use korob::platform::files::{Blob, Limits, MediaType};
use korob::records::attachments::{self, NewFile};
use korob::records::import::{self, Plan, Policy, files::Arriving};
use korob::records::list::saved_views;
use korob::records::options::{self, NewOption, OptionChanges};
use korob::records::registry::Kind;
use korob::records::service::{self, BulkChange, BulkDone};
use korob::records::{Registry, Values, comments};
use std::io::Write;
use std::sync::Arc;

pub struct Desk {
    pub db: Db,
    pub registry: Arc<Registry>,
    pub viewer: Viewer,
}

pub type Deed = fn(&Desk, &mut Chance);

/// The names are those of the events.
pub const VERBS: &[(&str, Deed)] = &[
    ("record.created", create),
    ("record.updated", update),
    ("record.deleted", delete),
    ("record.restored", restore),
    ("record.updated", bulk),
    ("record.updated", take),
    ("record.updated", set_status),
    ("lead.converted", convert),
    ("record.imported", bring_in),
    ("comment.created", comment),
    ("comment.updated", change_comment),
    ("comment.deleted", delete_comment),
    ("file.added", add_file),
    ("file.renamed", rename_file),
    ("file.deleted", delete_file),
    ("option.created", add_option),
    ("option.updated", rename_option),
    ("option.archived", archive_option),
    ("option.unarchived", archive_option),
    ("option.reordered", reorder_options),
    ("option.deleted", delete_option),
    ("option.created", add_pipeline),
    ("option.created", add_stage),
    ("option.updated", change_stage),
    ("option.deleted", delete_pipeline),
    ("option.deleted", delete_stage),
    ("rate.created", add_rate),
    ("rate.updated", change_rate),
    ("rate.deleted", delete_rate),
    ("view.created", keep_view),
    ("view.updated", change_view),
    ("view.reordered", order_views),
    ("view.deleted", delete_view),
];

impl Desk {
    pub fn kind(&self, chance: &mut Chance) -> Arc<Kind> {
        chance.pick(&self.registry.kinds()).unwrap()
    }

    /// Refusals are part of life; anything else is a defect.
    pub fn write<T: Send + 'static>(&self, deed: impl FnOnce(&mut Tx<'_>, &Viewer) -> Result<T> + Send + 'static) {
        let viewer = self.viewer.clone();
        match self.db.write_blocking(move |tx| deed(tx, &viewer).map(drop)) {
            Ok(()) | Err(Error::Invalid(_) | Error::Forbidden | Error::Conflict(_) | Error::NotFound) => {}
            Err(error) => panic!("{error:?}"),
        }
    }

    pub fn pick(&self, chance: &mut Chance, sql: &str) -> Option<i64> {
        let all = self.db.read_blocking(|conn| Ok(ids(conn, sql))).unwrap();
        chance.pick(&all)
    }

    pub fn record(&self, chance: &mut Chance, kind: &Kind, is_live: bool) -> Option<i64> {
        self.db.read_blocking(|conn| Ok(chance.record(conn, kind.plural, is_live))).unwrap()
    }

    fn values(&self, chance: &mut Chance, kind: &Kind, is_new: bool) -> Values {
        self.db.read_blocking(|conn| Ok(chance.values(conn, kind, is_new))).unwrap()
    }
}

fn create(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let values = desk.values(chance, &kind, true);
    desk.write(move |tx, viewer| service::create(tx, viewer, &kind, values));
}

fn update(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let Some(id) = desk.record(chance, &kind, true) else { return };
    let values = desk.values(chance, &kind, false);
    desk.write(move |tx, viewer| service::update(tx, viewer, &kind, id, None, values));
}

fn delete(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let Some(id) = desk.record(chance, &kind, true) else { return };
    desk.write(move |tx, viewer| service::delete(tx, viewer, &kind, id, None));
}

fn restore(desk: &Desk, chance: &mut Chance) {
    delete(desk, chance);
    let kind = desk.kind(chance);
    let Some(id) = desk.record(chance, &kind, false) else { return };
    desk.write(move |tx, viewer| service::restore(tx, viewer, &kind, id));
}

fn bulk(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let sql = format!("SELECT id FROM {} WHERE deleted_at IS NULL", kind.plural);
    let all = desk.db.read_blocking(|conn| Ok(ids(conn, &sql))).unwrap();
    let some: Vec<i64> = all.into_iter().filter(|_| chance.is_one_in(2)).collect();
    let names = |chance: &mut Chance| vec![chance.text(), "Опт".to_owned()];
    let change = match chance.below(4) {
        0 => BulkChange::Delete,
        1 => BulkChange::AddTags(names(chance)),
        2 => BulkChange::RemoveTags(names(chance)),
        _ => BulkChange::Set(desk.values(chance, &kind, false)),
    };
    desk.write(move |tx, viewer| service::bulk_chunk(tx, viewer, &kind, &some, &change, BulkDone::default()));
}

fn take(desk: &Desk, chance: &mut Chance) {
    let lead = desk.registry.kind("lead").unwrap();
    let Some(id) = desk.record(chance, &lead, true) else { return create(desk, chance) };
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| leads::take(tx, viewer, &registry, id, None));
}

fn set_status(desk: &Desk, chance: &mut Chance) {
    let lead = desk.registry.kind("lead").unwrap();
    let Some(id) = desk.record(chance, &lead, true) else { return create(desk, chance) };
    let status = chance.pick(&["new", "contacted", "in_work", "junk"]).unwrap();
    let note = chance.text();
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| {
        let reason = (status == "junk").then_some(("spam", note.as_str()));
        leads::set_status(tx, viewer, &registry, id, &leads::Move { status, why: reason, expected_version: None })
    });
}

/// A few rows, some of them of records that are there, with words that become values of lists.
fn bring_in(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let titles = desk.db.read_blocking(|conn| {
        let mut statement = conn.prepare("SELECT name FROM companies WHERE deleted_at IS NULL ORDER BY id LIMIT 3")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?)
    });
    let mut rows = titles.unwrap();
    rows.extend((0..chance.below(4)).map(|_| chance.text()));
    let mut file = "Название;Фамилия;Город;Источник;Телефон\n".to_owned();
    for name in rows {
        let name = name.replace(['"', ';'], "");
        let number = chance.below(100_000);
        file.push_str(&format!("{name};{name};{};{};+7916000{number:05}\n", chance.text(), chance.text()));
    }
    let mut arriving = Arriving::begin(&desk.db).unwrap();
    arriving.file.write_all(file.as_bytes()).unwrap();
    let plan = Plan { duplicates: chance.pick(&Policy::ALL).unwrap(), ..Plan::default() };
    let id = import::begin(&desk.db, &desk.viewer, &kind, arriving, "some.csv", &plan).unwrap();
    import::run(&desk.db, &desk.registry, &desk.viewer, &kind, id, &mut |_, _| {}).unwrap();
}

fn convert(desk: &Desk, chance: &mut Chance) {
    let lead = desk.registry.kind("lead").unwrap();
    let Some(id) = desk.record(chance, &lead, true) else { return create(desk, chance) };
    let mut side = |plural: &str| {
        let there = desk.db.read_blocking(|conn| Ok(chance.record(conn, plural, true))).unwrap();
        match (chance.below(3), there) {
            (0, _) => Target::New,
            (1, Some(there)) => Target::Existing(there),
            _ => Target::Nothing,
        }
    };
    let (contact, company) = (side("contacts"), side("companies"));
    let pipeline = desk.pick(chance, "SELECT id FROM options WHERE list = 'pipelines' AND archived_at IS NULL");
    let deal = match pipeline.filter(|_| chance.is_one_in(2)) {
        Some(pipeline_id) => DealTarget::New { pipeline_id },
        None => DealTarget::Nothing,
    };
    let conversion = Conversion { contact, company, deal, ..Conversion::default() };
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| leads::convert(tx, viewer, &registry, id, &conversion));
}

/// Some mention a colleague, some lose the mention when they are changed.
fn said(chance: &mut Chance) -> String {
    let name = chance.pick(&["@Ольга Белкина ", "@Анна Соколова, @Игорь Лунин ", ""]).unwrap();
    format!("{name}{}.", chance.text())
}

fn comment(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let Some(id) = desk.record(chance, &kind, true) else { return };
    let text = said(chance);
    desk.write(move |tx, viewer| comments::create(tx, viewer, &kind, id, &text));
}

/// A comment of any record; one is written first.
fn a_comment(desk: &Desk, chance: &mut Chance) -> Option<(Arc<Kind>, i64, i64)> {
    comment(desk, chance);
    let id = desk.pick(chance, "SELECT id FROM comments ORDER BY id")?;
    let (kind, record): (String, i64) = desk
        .db
        .read_blocking(|conn| {
            let sql = "SELECT owner_kind, owner_id FROM comments WHERE id = ?1";
            Ok(conn.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?)
        })
        .unwrap();
    Some((desk.registry.kind(&kind).unwrap(), record, id))
}

fn change_comment(desk: &Desk, chance: &mut Chance) {
    let Some((kind, record, id)) = a_comment(desk, chance) else { return };
    let text = said(chance);
    desk.write(move |tx, viewer| comments::update(tx, viewer, &kind, record, id, &text));
}

fn delete_comment(desk: &Desk, chance: &mut Chance) {
    let Some((kind, record, id)) = a_comment(desk, chance) else { return };
    desk.write(move |tx, viewer| comments::delete(tx, viewer, &kind, record, id));
}

/// One or two; what their bytes are, no undo asks.
fn add_file(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let Some(id) = desk.record(chance, &kind, true) else { return };
    let file = |chance: &mut Chance| NewFile {
        name: chance.is_one_in(2).then(|| chance.text()),
        blob: Blob { hash: "ab".repeat(32).parse().unwrap(), size_bytes: 1, media_type: MediaType::Pdf },
    };
    let files: Vec<NewFile> = (0..=chance.below(2)).map(|_| file(chance)).collect();
    desk.write(move |tx, viewer| attachments::add(tx, viewer, &kind, id, &files));
}

/// A file of any record; one is added first.
fn a_file(desk: &Desk, chance: &mut Chance) -> Option<(Arc<Kind>, i64, i64)> {
    add_file(desk, chance);
    let id = desk.pick(chance, "SELECT id FROM attachments ORDER BY id")?;
    let file = desk.db.read_blocking(|conn| attachments::by_ids(conn, &[id])).unwrap().remove(&id)?;
    Some((desk.registry.kind(&file.owner_kind).unwrap(), file.owner_id, id))
}

fn rename_file(desk: &Desk, chance: &mut Chance) {
    let Some((kind, record, id)) = a_file(desk, chance) else { return };
    let name = chance.text();
    desk.write(move |tx, viewer| attachments::rename(tx, viewer, (&kind, record), id, &name, &Limits::default()));
}

fn delete_file(desk: &Desk, chance: &mut Chance) {
    let Some((kind, record, id)) = a_file(desk, chance) else { return };
    desk.write(move |tx, viewer| attachments::delete(tx, viewer, &kind, record, id));
}

fn list(desk: &Desk, chance: &mut Chance) -> String {
    let lists = desk.db.read_blocking(|conn| {
        let mut statement = conn.prepare("SELECT DISTINCT list FROM options ORDER BY list")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?)
    });
    chance.pick(&lists.unwrap()).unwrap()
}

fn an_option(desk: &Desk, chance: &mut Chance) -> Option<i64> {
    desk.pick(chance, "SELECT id FROM options ORDER BY id")
}

fn add_option(desk: &Desk, chance: &mut Chance) {
    let list = list(desk, chance);
    let labels = [chance.text(), chance.text(), String::new()];
    let semantic = chance.pick(&[None, Some("open"), Some("junk")]).unwrap().map(str::to_owned);
    let new = NewOption { labels, color: "green".to_owned(), semantic, ..NewOption::default() };
    desk.write(move |tx, viewer| options::create(tx, viewer, &list, &new));
}

fn rename_option(desk: &Desk, chance: &mut Chance) {
    let Some(id) = an_option(desk, chance) else { return };
    let labels = std::array::from_fn(|_| chance.text());
    let changes = OptionChanges { labels: Some(labels), color: Some("pink".to_owned()), rules: None };
    desk.write(move |tx, viewer| options::change(tx, viewer, id, None, &changes));
}

fn archive_option(desk: &Desk, chance: &mut Chance) {
    let Some(id) = an_option(desk, chance) else { return };
    let is_archived = chance.is_one_in(2);
    desk.write(move |tx, viewer| options::archive(tx, viewer, id, true));
    if is_archived {
        desk.write(move |tx, viewer| options::archive(tx, viewer, id, false));
    }
}

fn reorder_options(desk: &Desk, chance: &mut Chance) {
    let list = list(desk, chance);
    let sql = format!("SELECT id FROM options WHERE list = '{list}' ORDER BY position");
    let mut order = desk.db.read_blocking(|conn| Ok(ids(conn, &sql))).unwrap();
    let moved = order.remove(chance.below(order.len()));
    order.insert(chance.below(order.len() + 1), moved);
    desk.write(move |tx, viewer| options::reorder(tx, viewer, &list, &order));
}

fn delete_option(desk: &Desk, chance: &mut Chance) {
    let Some(id) = an_option(desk, chance) else { return };
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| options::delete(tx, viewer, &registry, id));
}

fn add_pipeline(desk: &Desk, chance: &mut Chance) {
    let labels = std::array::from_fn(|_| chance.text());
    desk.write(move |tx, viewer| pipelines::create(tx, viewer, labels, "green"));
}

fn a_pipeline(desk: &Desk, chance: &mut Chance) -> Option<i64> {
    desk.pick(chance, "SELECT id FROM options WHERE list = 'pipelines' ORDER BY id")
}

fn a_stage(chance: &mut Chance) -> NewStage {
    NewStage {
        labels: std::array::from_fn(|_| chance.text()),
        color: "amber".to_owned(),
        meaning: chance.pick(&["open", "won", "lost"]).unwrap_or("open").to_owned(),
        rules: StageRules { probability: chance.below(100) as i64, norm_days: Some(7), ..StageRules::default() },
    }
}

fn add_stage(desk: &Desk, chance: &mut Chance) {
    let Some(pipeline) = a_pipeline(desk, chance) else { return };
    let (new, kind) = (a_stage(chance), desk.registry.kind("deal").unwrap());
    desk.write(move |tx, viewer| pipelines::add_stage(tx, viewer, &kind, pipeline, &new));
}

fn change_stage(desk: &Desk, chance: &mut Chance) {
    let Some(id) = desk.pick(chance, "SELECT id FROM options WHERE list = 'deal_stages' ORDER BY id") else { return };
    let (new, kind) = (a_stage(chance), desk.registry.kind("deal").unwrap());
    desk.write(move |tx, viewer| pipelines::change_stage(tx, viewer, &kind, id, None, &new));
}

fn delete_pipeline(desk: &Desk, chance: &mut Chance) {
    add_pipeline(desk, chance);
    let Some(id) = a_pipeline(desk, chance) else { return };
    let registry = desk.registry.clone();
    desk.write(move |tx, viewer| pipelines::delete(tx, viewer, &registry, id));
}

/// With its deals moved to another of its pipeline and meaning.
fn delete_stage(desk: &Desk, chance: &mut Chance) {
    add_stage(desk, chance);
    let sql = "SELECT s.id FROM options s WHERE s.list = 'deal_stages' AND (SELECT count(*) FROM options o
               WHERE o.parent_id = s.parent_id AND o.semantic = s.semantic AND o.archived_at IS NULL) > 1 ORDER BY s.id";
    let Some(id) = desk.pick(chance, sql) else { return };
    let others = format!(
        "SELECT o.id FROM options o JOIN options s ON s.id = {id} WHERE o.parent_id = s.parent_id
         AND o.semantic = s.semantic AND o.archived_at IS NULL AND o.id <> s.id ORDER BY o.id"
    );
    let Some(to) = desk.pick(chance, &others).map(|to| to.to_string()) else { return };
    let delete = service::delete_option(&desk.db, &desk.viewer, &desk.registry, "deal_stages", id, Some(&to));
    match actix_web::rt::System::new().block_on(delete) {
        Ok(_) | Err(Error::Invalid(_) | Error::Conflict(_) | Error::NotFound | Error::Forbidden) => {}
        Err(error) => panic!("{error:?}"),
    }
}

fn a_rate(chance: &mut Chance) -> NewRate {
    NewRate {
        currency: chance.pick(&["USD", "EUR", "PLN"]).unwrap_or("USD").to_owned(),
        valid_from: format!("2026-0{}-1{}", 1 + chance.below(9), chance.below(10)),
        rate_micro: 1 + chance.below(1_000_000_000) as i64,
    }
}

fn add_rate(desk: &Desk, chance: &mut Chance) {
    let new = a_rate(chance);
    desk.write(move |tx, viewer| rates::create(tx, viewer, &new));
}

fn change_rate(desk: &Desk, chance: &mut Chance) {
    add_rate(desk, chance);
    let Some(id) = desk.pick(chance, "SELECT id FROM currency_rates ORDER BY id") else { return };
    let new = a_rate(chance);
    desk.write(move |tx, viewer| rates::change(tx, viewer, id, &new));
}

fn delete_rate(desk: &Desk, chance: &mut Chance) {
    add_rate(desk, chance);
    let Some(id) = desk.pick(chance, "SELECT id FROM currency_rates ORDER BY id") else { return };
    desk.write(move |tx, viewer| rates::delete(tx, viewer, id));
}

fn keep_view(desk: &Desk, chance: &mut Chance) {
    let kind = desk.kind(chance);
    let (name, is_shared) = (chance.text(), chance.is_one_in(2));
    desk.write(move |tx, viewer| saved_views::create(tx, viewer, &kind, &name, is_shared, "sort=title"));
}

fn a_view(desk: &Desk, chance: &mut Chance) -> Option<(Arc<Kind>, i64)> {
    keep_view(desk, chance);
    let id = desk.pick(chance, "SELECT id FROM saved_views ORDER BY id")?;
    let sql = "SELECT kind FROM saved_views WHERE id = ?1";
    let kind: String = desk.db.read_blocking(|conn| Ok(conn.query_row(sql, [id], |row| row.get(0))?)).unwrap();
    Some((desk.registry.kind(&kind).unwrap(), id))
}

fn change_view(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id)) = a_view(desk, chance) else { return };
    let (name, is_shared) = (chance.text(), chance.is_one_in(2));
    let changes = saved_views::ViewChanges {
        name: Some(name),
        query: Some("sort=-title".to_owned()),
        is_shared: Some(is_shared),
    };
    desk.write(move |tx, viewer| saved_views::update(tx, viewer, &kind, id, &changes));
}

fn order_views(desk: &Desk, chance: &mut Chance) {
    (0..4).for_each(|_| keep_view(desk, chance));
    let kind = desk.kind(chance);
    let sql = format!("SELECT id FROM saved_views WHERE kind = '{}' ORDER BY id", kind.key);
    let views = desk.db.read_blocking(|conn| Ok(ids(conn, &sql))).unwrap();
    for (id, is_right) in views.first().map(|id| (*id, true)).into_iter().chain(views.last().map(|id| (*id, false))) {
        let kind = kind.clone();
        desk.write(move |tx, viewer| saved_views::shift(tx, viewer, &kind, id, is_right));
    }
}

fn delete_view(desk: &Desk, chance: &mut Chance) {
    let Some((kind, id)) = a_view(desk, chance) else { return };
    desk.write(move |tx, viewer| saved_views::delete(tx, viewer, &kind, id));
}
