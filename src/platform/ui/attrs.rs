//! Attributes that a caller adds to a component's element: `hx-*`, `data-*`, `form`, `id`.

use super::text::Text;
use maud::Render;
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

    /// A link, or a button, around what `body` writes; without a type of its own the button sends no form.
    pub(super) fn clickable(&self, is_link: bool, body: impl FnOnce(&mut String), buffer: &mut String) {
        let tag = if is_link { "a" } else { "button" };
        self.begin(tag, buffer);
        buffer.push_str(if is_link || self.has("type") { ">" } else { " type=\"button\">" });
        body(buffer);
        buffer.push_str("</");
        buffer.push_str(tag);
        buffer.push('>');
    }

    /// Opens a tag: `<input class="input" …>`.
    pub(super) fn open(&self, tag: &'static str, buffer: &mut String) {
        self.begin(tag, buffer);
        buffer.push('>');
    }

    fn begin(&self, tag: &'static str, buffer: &mut String) {
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
    }
}
