//! Values of any field, drawn from a seed.

use korob::records::options;
use korob::records::registry::{Channel, Field, FieldType, Kind};
use korob::records::value::{LinkItem, Point, Value, Values};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rusqlite::Connection;

pub struct Chance(StdRng);

const WORDS: [&str; 10] = ["Абрикос", "Ёлка", "Żaba", "Łódka", "Harbour", "Тула", "склад", "ООО «Мир»", "Опт", "Nowak"];

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(StdRng::seed_from_u64(seed))
    }

    pub fn source(&mut self) -> &mut StdRng {
        &mut self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { self.0.random_range(0..limit) }
    }

    pub fn is_one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())).cloned() }
    }

    pub fn text(&mut self) -> String {
        let words: Vec<&str> = (0..=self.below(3)).map(|_| WORDS[self.below(WORDS.len())]).collect();
        format!("{} {}", words.join(" "), self.below(50))
    }

    /// Live records of a table.
    pub fn record(&mut self, conn: &Connection, table: &str, is_live: bool) -> Option<i64> {
        let condition = if is_live { "IS NULL" } else { "IS NOT NULL" };
        self.pick(&ids(conn, &format!("SELECT id FROM {table} WHERE deleted_at {condition} ORDER BY id")))
    }

    /// Some of the fields of a form; what a new record needs is always there.
    pub fn values(&mut self, conn: &Connection, kind: &Kind, is_new: bool) -> Values {
        let mut values = Values::default();
        let fields: Vec<&Field> = kind.form_fields().collect();
        for field in fields {
            let is_needed = is_new && (field.is_required || kind.identity.first() == Some(&field.key.as_ref()));
            if is_needed || self.is_one_in(4) {
                let value = self.value(conn, field);
                let is_emptied = !field.is_required && field.key != "responsible_id" && self.is_one_in(4);
                values.set(field.key.as_ref(), if is_emptied && !is_needed { Value::Empty } else { value });
            }
        }
        values
    }

    pub fn value(&mut self, conn: &Connection, field: &Field) -> Value {
        match &field.field_type {
            FieldType::Text { max } => Value::Text(self.text().chars().take((*max).min(30)).collect()),
            FieldType::LongText { .. } => Value::Text([self.text(), self.text()].join("\n")),
            FieldType::Integer { min, max } => Value::Int(min.saturating_add(self.below(40) as i64).min(*max)),
            FieldType::Money { .. } => Value::Int(self.below(10_000_000) as i64),
            FieldType::Currency => Value::Text(self.pick(&["RUB", "PLN", "EUR"]).unwrap_or("RUB").to_owned()),
            FieldType::Date => {
                Value::Text(format!("19{}-0{}-1{}", 50 + self.below(50), 1 + self.below(9), self.below(10)))
            }
            FieldType::Birthday => Value::Text(format!("--0{}-1{}", 1 + self.below(9), self.below(10))),
            FieldType::Instant => Value::Int(1_700_000_000_000 + self.below(1_000_000) as i64 * 1000),
            FieldType::Bool => Value::Bool(self.is_one_in(2)),
            FieldType::Choice { list } => {
                let offered = options::Dictionary::load(conn, korob::kernel::Lang::En).unwrap();
                let codes: Vec<String> = offered.offered(list).map(|item| item.code.clone()).collect();
                self.pick(&codes).map_or(Value::Empty, Value::Text)
            }
            // Written by the schema alone.
            FieldType::Plan => Value::Empty,
            FieldType::User => self.pick(&users(conn)).map_or(Value::Empty, Value::Int),
            FieldType::Observers => {
                let all = users(conn);
                Value::Ids(all.into_iter().filter(|_| self.is_one_in(2)).collect())
            }
            FieldType::Link { table, .. } => self.record(conn, table, true).map_or(Value::Empty, Value::Int),
            FieldType::Reference(targets) => {
                let target = targets[self.below(targets.len())];
                let id = self.record(conn, target.table, true);
                id.map_or(Value::Empty, |id| Value::Text(format!("{}/{id}", target.kind)))
            }
            FieldType::Links(links) => {
                let all = ids(conn, &format!("SELECT id FROM {} WHERE deleted_at IS NULL", links.other_table));
                let chosen: Vec<i64> = all.into_iter().filter(|_| self.is_one_in(3)).take(4).collect();
                let main = self.below(chosen.len());
                let items = chosen.into_iter().enumerate().map(|(index, id)| LinkItem {
                    id,
                    position: (self.is_one_in(2)).then(|| self.text()),
                    is_main: index == main,
                });
                Value::Links(items.collect())
            }
            FieldType::Points(channel) => {
                let main = self.below(3);
                Value::Points((0..self.below(4)).map(|index| self.point(*channel, index == main)).collect())
            }
            FieldType::Tags => {
                Value::Names((0..self.below(4)).map(|_| WORDS[self.below(WORDS.len())].to_owned()).collect())
            }
        }
    }

    pub fn point(&mut self, channel: Channel, is_main: bool) -> Point {
        // Few, so that the same one comes again: at another place, under another label, with an extension.
        let number = self.below(8);
        let value = match channel {
            Channel::Phone => format!("+7916{number:07}"),
            Channel::Email => format!("a{number}@firma.example"),
            Channel::Messenger => format!("@name{number}"),
            Channel::Site => format!("https://firma{number}.example"),
        };
        let labels = channel.labels();
        let extension = (channel == Channel::Phone && self.is_one_in(3)).then(|| "12".to_owned());
        Point { value, label: labels[self.below(labels.len())].to_owned(), is_main, extension }
    }
}

fn users(conn: &Connection) -> Vec<i64> {
    ids(conn, "SELECT id FROM users WHERE disabled_at IS NULL ORDER BY id")
}

pub fn ids(conn: &Connection, sql: &str) -> Vec<i64> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}
