//! What a form of conditions sends, as a filter: see `views::list::condition_form` for the names.

use super::list::Tools;
use super::{board, list};
use crate::access::Viewer;
use crate::kernel::{KindKey, Problem, Result, currency};
use crate::platform::i18n::parse;
use crate::platform::settings::Office;
use crate::platform::web::{Follow, Page, PageError, current_address};
use crate::records::list::{Address, Condition, Filter, Op, Params, is_blank};
use crate::records::panels::Panels;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::views::board as board_views;
use crate::records::views::list::{OTHER, Refused, WAS, list as list_view};
use actix_web::http::header::HeaderName;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use url::{Position, form_urlencoded};

/// Sends the browser on to the address of the list or the board that the form describes. What cannot be read is told
/// at its field, above the list that the rest describes.
pub(super) async fn index(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let title = (kind.names.many)(viewer.lang);
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(request.query_string().as_bytes()).into_owned().take(500).collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let is_board = value("board").is_some();
    // The filter is what the fields say.
    let params = Params { filter: None, panel: value("panel"), ..Params::of_list(request.query_string()) };
    let answer = db.read(move |conn| {
        let (filter, refused) = read(conn, &viewer, &kind, &pairs)?;
        if refused.is_empty() {
            let address = Address::resolve(conn, &viewer, &kind, &params)?;
            let address = if is_board { address.as_board() } else { address };
            return Ok(Ok(address.with_filter(filter).href()));
        }
        let params = Params { filter: Some(filter.to_text()), panel: Some("filters".to_owned()), ..params };
        Ok(Err(if is_board {
            let mut view = board::read(conn, &registry, &viewer, &kind, &params, now)?;
            view.frame.refused = refused;
            view.learn_next(conn, &panels, now)?;
            (view.frame.address.href(), board_views::page(&view))
        } else {
            let mut view = list::read(conn, &registry, &viewer, &kind, &params, now)?;
            view.frame.refused = refused;
            view.frame.mark = panels.mark(&kind).copied();
            (view.frame.address.href(), list_view(&view))
        }))
    });
    Ok(match answer.await? {
        Ok(href) => Follow(href).respond_to(&request).map_into_boxed_body(),
        // The address is that of the list which is shown, by what can be read.
        Err((href, body)) => {
            let is_there = current_address(&request).is_some_and(|url| href == url[Position::BeforePath..]);
            let address = if is_there { "false" } else { &href };
            let page = Page::new(title, body).invalid();
            page.header(HeaderName::from_static("hx-push-url"), address).respond_to(&request)
        }
    })
}

/// The conditions of the fields that were sent, after those of `filter` that are about others; and what of them cannot
/// be read.
///
/// # Errors
/// `BadRequest` for what no form of this box sends.
fn read(conn: &Connection, viewer: &Viewer, kind: &Kind, pairs: &[(String, String)]) -> Result<(Filter, Vec<Refused>)> {
    let kept = pairs.iter().find(|(name, _)| name == "filter").map_or("", |(_, value)| value.as_str());
    let mut filter = Filter::parse(kind, kept)?;
    let office = Office::load(conn)?;
    let (mut priced, mut unpriced, mut refused) = (None, None, Vec::new());
    for field in kind.fields.iter().filter(|field| field.is_filterable) {
        let prefix = ["f.", &field.key].concat();
        let is_own =
            |name: &str| name.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        if !pairs.iter().any(|(name, _)| is_own(name)) {
            continue;
        }
        let sent = Sent { viewer, office: &office, field, prefix: &prefix, pairs };
        let conditions = sent.conditions(&mut refused);
        if let FieldType::Money { currency } = field.field_type {
            if conditions.iter().any(|condition| condition.op != Op::Empty) {
                priced = Some(currency);
            } else if sent.one(WAS) == Some(OTHER) {
                unpriced = Some(currency);
            }
        }
        filter = filter.with(&field.key, conditions);
    }
    if let Some(currency) = unpriced {
        filter = filter.without_lone_currency(kind, currency, &office.currency);
    }
    // Sums are typed in the office's currency: others cannot be compared with them.
    if let Some(currency) = priced.and_then(|key| kind.field(key)).filter(|field| field.is_filterable)
        && filter.find(&currency.key).next().is_none()
    {
        filter.0.push(Condition::new(&currency.key, Op::In, [office.currency.as_str()]));
    }
    // Read again as text, so that a hostile name or value meets the same checks as a typed address.
    Ok((Filter::parse(kind, &filter.to_text())?, refused))
}

struct Sent<'a> {
    viewer: &'a Viewer,
    office: &'a Office,
    field: &'a Field,
    prefix: &'a str,
    pairs: &'a [(String, String)],
}

impl Sent<'_> {
    fn all(&self, part: &str) -> impl Iterator<Item = &str> {
        let name = if part.is_empty() { self.prefix.to_owned() } else { [self.prefix, ".", part].concat() };
        let named = self.pairs.iter().filter(move |(key, _)| *key == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    fn one(&self, part: &str) -> Option<&str> {
        self.all(part).next()
    }

    fn is_sent(&self, part: &str) -> bool {
        let name = [self.prefix, ".", part].concat();
        self.pairs.iter().any(|(key, _)| *key == name)
    }

    fn condition(&self, op: Op, values: impl IntoIterator<Item = impl Into<String>>) -> Condition {
        Condition::new(&self.field.key, op, values)
    }

    fn conditions(&self, refused: &mut Vec<Refused>) -> Vec<Condition> {
        let choice = self.one("is").or(self.one("when"));
        let was = self.one(WAS);
        match choice {
            // Chosen just now: it stands for what was typed before.
            Some(choice) if was != Some(choice) => self.chosen(choice),
            None if was == Some(OTHER) && (self.is_sent("is") || self.is_sent("when")) => Vec::new(),
            _ => match self.typed(refused) {
                typed if typed.is_empty() => choice.map_or_else(Vec::new, |choice| self.chosen(choice)),
                typed => typed,
            },
        }
    }

    /// One of the radio buttons.
    fn chosen(&self, choice: &str) -> Vec<Condition> {
        vec![match choice {
            "empty" => self.condition(Op::Empty, ["yes"]),
            "filled" => self.condition(Op::Empty, ["no"]),
            "yes" => self.condition(Op::Eq, ["yes"]),
            // "Not yes" includes those of whom nobody has asked.
            "no" => self.condition(Op::Ne, ["yes"]),
            "today" => self.condition(Op::Eq, [choice]),
            when => self.condition(Op::Ge, [when]),
        }]
    }

    /// What stands beside the radio buttons: bounds, a text, records, ticks.
    fn typed(&self, refused: &mut Vec<Refused>) -> Vec<Condition> {
        let mut bounds = Vec::new();
        for op in [Op::Ge, Op::Le] {
            let Some(typed) = self.one(op.code()) else { continue };
            match self.bound(typed) {
                Ok(value) => bounds.push(self.condition(op, [value])),
                Err(problem) => refused.push(self.refused(op, typed, problem)),
            }
        }
        if !bounds.is_empty() {
            return bounds;
        }
        if let Some(text) = self.one("text") {
            let op = self.one("op").and_then(|code| Op::ALL.into_iter().find(|op| op.code() == code));
            let op = op.unwrap_or(Op::Has);
            if is_blank(self.field, text) {
                refused.push(self.refused(op, text, Problem::NotAPhone));
                return Vec::new();
            }
            return vec![self.condition(op, [text])];
        }
        let mut values: Vec<&str> = self.all("").collect();
        // Who chooses one of them no longer means all of a meaning ("all open").
        if values.iter().any(|value| !value.starts_with('@')) {
            values.retain(|value| !value.starts_with('@') || *value == Filter::NONE);
        }
        if values.is_empty() {
            return Vec::new();
        }
        let op = if self.one("not").is_some() { Op::Ne } else { Op::In };
        vec![self.condition(op, values)]
    }

    fn refused(&self, op: Op, typed: &str, problem: Problem) -> Refused {
        Refused { field: self.field.key.to_string(), op, typed: typed.to_owned(), problem }
    }

    /// A sum in minor units, a day as it is kept, a number as it was typed.
    fn bound(&self, typed: &str) -> Result<String, Problem> {
        match (&self.field.field_type, currency::find(&self.office.currency)) {
            (FieldType::Money { .. }, Some(currency)) => {
                parse::amount(self.viewer.lang, typed, currency).map(|minor| minor.to_string())
            }
            (FieldType::Integer { .. }, _) if typed.parse::<i64>().is_err() => Err(Problem::NotANumber),
            (FieldType::Date | FieldType::Instant, _) => parse::date(typed).map(|day| day.to_string()),
            _ => Ok(typed.to_owned()),
        }
    }
}
