//! The control of one field, the same in the form and in place.

use super::list::Person;
use crate::kernel::{KindKey, Lang, currency};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::tr;
use crate::platform::ui::{
    Choice, Field as FormField, InputKind, Picker, REPEAT_INDEX, Repeat, field, field_group, input, picker, repeat,
    select, select_following, textarea,
};
use crate::records::input::{Pairs, main_name, row_name, typed};
use crate::records::options::OptionItem;
use crate::records::registry::{Channel, Field, FieldType, LinkTable, Registry, Target};
use crate::records::show::{Lookup, point_label};
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What controls are drawn from.
pub struct Controls<'a> {
    pub lang: Lang,
    pub registry: &'a Registry,
    /// What was typed, or what the record holds, as a form sends it.
    pub pairs: &'a Pairs,
    pub errors: &'a FormErrors,
    /// What stands under a field, by its key.
    pub hints: &'a BTreeMap<String, String>,
    pub lookup: &'a Lookup,
    pub people: &'a [Person],
    /// Tells two forms on one page apart.
    pub scope: &'a str,
}

impl Controls<'_> {
    /// Label, control, error and hint.
    pub fn row(&self, declared: &Field) -> Markup {
        let lang = self.lang;
        let part = self.part(declared);
        let value = typed(self.pairs, &declared.key);
        match &declared.field_type {
            FieldType::Points(channel) => self.points(declared, *channel),
            FieldType::Links(links) => self.links(declared, links.other_kind, Some(*links)),
            FieldType::Link { kind, .. } => self.links(declared, kind, None),
            FieldType::Reference(targets) => self.reference(declared, targets),
            FieldType::Observers => self.observers(declared),
            FieldType::LongText { .. } => field(&part, textarea(&part, value)),
            FieldType::Choice { list } => self.options(&part, list, value),
            FieldType::User => self.person(&part, value),
            FieldType::Currency => currencies(lang, &part, value),
            FieldType::Bool => {
                let choice = |code: &'static str, label: &'static str| Choice {
                    value: code,
                    label,
                    is_chosen: value == code,
                    is_disabled: false,
                };
                let choices = [choice("1", tr::ui_yes(lang)), choice("0", tr::ui_no(lang))];
                field(&part, select(&part, Some(tr::ui_not_set(lang)), &choices))
            }
            FieldType::Money { .. } => field(&part, input(&part, InputKind::Decimal, value)),
            FieldType::Integer { .. } => field(&part, input(&part, InputKind::Integer, value)),
            FieldType::Tags => {
                let part = part.clone().hint(part.hint.or(Some(tr::records_bulk_tag_hint(lang))));
                field(&part, input(&part, InputKind::Text, value))
            }
            _ => field(&part, input(&part, InputKind::Text, value)),
        }
    }

    fn part<'f>(&'f self, declared: &'f Field) -> FormField<'f> {
        let part = FormField::new(declared.key.as_ref(), declared.label.text(self.lang))
            .scope(self.scope)
            .error(self.errors.of(&declared.key))
            .hint(self.hints.get(declared.key.as_ref()).map(String::as_str));
        let is_required = declared.is_required || declared.key == "responsible_id";
        if is_required { part } else { part.optional(tr::ui_optional(self.lang)) }
    }

    fn options(&self, part: &FormField, list: &str, value: &str) -> Markup {
        let all = self.lookup.dictionary.all(list);
        let own = all.iter().find(|item| item.code == value).and_then(|item| item.parent_id);
        let is_begun = |item: &OptionItem| !item.is_group_archived || (own.is_some() && item.parent_id == own);
        let shown = all.iter().filter(|item| (!item.is_archived && is_begun(item)) || item.code == value);
        let shown: Vec<(&OptionItem, Cow<'_, str>)> = shown.map(|item| (item, item.full_label())).collect();
        let choices: Vec<Choice> = shown
            .iter()
            .map(|(item, label)| Choice { value: &item.code, label, is_chosen: item.code == value, is_disabled: false })
            .collect();
        let nothing = Some(tr::ui_not_set(self.lang));
        // Where several hold values of this list, the choice follows theirs.
        let is_of_many = shown.iter().any(|(item, _)| item.group.is_some());
        match self.registry.board_of(&part.name).filter(|_| is_of_many) {
            Some(followed) => {
                let of: Vec<String> =
                    shown.iter().map(|(item, _)| item.parent_id.map(|id| id.to_string()).unwrap_or_default()).collect();
                field(part, select_following(part, followed, nothing, &choices, &of))
            }
            None => field(part, select(part, nothing, &choices)),
        }
    }

    fn person(&self, part: &FormField, value: &str) -> Markup {
        let ids: Vec<String> = self.people.iter().map(|person| person.id.to_string()).collect();
        let choice = |value, label, is_chosen| Choice { value, label, is_chosen, is_disabled: false };
        let mut choices: Vec<Choice> =
            self.people.iter().zip(&ids).map(|(person, id)| choice(id, &*person.name, id == value)).collect();
        // Who is disabled stays where they are, and is given nothing new.
        let left = value.parse().ok().filter(|id| self.lookup.has_left(*id)).and_then(|id| self.lookup.user(id));
        let left = left.map(|name| [name, " · ", tr::access_user_disabled(self.lang)].concat());
        if let Some(label) = &left {
            choices.push(choice(value, label, true));
        }
        // Without this a browser sends the first person on the list in place of nobody.
        let nobody = (!choices.iter().any(|choice| choice.is_chosen)).then(|| tr::ui_not_set(self.lang));
        field(part, select(part, nobody, &choices))
    }

    /// A box for each colleague; the empty one says that nobody may be meant.
    fn observers(&self, declared: &Field) -> Markup {
        let part = self.part(declared);
        let chosen: Vec<&str> =
            self.pairs.iter().filter(|(name, _)| *name == declared.key).map(|(_, id)| id.as_str()).collect();
        let who = self.people.iter().map(|person| (person.id.to_string(), person.name.as_str()));
        let mut who: Vec<(String, &str)> = who.collect();
        // Who left stays an observer until somebody takes them off.
        for id in chosen
            .iter()
            .filter(|id| !id.is_empty() && !who.iter().any(|(there, _)| there == *id))
            .copied()
            .collect::<Vec<_>>()
        {
            let name = id.parse().ok().and_then(|id| self.lookup.user(id));
            who.push((id.to_owned(), name.unwrap_or(id)));
        }
        field_group(
            &part,
            html! {
                input type="hidden" name=(declared.key) value="";
                div class="opts people" {
                    @for (id, name) in &who {
                        label class="opt" {
                            input class="check" type="checkbox" name=(declared.key) value=(id) checked[chosen.contains(&id.as_str())];
                            (name)
                        }
                    }
                }
            },
        )
    }

    /// The values there are, and an empty row for one more.
    fn points(&self, declared: &Field, channel: Channel) -> Markup {
        let lang = self.lang;
        let label = declared.label.text(lang);
        let kind = match channel {
            Channel::Phone => InputKind::Phone,
            Channel::Email => InputKind::Email,
            // People write sites without "https://", which a field for URLs refuses.
            Channel::Site | Channel::Messenger => InputKind::Text,
        };
        let main_name = main_name(&declared.key);
        let main = typed(self.pairs, &main_name);
        let row = |index: &str, is_main: bool| {
            let name = format!("{}[{index}].value", declared.key);
            let label_name = format!("{}[{index}].kind", declared.key);
            let chosen = typed(self.pairs, &label_name);
            let value = typed(self.pairs, &name);
            let part = FormField::new(name.as_str(), label)
                .scope(self.scope)
                .error(self.errors.of(&name))
                .optional(tr::ui_optional(lang));
            html! {
                div class="grow" { (field(&part, input(&part, kind, value))) }
                select class="input" name=(label_name) aria-label=(tr::cards_point_kind(lang, label)) {
                    @for known in channel.labels() {
                        option value=(known) selected[chosen == *known] { (point_label(lang, channel, known)) }
                    }
                }
                label class="opt" title=(tr::cards_main_title(lang)) {
                    input class="check" type="radio" name=(main_name) value=(index) checked[is_main]; (tr::cards_main(lang))
                }
            }
        };
        let count = self.rows_of(declared, "value");
        let rows: Vec<Markup> = (0..=count)
            .map(|index| {
                row(&index.to_string(), count > 0 && (main == index.to_string() || (main.is_empty() && index == 0)))
            })
            .collect();
        let adding = match channel {
            Channel::Phone => tr::cards_add_phone(lang),
            Channel::Email => tr::cards_add_email(lang),
            Channel::Messenger => tr::cards_add_messenger(lang),
            Channel::Site => tr::cards_add_site(lang),
        };
        let removing = tr::cards_remove_one(lang, label);
        let body = html! {
            input type="hidden" name=(declared.key) value="";
            (repeat(&Repeat { name: &declared.key, add: adding, remove: &removing }, &rows, row(REPEAT_INDEX, false)))
        };
        field_group(&self.part(declared).error(None), body)
    }

    /// Linked records: searched for by name, or named by number where no script runs. With a table there may be many, each
    /// with a position.
    fn links(&self, declared: &Field, kind: KindKey, table: Option<LinkTable>) -> Markup {
        let lang = self.lang;
        let label = declared.label.text(lang);
        let Ok(other) = self.registry.kind(kind) else { return html! {} };
        let main_name = main_name(&declared.key);
        let main = typed(self.pairs, &main_name);
        let row = |index: &str, id: &str, title: &str, is_main: bool| {
            let position_name = format!("{}[{index}].position", declared.key);
            html! {
                input type="hidden" name={ (declared.key) "[" (index) "].id" } value=(id) data-pick-id;
                span class="grow picked" data-pick-title { (title) }
                @if let Some(table) = table {
                    (self.position(&position_name, table))
                    label class="opt" title=(tr::cards_main_title(lang)) {
                        input class="check" type="radio" name=(main_name) value=(index) checked[is_main]; (tr::cards_main(lang))
                    }
                }
            }
        };
        let rows: Vec<Markup> = (0..self.rows_of(declared, "id"))
            .map(|index| {
                let id = typed(self.pairs, &row_name(&declared.key, index, "id"));
                let title = id.trim().parse().ok().and_then(|id| self.lookup.title(kind, id));
                let unknown = tr::ui_record_number(lang, id);
                row(&index.to_string(), id, title.unwrap_or(&unknown), main == index.to_string())
            })
            .collect();
        let spare = row_name(&declared.key, 999, "id");
        let body = picker(
            &Picker {
                name: &declared.key,
                url: &format!("/{}/suggestions", other.plural),
                find: &tr::cards_find(lang, label),
                remove: &tr::cards_remove_one(lang, label),
                is_many: table.is_some(),
                without_script: (tr::cards_add_by_number(lang), &spare),
                invalid: self.errors.of(&declared.key).is_some(),
            },
            &rows,
            row(REPEAT_INDEX, "", "", false),
        );
        field_group(&self.part(declared), html! { input type="hidden" name=(declared.key) value=""; (body) })
    }

    /// Words, or one of the roles that the table has.
    fn position(&self, name: &str, table: LinkTable) -> Markup {
        let (lang, value) = (self.lang, typed(self.pairs, name));
        let Some(list) = table.roles else {
            return html! {
                input class="input" name=(name) value=(value) maxlength="255"
                    placeholder=(tr::cards_position(lang)) aria-label=(tr::cards_position(lang));
            };
        };
        let dictionary = &self.lookup.dictionary;
        let is_known = value.is_empty() || dictionary.offered(list).any(|item| item.code == value);
        html! {
            select class="input" name=(name) aria-label=(tr::cards_role(lang)) {
                option value="" { (tr::ui_not_set(lang)) }
                @for item in dictionary.offered(list) {
                    option value=(item.code) selected[item.code == value] { (item.label) }
                }
                @if !is_known { option value=(value) selected { (dictionary.label(list, value)) } }
            }
        }
    }

    /// One record of any kind: searched for by name, or named as `lead/7` where no script runs.
    fn reference(&self, declared: &Field, targets: &[Target]) -> Markup {
        let lang = self.lang;
        let label = declared.label.text(lang);
        let row = |text: &str, title: &str| {
            html! {
                input type="hidden" name=(declared.key) value=(text) data-pick-id;
                span class="grow picked" data-pick-title { (title) }
            }
        };
        let sent = self.pairs.iter().find(|(name, text)| *name == declared.key && !text.trim().is_empty());
        let rows: Vec<Markup> = sent
            .map(|(_, text)| {
                row(text, self.lookup.referenced(declared, text).map_or(text.as_str(), |(_, _, title)| title))
            })
            .into_iter()
            .collect();
        let body = picker(
            &Picker {
                name: &declared.key,
                url: &FieldType::suggestions(targets),
                find: &tr::cards_find(lang, label),
                remove: &tr::cards_remove_one(lang, label),
                is_many: false,
                without_script: (tr::cards_add_by_address(lang), &declared.key),
                invalid: self.errors.of(&declared.key).is_some(),
            },
            &rows,
            row("", ""),
        );
        field_group(&self.part(declared), html! { input type="hidden" name=(declared.key) value=""; (body) })
    }

    fn rows_of(&self, declared: &Field, part: &str) -> usize {
        let (prefix, suffix) = (format!("{}[", declared.key), format!("].{part}"));
        self.pairs.iter().filter(|(name, _)| name.starts_with(&prefix) && name.ends_with(&suffix)).count()
    }
}

fn currencies(lang: Lang, part: &FormField, value: &str) -> Markup {
    let choices: Vec<Choice> = currency::CURRENCIES
        .iter()
        .map(|known| Choice {
            value: known.code,
            label: known.name(lang),
            is_chosen: known.code == value,
            is_disabled: false,
        })
        .collect();
    field(part, select(part, None, &choices))
}
