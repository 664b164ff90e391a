//! Adding a record and changing it as a whole.

use super::desk::{Desk, Draft};
use crate::kernel::{Access, Error, FieldErrors, KindKey};
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, SeeOther};
use crate::records::input::{self, Pairs, typed};
use crate::records::merge::{self, Base};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::value::Values;
use crate::records::views::pairs::{leave_instants, pairs_of};
use crate::records::{service, store};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};

pub(super) async fn new(desk: Desk) -> Result<Page, PageError> {
    let pairs = begun(&desk, Values::default()).await?;
    desk.form(Draft { pairs, ..Draft::default() }).await
}

/// The form of a new record that could not be made of these values, with what is wrong.
pub async fn unmade(
    kind: KindKey,
    tools: super::Tools,
    values: Values,
    errors: FieldErrors,
) -> Result<Page, PageError> {
    let desk = Desk::new(kind, tools);
    let pairs = begun(&desk, values).await?;
    Ok(desk.form(Draft { pairs, errors, ..Draft::default() }).await?.invalid())
}

/// What a new record has that is known so far: these values, and what goes without saying of one that nobody changes.
async fn begun(desk: &Desk, mut values: Values) -> Result<Pairs, Error> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    desk.db
        .read(move |conn| {
            if values.get("responsible_id").is_empty() {
                values.set("responsible_id", viewer.user_id);
            }
            let office = Office::load(conn)?;
            begin(&*Dictionary::load(conn, viewer.lang)?, &kind, &mut values);
            Ok(pairs_of(viewer.lang, viewer.zone, &kind, &values, &office.currency))
        })
        .await
}

/// Work begins at the first value that is no end of it, of the first board where there are several.
fn begin(dictionary: &Dictionary, kind: &Kind, values: &mut Values) {
    let field = |key: Option<&'static str>| kind.field(key?);
    let list = |field: &Field| match field.field_type {
        FieldType::Choice { list } => Some(list),
        _ => None,
    };
    let mut owner = None;
    if let Some((board, list)) = field(kind.board_of).and_then(|field| Some((field, list(field)?))) {
        let said = values.text(&board.key).and_then(|code| dictionary.find(list, code));
        owner = said.or_else(|| dictionary.offered(list).next());
        if let Some(item) = owner {
            values.set(board.key.clone(), item.code.as_str());
        }
    }
    if let Some((by, list)) = field(kind.board_by).and_then(|field| Some((field, list(field)?)))
        && values.get(&by.key).is_empty()
    {
        let is_of = |item: &&OptionItem| owner.is_none_or(|owner| item.parent_id == Some(owner.id));
        let is_begin = |item: &&OptionItem| kind.end_of(item.semantic.as_deref()).is_none();
        if let Some(item) = dictionary.offered(list).filter(is_of).find(is_begin) {
            values.set(by.key.clone(), item.code.as_str());
        }
    }
}

pub(super) async fn create(desk: Desk, request: HttpRequest, sent: RawForm) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let office = desk.db.read(Office::load).await?;
    let mut pairs = sent.0;
    // Of a form that was opened on a record which is gone.
    taken(&mut pairs, |name| matches!(name, "base" | "version"));
    let pairs = input::compacted(&kind, pairs);
    let (values, errors) = input::read(&viewer, &office, &kind, &pairs);
    let plural = kind.plural;
    let outcome = match errors.into_result() {
        Ok(()) => desk.db.write(move |tx| service::create(tx, &viewer, &kind, values)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(saved) => Ok(SeeOther(done(format!("/{plural}/{}", saved.id), &saved)).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            Ok(desk.form(Draft { pairs, errors, ..Draft::default() }).await?.invalid().respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn edit(desk: Desk, id: i64) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let read = move |conn: &rusqlite::Connection| {
        let record = store::get(conn, &viewer, &kind, id, Access::Edit)?;
        let currency = Office::load(conn)?.currency;
        let pairs = pairs_of(viewer.lang, viewer.zone, &kind, &record.values, &currency);
        let base = Base::of(&kind, &record.values);
        Ok(Draft { id: Some(id), version: record.version, base, pairs, ..Draft::default() })
    };
    let draft = desk.db.read(read).await?;
    desk.form(draft).await
}

pub(super) async fn update(
    desk: Desk,
    request: HttpRequest,
    id: i64,
    sent: RawForm,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let office = desk.db.read(Office::load).await?;
    let mut pairs = sent.0;
    let choices = taken(&mut pairs, |name| name.starts_with("choice."));
    let asked = taken(&mut pairs, |name| name == "asked");
    let base = Base::parse(typed(&taken(&mut pairs, |name| name == "base"), "base"));
    let version: i64 = typed(&pairs, "version").parse().unwrap_or_default();
    let mut pairs = input::compacted(&kind, pairs);
    let choice = |key: &&str| typed(&choices, &["choice.", key].concat());
    let asked: Vec<&str> = typed(&asked, "asked").split(' ').filter(|key| !key.is_empty()).collect();
    let is_undecided = asked.iter().any(|key| !matches!(choice(key), "mine" | "theirs"));
    let theirs: Vec<&str> = asked.iter().filter(|key| choice(key) == "theirs").copied().collect();
    if !theirs.is_empty() {
        pairs = with_theirs(&desk, id, pairs, &theirs).await?;
    }
    let (mut values, errors) = input::read(&viewer, &office, &kind, &pairs);
    let plural = kind.plural;
    let (of_form, sent) = (base.clone(), pairs.clone());
    let write = move |tx: &mut crate::platform::db::Tx<'_>| {
        let record = store::get(tx, &viewer, &kind, id, Access::View)?;
        let stale = Error::Stale { current_version: record.version };
        if is_undecided {
            return Err(stale);
        }
        leave_instants(viewer.lang, viewer.zone, &kind, &record.values, &sent, &mut values);
        if record.version == version {
            return service::update(tx, &viewer, &kind, id, Some(version), values);
        }
        let merged = merge::merge(&kind, &record, &values, &of_form);
        if of_form.is_empty() || !merged.conflicts.is_empty() {
            return Err(stale);
        }
        service::update(tx, &viewer, &kind, id, Some(record.version), merged.changes)
    };
    let outcome = match errors.into_result() {
        Ok(()) => desk.db.write(write).await,
        Err(error) => Err(error),
    };
    let draft = Draft { id: Some(id), version, base, pairs, ..Draft::default() };
    match outcome {
        Ok(saved) => Ok(SeeOther(done(format!("/{plural}/{id}"), &saved)).respond_to(&request)),
        Err(Error::Invalid(errors)) => Ok(desk.form(Draft { errors, ..draft }).await?.invalid().respond_to(&request)),
        Err(Error::Stale { .. }) => {
            let page = desk.form(Draft { is_overtaken: true, ..draft }).await?;
            Ok(page.status(StatusCode::CONFLICT).respond_to(&request))
        }
        Err(Error::NotFound) => Ok(desk.form(draft).await?.status(StatusCode::NOT_FOUND).respond_to(&request)),
        Err(error) => Err(error.into()),
    }
}

/// The form with what the record holds in place of what was typed into these fields, also where it comes back for
/// another reason.
async fn with_theirs(desk: &Desk, id: i64, mut pairs: Pairs, keys: &[&str]) -> Result<Pairs, Error> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let of_kind = kind.clone();
    let now = desk.db.read(move |conn| {
        let Some(record) = store::find(conn, &viewer, &of_kind, id, Access::View)? else { return Ok(None) };
        let currency = Office::load(conn)?.currency;
        Ok(Some(pairs_of(viewer.lang, viewer.zone, &of_kind, &record.values, &currency)))
    });
    // Gone meanwhile: what was typed is all there is.
    let Some(now) = now.await? else { return Ok(pairs) };
    let mut fields: Vec<&Field> = keys.iter().filter_map(|key| kind.field(key)).collect();
    // A currency stands for all sums in it.
    let currencies = fields.iter().filter(|field| field.field_type == FieldType::Currency);
    let sums: Vec<&Field> = currencies.flat_map(|field| kind.sum_of(&field.key)).collect();
    fields.extend(sums);
    let is_theirs = |name: &str| fields.iter().any(|field| input::speaks_of(field, name));
    pairs.retain(|(name, _)| !is_theirs(name));
    pairs.extend(now.into_iter().filter(|(name, _)| is_theirs(name)));
    Ok(pairs)
}

/// Takes the pairs whose names fit out of the others.
fn taken(pairs: &mut Pairs, fits: impl Fn(&str) -> bool) -> Pairs {
    let (taken, left) = std::mem::take(pairs).into_iter().partition(|(name, _)| fits(name));
    *pairs = left;
    taken
}

/// The next page says what was done, and offers to take it back.
pub(super) fn done(path: String, saved: &service::Saved) -> String {
    saved.action.map_or_else(|| path.clone(), |action| format!("{path}?done={}", action.0))
}
