//! The inputs of one condition, by the type of the field: in the panel, and where a chip opens.
//!
//! What they send: `f.status=new` (any of), `f.status.not=1` (all but), `f.city.op=has` with `f.city.text`,
//! `f.created_at.when=-7d`, `f.amount_minor.ge` and `.le`, `f.company_id=7`; see `pages::filter_form`.

mod choices;

use super::words::plan_word;
use super::{Frame, Refused};
use crate::kernel::currency;
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::{Hue, Opt, Picker, btn, icon, opt, picker, tag};
use crate::records::list::{Condition, Filter, Op};
use crate::records::registry::{Field, FieldType};
use maud::{Markup, html};

/// The part of a field's names that tells which of its radio buttons was chosen when the form was drawn.
pub const WAS: &str = "was";
/// None of them: something else is asked for.
pub const OTHER: &str = "other";

/// Where the inputs stand: their ids differ, and a chip sends the rest of the filter along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Panel,
    Chip,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Panel => "f",
            Place::Chip => "c",
        }
    }
}

/// A form of one condition, which leaves the others as they are.
pub fn condition_form(frame: &Frame, field: &Field, place: Place) -> Markup {
    let filter = frame.address.query.filter.with(&field.key, Vec::new());
    html! {
        form class="pad stack condition" action=(frame.path("/filter")) method="get" hx-get=(frame.path("/filter"))
            hx-target="#main" hx-swap="morph:innerHTML" hx-push-url="true" hx-trigger="change, submit" hx-sync="this:replace" {
            (kept(frame))
            input type="hidden" name="filter" value=(filter.to_text());
            @if frame.address.is_panel_open { input type="hidden" name="panel" value="filters"; }
            (inputs(frame, field, place))
            noscript { (btn(tr::records_filters_apply(frame.lang())).submit()) }
        }
    }
}

/// What a form of conditions leaves as it is.
pub fn kept(frame: &Frame) -> Markup {
    html! {
        @for (name, value) in frame.address.pairs() {
            @if !matches!(name, "filter" | "panel" | "n") { input type="hidden" name=(name) value=(value); }
        }
        @if frame.address.is_board { input type="hidden" name="board" value="1"; }
    }
}

/// What a field can be asked for.
pub fn inputs(frame: &Frame, field: &Field, place: Place) -> Markup {
    let asked = Asked { frame, field, place, conditions: frame.address.query.filter.find(&field.key).collect() };
    match &field.field_type {
        FieldType::Choice { list } => {
            let items = frame.lookup.dictionary.all(list).iter();
            let (archived, offered): (Vec<_>, Vec<_>) = items.partition(|item| item.is_archived);
            let choices = offered.into_iter().map(|item| (item.code.clone(), html! { (item.full_label()) }));
            asked.choices(choices.collect(), true, &archived)
        }
        FieldType::User | FieldType::Observers => asked.people(),
        FieldType::Currency => {
            let mut codes = vec![frame.office.currency.as_str()];
            codes.extend(["RUB", "PLN", "EUR", "USD"].into_iter().filter(|code| *code != frame.office.currency));
            let name = |code: &str| currency::find(code).map_or(code, |known| known.name(frame.lang())).to_owned();
            asked.choices(codes.iter().map(|code| ((*code).to_owned(), html! { (name(code)) })).collect(), true, &[])
        }
        FieldType::Tags => {
            let tags = frame.tags.iter().take(30);
            let tags = tags.map(|(name, hue)| (name.clone(), tag(name, Hue::parse(hue).unwrap_or_default())));
            asked.choices(tags.collect(), true, &[])
        }
        FieldType::Plan => {
            let values = FieldType::PLANS.into_iter().chain([Filter::NONE]);
            let label = |value: &str| capitalised(plan_word(frame.lang(), value).unwrap_or(value));
            asked.choices(values.map(|value| (value.to_owned(), html! { (label(value)) })).collect(), false, &[])
        }
        FieldType::Bool => asked.yes_or_no(),
        FieldType::Date | FieldType::Instant => asked.days(),
        FieldType::Integer { .. } => asked.numbers(),
        FieldType::Money { .. } => asked.sums(),
        FieldType::Text { .. } => asked.text(&[Op::Has, Op::Eq, Op::Ne]),
        FieldType::LongText { .. } | FieldType::Points(_) => asked.text(&[Op::Has]),
        FieldType::Link { kind, .. } => asked.links(kind),
        FieldType::Links(links) => asked.links(links.other_kind),
        FieldType::Reference(targets) => {
            let title = |text: &str| frame.lookup.referenced(field, text).map(|(_, _, title)| title.to_owned());
            asked.records(&FieldType::suggestions(targets), title)
        }
        FieldType::Birthday => asked.filled(),
    }
}

struct Asked<'a> {
    frame: &'a Frame,
    field: &'a Field,
    place: Place,
    conditions: Vec<&'a Condition>,
}

impl Asked<'_> {
    fn name(&self, part: &str) -> String {
        let dot = if part.is_empty() { "" } else { "." };
        ["f.", &self.field.key, dot, part].concat()
    }

    fn has(&self, op: Op, value: &str) -> bool {
        self.conditions.iter().any(|there| there.op == op && there.values.iter().any(|known| known == value))
    }

    fn one_of(&self, value: &str) -> bool {
        [Op::In, Op::Eq, Op::Has, Op::Ne].into_iter().any(|op| self.has(op, value))
    }

    fn value(&self, op: Op) -> &str {
        let there = self.conditions.iter().find(|there| there.op == op);
        there.and_then(|there| there.values.first()).map_or("", String::as_str)
    }

    fn is_negated(&self) -> bool {
        self.conditions.iter().any(|there| there.op == Op::Ne)
    }

    fn radio(&self, part: &str, value: &str, label: &str, is_checked: bool) -> Markup {
        opt(&Opt { label, name: &self.name(part), value, is_checked, is_radio: true, count: None })
    }

    /// One of several, of which at most one holds; "any" leads them, where nothing is asked for. What was chosen goes
    /// along: whether the choice or what stands beside it was changed decides which of them counts.
    fn radios(&self, part: &str, choices: &[(&str, &str, bool)]) -> Markup {
        let is_any = self.conditions.is_empty();
        let chosen = choices.iter().find(|(.., is_chosen)| *is_chosen).map(|(value, ..)| *value);
        let was = chosen.unwrap_or(if is_any { "" } else { OTHER });
        html! {
            input type="hidden" name=(self.name(WAS)) value=(was);
            (self.radio(part, "", tr::records_any(self.frame.lang()), is_any))
            @for (value, label, is_chosen) in choices { (self.radio(part, value, label, *is_chosen)) }
        }
    }

    fn yes_or_no(&self) -> Markup {
        let lang = self.frame.lang();
        let (yes, no) = (self.has(Op::Eq, "yes"), self.has(Op::Ne, "yes") || self.has(Op::Eq, "no"));
        self.radios("is", &[("yes", tr::ui_yes(lang), yes), ("no", tr::ui_no(lang), no)])
    }

    /// Filled in or not: the last lines of every condition that cannot tell otherwise.
    fn filled(&self) -> Markup {
        let lang = self.frame.lang();
        let (empty, filled) = self.emptiness();
        let choices = [("empty", tr::records_is_empty(lang), empty), ("filled", tr::records_is_filled(lang), filled)];
        self.radios("is", &choices)
    }

    fn emptiness(&self) -> (bool, bool) {
        let there = self.conditions.iter().find(|there| there.op == Op::Empty);
        (there.is_some_and(|c| !c.is_negated_empty()), there.is_some_and(|c| c.is_negated_empty()))
    }

    fn days(&self) -> Markup {
        let lang = self.frame.lang();
        let relative = [
            ("today", tr::ui_today(lang).to_owned(), Op::Eq),
            ("week", tr::records_this_week(lang).to_owned(), Op::Ge),
            ("-6d", tr::records_last_days(lang, 7), Op::Ge),
            ("-29d", tr::records_last_days(lang, 30), Op::Ge),
            ("month", tr::records_this_month(lang).to_owned(), Op::Ge),
            ("year", tr::records_this_year(lang).to_owned(), Op::Ge),
        ];
        let relative = relative.map(|(value, label, op)| (value, capitalised(&label), op));
        let is_relative = |value: &str, op: Op| self.value(op) == value && self.conditions.len() == 1;
        let mut choices: Vec<(&str, &str, bool)> =
            relative.iter().map(|(value, label, op)| (*value, label.as_str(), is_relative(value, *op))).collect();
        let (empty, filled) = self.emptiness();
        choices.push(("empty", tr::records_is_empty(lang), empty));
        choices.push(("filled", tr::records_is_filled(lang), filled));
        let date =
            |op: Op| chrono::NaiveDate::parse_from_str(self.value(op), "%Y-%m-%d").map_or("", |_| self.value(op));
        html! {
            (self.radios("when", &choices))
            div class="two" {
                (self.bound(Op::Ge, tr::records_from(lang), "date", date(Op::Ge)))
                (self.bound(Op::Le, tr::records_to(lang), "date", date(Op::Le)))
            }
        }
    }

    fn bound(&self, op: Op, label: &str, input_type: &str, value: &str) -> Markup {
        let refused = self.refused(&[op]);
        let value = refused.map_or(value, |there| &there.typed);
        let error_id = self.error_id(op);
        html! {
            div class="stack bound" {
                label class="stack" { span class="small soft" { (label) }
                    input class="input" data-s="s" type=(input_type) name=(self.name(op.code())) value=(value) maxlength="40"
                        aria-invalid=[refused.map(|_| "true")] aria-describedby=[refused.map(|_| &error_id)];
                }
                (self.error(refused))
            }
        }
    }

    fn refused(&self, ops: &[Op]) -> Option<&Refused> {
        self.frame.refused.iter().find(|there| there.field == self.field.key && ops.contains(&there.op))
    }

    fn error_id(&self, op: Op) -> String {
        [self.place.name(), "-", &self.field.key, "-", op.code(), "-error"].concat()
    }

    fn error(&self, refused: Option<&Refused>) -> Markup {
        html! {
            @if let Some(refused) = refused {
                p class="error" id=(self.error_id(refused.op)) {
                    (icon("warn")) span { (i18n::problem(self.frame.lang(), &refused.problem)) }
                }
            }
        }
    }

    fn numbers(&self) -> Markup {
        let lang = self.frame.lang();
        html! {
            div class="two" {
                (self.bound(Op::Ge, tr::records_at_least(lang), "number", self.value(Op::Ge)))
                (self.bound(Op::Le, tr::records_at_most(lang), "number", self.value(Op::Le)))
            }
            (self.filled())
        }
    }

    /// Typed as people write sums, in the currency of the office.
    fn sums(&self) -> Markup {
        let lang = self.frame.lang();
        let currency = currency::find(&self.frame.office.currency);
        let shown = |op: Op| match (self.value(op).parse(), currency) {
            (Ok(minor), Some(currency)) => format::amount(lang, minor, currency),
            _ => String::new(),
        };
        let unit = currency.map_or("", |currency| currency.code);
        html! {
            div class="two" {
                (self.bound(Op::Ge, &tr::lists_sum_from(lang, unit), "text", &shown(Op::Ge)))
                (self.bound(Op::Le, &tr::lists_sum_to(lang, unit), "text", &shown(Op::Le)))
            }
            (self.filled())
        }
    }

    fn text(&self, ops: &[Op]) -> Markup {
        let lang = self.frame.lang();
        let there = self.conditions.iter().find(|there| ops.contains(&there.op));
        let op = there.map_or(Op::Has, |there| there.op);
        let value = there.and_then(|there| there.values.first()).map_or("", String::as_str);
        let refused = self.refused(ops);
        let (op, value) = refused.map_or((op, value), |there| (there.op, &there.typed));
        let words = |op: Op| match op {
            Op::Eq => tr::lists_is_exactly(lang),
            Op::Ne => tr::lists_is_not(lang),
            _ => tr::records_contains(lang),
        };
        html! {
            @if ops.len() > 1 {
                select class="input" data-s="s" name=(self.name("op")) aria-label=(self.field.label.text(lang)) {
                    @for known in ops { option value=(known.code()) selected[*known == op] { (words(*known)) } }
                }
            }
            div class="stack bound" {
                input class="input" data-s="s" type="text" name=(self.name("text")) value=(value) maxlength="200"
                    aria-label={ (self.field.label.text(lang)) ": " (words(op)) } placeholder=(words(op))
                    aria-invalid=[refused.map(|_| "true")] aria-describedby=[refused.map(|there| self.error_id(there.op))]
                    hx-get=(self.frame.path("/filter")) hx-trigger="input changed delay:400ms" hx-include="closest form";
                (self.error(refused))
            }
            (self.filled())
        }
    }

    fn links(&self, kind: &'static str) -> Markup {
        let Some((_, plural)) = self.frame.plurals.iter().find(|(key, _)| *key == kind) else { return html! {} };
        let title = |id: &str| self.frame.lookup.title(kind, id.parse().ok()?).map(str::to_owned);
        self.records(&format!("/{plural}/suggestions"), title)
    }

    /// Records that `url` suggests.
    fn records(&self, url: &str, title: impl Fn(&str) -> Option<String>) -> Markup {
        let lang = self.frame.lang();
        let label = self.field.label.text(lang);
        let name = self.name("");
        let row = |id: &str, title: &str| {
            html! {
                input type="hidden" name=(name) value=(id) data-pick-id;
                span class="grow picked" data-pick-title { (title) }
            }
        };
        let ids = self.conditions.iter().filter(|there| there.op != Op::Empty).flat_map(|there| &there.values);
        let rows = ids.filter(|id| *id != Filter::NONE).map(|id| row(id, title(id).as_deref().unwrap_or(id)));
        let rows: Vec<Markup> = rows.collect();
        html! {
            (picker(&Picker {
                name: &format!("{}-{}", self.place.name(), self.field.key),
                url,
                find: &tr::cards_find(lang, label),
                remove: &tr::cards_remove_one(lang, label),
                is_many: true,
                without_script: (tr::cards_add_by_number(lang), &name),
                invalid: false,
            }, &rows, row("", "")))
            (self.filled())
        }
    }
}

/// "this week" as it stands at the beginning of a line.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The id of the place for the number beside a choice.
pub fn facet_id(field: &str, value: &str) -> String {
    ["facet-", field, "-", value.trim_start_matches('@')].concat()
}
