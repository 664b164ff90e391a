//! A text for the camera of a phone (ISO/IEC 18004).

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The white edge without which cameras find nothing, in modules.
const EDGE: usize = 4;

/// Black on white, whatever the theme is. Nothing for a text that is too long.
pub fn qr(text: &str, label: &str) -> Markup {
    let Some((width, rows)) = modules(text) else { return html! {} };
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for x in (0..width).filter(|x| row[*x]) {
            // A String takes all that is written.
            let _ = write!(path, "M{} {}h1v1h-1z", x + EDGE, y + EDGE);
        }
    }
    let whole = width + 2 * EDGE;
    html! {
        svg class="qr" role="img" aria-label=(label) viewBox={ "0 0 " (whole) " " (whole) } shape-rendering="crispEdges" {
            rect width=(whole) height=(whole) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// The same for a terminal, two modules in a character: light ones are drawn, since terminals are dark more often than not.
pub fn qr_text(text: &str) -> String {
    let Some((width, rows)) = modules(text) else { return String::new() };
    let is_light = |x: usize, y: usize| {
        let at = |place: usize| place.checked_sub(EDGE).filter(|place| *place < width);
        match (at(x), at(y)) {
            (Some(x), Some(y)) => !rows[y][x],
            _ => y < width + 2 * EDGE,
        }
    };
    let whole = width + 2 * EDGE;
    let line = |y: usize| -> String {
        let both = (0..whole).map(|x| match (is_light(x, y), is_light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        both.collect()
    };
    (0..whole).step_by(2).map(line).collect::<Vec<_>>().join("\n")
}

/// How many modules wide, and which are dark, row by row.
fn modules(text: &str) -> Option<(usize, Vec<Vec<bool>>)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some((width, dark.chunks(width).map(<[bool]>::to_vec).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_is_drawn_on_pages_and_terminals() {
        let (width, rows) = modules("https://192.168.1.5:8090/trust").unwrap();
        assert!(width >= 21 && rows.len() == width);
        // The corner that every code has: a ring of seven modules.
        assert_eq!(rows[0][..8], [true, true, true, true, true, true, true, false]);
        let text = qr_text("https://192.168.1.5:8090/trust");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), (width + 2 * EDGE).div_ceil(2));
        assert!(lines.iter().all(|line| line.chars().count() == width + 2 * EDGE));
        assert!(lines[0].chars().all(|c| c == '█'), "the edge");
        let third: String = lines[2].chars().skip(EDGE).take(8).collect();
        assert_eq!(third, " ▄▄▄▄▄ █", "the first two rows, dark as nothing");
        let drawn = qr("https://192.168.1.5:8090/trust", "code").into_string();
        assert_eq!(drawn.matches("h1v1h-1z").count(), rows.iter().flatten().filter(|dark| **dark).count());
        assert_eq!(qr(&"x".repeat(5000), "code").into_string(), "");
    }
}
