//! The answers of the wizard.

use super::NewOffice;
use crate::access::users::NewUser;
use crate::access::{Role, password};
use crate::kernel::email::EmailAddress;
use crate::kernel::{FieldErrors, Lang, Problem, country, currency, zone};
use crate::platform::settings::Office;
use serde::Deserialize;

const MAX_FIRM_CHARS: usize = 200;

#[derive(Deserialize, Default)]
pub(super) struct SetupForm {
    pub firm: String,
    pub lang: String,
    pub country: String,
    pub currency: String,
    pub zone: String,
    pub name: String,
    pub email: String,
    #[serde(default)]
    pub password: String,
    #[serde(default)]
    pub has_demo: bool,
}

impl SetupForm {
    /// What is likely for somebody whose browser speaks this language.
    pub fn likely(lang: Lang) -> SetupForm {
        let country = match lang {
            Lang::Ru => "RU",
            Lang::Pl => "PL",
            Lang::En => "GB",
        };
        let mut form = SetupForm { lang: lang.code().to_owned(), ..SetupForm::default() };
        form.move_to(country);
        form
    }

    /// Another country brings its currency and the zone of its capital.
    pub fn move_to(&mut self, code: &str) {
        if let Some(country) = country::find(code) {
            self.country = country.code.to_owned();
            self.currency = country.currency.to_owned();
            self.zone = country.zone.to_owned();
        }
    }

    /// The office without the administrator's password, which is only checked here: hashing takes long.
    pub fn new_office(&self) -> Result<NewOffice, FieldErrors> {
        let mut errors = FieldErrors::default();
        let firm = self.firm.split_whitespace().collect::<Vec<_>>().join(" ");
        match firm.chars().count() {
            0 => errors.add("firm", Problem::Required),
            count if count > MAX_FIRM_CHARS => errors.add("firm", Problem::TooLong { max: MAX_FIRM_CHARS }),
            _ => {}
        }
        if self.name.trim().is_empty() {
            errors.add("name", Problem::Required);
        }
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == self.lang);
        let (country, currency) = (country::find(&self.country), currency::find(&self.currency));
        let zone = zone::parse(&self.zone);
        for (field, is_known) in [
            ("lang", lang.is_some()),
            ("country", country.is_some()),
            ("currency", currency.is_some()),
            ("zone", zone.is_some()),
        ] {
            if !is_known {
                errors.add(field, Problem::NotAnOption);
            }
        }
        let email = EmailAddress::parse(&self.email);
        if email.is_none() {
            errors.add("email", if self.email.trim().is_empty() { Problem::Required } else { Problem::NotAnEmail });
        }
        if let Err(problem) = password::check(&self.password, &[&self.name, &self.email, &self.firm]) {
            errors.add("password", if self.password.is_empty() { Problem::Required } else { problem });
        }
        match (lang, country, currency, zone, email) {
            (Some(lang), Some(country), Some(currency), Some(zone), Some(email)) if errors.is_empty() => {
                let office = Office {
                    name: firm,
                    lang,
                    country: country.code.to_owned(),
                    currency: currency.code.to_owned(),
                    zone: zone.name().to_owned(),
                };
                let admin = NewUser { name: self.name.clone(), email, role: Role::Admin, lang, zone, password: None };
                Ok(NewOffice { office, admin })
            }
            _ => Err(errors),
        }
    }
}
