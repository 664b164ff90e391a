//! The bin, and a record that lies in it.

use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    BulkBar, Cell, Column, OnPhone, Pager, Row, btn, bulk_bar, empty, icon_btn, page_head, pager, row, table,
    table_head,
};
use crate::platform::web::csrf;
use crate::records::bin::{self, Binned, Place};
use crate::records::registry::Kind;
use crate::records::show::Reader;
use crate::records::views::timeline::when;
use maud::{Markup, html};
use url::form_urlencoded;

pub struct BinView<'a> {
    pub reader: &'a Reader,
    pub kind: &'a Kind,
    pub title: &'a str,
    pub rows: &'a [Binned],
    pub next: Option<Place>,
    pub q: &'a str,
    pub is_first: bool,
}

pub fn bin(view: &BinView) -> Markup {
    let lang = view.reader.lang;
    let list = ["/", view.kind.plural].concat();
    html! {
        (page_head(view.title, "", html! {}, html! {
            (btn((view.kind.names.many)(lang)).icon("left").href(list.as_str()))
        }))
        div class="bar" {
            form class="row" method="get" action=(format!("{list}/bin")) role="search" {
                input class="input" data-s="s" type="search" name="q" value=(view.q) maxlength="200" data-search
                    aria-label=(tr::bin_search(lang)) placeholder=(tr::bin_search(lang));
                (btn(tr::ui_search(lang)).small().submit())
            }
        }
        div class="split" {
            div class="pane" {
                @if view.rows.is_empty() { (nothing(view)) } @else { (rows(view)) (bulk(view)) }
            }
        }
        @if view.next.is_some() || !view.is_first { (foot(view)) }
    }
}

fn nothing(view: &BinView) -> Markup {
    let lang = view.reader.lang;
    if view.q.is_empty() {
        return empty("trash", tr::bin_empty(lang), tr::bin_empty_text(lang), html! {});
    }
    let all = btn(tr::ui_clear_all(lang)).href(format!("/{}/bin", view.kind.plural));
    let text = match view.next {
        Some(_) => tr::bin_looked_at(lang, bin::LOOKED_AT as i64),
        None => String::new(),
    };
    empty("search", &tr::records_none_search(lang, view.q), &text, html! { (all) })
}

fn rows(view: &BinView) -> Markup {
    let lang = view.reader.lang;
    let column = |label| Column { label, ..Column::default() };
    let columns = [
        column((view.kind.names.one)(lang)),
        column(tr::bin_deleted_at(lang)),
        column(tr::bin_deleted_by(lang)),
        column(""),
    ];
    let lines = html! {
        @for binned in view.rows {
            @let url = format!("/{}/{}", view.kind.plural, binned.id);
            @let id = binned.id.to_string();
            @let label = tr::records_select_one(lang, &binned.title);
            @let cell = |content, on_phone| Cell { content, is_numeric: false, priority: None, on_phone, edits: None };
            (row(
                &Row {
                    id: &id,
                    name: &binned.title,
                    href: &url,
                    mark: None,
                    note: None,
                    has_peek: false,
                    tick_label: Some(&label),
                    is_selected: false,
                    is_dim: false,
                },
                &[
                    cell(when(view.reader, binned.deleted_at), OnPhone::Show),
                    cell(html! { (binned.deleted_by.as_deref().unwrap_or(tr::cards_korob(lang))) }, OnPhone::Hide),
                    cell(restoring(view, &url, &binned.title), OnPhone::End),
                ],
            ))
        }
    };
    table(view.title, table_head(Some(tr::records_select_page(lang)), &columns), lines)
}

fn restoring(view: &BinView, url: &str, title: &str) -> Markup {
    let lang = view.reader.lang;
    let label = tr::bin_restore_one(lang, title);
    html! {
        form class="inline" method="post" action=(format!("{url}/restoration")) {
            (csrf::field())
            (icon_btn("undo", &label).small().submit())
        }
    }
}

fn bulk(view: &BinView) -> Markup {
    let lang = view.reader.lang;
    let url = format!("/{}/bulk/restoration", view.kind.plural);
    let bar = BulkBar {
        label: tr::records_bulk(lang),
        count: tr::records_bulk_selected(lang),
        all_in_view: None,
        view_query: "",
        clear: tr::records_bulk_clear(lang),
    };
    let restore = btn(tr::ui_restore(lang)).icon("undo").submit().attr("formaction", url.clone()).attr("hx-post", url);
    bulk_bar(&bar, &[restore.attr("hx-swap", "none")])
}

fn foot(view: &BinView) -> Markup {
    let lang = view.reader.lang;
    let address = |pairs: &[(&str, String)]| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !view.q.is_empty() {
            query.append_pair("q", view.q);
        }
        query.extend_pairs(pairs);
        format!("/{}/bin?{}", view.kind.plural, query.finish())
    };
    let next = view.next.map(|place| address(&[("after", place.to_text())]));
    let first = (!view.is_first).then(|| address(&[]));
    pager(&Pager {
        range: &html! {},
        note: None,
        previous: (tr::bin_first_page(lang), first.as_deref()),
        next: (tr::ui_next_page(lang), next.as_deref()),
        page: "",
    })
}

/// What the address of a deleted record shows to those who may put it back.
pub fn binned(reader: &Reader, kind: &Kind, record: &Binned) -> Markup {
    let lang = reader.lang;
    let url = format!("/{}/{}", kind.plural, record.id);
    let by = record.deleted_by.as_deref().unwrap_or(tr::cards_korob(lang));
    let at = format::datetime_short(lang, reader.zone, record.deleted_at, reader.now);
    html! {
        (page_head(&record.title, "", html! {}, html! {}))
        (empty("trash", tr::bin_here(lang), &tr::bin_by(lang, by, &at), html! {
            form class="inline" method="post" action=(format!("{url}/restoration")) {
                (csrf::field())
                (btn(tr::ui_restore(lang)).primary().icon("undo").submit())
            }
            (btn(tr::records_bin(lang)).href(format!("/{}/bin", kind.plural)))
        }))
    }
}
