//! What stands in the place of a route's parameters, and what is sent to it.

use crate::harness::TestApp;
use actix_web::http::Method;
use korob::access::sessions::{self, NewSession};
use korob::access::{Role, tokens, users};
use korob::app::routes;
use korob::crm::{pipelines, rates};
use korob::kernel::email::EmailAddress;
use korob::kernel::{Actor, Lang, Via};
use korob::platform::events;
use korob::platform::files::{Blob, FileStore, Limits};
use korob::platform::web::RouteRow;
use korob::records::attachments::NewFile;
use korob::records::list::saved_views;
use korob::records::registry::FieldType;
use korob::records::value::{Point, Value, Values};
use korob::records::{self, Kind, Registry, attachments, comments, import, options};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// An id that nothing has.
pub const MISSING: &str = "999999";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Live,
    Deleted,
    Missing,
}

/// Whose a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The path names no thing.
    Nobody,
    /// There is none: it cannot be made from here.
    Gone,
    Everybody,
    /// Not even an administrator meddles with it.
    OlgaAlone,
    OlgaAndAdministrators,
    /// Olga is responsible, Igor observes.
    Record,
}

pub struct Sample {
    pub owner: Owner,
    pub form: String,
    pub json: String,
    /// Puts a deleted record back, and finds no live one.
    pub is_for_the_bin: bool,
    /// Also shows what lies in the bin, to who could put it back.
    pub is_also_of_the_bin: bool,
    /// For who wrote the comment, and administrators.
    pub is_for_the_author: bool,
    /// For who may edit the record, although the route is open to who may view it.
    pub is_for_editors: bool,
    /// The parameter with the text that names its thing.
    parameters: Vec<(String, Thing)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Thing {
    Record(String),
    /// Of Olga's, on the record of this kind.
    Comment(String),
    /// Of Olga's, on the record of this kind.
    File(String),
    View(String),
    /// The first of the board of this kind.
    Column(String),
    /// A value of a list of the office.
    Choice,
    Pipeline,
    Rate,
    Stage,
    /// A draft.
    Import(String),
    User,
    Session,
    Token,
    Action,
    /// Always this text.
    Text(&'static str),
}

/// Parameters of routes that are not about a record, by the path.
const THINGS: &[(&str, Owner, Thing)] = &[
    ("/actions/{id}", Owner::OlgaAndAdministrators, Thing::Action),
    ("/api/v1/currency-rates/{id}", Owner::Everybody, Thing::Rate),
    ("/api/v1/option-lists/{list}", Owner::Nobody, Thing::Text("industries")),
    ("/api/v1/pipelines/{id}", Owner::Everybody, Thing::Pipeline),
    ("/api/v1/stages/{id}", Owner::Everybody, Thing::Stage),
    ("/api/v1/users/{id}", Owner::Everybody, Thing::User),
    ("/assets/{file}", Owner::Nobody, Thing::Text("nothing.js")),
    ("/password/{token}", Owner::Nobody, Thing::Text("nobodys")),
    ("/profile/sessions/{id}/", Owner::OlgaAlone, Thing::Session),
    ("/profile/tokens/{id}/", Owner::OlgaAlone, Thing::Token),
    ("/settings/backups/{name}", Owner::Gone, Thing::Text("korob-none.tar.zst")),
    ("/settings/currencies/{id}", Owner::Everybody, Thing::Rate),
    ("/settings/jobs/{key}/", Owner::Gone, Thing::Text("none")),
    ("/settings/pipelines/{id}", Owner::Everybody, Thing::Pipeline),
    ("/settings/stages/{id}", Owner::Everybody, Thing::Stage),
    ("/settings/users/{id}", Owner::Everybody, Thing::User),
    ("/settings/lists/{list}", Owner::Nobody, Thing::Text("industries")),
    ("/settings/versions/kept/{name}/", Owner::Gone, Thing::Text("before-upgrade-none")),
    ("/setup/{token}", Owner::Nobody, Thing::Text("nobodys")),
    ("/works/{id}", Owner::Gone, Thing::Text(MISSING)),
];

/// Further parameters, by the end of the path that they stand in.
const INNER: &[(&str, &str)] = &[("/fields/{key}", "tags"), ("/records/{kind}", "contacts"), ("/{kind}/{id}", MISSING)];

/// Routes below a record that put it back from the bin.
const FOR_THE_BIN: &[&str] = &["/restoration"];

/// What is sent where an empty form would not get as far as the thing.
const FORMS: &[(&str, &str)] = &[
    ("/handover", "to=1"),
    ("/activities/{id}/postponement", "to=week"),
    ("/leads/{id}/conversion", "version=1&contact=new&company=none"),
    ("/leads/{id}/junk", "version=1&junk_reason=spam"),
    ("/leads/{id}/status", "version=1&status=contacted"),
    ("/leads/{id}/work", "version=1"),
    ("/comments", "text=Jutro"),
    ("/comments/{comment}", "text=Jutro"),
    ("/activities/{id}", "version=1"),
    ("/files/{file}/name", "name=Plan"),
    ("/companies/{id}", "version=1"),
    ("/contacts/{id}", "version=1"),
    ("/leads/{id}", "version=1"),
    ("/deals/{id}", "version=1"),
    ("/views/{id}", "query="),
    ("/settings/users/{id}", "name=Yulia&email=julia%40tulapolis.example&role=staff&version=1"),
];

/// # Panics
/// For a route with parameters that nothing here knows.
pub fn of(registry: &Registry, row: &RouteRow) -> Sample {
    let unknown = || panic!("{}: say in tests/it/access/matrix/samples.rs what its parameters stand for", row.path);
    find(registry, row).unwrap_or_else(unknown)
}

pub fn find(registry: &Registry, row: &RouteRow) -> Option<Sample> {
    let path = row.path.as_ref();
    let names: Vec<&str> = path.split('{').skip(1).filter_map(|part| part.split(['}', ':']).next()).collect();
    let (owner, parameters) = match names.as_slice() {
        [] => (Owner::Nobody, Vec::new()),
        [first, inner @ ..] => {
            let (owner, thing) = thing(registry, path)?;
            let mut parameters = vec![((*first).to_owned(), thing)];
            for name in inner {
                let inner = match (&parameters[0].1, *name) {
                    (Thing::Record(kind), "comment") => Thing::Comment(kind.clone()),
                    (Thing::Record(kind), "file") => Thing::File(kind.clone()),
                    (Thing::Text("industries"), "id") => Thing::Choice,
                    _ => Thing::Text(INNER.iter().find(|(known, _)| path.contains(known) && known.contains(name))?.1),
                };
                parameters.push(((*name).to_owned(), inner));
            }
            (owner, parameters)
        }
    };
    let form = FORMS.iter().find(|(end, _)| path.ends_with(end)).map_or("", |(_, form)| form);
    let is_for_the_bin = owner == Owner::Record && FOR_THE_BIN.iter().any(|end| path.ends_with(end));
    let is_also_of_the_bin = owner == Owner::Record && row.method == Method::GET && is_card(path);
    let is_for_the_author = path.contains("/comments/{comment}");
    let is_change = row.method != Method::GET || path.ends_with("/name");
    let is_for_editors = path.contains("/files/{") && is_change;
    Some(Sample {
        owner,
        form: form.to_owned(),
        json: "{}".to_owned(),
        is_for_the_bin,
        is_also_of_the_bin,
        is_for_the_author,
        is_for_editors,
        parameters,
    })
}

/// `/companies/{id}`, but not the API's.
fn is_card(path: &str) -> bool {
    path.ends_with("/{id}") && path.matches('/').count() == 2
}

fn thing(registry: &Registry, path: &str) -> Option<(Owner, Thing)> {
    if path.starts_with("/api/v1/files/{id}") {
        return Some((Owner::Record, Thing::File("company".to_owned())));
    }
    if let Some((_, owner, thing)) = THINGS.iter().find(|(start, _, _)| path.starts_with(start)) {
        return Some((*owner, thing.clone()));
    }
    let inner = path.strip_prefix("/api/v1").unwrap_or(path);
    let mut parts = inner.trim_start_matches('/').split('/');
    let kind = registry.by_plural(parts.next()?).ok()?;
    match (parts.next()?, parts.next()) {
        ("{id}", _) => Some((Owner::Record, Thing::Record(kind.key.to_owned()))),
        ("board", Some("cards")) => Some((Owner::Nobody, Thing::Record(kind.key.to_owned()))),
        ("board", Some("{column}")) => Some((Owner::Nobody, Thing::Column(kind.key.to_owned()))),
        ("import", Some("{id}")) => Some((Owner::OlgaAndAdministrators, Thing::Import(kind.key.to_owned()))),
        ("views", Some("{id}")) => Some((Owner::OlgaAlone, Thing::View(kind.key.to_owned()))),
        _ => None,
    }
}

impl Sample {
    /// The states that its thing can be in.
    pub fn states(&self) -> &'static [State] {
        match self.owner {
            Owner::Nobody => &[State::Live],
            Owner::Gone => &[State::Missing],
            Owner::Everybody | Owner::OlgaAlone | Owner::OlgaAndAdministrators => &[State::Live, State::Missing],
            Owner::Record => &[State::Live, State::Deleted, State::Missing],
        }
    }
}

/// One thing of each sort, Olga's where it is anybody's.
pub struct Things {
    ids: HashMap<(Thing, bool), i64>,
    /// The first column of each kind's board.
    columns: HashMap<String, String>,
}

impl Things {
    /// All of them.
    pub fn create(app: &TestApp) -> Things {
        Things::create_some(app, |_| true)
    }

    /// Those that a sample speaks of.
    pub fn for_sample(app: &TestApp, sample: &Sample) -> Things {
        let wanted: Vec<Thing> = sample.parameters.iter().map(|(_, thing)| thing.clone()).collect();
        Things::create_some(app, move |thing| wanted.contains(thing))
    }

    fn create_some(app: &TestApp, is_wanted: impl Fn(&Thing) -> bool + Send + 'static) -> Things {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let (anna, olga, igor) = (app.viewer("anna"), app.viewer("olga"), app.user("igor").id);
        let registry = app.registry().clone();
        let picture = NewFile { name: Some("план.png".to_owned()), blob: kept(app) };
        let ids = app.db().write_blocking(move |tx| {
            let mut ids = HashMap::new();
            for kind in registry.kinds().iter() {
                let record = Thing::Record(kind.key.to_owned());
                let file = Thing::File(kind.key.to_owned());
                let is_needed = is_wanted(&record) || is_wanted(&file) || is_wanted(&Thing::Action) && ids.is_empty();
                if !is_needed {
                    continue;
                }
                for is_deleted in [false, true] {
                    // Each by itself: what undo would do with a large action is told in parts, by the time it takes.
                    events::next(tx);
                    let mut values = filled(kind, &format!("Образец {number}"));
                    values.set("observers", Value::Ids(vec![igor.0]));
                    let saved = records::create(tx, &olga, kind, values)?;
                    ids.insert(
                        (file.clone(), is_deleted),
                        attachments::add(tx, &olga, kind, saved.id, std::slice::from_ref(&picture))?.ids[0],
                    );
                    if !is_deleted {
                        comments::create(tx, &olga, kind, saved.id, "Позвонить завтра")?;
                        let comment = tx.query_row("SELECT max(id) FROM comments", [], |row| row.get(0))?;
                        ids.insert((Thing::Comment(kind.key.to_owned()), false), comment);
                    } else {
                        records::delete(tx, &olga, kind, saved.id, None)?;
                    }
                    ids.insert((record.clone(), is_deleted), saved.id);
                    ids.insert((Thing::Action, false), saved.action.unwrap().0);
                }
            }
            for kind in registry.kinds().iter() {
                let thing = Thing::View(kind.key.to_owned());
                if is_wanted(&thing) {
                    let view = saved_views::create(tx, &olga, kind, &format!("Вид {number}"), false, "")?;
                    ids.insert((thing, false), view);
                }
            }
            if is_wanted(&Thing::Choice) {
                let code = options::add(tx, &olga, "industries", &format!("Отрасль {number}"), None)?;
                let sql = "SELECT id FROM options WHERE list = 'industries' AND code = ?1";
                ids.insert((Thing::Choice, false), tx.query_row(sql, [code], |row| row.get(0))?);
            }
            if is_wanted(&Thing::Rate) {
                let day = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(number.into());
                let new = rates::NewRate { currency: "USD".into(), valid_from: day.to_string(), rate_micro: 1 };
                ids.insert((Thing::Rate, false), rates::create(tx, &anna, &new)?);
            }
            if is_wanted(&Thing::Pipeline) {
                // There may be so many; the one that serves the whole test is among the first.
                let more = "id NOT IN (SELECT id FROM options WHERE list = 'pipelines' ORDER BY id LIMIT 20)";
                let spare = format!("SELECT id FROM options WHERE list = 'pipelines' AND {more}");
                tx.execute(&format!("DELETE FROM options WHERE parent_id IN ({spare})"), [])?;
                tx.execute(&format!("DELETE FROM options WHERE list = 'pipelines' AND {more}"), [])?;
                let labels = std::array::from_fn(|_| format!("Воронка {number}"));
                ids.insert((Thing::Pipeline, false), pipelines::create(tx, &anna, labels, "blue")?);
            }
            if is_wanted(&Thing::Stage) {
                let new = pipelines::NewStage {
                    labels: std::array::from_fn(|_| format!("Стадия {number}")),
                    color: "blue".to_owned(),
                    meaning: pipelines::OPEN.to_owned(),
                    ..pipelines::NewStage::default()
                };
                let first = options::of_list(tx, Lang::En, pipelines::PIPELINES)?[0].id;
                let stage = pipelines::add_stage(tx, &anna, &*registry.kind("deal")?, first, &new)?;
                ids.insert((Thing::Stage, false), stage.id);
            }
            for kind in registry.kinds().iter() {
                let thing = Thing::Import(kind.key.to_owned());
                if is_wanted(&thing) {
                    let import = import::store::insert(tx, &olga, kind.key, "a.csv", &import::Plan::default())?;
                    ids.insert((thing, false), import);
                }
            }
            if is_wanted(&Thing::User) {
                let new = users::NewUser {
                    name: "Юлия Новикова".to_owned(),
                    email: EmailAddress::parse(&format!("yulia{number}@tulapolis.example")).unwrap(),
                    role: Role::Staff,
                    lang: Lang::Ru,
                    zone: chrono_tz::Europe::Moscow,
                    password: None,
                };
                ids.insert((Thing::User, false), users::create(tx, &Actor::SYSTEM, &new)?.0);
            }
            if is_wanted(&Thing::Token) {
                let actor = Actor::user(olga.user_id, Via::Page);
                ids.insert((Thing::Token, false), tokens::create(tx, &actor, olga.user_id, "1С", None)?.0.0);
            }
            if is_wanted(&Thing::Session) {
                let new = NewSession { is_kept: false, ip: "127.0.0.1".to_owned(), agent: "test".to_owned() };
                sessions::begin(tx, olga.user_id, &new)?;
                let session = tx.query_row("SELECT max(id) FROM sessions", [], |row| row.get(0))?;
                ids.insert((Thing::Session, false), session);
            }
            // Some hundred of these would be too many for one person; the first ones serve the whole test.
            for table in ["api_tokens", "saved_views"] {
                let sql = format!(
                    "DELETE FROM {table} WHERE user_id = ?1 AND id > (SELECT min(id) + 30 FROM {table})
                     AND id < (SELECT max(id) - 30 FROM {table})"
                );
                tx.execute(&sql, [olga.user_id.0])?;
            }
            Ok(ids)
        });
        let registry = app.registry().clone();
        let columns = app.db().read_blocking(move |conn| {
            let dictionary = options::Dictionary::load(conn, Lang::En)?;
            let first = |kind: &Kind| {
                let FieldType::Choice { list } = kind.field(kind.board_by?)?.field_type else { return None };
                Some((kind.key.to_owned(), dictionary.offered(list).next()?.code.clone()))
            };
            Ok(registry.kinds().iter().filter_map(|kind| first(kind)).collect())
        });
        Things { ids: ids.unwrap(), columns: columns.unwrap() }
    }

    pub fn id(&self, thing: &Thing, is_deleted: bool) -> i64 {
        self.ids[&(thing.clone(), is_deleted)]
    }

    /// The route's path with things in the place of its parameters.
    pub fn path(&self, row: &RouteRow, sample: &Sample, state: State) -> String {
        let mut path = row.path.to_string();
        for (name, thing) in &sample.parameters {
            let text = match (thing, state) {
                (Thing::Text(text), _) => (*text).to_owned(),
                (Thing::Column(kind), _) => self.columns[kind].clone(),
                (Thing::Comment(_), _) => self.id(thing, false).to_string(),
                // Below its record, which is the one that may be missing.
                (Thing::File(_), State::Missing) if sample.parameters.len() > 1 => self.id(thing, false).to_string(),
                (_, State::Missing) => MISSING.to_owned(),
                _ => self.id(thing, state == State::Deleted).to_string(),
            };
            path = path.replace(&format!("{{{name}}}"), &text).replace(&format!("{{{name}:.*}}"), &text);
        }
        path
    }
}

/// The bytes of a picture, which the server's store has.
fn kept(app: &TestApp) -> Blob {
    let mut arriving =
        FileStore::open(&app.data().join("files"), Limits::default()).map(Arc::new).unwrap().begin(0).unwrap();
    arriving.write(b"\x89PNG\r\n\x1a\n").unwrap();
    arriving.keep().unwrap()
}

/// The values of a record of any kind that is called by these words.
pub fn filled(kind: &Kind, words: &str) -> Values {
    let mut values = Values::default();
    for key in kind.identity {
        match kind.field(key).map(|field| &field.field_type) {
            Some(FieldType::Points(_)) | None => {}
            Some(_) => values.set(*key, words),
        }
    }
    if values.is_empty() {
        let point = Point { value: "+74872300001".to_owned(), label: "work".to_owned(), ..Point::default() };
        values.set("phones", Value::Points(vec![point]));
    }
    values
}

#[test]
fn every_route_of_the_table_has_a_sample() {
    let registry = korob::app::wiring::registry();
    for row in routes::routes(&registry).rows() {
        of(&registry, &row);
    }
}
