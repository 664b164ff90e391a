//! What is done on a board by hand: cards that move, and new ones.

use super::{board_field, board_frame, column, fields_of_cards, params_of_page};
use crate::access::Viewer;
use crate::kernel::{Access, Error, KindKey, Problem, Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{PageError, RawForm};
use crate::records::list::{Params, Slice};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::pages::list::Tools;
use crate::records::pages::reason::{Asking, Of, can_be_said, missing, sets};
use crate::records::pages::toast;
use crate::records::panels::Panels;
use crate::records::registry::{Kind, Registry};
use crate::records::show::Lookup;
use crate::records::value::{Value, Values};
use crate::records::views::board::{self as views, is_column};
use crate::records::views::list::bulk::SET;
use crate::records::{service, store};
use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use rusqlite::Connection;
use std::sync::Arc;

/// Moves a card. `status` is the column, `version` what was read; `set.junk_reason` and the like are what a dialog asked
/// for. Answers with the card and the heads of both columns; with nothing of the card where it left the board.
pub(in crate::records::pages) async fn place(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    request: HttpRequest,
    id: i64,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    // Where in its column a card was dropped is said by the page, and kept by nobody: columns have an order.
    form.only(|name| matches!(name, "status" | "version" | "after" | "dialog") || name.starts_with(SET))?;
    let to = form.value("status").unwrap_or_default().to_owned();
    let (from, saved) = match write(&db, &viewer, &kind, id, &form).await {
        Ok(done) => done,
        Err(Error::Invalid(errors)) => {
            if let Some(page) = errors.iter().find_map(|(_, problem)| (kind.way_out)(problem, id)) {
                return Ok(HttpResponse::UnprocessableEntity().insert_header(("HX-Redirect", page)).finish());
            }
            let url = format!("/{}/{id}/board", kind.plural);
            let (lang, (_, list)) = (viewer.lang, board_field(&kind)?);
            let dictionary = db.read(move |conn| Dictionary::load(conn, lang)).await?;
            let asking = Asking {
                url: &url,
                pairs: &form.0,
                errors: &errors,
                title: &tr::boards_moving_to(lang, dictionary.label(list, &to)),
                verb: tr::boards_move_now(lang),
                of: Of::One(id),
            };
            return missing(&db, &viewer, &kind, &asking).await;
        }
        Err(error) => return Err(error.into()),
    };
    let (lang, params, now) = (viewer.lang, params_of_page(&request), db.clock().now());
    let moved = Moved { registry, viewer, panels, kind, id, from, to, now };
    // The card was moved, whatever the page says of itself: without a list that can be read, it is that of all.
    let (body, name) = db
        .read(move |conn| match moved.draw(conn, &params) {
            Err(Error::NotFound | Error::BadRequest(_)) => moved.draw(conn, &Params::default()),
            drawn => drawn,
        })
        .await?;
    let said = tr::boards_moved_to(lang, &name);
    if form.value("dialog").is_some() {
        return Ok(toast::refreshing(&said, saved.action));
    }
    let mut response = HttpResponse::Ok();
    // Nothing is said of a card that was put back where it was.
    if let Some(trigger) = saved.action.and_then(|action| toast::header(&said, Some(action), false)) {
        response.insert_header((toast::HEADER, trigger));
    }
    Ok(response.insert_header(ContentType::html()).body(body.into_string()))
}

/// Puts a record into the column that the form names; the column it stood in.
async fn write(
    db: &Db,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    id: i64,
    form: &RawForm,
) -> Result<(Option<String>, service::Saved)> {
    let (field, _) = board_field(kind)?;
    let to = form.value("status").unwrap_or_default().to_owned();
    let version = form.value("version").and_then(|version| version.parse().ok());
    let (kind, viewer, key, sent) = (kind.clone(), viewer.clone(), field.key.to_string(), form.0.clone());
    db.write(move |tx| {
        let before = store::get(tx, &viewer, &kind, id, Access::View)?.values;
        let (values, errors) = sets(&viewer, &Office::load(tx)?, &kind, &before, &sent);
        errors.into_result()?;
        let values = values.with(key.as_str(), to.as_str());
        let saved = service::update(tx, &viewer, &kind, id, version, values)?;
        Ok((before.text(&key).map(str::to_owned), saved))
    })
    .await
}

/// A card that went from one column to another.
struct Moved {
    registry: web::Data<Registry>,
    viewer: Viewer,
    panels: web::Data<Panels>,
    kind: Arc<Kind>,
    id: i64,
    from: Option<String>,
    to: String,
    now: Timestamp,
}

impl Moved {
    /// The card where it is now, the heads of both columns, and the name of the new one.
    fn draw(&self, conn: &Connection, params: &Params) -> Result<(Markup, String)> {
        let Moved { viewer, kind, now, .. } = self;
        let mut frame = board_frame(conn, &self.registry, viewer, kind, params, *now)?;
        let (field, list) = board_field(kind)?;
        let card = store::by_ids(conn, viewer, kind, &fields_of_cards(kind, &frame), &[self.id])?.pop();
        // A card that went to another board has left this one.
        let find = |code: &str| frame.lookup.dictionary.find(list, code).cloned();
        let board = self.from.as_deref().and_then(|code| find(code)?.parent_id);
        let is_here = |item: &OptionItem| is_column(item) && (self.from.is_none() || item.parent_id == board);
        let mut columns = Vec::new();
        for item in
            [self.from.as_deref(), Some(self.to.as_str())].into_iter().flatten().filter_map(find).filter(is_here)
        {
            let none = Slice { after: None, before: None, limit: 0 };
            columns.push(column(conn, viewer, &frame, field, item, &none, *now)?.0);
        }
        let stays = find(&self.to).is_some_and(|item| is_here(&item));
        if let Some(record) = &card {
            frame.lookup = Lookup::load(conn, &self.registry, viewer, kind, std::slice::from_ref(record))?;
            frame.next = self.panels.next(conn, viewer, kind, &[self.id], *now)?;
        }
        let name = frame.lookup.dictionary.label(list, &self.to).to_owned();
        let body = html! {
            @if let (Some(record), true) = (&card, stays) { (views::card(&frame, record)) }
            @for column in &columns { (views::head_again(&frame, column)) }
        };
        Ok((body, name))
    }
}

/// A new record in a column, with its name and what the column asks for in a dialog.
pub(in crate::records::pages) async fn add(
    kind: KindKey,
    (db, registry, viewer): Tools,
    code: String,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let (field, _) = board_field(&kind)?;
    let name = kind.identity.first().copied().unwrap_or_default();
    form.only(|sent| matches!(sent, "dialog") || sent == name || sent.starts_with(SET))?;
    let typed = form.value(name).unwrap_or_default().trim().to_owned();
    if typed.is_empty() {
        return Err(Error::invalid(name, Problem::Required).into());
    }
    let (of_kind, as_viewer, key, to, sent) =
        (kind.clone(), viewer.clone(), field.key.to_string(), code.clone(), form.0.clone());
    let outcome = db
        .write(move |tx| {
            let (values, errors) = sets(&as_viewer, &Office::load(tx)?, &of_kind, &Values::default(), &sent);
            errors.into_result()?;
            let values = values.with(name, Value::Text(typed)).with(key.as_str(), to.as_str());
            service::create(tx, &as_viewer, &of_kind, values)
        })
        .await;
    match outcome {
        Ok(saved) => Ok(toast::refreshing(tr::boards_added(viewer.lang), saved.action)),
        Err(Error::Invalid(errors)) if errors.first(name).is_none() && can_be_said(&errors) => {
            let url = format!("/{}/board/{code}", kind.plural);
            let title = tr::ui_create(viewer.lang);
            let asking = Asking { url: &url, pairs: &form.0, errors: &errors, title, verb: title, of: Of::New };
            missing(&db, &viewer, &kind, &asking).await
        }
        Err(error) => Err(error.into()),
    }
}
