//! What a form of conditions sends, as a filter: see `views::list::condition_form` for the names.

use crate::access::Viewer;
use crate::kernel::{Result, currency};
use crate::platform::i18n::parse;
use crate::platform::settings::Office;
use crate::records::list::{Condition, Filter, Op};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::views::list::{OTHER, WAS};
use rusqlite::Connection;

/// The conditions of the fields that were sent, after those of `filter` that are about others.
///
/// # Errors
/// `BadRequest` for what no form of this box sends.
pub(super) fn read(conn: &Connection, viewer: &Viewer, kind: &Kind, pairs: &[(String, String)]) -> Result<Filter> {
    let kept = pairs.iter().find(|(name, _)| name == "filter").map_or("", |(_, value)| value.as_str());
    let mut filter = Filter::parse(kind, kept)?;
    let office = Office::load(conn)?;
    let mut priced = None;
    for field in kind.fields.iter().filter(|field| field.is_filterable) {
        let prefix = ["f.", &field.key].concat();
        let is_own =
            |name: &str| name.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        if !pairs.iter().any(|(name, _)| is_own(name)) {
            continue;
        }
        let sent = Sent { viewer, office: &office, field, prefix: &prefix, pairs };
        let conditions = sent.conditions();
        if let FieldType::Money { currency } = field.field_type
            && conditions.iter().any(|condition| condition.op != Op::Empty)
        {
            priced = Some(currency);
        }
        filter = filter.with(&field.key, conditions);
    }
    // Sums are typed in the office's currency: others cannot be compared with them.
    if let Some(currency) = priced.and_then(|key| kind.field(key)).filter(|field| field.is_filterable)
        && filter.find(&currency.key).next().is_none()
    {
        filter.0.push(Condition::new(&currency.key, Op::In, [office.currency.as_str()]));
    }
    // Read again as text, so that a hostile name or value meets the same checks as a typed address.
    Filter::parse(kind, &filter.to_text())
}

struct Sent<'a> {
    viewer: &'a Viewer,
    office: &'a Office,
    field: &'a Field,
    prefix: &'a str,
    pairs: &'a [(String, String)],
}

impl Sent<'_> {
    fn all(&self, part: &str) -> impl Iterator<Item = &str> {
        let name = if part.is_empty() { self.prefix.to_owned() } else { [self.prefix, ".", part].concat() };
        let named = self.pairs.iter().filter(move |(key, _)| *key == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    fn one(&self, part: &str) -> Option<&str> {
        self.all(part).next()
    }

    fn is_sent(&self, part: &str) -> bool {
        let name = [self.prefix, ".", part].concat();
        self.pairs.iter().any(|(key, _)| *key == name)
    }

    fn condition(&self, op: Op, values: impl IntoIterator<Item = impl Into<String>>) -> Condition {
        Condition::new(&self.field.key, op, values)
    }

    fn conditions(&self) -> Vec<Condition> {
        let choice = self.one("is").or(self.one("when"));
        let was = self.one(WAS);
        match choice {
            // Chosen just now: it stands for what was typed before.
            Some(choice) if was != Some(choice) => self.chosen(choice),
            None if was == Some(OTHER) && (self.is_sent("is") || self.is_sent("when")) => Vec::new(),
            _ => match self.typed() {
                typed if typed.is_empty() => choice.map_or_else(Vec::new, |choice| self.chosen(choice)),
                typed => typed,
            },
        }
    }

    /// One of the radio buttons.
    fn chosen(&self, choice: &str) -> Vec<Condition> {
        vec![match choice {
            "empty" => self.condition(Op::Empty, ["yes"]),
            "filled" => self.condition(Op::Empty, ["no"]),
            "yes" => self.condition(Op::Eq, ["yes"]),
            // "Not yes" includes those of whom nobody has asked.
            "no" => self.condition(Op::Ne, ["yes"]),
            "today" => self.condition(Op::Eq, [choice]),
            when => self.condition(Op::Ge, [when]),
        }]
    }

    /// What stands beside the radio buttons: bounds, a text, records, ticks.
    fn typed(&self) -> Vec<Condition> {
        let bounds: Vec<Condition> = [Op::Ge, Op::Le]
            .into_iter()
            .filter_map(|op| Some(self.condition(op, [self.bound(self.one(op.code())?)])))
            .collect();
        if !bounds.is_empty() {
            return bounds;
        }
        if let Some(text) = self.one("text") {
            let op = self.one("op").and_then(|code| Op::ALL.into_iter().find(|op| op.code() == code));
            return vec![self.condition(op.unwrap_or(Op::Has), [text])];
        }
        let mut values: Vec<&str> = self.all("").collect();
        // Who chooses one of them no longer means all of a meaning ("all open").
        if values.iter().any(|value| !value.starts_with('@')) {
            values.retain(|value| !value.starts_with('@') || *value == Filter::NONE);
        }
        if values.is_empty() {
            return Vec::new();
        }
        let op = if self.one("not").is_some() { Op::Ne } else { Op::In };
        vec![self.condition(op, values)]
    }

    /// A sum in minor units; what is no sum goes on as it was typed, and is refused.
    fn bound(&self, typed: &str) -> String {
        match (&self.field.field_type, currency::find(&self.office.currency)) {
            (FieldType::Money { .. }, Some(currency)) => parse::amount(self.viewer.lang, typed, currency)
                .map_or_else(|_| typed.to_owned(), |minor| minor.to_string()),
            _ => typed.to_owned(),
        }
    }
}
