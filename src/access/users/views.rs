//! The people of the office, as administrators see them.

use super::User;
use super::forms::{UserForm, role_words};
use crate::access::{Role, Viewer};
use crate::kernel::{FieldErrors, Lang, Timestamp};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Cell, Choice, Column, Field, InputKind, OnPhone, Row, State, btn, card, field, field_group, form_actions, input,
    note, page_head, password, radios, row, select, sheet, state_tag, table, table_head,
};
use crate::platform::web::csrf;
use maud::{Markup, html};

/// A user with what the page about them shows.
pub(super) struct Details {
    pub user: User,
    /// Active users who could take over.
    pub others: Vec<User>,
    /// How many records the user is responsible for, where that is known.
    pub records: Option<usize>,
    /// How many live sessions there are.
    pub sessions: usize,
}

pub(super) fn list(viewer: &Viewer, users: &[(User, Option<Timestamp>)], now: Timestamp) -> Markup {
    let lang = viewer.lang;
    let active = users.iter().filter(|(user, _)| user.is_active()).count();
    let add = btn(tr::access_user_add(lang)).primary().icon("plus").href("/settings/users/new");
    let columns = [
        column(tr::access_user_name(lang), None),
        column(tr::access_user_role(lang), None),
        column(tr::access_email(lang), Some(3)),
        column(tr::access_user_seen(lang), Some(2)),
        column(tr::access_user_state(lang), None),
    ];
    html! {
        (page_head(tr::access_users(lang), &tr::access_users_active(lang, active as i64), html! {}, html! { (add) }))
        (table(tr::access_users(lang), table_head(None, &columns), html! {
            @for (user, last_seen_at) in users { (list_row(viewer, user, *last_seen_at, now)) }
        }))
    }
}

fn column(label: &str, priority: Option<u8>) -> Column<'_> {
    Column { label, priority, ..Column::default() }
}

fn list_row(viewer: &Viewer, user: &User, last_seen_at: Option<Timestamp>, now: Timestamp) -> Markup {
    let lang = viewer.lang;
    let seen = match last_seen_at {
        Some(at) => format::ago(lang, viewer.zone, at, now),
        None => tr::access_user_never(lang).to_owned(),
    };
    let cell = |content: Markup, priority: Option<u8>, on_phone: OnPhone| Cell {
        content,
        is_numeric: false,
        priority,
        on_phone,
        edits: None,
    };
    let id = user.id.0.to_string();
    row(
        &Row {
            id: &id,
            name: &user.name,
            href: &format!("/settings/users/{id}"),
            mark: None,
            note: (user.id == viewer.user_id).then(|| tr::access_user_you(lang)),
            has_peek: false,
            tick_label: None,
            is_selected: false,
            is_dim: !user.is_active(),
        },
        &[
            cell(html! { (role_words(user.role, lang).0) }, None, OnPhone::Show),
            cell(html! { (user.email) }, Some(3), OnPhone::Hide),
            cell(html! { (seen) }, Some(2), OnPhone::Hide),
            cell(state(user, lang), None, OnPhone::End),
        ],
    )
}

fn state(user: &User, lang: Lang) -> Markup {
    if !user.is_active() {
        state_tag("lock", tr::access_user_disabled(lang), State::Neutral)
    } else if user.has_password {
        state_tag("check", tr::access_user_active(lang), State::Good)
    } else {
        state_tag("mail", tr::access_user_invited(lang), State::Warn)
    }
}

pub(super) fn new(viewer: &Viewer, form: &UserForm, errors: &FieldErrors, remark: Option<&str>) -> Markup {
    let lang = viewer.lang;
    let texts = FormErrors::new(lang, errors);
    let first = Field::new("password", tr::access_first_password(lang))
        .optional(tr::ui_optional(lang))
        .hint(Some(tr::access_first_password_hint(lang)))
        .error(texts.of("password"));
    let confirm = Field::new("confirm_password", tr::access_confirm_password(lang)).error(texts.of("confirm_password"));
    html! {
        (page_head(tr::access_user_add(lang), "", html! {}, html! {}))
        (sheet(tr::access_user_add(lang), html! {
            @if let Some(remark) = remark { (note(State::Late, html! { p { (remark) } })) }
            form class="stack" method="post" action="/settings/users" novalidate {
                (csrf::field())
                (texts.summary(&labels(lang)))
                div class="form-grid" {
                    (who(lang, form, &texts))
                    (field(&first, password(&first, "new-password", tr::access_show_password(lang))))
                }
                (role(lang, form, &texts))
                div class="form-grid" {
                    (field(&confirm, password(&confirm, "current-password", tr::access_show_password(lang))))
                }
                (form_actions(html! {
                    (btn(tr::access_user_create(lang)).primary().submit())
                    (btn(tr::ui_cancel(lang)).href("/settings/users"))
                }))
            }
        }))
    }
}

/// What became of what was asked for last.
#[derive(Default)]
pub(super) struct Outcome<'a> {
    pub errors: FieldErrors,
    pub remark: Option<&'a str>,
    /// How many records went to somebody else.
    pub handed_over: Option<i64>,
}

pub(super) fn edit(viewer: &Viewer, details: &Details, form: &UserForm, outcome: &Outcome<'_>) -> Markup {
    let lang = viewer.lang;
    let user = &details.user;
    let texts = FormErrors::new(lang, &outcome.errors);
    let url = format!("/settings/users/{}", user.id.0);
    let confirm = Field::new("confirm_password", tr::access_confirm_password(lang))
        .optional(tr::ui_optional(lang))
        .hint(Some(tr::access_confirm_password_hint(lang)))
        .error(texts.of("confirm_password"));
    html! {
        (page_head(&user.name, role_words(user.role, lang).0, state(user, lang), html! {
            (btn(tr::access_user_back(lang)).href("/settings/users"))
        }))
        (sheet(&user.name, html! {
            @if let Some(count) = outcome.handed_over { (note(State::Good, html! { p { (tr::access_user_handover_done(lang, count)) } })) }
            @if let Some(remark) = outcome.remark { (note(State::Late, html! { p { (remark) } })) }
            form class="stack" method="post" action=(url) novalidate {
                (csrf::field())
                input type="hidden" name="version" value=(form.version.unwrap_or_default());
                (texts.summary(&labels(lang)))
                div class="form-grid" {
                    (who(lang, form, &texts))
                    (field(&confirm, password(&confirm, "current-password", tr::access_show_password(lang))))
                }
                (role(lang, form, &texts))
                (form_actions(html! { (btn(tr::ui_save(lang)).primary().submit()) }))
            }
            @if user.is_active() {
                (new_link(lang, &url, &texts))
                @if details.sessions > 0 {
                    (deed(tr::access_devices(lang), "", &url, "sessions/end", tr::access_user_sessions_end(lang), false))
                }
            }
            @if let Some(records) = details.records { (handover(viewer, details, records, &url)) }
            @if user.is_active() {
                (deed(tr::access_user_disable(lang), tr::access_user_disable_text(lang), &url, "disabling", tr::access_user_disable(lang), true))
            } @else {
                (deed(tr::access_user_enable(lang), tr::access_user_enable_text(lang), &url, "enabling", tr::access_user_enable(lang), false))
            }
        }))
    }
}

/// A card that makes a link by which the user sets a password.
fn new_link(lang: Lang, url: &str, texts: &FormErrors) -> Markup {
    let confirm = Field::new("link_password", tr::access_confirm_password(lang)).error(texts.of("link_password"));
    card(
        tr::access_user_link_new(lang),
        None,
        html! {},
        html! {
            p { (tr::access_user_link_new_text(lang)) }
            form class="stack" method="post" action={ (url) "/link" } novalidate {
                (csrf::field())
                (field(&confirm, password(&confirm, "current-password", tr::access_show_password(lang))))
                div { (btn(tr::ui_create(lang)).submit()) }
            }
        },
    )
}

/// A card with one thing that can be done to the user.
fn deed(title: &str, text: &str, url: &str, path: &str, verb: &str, is_hard: bool) -> Markup {
    let button = btn(verb).submit();
    let button = if is_hard { button.bad() } else { button };
    card(
        title,
        None,
        html! {},
        html! {
            @if !text.is_empty() { p { (text) } }
            form method="post" action={ (url) "/" (path) } { (csrf::field()) (button) }
        },
    )
}

fn handover(viewer: &Viewer, details: &Details, records: usize, url: &str) -> Markup {
    let lang = viewer.lang;
    let name = &details.user.name;
    if records == 0 || details.others.is_empty() {
        let text = match records {
            0 => tr::access_user_handover_none(lang, name),
            _ => tr::access_user_handover_text(lang, records as i64, name),
        };
        return card(tr::access_user_handover(lang), None, html! {}, html! { p { (text) } });
    }
    let to = Field::new("to", tr::access_user_handover_to(lang));
    let ids: Vec<String> = details.others.iter().map(|other| other.id.0.to_string()).collect();
    let choices: Vec<Choice> = details
        .others
        .iter()
        .zip(&ids)
        .map(|(other, id)| Choice { value: id, label: &other.name, ..Choice::default() })
        .collect();
    card(
        tr::access_user_handover(lang),
        None,
        html! {},
        html! {
            p { (tr::access_user_handover_text(lang, records as i64, name)) }
            form class="stack" method="post" action={ (url) "/handover" } {
                (csrf::field())
                (field(&to, select(&to, None, &choices)))
                div { (btn(tr::access_user_handover(lang)).submit()) }
            }
        },
    )
}

pub(super) fn link(viewer: &Viewer, user: &User, url: &str, until: Timestamp) -> Markup {
    let lang = viewer.lang;
    let until = format::datetime(lang, viewer.zone, until);
    let shown = Field::new("link", tr::access_user_link_new(lang));
    html! {
        (page_head(&tr::access_user_link(lang, &user.name), "", html! {}, html! {}))
        (sheet(shown.label, html! {
            (note(State::Warn, html! { p { (tr::access_user_link_text(lang, &until)) } }))
            (field(&shown, input(&shown, InputKind::Url, url).flag("readonly")))
            div { (btn(tr::access_user_back(lang)).href("/settings/users")) }
        }))
    }
}

fn who(lang: Lang, form: &UserForm, texts: &FormErrors) -> Markup {
    let name = Field::new("name", tr::access_user_name(lang)).error(texts.of("name"));
    let email = Field::new("email", tr::access_email(lang)).error(texts.of("email"));
    html! {
        (field(&name, input(&name, InputKind::Text, &form.name).autocomplete("off")))
        (field(&email, input(&email, InputKind::Email, &form.email).autocomplete("off")))
    }
}

fn role(lang: Lang, form: &UserForm, texts: &FormErrors) -> Markup {
    let roles = Field::new("role", tr::access_user_role(lang)).error(texts.of("role"));
    let labels = Role::ALL.map(|role| {
        let (name, text) = role_words(role, lang);
        format!("{name}: {}", text.to_lowercase())
    });
    let choices: Vec<Choice> = Role::ALL
        .iter()
        .zip(&labels)
        .map(|(role, label)| Choice {
            value: role.code(),
            label,
            is_chosen: form.role == role.code(),
            ..Choice::default()
        })
        .collect();
    field_group(&roles, radios(&roles, &choices))
}

fn labels(lang: Lang) -> [(&'static str, &'static str); 6] {
    [
        ("name", tr::access_user_name(lang)),
        ("email", tr::access_email(lang)),
        ("role", tr::access_user_role(lang)),
        ("password", tr::access_first_password(lang)),
        ("confirm_password", tr::access_confirm_password(lang)),
        ("link_password", tr::access_confirm_password(lang)),
    ]
}
