//! What takes the place of what people wrote: the same for the same record in every copy, and nothing of what it was.

use crate::kernel::Lang;
use crate::office::seed::{Names, Random};
use crate::records::registry::{Channel, Field, FieldType, Kind, Mask};
use crate::records::value::{Point, Record, Value, Values};

/// Where the random numbers begin.
const SEED: u64 = 1_917;

/// Somebody who does not exist.
pub(super) struct Somebody {
    pub first_name: &'static str,
    pub last_name: String,
    /// `ivan.petrov`
    pub latin: String,
}

impl Somebody {
    /// For the row of this id: a woman or a man as `is_woman` says, else as it comes.
    pub fn of(names: &'static Names, random: &mut Random, is_woman: Option<bool>) -> Somebody {
        let is_by_chance = random.percent(50);
        let is_woman = is_woman.unwrap_or(is_by_chance);
        let (surname, latin_surname) = random.pick(names.surnames);
        let (first_name, latin_name) = random.pick(if is_woman { names.women } else { names.men });
        let last_name = if is_woman { (names.feminine)(surname) } else { (*surname).to_owned() };
        Somebody { first_name, last_name, latin: format!("{latin_name}.{latin_surname}") }
    }
}

/// The random numbers of a row.
pub(super) fn random_of(table: &str, id: i64) -> Random {
    Random::of(SEED, table, id)
}

/// What is written over a record; only what it has is replaced, so that it keeps its shape.
pub(super) fn values(lang: Lang, kind: &Kind, record: &Record) -> Values {
    let names = Names::of(lang);
    let mut random = random_of(kind.plural, record.id);
    let is_woman = match record.values.text("salutation") {
        Some("ms") => Some(true),
        Some("mr") => Some(false),
        _ => None,
    };
    let somebody = Somebody::of(names, &mut random, is_woman);
    let mut invented = Invented { names, random, somebody, mark: kind.key, id: record.id };
    let mut values = Values::default();
    for field in kind.fields.iter().filter(|field| !record.values.get(&field.key).is_empty()) {
        if let Some(value) = invented.value(field, record.values.get(&field.key)) {
            values.set(field.key.clone(), value);
        }
    }
    values
}

struct Invented {
    names: &'static Names,
    random: Random,
    somebody: Somebody,
    /// With the id, what makes an address one of a kind.
    mark: &'static str,
    id: i64,
}

impl Invented {
    /// `None` for what says nothing of anybody: numbers, days, codes, who of the office looks after it.
    fn value(&mut self, field: &Field, old: &Value) -> Option<Value> {
        match (&field.field_type, old) {
            (FieldType::Text { max } | FieldType::LongText { max }, Value::Text(old)) => {
                Some(self.text(field.mask, old).map_or(Value::Empty, |text| Value::Text(clipped(&text, *max))))
            }
            (FieldType::Birthday, Value::Text(old)) => Some(self.birthday(old)),
            (FieldType::Points(channel), Value::Points(points)) => Some(self.points(*channel, points)),
            _ => None,
        }
    }

    fn text(&mut self, mask: Mask, old: &str) -> Option<String> {
        let Invented { names, random, somebody, id, .. } = self;
        Some(match mask {
            Mask::Words => words(names, random, old),
            Mask::Subject => format!("{} № {id}", random.pick(names.wishes)),
            Mask::FirstName => somebody.first_name.to_owned(),
            Mask::LastName => somebody.last_name.clone(),
            Mask::Firm => firm(names, random, *id),
            Mask::City => (*random.pick(names.cities)).to_owned(),
            Mask::Street => format!("{}{} {}", names.street_form, random.pick(names.streets), random.below(120) + 1),
            Mask::Position => (*random.pick(names.positions)).to_owned(),
            Mask::Nothing => return None,
        })
    }

    /// With a year only where there was one.
    fn birthday(&mut self, old: &str) -> Value {
        let year = self.random.below(45) + 1955;
        let day = format!("{:02}-{:02}", self.random.below(12) + 1, self.random.below(28) + 1);
        Value::Text(if old.starts_with("--") { format!("--{day}") } else { format!("{year}-{day}") })
    }

    fn points(&mut self, channel: Channel, old: &[Point]) -> Value {
        let made = old.iter().enumerate().map(|(place, point)| {
            let Invented { names, random, somebody, mark, id } = self;
            let of_its_own = format!("{}.{mark}{id}.{place}", somebody.latin);
            let value = match channel {
                Channel::Phone => {
                    format!("{}{}", random.pick(names.mobile_prefixes), random.digits(names.mobile_digits))
                }
                Channel::Email => format!("{of_its_own}@{}", random.pick(names.mail_domains)),
                Channel::Messenger => of_its_own,
                Channel::Site => format!("https://{mark}{id}-{place}.example"),
            };
            Point { value, extension: None, ..point.clone() }
        });
        Value::Points(made.collect())
    }
}

/// A firm that does not exist.
pub(super) fn firm(names: &Names, random: &mut Random, id: i64) -> String {
    let (before, after) = names.firm_form;
    format!("{before}{} {id}{after}", random.pick(names.firms).0)
}

/// About as many words as there were.
pub(super) fn words(names: &Names, random: &mut Random, old: &str) -> String {
    let count = old.split_whitespace().count().clamp(1, 60);
    let mut all: Vec<&str> = Vec::new();
    while all.len() < count {
        all.extend(random.pick(names.wishes).split(' '));
    }
    all.truncate(count);
    all.join(" ")
}

fn clipped(text: &str, max: usize) -> String {
    text.chars().take(max).collect()
}
