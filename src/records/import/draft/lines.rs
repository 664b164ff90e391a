//! The product line that a row of a record may hold.

use super::drafting::Drafting;
use crate::kernel::currency::{self, Currency};
use crate::kernel::{Lang, Money};
use crate::platform::i18n::format;
use crate::records::import::reading::values::{Sum, Value as Read};
use crate::records::import::targets::LinePart;
use crate::records::value::Value;
use rust_decimal::Decimal;

/// A product as it is kept until there is a catalogue: a line of text, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// `Desk: 1 284,50 ₽ × 3`, in the office's language.
    pub text: String,
    pub sum: Option<Money>,
}

/// The cells of a line as far as they are read.
#[derive(Debug, Default)]
pub(super) struct Parts {
    product: Option<String>,
    price: Option<Sum>,
    quantity: Option<Decimal>,
}

impl Parts {
    pub fn take(&mut self, part: LinePart, value: Read) {
        match (part, value) {
            (LinePart::Product, Read::Text(product)) => self.product = Some(product),
            (LinePart::Price, Read::Sum(price)) => self.price = Some(price),
            (LinePart::Quantity, Read::Number(quantity)) => self.quantity = Some(quantity),
            _ => {}
        }
    }
}

impl Drafting<'_> {
    /// The line of this row. A row with a price and a quantity is worth what they come to, whatever else it says; what stands
    /// beside no product goes to the comment.
    pub(super) fn finish_line(&mut self, currency: Option<&'static Currency>) -> Result<(), &'static str> {
        let parts = std::mem::take(&mut self.line);
        let Some(sum_key) = self.kind.sum_of_lines else { return Ok(()) };
        if parts.product.is_none() {
            let rest = parts.text(self.judge.office.lang, self.currency_of(parts.price, currency));
            self.draft.notes.extend(Some(rest).filter(|rest| !rest.is_empty()));
            return Ok(());
        }
        if let (Some(price), Some(quantity)) = (parts.price, parts.quantity) {
            let value = price.value.checked_mul(quantity).ok_or("amount_invalid")?;
            if value.is_sign_negative() && !value.is_zero() {
                return Err("amount_negative");
            }
            self.total(sum_key, Sum { value, ..price }, currency)?;
        } else if let (Some(price), true) = (parts.price, self.draft.values.get(sum_key).is_empty()) {
            self.total(sum_key, price, currency)?;
        }
        let text = parts.text(self.judge.office.lang, self.currency_of(parts.price, currency));
        let code = self.kind.currency_of(sum_key).and_then(|key| self.draft.values.text(key));
        let sum = self.draft.values.int(sum_key).zip(code.and_then(currency::find));
        let sum = sum.map(|(sum, currency)| Money::new(sum, currency));
        self.draft.line = Some(Line { text, sum });
        Ok(())
    }

    fn total(&mut self, key: &str, sum: Sum, currency: Option<&'static Currency>) -> Result<(), &'static str> {
        let Some(of) = self.kind.currency_of(key) else { return Ok(()) };
        self.draft.values.set(key, Value::Empty);
        self.sum(key, of, sum, currency)
    }
}

impl Parts {
    fn text(&self, lang: Lang, currency: Option<&'static Currency>) -> String {
        let price = self.price.zip(currency).and_then(|(price, currency)| price.in_currency(currency));
        let price = price.map(|price| format::money_full(lang, price));
        let quantity = self.quantity.map(|quantity| {
            let digits = quantity.normalize().to_string();
            if lang == Lang::En { digits } else { digits.replace('.', ",") }
        });
        let worth = price.into_iter().chain(quantity).collect::<Vec<_>>().join(" × ");
        let product = self.product.clone().into_iter();
        product.chain(Some(worth).filter(|worth| !worth.is_empty())).collect::<Vec<_>>().join(": ")
    }
}
