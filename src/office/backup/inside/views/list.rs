//! The records of a kind as they were.

use super::standing;
use crate::kernel::Lang;
use crate::office::backup::inside::asked::{AskedList, BASE, records_of};
use crate::platform::i18n::tr;
use crate::platform::ui::{
    BulkBar, Cell, Column, OnPhone, Pager, Row, View, btn, bulk_bar, check_field, empty, page_head, pager, row, table,
    table_head, views,
};
use crate::platform::web::csrf;
use crate::records::past::{Found, LOOKED_AT};
use crate::records::registry::Kind;
use crate::records::show::Reader;
use crate::records::views::timeline::when;
use maud::{Markup, html};
use std::sync::Arc;

pub(in crate::office::backup::inside) struct ListView<'a> {
    pub reader: &'a Reader,
    pub name: &'a str,
    pub title: &'a str,
    pub kinds: &'a [Arc<Kind>],
    pub kind: &'a Kind,
    pub asked: &'a AskedList,
    pub rows: &'a [Found],
    pub next: Option<i64>,
}

pub(in crate::office::backup::inside) fn list(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    html! {
        (page_head(view.title, "", html! {}, html! {
            (btn(tr::backups_title(lang)).icon("left").href(BASE))
            form class="inline" method="post" action=(format!("{BASE}/{}/closing", view.name)) {
                (csrf::field()) (btn(tr::past_close(lang)).submit())
            }
        }))
        div class="bar" { (kinds(view)) }
        div class="bar" { (search(view)) }
        div class="split" {
            div class="pane" {
                @if view.rows.is_empty() { (nothing(view)) } @else { (rows(view)) (bulk(lang, view)) }
            }
        }
        @if view.next.is_some() || view.asked.after.is_some() { (foot(view)) }
    }
}

fn kinds(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    let addresses: Vec<String> =
        view.kinds.iter().map(|kind| view.asked.address(view.name, kind.plural, None)).collect();
    let each: Vec<View> = view
        .kinds
        .iter()
        .zip(&addresses)
        .map(|(kind, href)| View {
            name: (kind.names.many)(lang),
            href,
            is_current: kind.key == view.kind.key,
            ..View::default()
        })
        .collect();
    views(view.title, "", &each, html! {})
}

fn search(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    html! {
        form class="row" method="get" action=(format!("{}/{}", records_of(view.name), view.kind.plural)) role="search" {
            input class="input" data-s="s" type="search" name="q" value=(view.asked.q) maxlength="200" data-search
                aria-label=(tr::past_search(lang)) placeholder=(tr::past_search(lang));
            (check_field("lost", tr::past_only_lost(lang), view.asked.is_only_lost()))
            (btn(tr::ui_search(lang)).small().submit())
        }
    }
}

fn nothing(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    let looked_at = tr::past_looked_at(lang, LOOKED_AT as i64);
    let all = btn(tr::past_everything(lang)).href(format!("{}/{}", records_of(view.name), view.kind.plural));
    if view.next.is_some() {
        return empty("search", tr::past_looked_at_nothing(lang), &looked_at, html! {});
    }
    if !view.asked.q.is_empty() {
        return empty("search", &tr::records_none_search(lang, &view.asked.q), "", html! { (all) });
    }
    if view.asked.is_only_lost() {
        let text = tr::past_nothing_lost_text(lang);
        return empty("check", tr::past_nothing_lost(lang), text, html! { (all) });
    }
    empty(view.kind.icon, tr::past_nothing(lang), "", html! {})
}

fn rows(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    let column = |label| Column { label, ..Column::default() };
    let columns =
        [column((view.kind.names.one)(lang)), column(tr::past_changed_at(lang)), column(tr::past_today(lang))];
    let lines = html! {
        @for found in view.rows {
            @let url = format!("{}/{}/{}", records_of(view.name), view.kind.plural, found.id);
            @let id = found.id.to_string();
            @let label = tr::records_select_one(lang, &found.title);
            @let cell = |content, on_phone| Cell { content, is_numeric: false, priority: None, on_phone, edits: None };
            (row(
                &Row {
                    id: &id,
                    name: &found.title,
                    href: &url,
                    mark: None,
                    note: found.was_in_bin.then(|| tr::past_was_in_bin(lang)),
                    has_peek: false,
                    tick_label: Some(&label),
                    is_selected: false,
                    is_dim: false,
                },
                &[
                    cell(when(view.reader, found.changed_at), OnPhone::Show),
                    cell(standing(lang, found.standing), OnPhone::End),
                ],
            ))
        }
    };
    table(view.title, table_head(Some(tr::records_select_page(lang)), &columns), lines)
}

fn bulk(lang: Lang, view: &ListView<'_>) -> Markup {
    let url = format!("{}/{}", records_of(view.name), view.kind.plural);
    let bar = BulkBar {
        label: tr::records_bulk(lang),
        count: tr::records_bulk_selected(lang),
        all_in_view: None,
        view_query: "",
        clear: tr::records_bulk_clear(lang),
    };
    bulk_bar(&bar, &[btn(tr::past_bring_back(lang)).icon("undo").submit().attr("formaction", url)])
}

fn foot(view: &ListView<'_>) -> Markup {
    let lang = view.reader.lang;
    let address = |after| view.asked.address(view.name, view.kind.plural, after);
    let next = view.next.map(|after| address(Some(after)));
    let first = view.asked.after.map(|_| address(None));
    pager(&Pager {
        range: &html! {},
        note: None,
        previous: (tr::bin_first_page(lang), first.as_deref()),
        next: (tr::ui_next_page(lang), next.as_deref()),
        page: "",
    })
}
