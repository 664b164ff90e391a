//! How backups are made, to be changed.

use super::{BASE, BackupsView};
use crate::kernel::Lang;
use crate::office::backup::forms::{OFF, PASSPHRASE, RECIPIENT, Typed};
use crate::office::backup::second_place::Keys;
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::tr;
use crate::platform::ui::{
    Choice, Field, InputKind, State, btn, check_field, field, field_group, form_actions, input, note, password, radios,
    select,
};
use crate::platform::web::csrf;
use maud::{Markup, html};

pub(super) fn form(view: &BackupsView<'_>) -> Markup {
    let BackupsView { lang, typed, .. } = *view;
    let errors = FormErrors::new(lang, view.errors);
    let hours: Vec<(String, String)> = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00"))).collect();
    let hours: Vec<Choice> = hours
        .iter()
        .map(|(value, label)| Choice { value, label, is_chosen: *value == typed.hour, is_disabled: false })
        .collect();
    let at = |name: &'static str, label: &'static str| Field::new(name, label).error(errors.of(name));
    let hour_hint = tr::backups_hour_hint(lang, view.state.office_zone.name());
    let hour = at("hour", tr::backups_hour(lang)).hint(Some(&hour_hint));
    let place = at("second_place", tr::backups_second_place(lang))
        .optional(tr::ui_optional(lang))
        .hint(Some(tr::backups_second_place_hint(lang)));
    let encryption = at("encryption", tr::backups_encryption(lang)).hint(Some(tr::backups_encryption_hint(lang)));
    let kept = [
        (at("daily", tr::backups_daily(lang)), &typed.daily),
        (at("weekly", tr::backups_weekly(lang)), &typed.weekly),
        (at("monthly", tr::backups_monthly(lang)), &typed.monthly),
    ];
    let labels = [
        ("hour", hour.label),
        ("second_place", place.label),
        ("daily", tr::backups_daily(lang)),
        ("weekly", tr::backups_weekly(lang)),
        ("monthly", tr::backups_monthly(lang)),
        ("encryption", encryption.label),
        (RECIPIENT, tr::backups_recipient(lang)),
        (PASSPHRASE, tr::backups_passphrase(lang)),
    ];
    html! {
        section class="card" {
            header { h2 { (tr::backups_plan(lang)) } }
            form class="stack pad" method="post" action=(BASE) hx-post=(BASE) hx-swap="none" {
                (csrf::field())
                (errors.summary(&labels))
                (check_field("is_on", tr::backups_each_night(lang), typed.is_on.is_some()))
                (field(&hour, select(&hour, None, &hours)))
                (field(&place, input(&place, InputKind::Text, &typed.second_place).autocomplete("off").attr("spellcheck", "false")))
                @match &view.state.keys {
                    Some(Ok(keys)) => (note(State::Neutral, known_by(lang, keys))),
                    Some(Err(failure)) => (note(State::Late, html! { (failure) })),
                    None => {},
                }
                @if view.state.is_beside { (note(State::Warn, html! { (tr::backups_second_place_beside(lang)) })) }
                fieldset class="field" {
                    legend class="label" { (tr::backups_keep(lang)) }
                    div class="row" {
                        @for (of, value) in &kept { (field(of, input(of, InputKind::Integer, value))) }
                    }
                    p class="hint" { (tr::backups_keep_hint(lang)) }
                }
                div class="stack answers" {
                    (field_group(&encryption, radios(&encryption, &ways(lang, &typed.encryption))))
                    div data-of=(RECIPIENT) { (recipient(lang, typed, errors.of(RECIPIENT))) }
                    div data-of=(PASSPHRASE) { (passphrase(lang, errors.of(PASSPHRASE))) }
                    div data-of="lost" { (note(State::Warn, html! { (tr::backups_key_lost(lang)) })) }
                }
                (form_actions(html! { (btn(tr::ui_save(lang)).primary().submit()) }))
            }
        }
    }
}

fn known_by(lang: Lang, keys: &Keys) -> Markup {
    html! {
        (tr::backups_server_key(lang)) " " code { (keys.host) } br;
        (tr::backups_own_key(lang)) " " code { (keys.public) }
    }
}

fn ways(lang: Lang, chosen: &str) -> [Choice<'static>; 3] {
    let labels = [
        (OFF, tr::backups_encryption_off(lang)),
        (RECIPIENT, tr::backups_encryption_recipient(lang)),
        (PASSPHRASE, tr::backups_encryption_passphrase(lang)),
    ];
    labels.map(|(value, label)| Choice { value, label, is_chosen: value == chosen, is_disabled: false })
}

fn recipient(lang: Lang, typed: &Typed, error: Option<&str>) -> Markup {
    // Needed where its way is chosen only: the server asks for it.
    let of = Field::new(RECIPIENT, tr::backups_recipient(lang)).optional("").error(error);
    let of = of.hint(Some(tr::backups_recipient_hint(lang)));
    field(&of, input(&of, InputKind::Text, &typed.recipient).autocomplete("off").attr("spellcheck", "false"))
}

fn passphrase(lang: Lang, error: Option<&str>) -> Markup {
    let of = Field::new(PASSPHRASE, tr::backups_passphrase(lang)).optional("").error(error);
    let of = of.hint(Some(tr::backups_passphrase_hint(lang)));
    field(&of, password(&of, "new-password", tr::past_show_passphrase(lang)))
}
