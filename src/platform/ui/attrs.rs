//! Attributes that a caller adds to a component's element: `hx-*`, `data-*`, `form`, `id`.

use super::text::Text;
use maud::{Markup, Render};
use std::borrow::Cow;

/// Attributes in the order they were set. Values are escaped when written; names come from the source alone.
#[derive(Debug, Clone, Default)]
pub struct Attrs<'a>(Vec<(&'static str, Option<Cow<'a, str>>)>);

impl<'a> Attrs<'a> {
    pub fn set(&mut self, name: &'static str, value: impl Into<Cow<'a, str>>) {
        self.0.push((name, Some(value.into())));
    }

    /// An attribute without a value, such as `disabled`.
    pub fn flag(&mut self, name: &'static str) {
        self.0.push((name, None));
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(set, _)| *set == name)
    }

    /// A whole element around `body`.
    pub(super) fn element(&self, tag: &'static str, body: &Markup, buffer: &mut String) {
        self.open(tag, buffer);
        buffer.push_str(&body.0);
        buffer.push_str("</");
        buffer.push_str(tag);
        buffer.push('>');
    }

    /// Opens a tag: `<button class="btn" …>`.
    pub(super) fn open(&self, tag: &'static str, buffer: &mut String) {
        buffer.push('<');
        buffer.push_str(tag);
        for (name, value) in &self.0 {
            buffer.push(' ');
            buffer.push_str(name);
            if let Some(value) = value {
                buffer.push_str("=\"");
                Text(value).render_to(buffer);
                buffer.push('"');
            }
        }
        buffer.push('>');
    }
}
