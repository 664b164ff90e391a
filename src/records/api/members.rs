//! A JSON body of something that is no record, read as strictly: every problem is found at once, at its member.

use crate::kernel::text::trim;
use crate::kernel::{FieldErrors, Problem, Result};
use serde_json::{Map, Value as Json};

/// Each member is asked for once; what nobody asked for is unknown.
pub struct Members<'b> {
    body: &'b Map<String, Json>,
    asked: Vec<&'static str>,
    errors: FieldErrors,
}

impl<'b> Members<'b> {
    pub fn of(body: &'b Map<String, Json>) -> Members<'b> {
        Members { body, asked: Vec::new(), errors: FieldErrors::default() }
    }

    /// `None` where it is left out, or was wrong.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.read(name, "string", |sent| sent.as_str().map(|text| trim(text).to_owned()))
    }

    pub fn integer(&mut self, name: &'static str) -> Option<i64> {
        self.read(name, "integer", Json::as_i64)
    }

    /// `Some(None)` for null.
    pub fn optional_integer(&mut self, name: &'static str) -> Option<Option<i64>> {
        self.read(name, "integer", |sent| if sent.is_null() { Some(None) } else { sent.as_i64().map(Some) })
    }

    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.read(name, "boolean", Json::as_bool)
    }

    pub fn texts(&mut self, name: &'static str) -> Option<Vec<String>> {
        let read = |sent: &Json| sent.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect();
        self.read(name, "array", read)
    }

    /// Notes a problem that only the caller sees.
    pub fn problem(&mut self, name: &'static str, problem: Problem) {
        self.errors.add(name, problem);
    }

    /// `read_only` are members that are shown, but not set.
    ///
    /// # Errors
    /// `Invalid` with each member that is unknown, read-only or of another type.
    pub fn finish(mut self, read_only: &[&str]) -> Result<()> {
        for name in self.body.keys().filter(|name| !self.asked.contains(&name.as_str())) {
            let is_shown = read_only.contains(&name.as_str());
            self.errors.add(name, if is_shown { Problem::ReadOnly } else { Problem::UnknownField });
        }
        self.errors.into_result()
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        read: impl Fn(&'b Json) -> Option<T>,
    ) -> Option<T> {
        self.asked.push(name);
        let value = read(self.body.get(name)?);
        if value.is_none() {
            self.errors.add(name, Problem::WrongType { expected });
        }
        value
    }
}
