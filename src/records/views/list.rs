//! The list page: head, views, conditions, table, pager, bulk bar, filter panel.

use super::conditions::words;
use super::panel::panel;
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, ActionId, Lang};
use crate::platform::i18n::{Count, tr};
use crate::platform::ui::{
    BulkBar, Cell, Chip, Column, OnPhone, Pager, Row, Sorted, View as ViewChip, btn, bulk_bar, chip, empty, icon_btn,
    menu, menu_column, menu_item, nothing_found, page_head, pager, popover, row, table, table_head, toast_template,
    total, views,
};
use crate::records::list::{Address, CAP, Filter, Page, Sort, View, column_fields};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::saved_views::SavedView;
use crate::records::show::{Lookup, Reader, cell};
use crate::records::value::Record;
use maud::{Markup, html};

/// A member of staff who can be chosen.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: i64,
    pub name: String,
}

/// All that the page shows.
pub struct ListView {
    pub kind: Kind,
    pub viewer: Viewer,
    pub reader: Reader,
    pub address: Address,
    pub page: Page,
    /// At most [`CAP`] + 1.
    pub count: usize,
    pub views: Vec<(SavedView, Option<usize>)>,
    pub lookup: Lookup,
    pub people: Vec<Person>,
    /// What was deleted just now, to be taken back from the toast.
    pub deleted: Option<ActionId>,
    /// Nothing is filtered away: there is nothing.
    pub is_empty_kind: bool,
}

impl ListView {
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.address.columns.iter().filter_map(|key| self.kind.field(key))
    }

    fn may(&self, access: Access) -> bool {
        self.viewer.scope(self.kind.key, access) != Scope::None
    }

    fn shown_count(&self) -> String {
        Count::capped(self.count as i64, CAP as i64).show(self.lang())
    }
}

/// The body of the page.
pub fn list(view: &ListView) -> Markup {
    let lang = view.lang();
    html! {
        @if let Some(action) = view.deleted {
            @let undo = format!("/actions/{}/undo", action.0);
            (toast_template(&tr::records_bulk_deleted(lang, 1), Some(&undo), false))
        }
        (head(view))
        div class="bar" { (view_chips(view)) }
        @if !view.address.query.filter.is_empty() || !view.address.query.q.is_empty() {
            div class="bar" { (condition_chips(view)) }
        }
        div class="split" {
            div class="pane" {
                @if view.page.records.is_empty() {
                    (nothing(view))
                } @else {
                    (table(tr::records_list_of(lang, (view.kind.names.many)(lang)).as_str(), table_top(view), rows(view)))
                    (bulk(view))
                }
            }
            (panel(view))
        }
        @if !view.page.records.is_empty() { (foot(view)) }
    }
}

fn head(view: &ListView) -> Markup {
    let lang = view.lang();
    let conditions = view.address.query.filter.0.len().to_string();
    let new = format!("/{}/new", view.kind.plural);
    let count = (!view.address.query.filter.is_empty()).then_some(conditions.as_str());
    let actions = html! {
        @if view.may(Access::Create) {
            (btn((view.kind.names.new)(lang)).icon("plus").href(new).attr("data-letter", "c"))
        }
        (btn(tr::records_filters(lang)).icon("filter").count(count).flag("data-toggle-filters")
            .controls("filters", view.address.is_panel_open).attr("data-letter", "f"))
        span class="wide" { (btn(tr::ui_columns(lang)).icon("cols").opens_menu("columns")) }
        (columns(view))
    };
    page_head((view.kind.names.many)(lang), &view.shown_count(), html! {}, actions)
}

fn columns(view: &ListView) -> Markup {
    let lang = view.lang();
    let shown = column_fields(&view.kind, &view.address.columns);
    popover(
        "columns",
        tr::records_columns_title(lang),
        html! {
            form action={ "/" (view.kind.plural) "/columns" } method="post" data-columns
                hx-post={ "/" (view.kind.plural) "/columns" } hx-trigger="change" hx-swap="none" {
                (crate::platform::web::csrf::field())
                h3 { (tr::records_columns_title(lang)) }
                @for (field, is_shown) in &shown { (menu_column(field.label.text(lang), &field.key, *is_shown)) }
                noscript { (btn(tr::records_columns_apply(lang)).submit()) }
            }
        },
    )
}

fn view_chips(view: &ListView) -> Markup {
    let lang = view.lang();
    let current = view.address.view.key();
    let href = |key: &str| format!("/{}?view={key}", view.kind.plural);
    let mut chips = Vec::new();
    let hrefs: Vec<String> = view.kind.views.iter().map(|shipped| href(shipped.key)).collect();
    for (shipped, href) in view.kind.views.iter().zip(&hrefs) {
        let is_current = current == shipped.key;
        chips.push(ViewChip {
            name: (shipped.name)(lang),
            href,
            count: if is_current {
                total(&view.shown_count())
            } else {
                html! {}
            },
            is_current,
            is_changed: is_current && view.address.is_changed(),
            shared: None,
        });
    }
    let own: Vec<String> = view.views.iter().map(|(saved, _)| href(&saved.id.to_string())).collect();
    for ((saved, count), href) in view.views.iter().zip(&own) {
        let is_current = current == saved.id.to_string();
        let shown = count.map(|count| Count::capped(count as i64, CAP as i64).show(lang));
        chips.push(ViewChip {
            name: &saved.name,
            href,
            count: shown.map(|shown| total(&shown)).unwrap_or_default(),
            is_current,
            is_changed: is_current && view.address.is_changed(),
            shared: saved.is_shared.then_some(tr::records_view_shared(lang)),
        });
    }
    views(tr::records_views(lang), tr::records_view_changed(lang), &chips, view_tools(view))
}

/// Save what was changed, keep it under a new name, or delete the view.
fn view_tools(view: &ListView) -> Markup {
    let lang = view.lang();
    let path = format!("/{}/views", view.kind.plural);
    let query = view.address.kept_query();
    let saved = match &view.address.view {
        View::Saved(saved) if saved.user_id == view.viewer.user_id || view.viewer.is_admin() => Some(saved),
        _ => None,
    };
    html! {
        @if let Some(saved) = saved {
            @if view.address.is_changed() {
                form class="inline" method="post" action={ (path) "/" (saved.id) } {
                    (crate::platform::web::csrf::field())
                    input type="hidden" name="query" value=(query);
                    (btn(tr::records_view_save_changes(lang)).quiet().small().submit())
                }
            } @else {
                form class="inline" method="post" action={ (path) "/" (saved.id) "/deletion" } {
                    (crate::platform::web::csrf::field())
                    (icon_btn("trash", tr::records_view_delete(lang)).small().submit())
                }
            }
        }
        @if view.address.is_changed() {
            (btn(tr::records_view_save(lang)).quiet().small().icon("plus").opens_menu("save-view"))
            (popover("save-view", tr::records_view_save(lang), html! {
                form class="pad stack" method="post" action=(path) {
                    (crate::platform::web::csrf::field())
                    input type="hidden" name="query" value=(query);
                    label class="stack" { (tr::records_view_name(lang)) input class="input" name="name" maxlength="60" required; }
                    @if view.viewer.may_assign() {
                        label class="opt" { input class="check" type="checkbox" name="is_shared" value="1"; (tr::records_view_share(lang)) }
                    }
                    (btn(tr::records_view_save(lang)).primary().submit())
                }
            }))
        }
    }
}

fn condition_chips(view: &ListView) -> Markup {
    let lang = view.lang();
    let people: Vec<(i64, &str)> = view.people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let filter = &view.address.query.filter;
    html! {
        @for (index, condition) in filter.0.iter().enumerate() {
            @if let Some(field) = view.kind.field(&condition.field) {
                @let value = words(lang, field, condition, &view.lookup, &people);
                @let label = field.label.text(lang);
                @let mut rest = filter.0.clone();
                @let _ = rest.remove(index);
                @let id = format!("f-{}", field.key);
                (chip(&Chip {
                    field: label,
                    value: &value,
                    remove_href: &view.address.with_filter(Filter(rest)).href(),
                    remove_label: &tr::ui_drop_condition(lang, &format!("{label}: {value}")),
                    opens: Some(&id),
                }))
            }
        }
        @if !view.address.query.q.is_empty() {
            span class="chip" { span { em { (tr::ui_search(lang)) } " " b { (view.address.query.q) } } }
        }
        (btn(tr::ui_clear_all(lang)).quiet().small().href(format!("/{}?view=all", view.kind.plural)))
    }
}

fn table_top(view: &ListView) -> Markup {
    let lang = view.lang();
    let title_href = sort_href(view, "title");
    let hrefs: Vec<Option<String>> =
        view.fields().map(|field| field.sort_column().map(|_| sort_href(view, &field.key))).collect();
    let mut columns = vec![Column {
        label: (view.kind.names.one)(lang),
        sort_href: Some(&title_href),
        sorted: sorted(view, "title"),
        ..Column::default()
    }];
    for (index, (field, href)) in view.fields().zip(&hrefs).enumerate() {
        columns.push(Column {
            label: field.label.text(lang),
            sort_href: href.as_deref(),
            sorted: sorted(view, &field.key),
            is_numeric: is_numeric(field),
            priority: priority(index),
        });
    }
    table_head(Some(tr::records_select_page(lang)), &columns)
}

/// A click sorts upwards, the next downwards, the third as usual.
fn sort_href(view: &ListView, key: &str) -> String {
    let now = &view.address.query.sort;
    let next = match (now.key == key, now.is_descending) {
        (false, _) => key.to_owned(),
        (true, false) => format!("-{key}"),
        (true, true) => String::new(),
    };
    // The key is one of a declared field, so it parses; if not, the list keeps its order.
    let sort = Sort::parse(&view.kind, &next).unwrap_or_else(|_| now.clone());
    view.address.with_sort(sort).href()
}

fn sorted(view: &ListView, key: &str) -> Option<Sorted> {
    let sort = &view.address.query.sort;
    (sort.key == key).then_some(if sort.is_descending { Sorted::Descending } else { Sorted::Ascending })
}

fn is_numeric(field: &Field) -> bool {
    matches!(field.field_type, FieldType::Money { .. } | FieldType::Integer { .. })
}

/// The first two columns stay as the sheet narrows, the later ones leave first.
fn priority(index: usize) -> Option<u8> {
    match index {
        0 | 1 => None,
        2 | 3 => Some(2),
        _ => Some(3),
    }
}

fn rows(view: &ListView) -> Markup {
    html! { @for record in &view.page.records { (record_row(view, record)) } }
}

fn record_row(view: &ListView, record: &Record) -> Markup {
    let lang = view.lang();
    let id = record.id.to_string();
    let href = format!("/{}/{id}", view.kind.plural);
    let label = tr::records_select_one(lang, &record.title);
    let cells: Vec<Cell> = view
        .fields()
        .enumerate()
        .map(|(index, field)| Cell {
            content: cell(&view.reader, field, &record.values, &view.lookup),
            is_numeric: is_numeric(field),
            priority: priority(index),
            on_phone: match index {
                0 => OnPhone::Show,
                1 => OnPhone::End,
                _ => OnPhone::Hide,
            },
            edit_url: None,
        })
        .collect();
    row(
        &Row {
            id: &id,
            name: &record.title,
            href: &href,
            note: None,
            peek_url: None,
            tick_label: Some(&label),
            is_selected: false,
            is_dim: false,
        },
        &cells,
    )
}

fn bulk(view: &ListView) -> Markup {
    let lang = view.lang();
    let query = view.address.query_string();
    let all = tr::records_bulk_all(lang, &view.shown_count());
    let bar = BulkBar {
        label: tr::records_bulk(lang),
        count: tr::records_bulk_selected(lang),
        all_in_view: (view.count > view.page.records.len()).then_some(all.as_str()),
        view_query: &query,
        clear: tr::records_bulk_clear(lang),
    };
    let act = |deed: &str| format!("/{}/bulk/{deed}", view.kind.plural);
    let mut actions = Vec::new();
    let may_assign = view.may(Access::Edit) && view.viewer.may_assign();
    if may_assign {
        actions.push(btn(tr::records_bulk_assign(lang)).icon("swap").opens_menu("bulk-assign"));
    }
    if view.may(Access::Delete) {
        actions.push(
            btn(tr::records_bulk_delete(lang))
                .bad()
                .icon("trash")
                .submit()
                .attr("formaction", act("deletion"))
                .attr("hx-post", act("deletion"))
                .attr("hx-swap", "none"),
        );
    }
    let assign = act("assignment");
    let people = html! {
        @for person in &view.people {
            (menu_item(&person.name).attr("hx-post", assign.as_str()).attr("hx-include", "#bulk").attr("hx-swap", "none")
                .attr("hx-vals", format!(r#"{{"responsible_id":"{}"}}"#, person.id)))
        }
    };
    html! {
        (bulk_bar(&bar, &actions))
        @if may_assign { (menu("bulk-assign", tr::records_bulk_assign_title(lang), people)) }
    }
}

fn foot(view: &ListView) -> Markup {
    let lang = view.lang();
    let shown = view.page.records.len() as i64;
    let range = html! { (tr::records_range(lang, "1", &shown.to_string())) " " b { (view.shown_count()) } };
    let is_first = view.address.slice.after.is_none() && view.address.slice.before.is_none();
    let range = if is_first {
        range
    } else {
        html! { b { (view.shown_count()) } }
    };
    let previous = view.page.previous.clone().map(|cursor| view.address.page_before(cursor).href());
    let next = view.page.next.clone().map(|cursor| view.address.page_after(cursor).href());
    pager(&Pager {
        range: &range,
        note: None,
        previous: (tr::ui_previous_page(lang), previous.as_deref()),
        next: (tr::ui_next_page(lang), next.as_deref()),
        page: "",
    })
}

fn nothing(view: &ListView) -> Markup {
    let lang = view.lang();
    let clear = format!("/{}?view=all", view.kind.plural);
    if view.is_empty_kind {
        let actions = html! {
            @if view.may(Access::Create) {
                (btn((view.kind.names.new)(lang)).primary().icon("plus").href(format!("/{}/new", view.kind.plural)))
            }
        };
        return empty(view.kind.icon, tr::records_empty_title(lang), "", actions);
    }
    let title = if view.address.query.q.is_empty() {
        tr::records_none_title(lang).to_owned()
    } else {
        tr::records_none_search(lang, &view.address.query.q)
    };
    let actions = html! { (btn(tr::ui_clear_all(lang)).href(clear)) };
    nothing_found(&title, tr::records_none_text(lang), actions)
}
