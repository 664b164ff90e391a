//! The pages of a backup that is open, for administrators.

use super::answers::{Answer, said};
use super::asked::{AskedList, MOST_AT_ONCE, TypedFields, TypedOpening, TypedRecords, records_of};
use super::bringing::{Desk, Outcome};
use super::opening::Look;
use super::views::list::{ListView, list};
use super::views::record::{RecordView, Today, record};
use super::views::{closed, done_many, opening};
use crate::access::Viewer;
use crate::kernel::{Error, Problem, Result};
use crate::office::backup::archive::{ArchiveFile, Key, Needed};
use crate::office::backup::keeper::Keeper;
use crate::office::backup::shelf::is_name;
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::i18n::{format, tr};
use crate::platform::web::{Form, Need, Page, PageError, Params, Routes, SeeOther};
use crate::records::past;
use crate::records::registry::{Kind, Registry};
use crate::records::service::Wanted;
use crate::records::show::{self, Lookup};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};

type Tools = (web::Data<Db>, web::Data<Keeper>, web::Data<Registry>, web::Data<FileStore>, Viewer);
type Name = web::Path<String>;
type OfKind = web::Path<(String, String)>;
type OfRecord = web::Path<(String, String, i64)>;

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| [super::asked::BASE, "/{name}", rest].concat();
    routes.post(path("/opening"), Need::Admin, open);
    routes.deed(path("/closing"), Need::Admin, close);
    routes.get(path("/records"), Need::Admin, index);
    routes.get(path("/records/{kind}"), Need::Admin, of_kind);
    routes.post(path("/records/{kind}"), Need::Admin, bring_many);
    routes.get(path("/records/{kind}/{id}"), Need::Admin, show);
    routes.post(path("/records/{kind}/{id}"), Need::Admin, bring_one);
}

/// # Errors
/// `NotFound` for what is no backup of the shelf.
async fn needed_key(keeper: &Keeper, name: &str) -> Result<Needed> {
    if !is_name(name) {
        return Err(Error::NotFound);
    }
    let path = keeper.folder().backups().join(name);
    let looked = web::block(move || ArchiveFile::open(&path).and_then(|archive| archive.needed_key()));
    match looked.await.map_err(anyhow::Error::from)? {
        Ok(needed) => Ok(needed),
        // What lies there and is none is told when it is opened.
        Err(_) if keeper.folder().backups().join(name).is_file() => Ok(Needed::Nothing),
        Err(_) => Err(Error::NotFound),
    }
}

async fn open((_, keeper, ..): Tools, name: Name, form: Form<TypedOpening>) -> Result<SeeOther, PageError> {
    let key = match needed_key(&keeper, &name).await? {
        Needed::Passphrase => Key::Passphrase(form.0.passphrase.into()),
        Needed::Identity => Key::of_pasted(&form.0.identity),
        Needed::Nothing => Key::None,
    };
    if !keeper.inside().begin(&name, key) {
        return Err(Error::conflict(tr::past_busy).into());
    }
    Ok(SeeOther(records_of(&name)))
}

async fn close((_, keeper, ..): Tools, name: Name) -> Result<SeeOther, PageError> {
    needed_key(&keeper, &name).await?;
    keeper.inside().close(&name);
    Ok(SeeOther(super::asked::BASE.to_owned()))
}

/// The first of its lists, once it is open, with what is gone or changed; until then, how far that is.
async fn index(tools: Tools, name: Name, asked: HttpRequest) -> Result<HttpResponse, PageError> {
    let (_, keeper, registry, _, viewer) = &tools;
    match keeper.inside().look(&name) {
        Look::Open(_) => {
            let kinds = registry.kinds();
            let first = kinds.first().map_or("", |kind| kind.plural);
            Ok(SeeOther(format!("{}/{first}?lost=1", records_of(&name))).respond_to(&asked))
        }
        Look::Opening => {
            needed_key(keeper, &name).await?;
            Ok(Page::new(tr::backups_title(viewer.lang), opening(viewer.lang, &name)).respond_to(&asked))
        }
        look => {
            let failure = if let Look::Failed(error) = &look { Some(error.as_ref()) } else { None };
            let needed = needed_key(keeper, &name).await?;
            let body = closed(viewer.lang, &name, needed, failure);
            Ok(Page::new(tr::backups_title(viewer.lang), body).respond_to(&asked))
        }
    }
}

/// The desk of a backup that is open; else the answer is the page that opens it.
async fn desk(tools: Tools, name: &str) -> Result<std::result::Result<Desk, SeeOther>> {
    let (db, keeper, registry, files, viewer) = tools;
    needed_key(&keeper, name).await?;
    let Look::Open(opened) = keeper.inside().look(name) else {
        return Ok(Err(SeeOther(records_of(name))));
    };
    Ok(Ok(Desk {
        db: db.get_ref().clone(),
        registry: registry.into_inner(),
        files: files.into_inner(),
        folder: keeper.folder().clone(),
        viewer,
        opened,
    }))
}

async fn of_kind(
    tools: Tools,
    path: OfKind,
    asked: Params<AskedList>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (name, plural) = path.into_inner();
    asked.0.check()?;
    let desk = match desk(tools, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.respond_to(&request)),
    };
    let kind = desk.registry.by_plural(&plural)?;
    let page = web::block(move || draw_list(&desk, &kind, &asked.0)).await.map_err(anyhow::Error::from);
    Ok(page.map_err(Error::from)??.respond_to(&request))
}

fn draw_list(desk: &Desk, kind: &Kind, asked: &AskedList) -> Result<Page> {
    let (rows, next) = desk.db.read_blocking(|now| {
        desk.opened.db().read_blocking(|then| past::page(then, now, &desk.viewer, kind, asked.for_page()))
    })?;
    let kinds = desk.registry.kinds();
    let title = title(desk);
    let body = list(&ListView {
        reader: &desk.reader(),
        name: &desk.opened.name,
        title: &title,
        kinds: &kinds,
        kind,
        asked,
        rows: &rows,
        next,
    });
    Ok(Page::new(title, body))
}

/// "Backup of 6 November 2026, 02:00".
fn title(desk: &Desk) -> String {
    tr::past_title(desk.viewer.lang, &format::datetime(desk.viewer.lang, desk.viewer.zone, desk.opened.at))
}

async fn show(tools: Tools, path: OfRecord, request: HttpRequest) -> Result<HttpResponse, PageError> {
    let (name, plural, id) = path.into_inner();
    let desk = match desk(tools, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.respond_to(&request)),
    };
    let kind = desk.registry.by_plural(&plural)?;
    let page = web::block(move || draw_record(&desk, &kind, id, None)).await.map_err(anyhow::Error::from);
    Ok(page.map_err(Error::from)??.respond_to(&request))
}

/// The record as it was beside what it is, with what there is to say first.
fn draw_record(desk: &Desk, kind: &Kind, id: i64, answer: Option<&Answer>) -> Result<Page> {
    let past = desk.read(kind, &[id])?.pop().ok_or(Error::NotFound)?;
    let reader = desk.reader();
    let today = desk.db.read_blocking(|conn| {
        let Some(now) = past::find(conn, kind, id)? else { return Ok(None) };
        let lookup = Lookup::load(conn, &desk.registry, &desk.viewer, kind, std::slice::from_ref(&now))?;
        let texts = kind.fields.iter().map(|field| show::text(&reader, field, &now.values, &lookup));
        let texts = kind.fields.iter().map(|field| field.key.to_string()).zip(texts).collect();
        Ok(Some(Today { record: now, texts }))
    })?;
    let missing = desk.db.read_blocking(|conn| past::missing(conn, kind, &past))?;
    let body = record(&RecordView {
        reader: &reader,
        registry: &desk.registry,
        name: &desk.opened.name,
        crumb: &title(desk),
        kind,
        past: &past,
        today: today.as_ref(),
        missing: &missing,
        answer,
    });
    Ok(Page::new(past.record.title.clone(), body))
}

async fn bring_one(
    tools: Tools,
    path: OfRecord,
    form: Form<TypedFields>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (name, plural, id) = path.into_inner();
    let desk = match desk(tools, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.respond_to(&request)),
    };
    let kind = desk.registry.by_plural(&plural)?;
    let TypedFields { version, fields, comments, files } = form.0;
    let comments = comments.into_iter().map(|id| ("comments", id));
    let hung = comments.chain(files.into_iter().map(|id| ("attachments", id))).collect();
    let wanted = Wanted {
        fields: version.map(|_| fields.into_iter().collect()),
        hung: version.map(|_| hung),
        seen: Some(version),
    };
    let brought = web::block(move || {
        let pasts = desk.read(&kind, &[id])?;
        let outcome = desk.bring(pasts, wanted)?.pop().ok_or(Error::NotFound)?;
        answer_one(&desk, &kind, outcome, &request_of(&kind, id))
    });
    let answer = brought.await.map_err(anyhow::Error::from).map_err(Error::from)??;
    Ok(match answer {
        Ok(page) => page.respond_to(&request),
        Err(elsewhere) => elsewhere.respond_to(&request),
    })
}

fn request_of(kind: &Kind, id: i64) -> String {
    format!("/{}/{id}", kind.plural)
}

/// The card of the record, with the way to take it back; or here, what could not be done.
fn answer_one(desk: &Desk, kind: &Kind, outcome: Outcome, card: &str) -> Result<std::result::Result<Page, SeeOther>> {
    let answer = said(&desk.viewer, kind, &outcome);
    let status = match &outcome.done {
        Ok(_) if let Some(action) = answer.action.filter(|_| answer.lines.is_empty()) => {
            return Ok(Err(SeeOther(format!("{card}?done={}", action.0))));
        }
        Ok(_) => StatusCode::OK,
        Err(Error::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(_) => StatusCode::CONFLICT,
    };
    Ok(Ok(draw_record(desk, kind, outcome.id, Some(&answer))?.status(status)))
}

async fn bring_many(
    tools: Tools,
    path: OfKind,
    form: Form<TypedRecords>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (name, plural) = path.into_inner();
    let desk = match desk(tools, &name).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.respond_to(&request)),
    };
    let kind = desk.registry.by_plural(&plural)?;
    let ids = form.0.ids;
    if ids.is_empty() || ids.len() > MOST_AT_ONCE {
        let problem = match ids.is_empty() {
            true => Problem::Required,
            false => Problem::TooMany { max: MOST_AT_ONCE },
        };
        return Err(Error::invalid("ids", problem).into());
    }
    let page = web::block(move || {
        let pasts = desk.read(&kind, &ids)?;
        let outcomes = desk.bring(pasts, Wanted::default())?;
        let title = title(&desk);
        let body = done_many(&desk.viewer, &desk.opened.name, &title, &kind, &outcomes);
        Ok::<Page, Error>(Page::new(title, body))
    });
    Ok(page.await.map_err(anyhow::Error::from).map_err(Error::from)??.respond_to(&request))
}
