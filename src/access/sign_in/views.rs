//! The pages before the office: they bring their own `main`.

use crate::access::User;
use crate::access::throttle::{Pause, Try};
use crate::kernel::Lang;
use crate::platform::i18n::tr;
use crate::platform::ui::{
    Field, InputKind, Segment, State, btn, check_field, field, gate, icon, input, note, password, seg,
};
use maud::{Markup, html};
use url::form_urlencoded;

/// Who greets at the door.
#[derive(Default)]
pub(super) struct Greeting {
    pub office: Option<String>,
    /// Who can help.
    pub admin: Option<String>,
}

/// What was typed before.
#[derive(Default)]
pub(super) struct Filled<'a> {
    pub email: &'a str,
    pub next: Option<&'a str>,
    pub is_kept: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Refusal {
    Wrong(Try),
    Paused(Pause),
}

pub(super) fn sign_in(lang: Lang, greeting: &Greeting, filled: &Filled<'_>, refusal: Option<Refusal>) -> Markup {
    let office = greeting.office.as_deref().map(|office| tr::access_login_office(lang, office)).unwrap_or_default();
    let invalid = matches!(refusal, Some(Refusal::Wrong(_)));
    // The note above says what is wrong; the field is only marked.
    let secret = Field::new("password", tr::access_password(lang)).error(invalid.then_some(""));
    let email = Field::new("email", tr::access_email(lang));
    let form = html! {
        form method="post" action="/login" aria-label=(tr::access_login(lang)) {
            @if let Some(refusal) = refusal { (note(State::Late, html! { p { (refusal_text(lang, refusal)) } })) }
            (field(&email, input(&email, InputKind::Email, filled.email).autocomplete("username")))
            (field(&secret, password(&secret, "current-password", tr::access_show_password(lang))))
            (check_field("is_kept", tr::access_keep(lang), filled.is_kept))
            @if let Some(next) = filled.next { input type="hidden" name="next" value=(next); }
            (btn(tr::access_login(lang)).primary().submit())
            @if let Some(admin) = &greeting.admin { p class="small muted" { (tr::access_forgot(lang, admin)) } }
        }
    };
    door(lang, "Korob", &office, form, "/login", filled.next)
}

pub(super) fn needs_setup(lang: Lang) -> Markup {
    let body = html! {
        p { (tr::setup_needed_text(lang)) }
        p class="small muted" { (tr::setup_needed_command(lang)) }
        p { code { "korob user add --role admin --email … --name …" } }
    };
    door(lang, tr::setup_needed(lang), "", body, "/login", None)
}

pub(super) fn choose_password(lang: Lang, user: &User, error: Option<&str>) -> Markup {
    let chosen =
        Field::new("password", tr::access_new_password(lang)).hint(Some(tr::access_password_hint(lang))).error(error);
    let form = html! {
        form method="post" {
            p { (tr::access_welcome_text(lang, &user.name, &user.email)) }
            // Password managers look for the account beside the password.
            input type="email" name="email" value=(user.email) autocomplete="username" hidden;
            (field(&chosen, password(&chosen, "new-password", tr::access_show_password(lang))))
            (btn(tr::access_password_save(lang)).primary().submit())
        }
    };
    gate(tr::access_welcome(lang), "", form, promise(lang))
}

pub(super) fn dead_link(lang: Lang) -> Markup {
    let body = html! {
        p { (tr::access_link_dead_text(lang)) }
        (btn(tr::access_to_login(lang)).href("/login"))
    };
    door(lang, tr::access_link_dead(lang), "", body, "/login", None)
}

/// A page before the office, with the switch of languages: `path` is the page itself, which takes `?lang=`.
pub fn door(lang: Lang, title: &str, remark: &str, body: Markup, path: &str, next: Option<&str>) -> Markup {
    let hrefs = Lang::ALL.map(|other| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("lang", other.code());
        if let Some(next) = next {
            query.append_pair("next", next);
        }
        format!("{path}?{}", query.finish())
    });
    let languages: Vec<Segment> = Lang::ALL
        .iter()
        .zip(&hrefs)
        .map(|(other, href)| Segment {
            label: other.own_name(),
            href,
            is_current: *other == lang,
            lang: (*other != lang).then_some(other.code()),
            ..Segment::default()
        })
        .collect();
    let footer = html! { (seg(tr::access_language(lang), &languages)) (promise(lang)) };
    gate(title, remark, body, footer)
}

fn promise(lang: Lang) -> Markup {
    html! { span class="row" { (icon("lock")) (tr::access_data_stays(lang)) } }
}

fn refusal_text(lang: Lang, refusal: Refusal) -> String {
    match refusal {
        Refusal::Wrong(Try { left: 0, pause_secs }) => tr::access_login_last(lang, &minutes(pause_secs).to_string()),
        Refusal::Wrong(Try { left, pause_secs }) => {
            tr::access_login_wrong(lang, i64::from(left), &minutes(pause_secs).to_string())
        }
        Refusal::Paused(pause) => tr::access_login_paused(lang, minutes(pause.secs)),
    }
}

/// Rounded up: whoever waits that long is let through.
fn minutes(secs: i64) -> i64 {
    (secs + 59) / 60
}
