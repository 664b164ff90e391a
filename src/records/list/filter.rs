//! Filters as addresses and saved views hold them: `status:in:new|contacted;created_at:ge:2026-01-01`.

use crate::kernel::{Error, Result};
use crate::records::registry::{Field, FieldType, Kind};

const MAX_CONDITIONS: usize = 30;
const MAX_VALUES: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Eq,
    Ne,
    /// Any of these; of a choice also all values of one meaning, whatever the office calls them: `status:in:@open`; and
    /// of what has one value, [`Filter::NONE`] for those without.
    In,
    Lt,
    Le,
    Gt,
    Ge,
    /// Text: contains, without case, ё/е and Polish letters. Tags and links: has any of these.
    Has,
    /// `empty` or `empty:no`.
    Empty,
}

impl Op {
    pub const ALL: [Op; 9] = [Op::Eq, Op::Ne, Op::In, Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Has, Op::Empty];

    pub fn code(self) -> &'static str {
        match self {
            Op::Eq => "eq",
            Op::Ne => "ne",
            Op::In => "in",
            Op::Lt => "lt",
            Op::Le => "le",
            Op::Gt => "gt",
            Op::Ge => "ge",
            Op::Has => "has",
            Op::Empty => "empty",
        }
    }

    fn parse(code: &str) -> Option<Op> {
        Op::ALL.into_iter().find(|op| op.code() == code)
    }

    /// The operators that make sense for a field, the most usual first.
    pub fn of(field_type: &FieldType) -> &'static [Op] {
        match field_type {
            FieldType::Text { .. } => &[Op::Has, Op::Eq, Op::Ne, Op::In, Op::Empty],
            FieldType::LongText { .. } => &[Op::Has, Op::Empty],
            FieldType::Integer { .. } | FieldType::Money { .. } => {
                &[Op::Ge, Op::Le, Op::Gt, Op::Lt, Op::Eq, Op::Ne, Op::In, Op::Empty]
            }
            FieldType::Birthday => &[Op::Empty],
            FieldType::Plan => &[Op::In, Op::Ne, Op::Empty],
            FieldType::Date | FieldType::Instant => &[Op::Ge, Op::Le, Op::Gt, Op::Lt, Op::Eq, Op::Empty],
            FieldType::Bool => &[Op::Eq, Op::Ne, Op::Empty],
            FieldType::Choice { .. }
            | FieldType::Currency
            | FieldType::User
            | FieldType::Link { .. }
            | FieldType::Reference(_) => &[Op::In, Op::Eq, Op::Ne, Op::Empty],
            FieldType::Points(_) | FieldType::Tags | FieldType::Observers | FieldType::Links(_) => {
                &[Op::Has, Op::In, Op::Eq, Op::Ne, Op::Empty]
            }
        }
    }
}

/// One condition; all of a filter must hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub field: String,
    pub op: Op,
    pub values: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter(pub Vec<Condition>);

impl Filter {
    /// `;` separates conditions and `|` values; a backslash before either, or before itself, takes it as text.
    ///
    /// # Errors
    /// `BadRequest` for an unknown field or operator, a missing value, or more than one could mean.
    pub fn parse(kind: &Kind, text: &str) -> Result<Filter> {
        let mut conditions = Vec::new();
        for part in split(text, ';').into_iter().filter(|part| !part.trim().is_empty()) {
            conditions.push(parse_condition(kind, part.trim())?);
        }
        if conditions.len() > MAX_CONDITIONS {
            return Err(Error::BadRequest(format!("a filter has at most {MAX_CONDITIONS} conditions")));
        }
        Ok(Filter(conditions))
    }

    /// The value that stands for "nothing is filled in" among those of [`Op::In`].
    pub const NONE: &str = "@none";

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn find(&self, field: &str) -> impl Iterator<Item = &Condition> {
        self.0.iter().filter(move |condition| condition.field == field)
    }

    /// This filter with the conditions of one field replaced, at the place of the first of them.
    pub fn with(&self, field: &str, conditions: Vec<Condition>) -> Filter {
        let place = self.0.iter().position(|condition| condition.field == field).unwrap_or(self.0.len());
        let mut kept: Vec<Condition> = self.0.iter().filter(|condition| condition.field != field).cloned().collect();
        kept.splice(place..place, conditions);
        Filter(kept)
    }

    /// This filter without the condition on a currency that the bounds of a sum brought along, once none of them is
    /// left: sums are typed in the office's.
    pub fn without_lone_currency(mut self, kind: &Kind, currency: &str, office: &str) -> Filter {
        let is_bound = |condition: &Condition| {
            let field = kind.field(&condition.field).map(|field| &field.field_type);
            condition.op != Op::Empty
                && matches!(field, Some(FieldType::Money { currency: named }) if *named == currency)
        };
        if !self.0.iter().any(is_bound) {
            self.0.retain(|there| there.field != currency || there.op != Op::In || there.values != [office]);
        }
        self
    }

    /// The text that [`Filter::parse`] reads.
    pub fn to_text(&self) -> String {
        let texts: Vec<String> = self.0.iter().map(Condition::to_text).collect();
        texts.join(";")
    }
}

impl Condition {
    pub fn new(field: &str, op: Op, values: impl IntoIterator<Item = impl Into<String>>) -> Condition {
        Condition { field: field.to_owned(), op, values: values.into_iter().map(Into::into).collect() }
    }

    pub fn to_text(&self) -> String {
        let values: Vec<String> = self.values.iter().map(|value| escape(value)).collect();
        let head = [self.field.as_str(), ":", self.op.code()].concat();
        if values.is_empty() { head } else { [head, values.join("|")].join(":") }
    }

    /// `empty:no`
    pub fn is_negated_empty(&self) -> bool {
        self.op == Op::Empty && self.values.first().is_some_and(|value| value == "no")
    }
}

fn parse_condition(kind: &Kind, text: &str) -> Result<Condition> {
    let bad = |what: &str| Error::BadRequest(format!("filter {text:?}: {what}"));
    let mut parts = text.splitn(3, ':');
    let field = filterable(kind, parts.next().unwrap_or_default()).ok_or_else(|| bad("no such field"))?;
    let op = Op::parse(parts.next().unwrap_or_default()).ok_or_else(|| bad("no such operator"))?;
    if !Op::of(&field.field_type).contains(&op) {
        return Err(bad("this operator does not fit the field"));
    }
    let mut values: Vec<String> = match parts.next() {
        Some(values) => split(values, '|').iter().map(|value| unescape(value)).collect(),
        None => Vec::new(),
    };
    if field.field_type == FieldType::Bool {
        values.iter_mut().for_each(one_word);
    }
    match (op, values.len()) {
        (Op::Empty, 0) => {}
        (Op::Empty, 1) if values[0] == "yes" || values[0] == "no" => {}
        (Op::Empty, _) => return Err(bad("empty takes yes, no or nothing")),
        (_, 0) => return Err(bad("a value is missing")),
        (Op::In | Op::Has | Op::Ne, count) if count <= MAX_VALUES => {}
        (_, 1) => {}
        _ => return Err(bad("too many values")),
    }
    Ok(Condition { field: field.key.to_string(), op, values })
}

/// Yes and no are written in several ways, and are one condition.
fn one_word(value: &mut String) {
    match value.as_str() {
        "true" | "1" => *value = "yes".to_owned(),
        "false" | "0" => *value = "no".to_owned(),
        _ => {}
    }
}

fn filterable<'k>(kind: &'k Kind, key: &str) -> Option<&'k Field> {
    kind.field(key).filter(|field| field.is_filterable)
}

/// Splits at a separator that no backslash precedes; the backslashes stay.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == separator {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.push(if c == '\\' { chars.next().unwrap_or('\\') } else { c });
    }
    plain
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, ';' | '|' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
