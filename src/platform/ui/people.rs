//! Who: avatars with initials.

use super::hue::Hue;
use maud::{Markup, html};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    Normal,
    Large,
}

/// Initials on a hue that stays the same for the same name. Silent: a name stands beside it.
pub fn avatar(name: &str, size: AvatarSize) -> Markup {
    let size = match size {
        AvatarSize::Small => Some("s"),
        AvatarSize::Normal => None,
        AvatarSize::Large => Some("l"),
    };
    html! { span class="av" data-c=(Hue::of(name).name()) data-s=[size] aria-hidden="true" { (initials(name)) } }
}

/// An avatar with no name beside it: the name is heard and shown as a tooltip.
pub fn avatar_named(name: &str, size: AvatarSize) -> Markup {
    html! { span title=(name) { (avatar(name, size)) span class="sr" { (name) } } }
}

/// A person with the name.
pub fn who(name: &str) -> Markup {
    html! { span class="who" { (avatar(name, AvatarSize::Normal)) span title=(name) { (name) } } }
}

/// The first letters of the first two words; legal forms ("ООО", "GmbH") and quotes are passed over while there is
/// a word that says more.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !is_legal_form(word)).collect();
    let chosen = if telling.is_empty() { &words } else { &telling };
    let letters: String = chosen.iter().take(2).filter_map(|word| word.chars().next()).collect();
    if letters.is_empty() { String::from("?") } else { letters.to_uppercase() }
}

fn is_legal_form(word: &str) -> bool {
    const FORMS: [&str; 14] =
        ["ООО", "ОАО", "ЗАО", "ПАО", "НАО", "АО", "ИП", "МБУ", "ГУП", "ТД", "LLC", "LTD", "GMBH", "PHU"];
    // Letter by letter: lists call this for each of their rows.
    let is = |form: &str| word.len() == form.len() && word.chars().flat_map(char::to_uppercase).eq(form.chars());
    FORMS.iter().any(|form| is(form))
}
