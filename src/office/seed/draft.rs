//! What one invented firm, person, lead, deal or activity is like.

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

/// A sale to one of `contacts` at one of `companies`, at one of the stages by their shares.
pub fn deal(
    names: &Names,
    random: &mut Random,
    index: i64,
    stages: &[(String, i64)],
    (contacts, companies): (&[i64], &[i64]),
) -> Draft {
    let age_secs = random.below(3 * 365 * DAY_SECS);
    let days = random.below(150) + 30;
    let close = chrono::DateTime::from_timestamp(SEED_DAY - age_secs + days * DAY_SECS, 0);
    let contact = LinkItem { id: *random.pick(contacts), position: Some("decision_maker".to_owned()), is_main: true };
    let mut values = Values::default()
        .with("title", format!("{} № {}", random.pick(names.wishes), index + 1).as_str())
        .with("amount_minor", Value::Int((random.below(1_990) + 10) * 50_000))
        .with("stage_id", stage(random, stages))
        .with("contacts", Value::Links(vec![contact]))
        .with("lost_reason", *random.pick(&["expensive", "no_need", "competitor", "no_answer"]));
    if let Some(close) = close {
        values.set("expected_close_on", close.format("%Y-%m-%d").to_string().as_str());
    }
    if !companies.is_empty() {
        values.set("company_id", Value::Int(*random.pick(companies)));
    }
    Draft { values, age_secs }
}

/// Days of deals are told from this one, 22 November 2026, so that the same seed makes the same deals on any day.
const SEED_DAY: i64 = 1_795_305_600;

fn stage<'s>(random: &mut Random, stages: &'s [(String, i64)]) -> &'s str {
    let mut place = random.below(stages.iter().map(|(_, share)| share).sum());
    for (code, share) in stages {
        if place < *share {
            return code;
        }
        place -= share;
    }
    ""
}

/// A call, a meeting, a letter or a task on one of `contacts`, in six to thirty words; one in ten is still to be done.
pub fn activity(names: &Names, random: &mut Random, index: i64, contacts: &[i64]) -> Draft {
    let contact = *random.pick(contacts);
    let words = random.below(25) + 6;
    let text: Vec<&str> = (0..words)
        .map(|_| {
            let all: Vec<&str> = random.pick(names.wishes).split(' ').collect();
            *random.pick(&all)
        })
        .collect();
    let age_secs = random.below(3 * 365 * DAY_SECS);
    let kinds = ["call", "meeting", "email", "task"];
    let values = Values::default()
        .with("type", kinds[usize::try_from(index).unwrap_or_default() % kinds.len()])
        .with("subject", *random.pick(names.wishes))
        .with("comment", text.join(" ").as_str())
        .with("about", format!("contact/{contact}").as_str())
        .with("contact_id", Value::Int(contact))
        .with("status", if random.percent(10) { "planned" } else { "done" })
        .with("due_at", Value::Int((SEED_DAY - age_secs + random.below(14) * DAY_SECS) * 1000));
    Draft { values, age_secs }
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
