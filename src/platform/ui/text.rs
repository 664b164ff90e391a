//! What makes long pages cheap to write.

use maud::{Markup, Render};

/// Text that is written in one piece where nothing in it has to be escaped, which is nearly always. maud itself writes it
/// byte by byte; the result is the same. For the cells and attributes that a page has by the hundred.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(pub &'a str);

impl Text<'_> {
    /// Alone, as markup.
    pub fn markup(self) -> Markup {
        self.render()
    }
}

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        // Without a way out of the loop, the compiler looks at many bytes at once.
        if !self.0.bytes().fold(false, |found, byte| found | is_special(byte)) {
            buffer.push_str(self.0);
            return;
        }
        let mut left = self.0;
        while let Some(at) = left.bytes().position(is_special) {
            buffer.push_str(&left[..at]);
            // One byte, so that the next one begins a character, too.
            left[at..=at].render_to(buffer);
            left = &left[at + 1..];
        }
        buffer.push_str(left);
    }
}

/// What maud escapes.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"')
}

/// Writes nothing: makes room for that many bytes at once. First in a long piece of markup, which would otherwise be copied
/// over and over as it grows.
#[derive(Debug, Clone, Copy)]
pub struct Room(pub usize);

impl Render for Room {
    fn render_to(&self, buffer: &mut String) {
        buffer.reserve(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn text_is_escaped_as_maud_does_it() {
        for text in
            ["", "Анна", "a & b", "<script>", "\"x\"", "it's", "ООО «Ладога» & Ко <\"ж\">", "?a=1&b=2&amp;я", "&&"]
        {
            assert_eq!(Text(text).markup().0, html! { (text) }.0);
            assert_eq!(html! { a title=(Text(text)) {} }.0, html! { a title=(text) {} }.0);
        }
    }
}
