//! The profile page: four forms and two lists.

use super::forms::{ProfileForm, TokenForm};
use crate::access::sessions::{Session, SessionId};
use crate::access::tokens::Token;
use crate::access::users::User;
use crate::kernel::zone::ZONES;
use crate::kernel::{FieldErrors, Lang, Timestamp};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Choice, Field, InputKind, State, btn, card, check_field, field, field_group, form_actions, form_section, icon,
    input, note, page_head, password, radios, select, sheet,
};
use crate::platform::web::csrf;
use maud::{Markup, html};

pub(super) struct Profile {
    pub user: User,
    /// Live ones, last used first.
    pub sessions: Vec<Session>,
    pub tokens: Vec<Token>,
    /// The session that looks at the page.
    pub current: SessionId,
    pub now: Timestamp,
}

/// Which form was sent.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    #[default]
    Profile,
    Password,
    Tokens,
}

/// What came of the last form.
#[derive(Default)]
pub(super) struct Said {
    pub part: Part,
    /// As it was typed.
    pub profile: Option<ProfileForm>,
    pub token: Option<TokenForm>,
    pub errors: FieldErrors,
    pub has_new_password: bool,
    /// Shown now and never again.
    pub new_token: Option<String>,
}

impl Said {
    fn errors_of(&self, part: Part, lang: Lang) -> FormErrors {
        let none = FieldErrors::default();
        FormErrors::new(lang, if self.part == part { &self.errors } else { &none })
    }
}

pub(super) fn profile(profile: &Profile, said: &Said) -> Markup {
    let lang = profile.user.lang;
    html! {
        (page_head(tr::access_profile(lang), &profile.user.email, html! {}, html! {
            form method="post" action="/logout" { (csrf::field()) (btn(tr::access_logout(lang)).submit()) }
        }))
        (sheet(tr::access_profile(lang), html! {
            @if said.has_new_password { (note(State::Good, html! { p { (tr::access_password_changed(lang)) } })) }
            (about(profile, said))
            (card(tr::access_password_change(lang), None, html! {}, password_form(&profile.user, said)))
            (card(tr::access_devices(lang), None, html! {}, devices(profile)))
            (card(tr::access_tokens(lang), None, html! {}, tokens(profile, said)))
        }))
    }
}

fn about(profile: &Profile, said: &Said) -> Markup {
    let lang = profile.user.lang;
    let saved = ProfileForm::of(&profile.user);
    let form = said.profile.as_ref().unwrap_or(&saved);
    let errors = said.errors_of(Part::Profile, lang);
    let name = Field::new("name", tr::access_user_name(lang)).error(errors.of("name"));
    let language = Field::new("lang", tr::access_language(lang)).error(errors.of("lang"));
    let zone = Field::new("zone", tr::access_zone(lang)).error(errors.of("zone"));
    let theme = Field::new("theme", tr::access_theme(lang)).error(errors.of("theme"));
    let density = Field::new("density", tr::access_density(lang)).error(errors.of("density"));
    let languages = Lang::ALL.map(|lang| (lang.code(), lang.own_name()));
    let themes = [
        ("auto", tr::access_theme_auto(lang)),
        ("light", tr::access_theme_light(lang)),
        ("dark", tr::access_theme_dark(lang)),
    ];
    let densities = [
        ("compact", tr::access_density_compact(lang)),
        ("normal", tr::access_density_normal(lang)),
        ("roomy", tr::access_density_roomy(lang)),
    ];
    html! {
        form class="stack" method="post" action="/profile" novalidate {
            (csrf::field())
            (errors.summary(&[
                ("name", name.label), ("lang", language.label), ("zone", zone.label), ("theme", theme.label),
                ("density", density.label),
            ]))
            (form_section(tr::access_profile_you(lang), html! {
                (field(&name, input(&name, InputKind::Text, &form.name).autocomplete("name")))
                (field(&language, select(&language, None, &choices(&languages, &form.lang))))
                (field(&zone, zones(&zone, lang, &form.zone, profile.now)))
            }))
            (form_section(tr::access_profile_look(lang), html! {
                (field_group(&theme, radios(&theme, &choices(&themes, &form.theme))))
                (field_group(&density, radios(&density, &choices(&densities, &form.density))))
                div {
                    (check_field("has_keys", tr::access_keys(lang), form.has_keys))
                    p class="small muted" { (tr::access_keys_hint(lang)) }
                }
            }))
            (form_actions(html! { (btn(tr::ui_save(lang)).primary().submit()) }))
        }
    }
}

fn choices<'a>(options: &[(&'a str, &'a str)], chosen: &str) -> Vec<Choice<'a>> {
    let choice =
        |(value, label): &(&'a str, &'a str)| Choice { value, label, is_chosen: *value == chosen, ..Choice::default() };
    options.iter().map(choice).collect()
}

fn zones(field: &Field, lang: Lang, chosen: &str, now: Timestamp) -> Markup {
    let mut options: Vec<(&str, String)> =
        ZONES.iter().map(|zone| (zone.id(), format::zone(lang, zone, now))).collect();
    if !options.iter().any(|(id, _)| *id == chosen) {
        // Set by the command line or the API, which know more zones than are offered here.
        options.insert(0, (chosen, chosen.to_owned()));
    }
    let options: Vec<(&str, &str)> = options.iter().map(|(id, label)| (*id, label.as_str())).collect();
    select(field, None, &choices(&options, chosen))
}

fn password_form(user: &User, said: &Said) -> Markup {
    let lang = user.lang;
    let errors = said.errors_of(Part::Password, lang);
    let old = Field::new("old", tr::access_password_old(lang)).error(errors.of("old"));
    let new = Field::new("password", tr::access_new_password(lang))
        .hint(Some(tr::access_password_hint(lang)))
        .error(errors.of("password"));
    let show = tr::access_show_password(lang);
    html! {
        p { (tr::access_password_warning(lang)) }
        form class="stack" method="post" action="/profile/password" novalidate {
            (csrf::field())
            (errors.summary(&[("old", old.label), ("password", new.label)]))
            // Password managers look for the account beside the password.
            input type="email" name="email" value=(user.email) autocomplete="username" hidden;
            div class="form-grid" {
                (field(&old, password(&old, "current-password", show)))
                (field(&new, password(&new, "new-password", show)))
            }
            div { (btn(tr::access_password_change(lang)).submit()) }
        }
    }
}

fn devices(profile: &Profile) -> Markup {
    let lang = profile.user.lang;
    html! {
        ul class="stack" {
            @for session in &profile.sessions {
                li class="row" {
                    (icon("globe"))
                    div class="grow" {
                        p { b { (browser(&session.agent, lang)) } " " span class="muted" { (session.ip) } }
                        p class="small muted" { (session_times(profile, session)) }
                    }
                    @if session.id == profile.current {
                        span class="tag" { (tr::access_device_this(lang)) }
                    } @else {
                        form method="post" action={ "/profile/sessions/" (session.id.0) "/end" } {
                            (csrf::field()) (btn(tr::access_device_end(lang)).small().submit())
                        }
                    }
                }
            }
        }
        @if profile.sessions.len() > 1 {
            form method="post" action="/profile/sessions/end" { (csrf::field()) (btn(tr::access_devices_end(lang)).submit()) }
        }
    }
}

fn session_times(profile: &Profile, session: &Session) -> String {
    let lang = profile.user.lang;
    let ago = |at| format::ago(lang, profile.user.zone, at, profile.now);
    let since = tr::access_device_since(lang, &ago(session.created_at));
    format!("{}, {since}", tr::access_device_seen(lang, &ago(session.last_seen_at)))
}

/// "Firefox, Linux" from what the browser calls itself; good enough to know one's own devices apart.
fn browser(agent: &str, lang: Lang) -> String {
    // The order matters: most browsers also name those that they descend from.
    const BROWSERS: [(&str, &str); 7] = [
        ("YaBrowser/", "Yandex"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let known =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => tr::access_device_unknown(lang).to_owned(),
    }
}

fn tokens(profile: &Profile, said: &Said) -> Markup {
    let lang = profile.user.lang;
    let blank = TokenForm::default();
    let form = said.token.as_ref().unwrap_or(&blank);
    let errors = said.errors_of(Part::Tokens, lang);
    let name = Field::new("name", tr::access_token_name(lang))
        .scope("token")
        .hint(Some(tr::access_token_name_hint(lang)))
        .error(errors.of("name"));
    let expires = Field::new("expires", tr::access_token_expires(lang))
        .scope("token")
        .optional(tr::ui_optional(lang))
        .error(errors.of("expires"));
    let confirm = Field::new("confirm_password", tr::access_confirm_password(lang))
        .scope("token")
        .hint(Some(tr::access_token_password_hint(lang)))
        .error(errors.of("confirm_password"));
    html! {
        p { (tr::access_tokens_text(lang)) " " a class="link" href="/api" { (tr::api_about(lang)) } }
        @if let Some(secret) = &said.new_token {
            (note(State::Warn, html! { p { (tr::access_token_created(lang)) } p { code data-token { (secret) } } }))
        }
        @if profile.tokens.is_empty() {
            p class="muted" { (tr::access_tokens_none(lang)) }
        } @else {
            ul class="stack" { @for token in &profile.tokens { (token_row(profile, token)) } }
        }
        form class="stack" method="post" action="/profile/tokens" novalidate {
            (csrf::field())
            div class="form-grid" {
                (field(&name, input(&name, InputKind::Text, &form.name).autocomplete("off")))
                (field(&expires, input(&expires, InputKind::Date, &form.expires)))
                (field(&confirm, password(&confirm, "current-password", tr::access_show_password(lang))))
            }
            div { (btn(tr::access_token_create(lang)).submit()) }
        }
    }
}

fn token_row(profile: &Profile, token: &Token) -> Markup {
    let lang = profile.user.lang;
    let when = |at| format::datetime_short(lang, profile.user.zone, at, profile.now);
    let is_live = token.revoked_at.is_none() && token.expires_at.is_none_or(|at| profile.now < at);
    let fate = match (token.revoked_at, token.expires_at) {
        (Some(at), _) => tr::access_token_revoked(lang, &when(at)),
        (None, Some(at)) if at <= profile.now => tr::access_token_expired(lang, &when(at)),
        (None, Some(at)) => tr::access_token_until(lang, &when(at)),
        (None, None) => tr::access_token_forever(lang).to_owned(),
    };
    let used = match token.last_used_at {
        Some(at) => tr::access_token_used(lang, &format::ago(lang, profile.user.zone, at, profile.now)),
        None => tr::access_token_unused(lang).to_owned(),
    };
    html! {
        li class="row" {
            (icon("key"))
            div class="grow" {
                p { @if is_live { b { (token.name) } } @else { span class="muted" { (token.name) } } }
                p class="small muted" { (used) ", " (fate) }
            }
            @if is_live {
                form method="post" action={ "/profile/tokens/" (token.id.0) "/revocation" } {
                    (csrf::field()) (btn(tr::access_token_revoke(lang)).small().submit())
                }
            }
        }
    }
}
