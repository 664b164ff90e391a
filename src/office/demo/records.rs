//! The clients and leads of the demo office.

use super::papers::Kept;
use super::words::{self, Words};
use super::{activities, deals};
use crate::access::Viewer;
use crate::crm::{companies, contacts, leads};
use crate::kernel::{Lang, Result};
use crate::office::seed::{Draft, Names, Random, draft};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::platform::settings::Office;
use crate::records::value::{LinkItem, Value, Values};
use crate::records::{Registry, options, service};
use chrono_tz::Tz;

const COMPANIES: i64 = 28;
const CONTACTS: i64 = 64;
const LEADS: i64 = 52;
pub(super) const DAY_SECS: i64 = 24 * 60 * 60;

/// Every demo office has the same people; only the days move with the calendar.
pub(super) const SEED: u64 = 20_261_126;

/// Fills the office, all or nothing; `team` shares the work evenly.
pub(super) fn fill(
    tx: &mut Tx<'_>,
    registry: &Registry,
    team: &[Viewer],
    office: &Office,
    papers: &Kept,
) -> Result<()> {
    let (names, words) = (Names::of(office.lang), words::of(office.lang));
    let stage = Stage { registry, team, names, words, lang: office.lang, zone: office.tz() };
    let companies = stage.companies(tx)?;
    let contacts = stage.contacts(tx, &companies)?;
    stage.leads(tx, &contacts)?;
    let deals = deals::fill(tx, &stage, &contacts, &companies)?;
    papers.on_companies(tx, &stage, &companies)?;
    papers.on_deals(tx, &stage, &deals)
}

pub(super) struct Stage<'a> {
    pub registry: &'a Registry,
    pub team: &'a [Viewer],
    names: &'static Names,
    pub words: &'static Words,
    pub lang: Lang,
    pub zone: Tz,
}

impl Stage<'_> {
    fn companies(&self, tx: &mut Tx<'_>) -> Result<Vec<i64>> {
        const TYPES: [&str; 6] = ["client", "client", "prospect", "supplier", "partner", "client"];
        const INDUSTRIES: [&str; 8] =
            ["trade", "manufacturing", "construction", "logistics", "services", "food", "health", "it"];
        const SIZES: [&str; 4] = ["1_10", "11_50", "51_200", "201_500"];
        let drafts = (0..COMPANIES).map(|index| {
            let random = &mut Random::of(SEED, companies::KEY, index);
            let mut draft = draft::company(self.names, random, index);
            draft.values.set("company_type", *random.pick(&TYPES));
            draft.values.set("industry", *random.pick(&INDUSTRIES));
            draft.values.set("employees", *random.pick(&SIZES));
            draft.values.set("source", *random.pick(&SOURCES));
            draft.values.set("tax_id", tax_id(self.lang, random).as_str());
            self.tags(random, 30, &mut draft.values);
            draft
        });
        self.create(tx, companies::KEY, drafts.collect())
    }

    fn contacts(&self, tx: &mut Tx<'_>, companies: &[i64]) -> Result<Vec<i64>> {
        const TYPES: [&str; 4] = ["client", "client", "supplier", "partner"];
        let drafts = (0..CONTACTS).map(|index| {
            let random = &mut Random::of(SEED, contacts::KEY, index);
            let mut draft = draft::contact(self.names, random, index, companies);
            draft.values.set("contact_type", *random.pick(&TYPES));
            draft.values.set("source", *random.pick(&SOURCES));
            if random.percent(20) && companies.len() > 1 {
                // Some work for two firms.
                let first = draft.values.get("companies").as_links().to_vec();
                let other = *random.pick(companies);
                if first.iter().all(|link| link.id != other) {
                    let second = LinkItem { id: other, position: None, is_main: false };
                    draft.values.set("companies", Value::Links(first.into_iter().chain([second]).collect()));
                }
            }
            self.comment(random, 25, &mut draft.values);
            self.tags(random, 25, &mut draft.values);
            draft
        });
        let ids = self.create(tx, contacts::KEY, drafts.collect())?;
        activities::fill(tx, self, contacts::KEY, &ids, |index| index % 3 == 0)?;
        Ok(ids)
    }

    fn leads(&self, tx: &mut Tx<'_>, contacts: &[i64]) -> Result<()> {
        let drafts = (0..LEADS).map(|index| {
            let random = &mut Random::of(SEED, leads::KEY, index);
            let mut draft = draft::lead(self.names, random, index);
            let (title, amount) =
                self.words.wishes[usize::try_from(index).unwrap_or_default() % self.words.wishes.len()];
            let values = &mut draft.values;
            values.set("title", title);
            values.set("amount_minor", Value::Int(amount * 100));
            values.set(
                "status",
                *random.pick(&["new", "new", "new", "contacted", "in_work", "in_work", "nurture", "mql"]),
            );
            values.set("source", *random.pick(&SOURCES));
            values.set("temperature", *random.pick(&["hot", "warm", "warm", "cold"]));
            values.set("company_name", draft::firm(self.names, random).as_str());
            if random.percent(30) {
                values.set("budget_minor", Value::Int(amount * 90));
                values.set("has_authority", Value::Bool(random.percent(70)));
                values.set("need", *random.pick(self.words.needs));
                values.set("timeline", *random.pick(&["now", "quarter", "half_year", "later"]));
            }
            if index % 9 == 0 {
                // Somebody the office knows already.
                values.set("contact_id", Value::Int(*random.pick(contacts)));
            }
            self.comment(random, 40, values);
            self.tags(random, 20, values);
            draft.age_secs = random.below(40 * DAY_SECS);
            draft
        });
        let ids = self.create(tx, leads::KEY, drafts.collect())?;
        // What was planned with a lead goes with it to whom it becomes.
        activities::fill(tx, self, leads::KEY, &ids, |index| index % 8 != 3)?;
        for (index, id) in ids.into_iter().enumerate() {
            let viewer = &self.team[0];
            events::next(tx);
            match index % 8 {
                3 => {
                    let reason = ["spam", "not_target", "job_seeker", "bad_contact"][index / 8 % 4];
                    let junk = options::first_with(tx, "lead_statuses", "junk")?.map_or_else(String::new, |o| o.code);
                    let step = leads::Move { status: &junk, why: Some((reason, "")), expected_version: None };
                    leads::set_status(tx, viewer, self.registry, id, &step)?;
                }
                6 => {
                    let chosen = leads::propose(tx, viewer, self.registry, id, Default::default())?;
                    let into = leads::Conversion {
                        contact: chosen.contact.usual,
                        company: chosen.company.usual,
                        ..Default::default()
                    };
                    leads::convert(tx, viewer, self.registry, id, &into)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub fn responsible(&self, index: usize) -> &Viewer {
        // Administrators of small offices sell, too, and whoever looks around begins with the day of one.
        &self.team[index % self.team.len()]
    }

    fn comment(&self, random: &mut Random, percent: i64, values: &mut Values) {
        if random.percent(percent) {
            values.set("comment", *random.pick(self.words.comments));
        }
    }

    fn tags(&self, random: &mut Random, percent: i64, values: &mut Values) {
        if random.percent(percent) {
            values.set("tags", Value::Names(vec![(*random.pick(self.words.tags)).to_owned()]));
        }
    }

    pub fn create(&self, tx: &mut Tx<'_>, key: &str, drafts: Vec<Draft>) -> Result<Vec<i64>> {
        let kind = self.registry.kind(key)?;
        let mut ids = Vec::new();
        for (index, mut draft) in drafts.into_iter().enumerate() {
            draft.values.set("responsible_id", self.responsible(index).user_id);
            let at = tx.now().plus_secs(-draft.age_secs);
            events::next(tx);
            ids.push(service::create_at(tx, &self.team[0], &kind, draft.values, at)?.id);
        }
        Ok(ids)
    }
}

const SOURCES: [&str; 8] =
    ["call", "website", "website", "referral", "exhibition", "advertising", "web_form", "existing_client"];

/// A number with a right check digit that belongs to nobody: region 96 and office 999 are not given out.
fn tax_id(lang: Lang, random: &mut Random) -> String {
    let (prefix, weights): (&str, [i64; 9]) = match lang {
        Lang::Ru => ("9699", [2, 4, 10, 3, 5, 9, 4, 6, 8]),
        Lang::Pl => ("9999", [6, 5, 7, 2, 3, 4, 5, 6, 7]),
        Lang::En => return format!("GB{}", random.digits(9)),
    };
    loop {
        let digits = format!("{prefix}{}", random.digits(5));
        let sum: i64 = digits.bytes().zip(weights).map(|(digit, weight)| i64::from(digit - b'0') * weight).sum();
        // A remainder of 10 is 0 in Russia and not given out in Poland.
        match sum % 11 {
            10 if lang == Lang::Pl => {}
            check => return format!("{digits}{}", check % 10),
        }
    }
}
