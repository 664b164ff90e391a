//! Single cards, for a board that is told that they changed.

use super::{
    Tools, board_field, board_frame, boards, column, fields_of_cards, is_asked_for, of_board, params_of_page, query_of,
};
use crate::kernel::{Error, KindKey};
use crate::platform::web::{Page, PageError};
use crate::records::list::{self, Slice};
use crate::records::panels::Panels;
use crate::records::store;
use crate::records::value::Record;
use crate::records::views::board::{self as views, is_column};
use actix_web::{HttpRequest, web};
use maud::html;
use serde::Deserialize;

/// Of more, the board is drawn anew.
const MOST: usize = 50;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::records::pages) struct Asked {
    /// The columns where the page has them, separated by commas; empty if it does not show all of them.
    #[serde(default)]
    from: String,
}

/// Those of the records that stand on the board of the page, each with its place, and the heads of the columns they stand
/// in or stood in. Of the others nothing is said.
pub(in crate::records::pages) async fn cards(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    request: HttpRequest,
    ids: String,
    asked: Asked,
) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let ids: Vec<i64> = ids.split(',').filter_map(|id| id.parse().ok()).collect();
    if ids.len() > MOST {
        return Err(Error::BadRequest(format!("at most {MOST} cards at once")).into());
    }
    let (params, now) = (params_of_page(&request), db.clock().now());
    let body = db.read(move |conn| {
        let mut frame = board_frame(conn, &registry, &viewer, &kind, &params, now)?;
        let (field, list) = board_field(&kind)?;
        let cards = store::by_ids(conn, &viewer, &kind, &fields_of_cards(&kind, &frame), &ids)?;
        frame.lookup.learn(conn, &registry, &viewer, &kind, cards.iter().map(|card| &card.values))?;
        frame.next = panels.next(conn, &viewer, &kind, &ids, now)?;
        let (mut placed, mut heads) = (Vec::new(), Vec::new());
        let items = of_board(&frame, list, &boards(&frame)?).filter(|item| is_column(item));
        for item in items.filter(|item| is_asked_for(&frame, field, item)) {
            let of_column = |card: &&Record| card.values.text(&field.key) == Some(&item.code);
            let here: Vec<i64> = cards.iter().filter(of_column).map(|card| card.id).collect();
            if !asked.from.is_empty() && here.is_empty() && !asked.from.split(',').any(|code| code == item.code) {
                continue;
            }
            for (id, above) in list::places(conn, &viewer, &kind, &query_of(&frame, field, item), &here, now)? {
                placed.extend(cards.iter().find(|card| card.id == id).map(|card| (&item.code, above, card)));
            }
            let none = Slice { after: None, before: None, limit: 0 };
            heads.push(column(conn, &viewer, &frame, field, item.clone(), &none, now)?.0);
        }
        Ok(html! {
            @for (code, above, card) in placed {
                ul data-into=(code) data-above=[above] { (views::card(&frame, card)) }
            }
            @for column in &heads { (views::head_again(&frame, column)) }
        })
    });
    Ok(Page::part(body.await?))
}
