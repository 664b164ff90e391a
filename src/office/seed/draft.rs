//! What one invented firm, person or lead is like.

use super::Draft;
use super::names::Names;
use super::random::Random;
use crate::records::value::{LinkItem, Point, Value, Values};

const DAY_SECS: i64 = 24 * 60 * 60;

pub fn company(names: &Names, random: &mut Random, index: i64) -> Draft {
    let (word, latin) = random.pick(names.firms);
    let number = index + 1;
    let values = Values::default()
        .with("name", in_form(names, &format!("{word} {number}")).as_str())
        .with("city", *random.pick(names.cities))
        .with("address", street(names, random).as_str())
        .with("phones", points(phone(names, random)))
        .with("emails", points(format!("biuro{number}@{latin}.example")));
    Draft { values, age_secs: random.below(3 * 365 * DAY_SECS) }
}

/// The name of some firm.
pub fn firm(names: &Names, random: &mut Random) -> String {
    in_form(names, random.pick(names.firms).0)
}

fn in_form(names: &Names, name: &str) -> String {
    let (before, after) = names.firm_form;
    [before, name, after].concat()
}

pub fn contact(names: &Names, random: &mut Random, index: i64, companies: &[i64]) -> Draft {
    let person = Person::new(names, random);
    let mut values = person
        .values(names, random, "c", index)
        .with("city", *random.pick(names.cities))
        .with("address", street(names, random).as_str());
    if !companies.is_empty() {
        let link = LinkItem {
            id: *random.pick(companies),
            position: Some((*random.pick(names.positions)).to_owned()),
            is_main: true,
        };
        values.set("companies", Value::Links(vec![link]));
    }
    Draft { values, age_secs: random.below(3 * 365 * DAY_SECS) }
}

pub fn lead(names: &Names, random: &mut Random, index: i64) -> Draft {
    let person = Person::new(names, random);
    let values = person.values(names, random, "l", index).with("title", *random.pick(names.wishes));
    // Over 24 months.
    Draft { values, age_secs: random.below(730 * DAY_SECS) }
}

struct Person {
    first_name: &'static str,
    last_name: String,
    /// `ivan.petrov`
    latin: String,
}

impl Person {
    fn new(names: &Names, random: &mut Random) -> Person {
        let (surname, latin_surname) = random.pick(names.surnames);
        let is_woman = random.percent(50);
        let (first_name, latin_name) = random.pick(if is_woman { names.women } else { names.men });
        let last_name = if is_woman { (names.feminine)(surname) } else { (*surname).to_owned() };
        Person { first_name, last_name, latin: format!("{latin_name}.{latin_surname}") }
    }

    /// `mark` and `index` make the address one of a kind.
    fn values(&self, names: &Names, random: &mut Random, mark: &str, index: i64) -> Values {
        let email = format!("{}.{mark}{}@{}", self.latin, index + 1, random.pick(names.mail_domains));
        Values::default()
            .with("first_name", self.first_name)
            .with("last_name", self.last_name.as_str())
            .with("phones", points(phone(names, random)))
            .with("emails", points(email))
    }
}

fn street(names: &Names, random: &mut Random) -> String {
    format!("{}{} {}", names.street_form, random.pick(names.streets), random.below(120) + 1)
}

fn phone(names: &Names, random: &mut Random) -> String {
    format!("{}{}", random.pick(names.mobile_prefixes), random.digits(names.mobile_digits))
}

fn points(value: String) -> Value {
    Value::Points(vec![Point { value, label: "work".to_owned(), is_main: true, extension: None }])
}
