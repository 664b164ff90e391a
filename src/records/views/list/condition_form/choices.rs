//! One or several of a few values.

use super::{Asked, Place, capitalised, facet_id};
use crate::platform::i18n::tr;
use crate::platform::ui::{Opt, opt};
use crate::records::list::Filter;
use crate::records::options::OptionItem;
use maud::{Markup, html};

impl Asked<'_> {
    /// Archived values are offered where records hold them, which the counts of the panel tell, or where one is asked for.
    pub(super) fn choices(
        &self,
        mut choices: Vec<(String, Markup)>,
        may_be_empty: bool,
        archived: &[&OptionItem],
    ) -> Markup {
        let lang = self.frame.lang();
        if may_be_empty {
            choices.push((Filter::NONE.to_owned(), html! { span class="muted" { (tr::records_is_empty(lang)) } }));
        }
        let name = self.name("");
        // Meanings (`@open`) come from views and addresses, and stay until something else is chosen.
        let meanings = self.conditions.iter().flat_map(|there| &there.values);
        let meanings = meanings.filter(|value| value.starts_with('@') && *value != Filter::NONE);
        html! {
            @for meaning in meanings {
                @let label = if meaning == "@open" { tr::records_cond_open(lang) } else { tr::records_cond_closed(lang) };
                (opt(&Opt { label: &capitalised(label), name: &name, value: meaning, is_checked: true, is_radio: false, count: None }))
            }
            @for (value, label) in &choices { (self.choice(&name, value, label, false)) }
            @for item in archived.iter().filter(|item| self.place == Place::Panel || self.one_of(&item.code)) {
                (self.choice(&name, &item.code, &html! { (item.label) " " small class="muted" { (tr::options_archived(lang)) } }, true))
            }
            (self.all_but())
        }
    }

    fn choice(&self, name: &str, value: &str, label: &Markup, is_archived: bool) -> Markup {
        html! {
            label class="opt" data-archived[is_archived] {
                input class="check" type="checkbox" name=(name) value=(value) checked[self.one_of(value)];
                (label)
                @if self.place == Place::Panel { span class="n total" id=(facet_id(&self.field.key, value)) {} }
            }
        }
    }

    fn all_but(&self) -> Markup {
        let label = tr::lists_all_but(self.frame.lang());
        let name = self.name("not");
        html! {
            div class="all-but" {
                (opt(&Opt { label, name: &name, value: "1", is_checked: self.is_negated(), is_radio: false, count: None }))
            }
        }
    }

    pub(super) fn people(&self) -> Markup {
        let lang = self.frame.lang();
        let own = self.frame.viewer.user_id.0;
        let mut choices = vec![("me".to_owned(), html! { (tr::records_me(lang)) })];
        let others = self.frame.people.iter().filter(|person| person.id != own);
        choices.extend(others.map(|person| (person.id.to_string(), html! { (person.name) })));
        // Who left is asked for by an address or a view, not offered.
        let asked =
            self.conditions.iter().flat_map(|there| &there.values).filter_map(|value| value.parse::<i64>().ok());
        let left = asked.filter(|id| self.frame.people.iter().all(|person| person.id != *id));
        choices.extend(left.filter_map(|id| Some((id.to_string(), html! { (self.frame.lookup.user(id)?) }))));
        self.choices(choices, self.field.key != "responsible_id", &[])
    }
}
