//! Names and texts into a struct, strictly. The struct's own field list is the list of known names, so nothing has to be
//! declared twice.

use crate::kernel::{FieldErrors, Problem};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// Reads the pairs into `T`: texts, numbers, yes or no, unit enums, options and lists of these.
///
/// A list may be sent any number of times, everything else once. A tick box that is not sent needs `#[serde(default)]`.
pub(super) fn read<T: DeserializeOwned>(pairs: Vec<(String, String)>) -> Result<T, FieldErrors> {
    T::deserialize(Fields(pairs)).map_err(|error| error.0)
}

struct Fields(Vec<(String, String)>);

/// The values sent under one name.
#[derive(Clone)]
struct Sent {
    name: String,
    values: Vec<String>,
}

#[derive(Debug)]
struct FieldError(FieldErrors);

impl FieldError {
    fn at(field: &str, problem: Problem) -> FieldError {
        FieldError(FieldErrors::one(field, problem))
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for FieldError {}

impl de::Error for FieldError {
    /// Not met by the types that forms are read into; the message is for whoever adds one.
    fn custom<T: fmt::Display>(message: T) -> Self {
        FieldError::at(&message.to_string(), Problem::WrongType { expected: "another type" })
    }

    fn missing_field(field: &'static str) -> Self {
        FieldError::at(field, Problem::Required)
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        FieldError::at(field, Problem::UnknownField)
    }
}

impl Fields {
    fn by_name(self) -> Vec<Sent> {
        let mut all: Vec<Sent> = Vec::new();
        for (name, value) in self.0 {
            match all.iter_mut().find(|sent| sent.name == name) {
                Some(sent) => sent.values.push(value),
                None => all.push(Sent { name, values: vec![value] }),
            }
        }
        all
    }
}

impl<'de> de::Deserializer<'de> for Fields {
    type Error = FieldError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        visitor.visit_map(MapDeserializer::new(self.by_name().into_iter().map(|sent| (sent.name.clone(), sent))))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((unknown, _)) => Err(FieldError::at(unknown, Problem::UnknownField)),
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl Sent {
    fn only(self) -> Result<(String, String), FieldError> {
        let mut values = self.values.into_iter();
        match (values.next(), values.next()) {
            (Some(value), None) => Ok((self.name, value)),
            _ => Err(FieldError::at(&self.name, Problem::TooMany { max: 1 })),
        }
    }
}

impl<'de> IntoDeserializer<'de, FieldError> for Sent {
    type Deserializer = Sent;

    fn into_deserializer(self) -> Sent {
        self
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
            let (name, text) = self.only()?;
            match text.trim().parse() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(FieldError::at(&name, Problem::NotANumber)),
            }
        })*
    };
}

impl<'de> de::Deserializer<'de> for Sent {
    type Error = FieldError;

    numbers! {
        deserialize_i32 visit_i32 deserialize_i64 visit_i64 deserialize_u32 visit_u32 deserialize_u64 visit_u64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        visitor.visit_string(self.only()?.1)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        let (name, text) = self.only()?;
        match text.as_str() {
            "1" | "on" | "true" => visitor.visit_bool(true),
            "0" | "off" | "false" | "" => visitor.visit_bool(false),
            _ => Err(FieldError::at(&name, Problem::NotABool)),
        }
    }

    /// A field that is sent but empty is no value.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        if self.values.iter().all(|value| value.trim().is_empty()) {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FieldError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        let Sent { name, values } = self;
        visitor.visit_seq(SeqDeserializer::new(
            values.into_iter().map(|value| Sent { name: name.clone(), values: vec![value] }),
        ))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        let (name, text) = self.only()?;
        if !known.contains(&text.as_str()) {
            return Err(FieldError::at(&name, Problem::NotAnOption));
        }
        visitor.visit_enum(text.into_deserializer())
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct
        identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        Red,
        Green,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Sample {
        name: String,
        #[serde(default)]
        is_kept: bool,
        version: Option<i64>,
        colour: Colour,
        #[serde(default)]
        ids: Vec<i64>,
    }

    fn sample(query: &str) -> Result<Sample, String> {
        read(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()).map_err(|errors| errors.to_string())
    }

    #[test]
    fn reads_what_forms_hold() {
        let expected =
            Sample {
                name: "Жанна".into(), is_kept: true, version: Some(3), colour: Colour::Green, ids: vec![1, 2]
            };
        assert_eq!(sample("name=Жанна&is_kept=on&version=3&colour=green&ids=1&ids=2"), Ok(expected));
        let sparse = Sample { name: "".into(), is_kept: false, version: None, colour: Colour::Red, ids: vec![] };
        assert_eq!(sample("name=&version=&colour=red"), Ok(sparse));
    }

    #[test]
    fn names_the_field_and_the_problem() {
        for (query, problem) in [
            ("colour=red", "name: required"),
            ("name=a&colour=red&role=admin", "role: unknown_field"),
            ("name=a&name=b&colour=red", "name: too_many"),
            ("name=a&colour=blue", "colour: not_an_option"),
            ("name=a&colour=red&version=x", "version: not_a_number"),
            ("name=a&colour=red&ids=1&ids=x", "ids: not_a_number"),
            ("name=a&colour=red&is_kept=maybe", "is_kept: not_a_bool"),
        ] {
            assert_eq!(sample(query), Err(problem.to_owned()), "{query}");
        }
    }
}
