//! Bytes to text: which encoding a file is in, and its text piece by piece.
//!
//! Nothing here fails on rubbish: bytes that mean nothing become U+FFFD and are counted.

mod cp852;
mod guess;
mod text_reader;

pub use guess::{Detected, FileKind, detect};
pub use text_reader::TextReader;

/// How letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Cyrillic, Windows.
    Windows1251,
    /// Central Europe, Windows.
    Windows1250,
    /// Cyrillic, DOS: bank files.
    Cp866,
    /// Central Europe, DOS: bank files.
    Cp852,
}

impl Charset {
    /// Those a user may choose from when the guess was wrong.
    pub const ALL: [Charset; 7] = [
        Charset::Utf8,
        Charset::Windows1251,
        Charset::Windows1250,
        Charset::Cp866,
        Charset::Cp852,
        Charset::Utf16Le,
        Charset::Utf16Be,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "utf-8",
            Charset::Utf16Le => "utf-16-le",
            Charset::Utf16Be => "utf-16-be",
            Charset::Windows1251 => "windows-1251",
            Charset::Windows1250 => "windows-1250",
            Charset::Cp866 => "cp866",
            Charset::Cp852 => "cp852",
        }
    }

    /// Reads a name as reports and forms write it, with or without `+BOM`.
    pub fn parse(name: &str) -> Option<Charset> {
        let name = name.trim().to_ascii_lowercase();
        let name = name.strip_suffix("+bom").unwrap_or(&name);
        Charset::ALL.into_iter().find(|charset| charset.name() == name)
    }

    /// The table that maps single bytes to characters, for the code pages the library knows.
    fn standard(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Charset::Utf8 => Some(encoding_rs::UTF_8),
            Charset::Utf16Le => Some(encoding_rs::UTF_16LE),
            Charset::Utf16Be => Some(encoding_rs::UTF_16BE),
            Charset::Windows1251 => Some(encoding_rs::WINDOWS_1251),
            Charset::Windows1250 => Some(encoding_rs::WINDOWS_1250),
            Charset::Cp866 => Some(encoding_rs::IBM866),
            Charset::Cp852 => None,
        }
    }
}

/// A charset and whether the file says so itself by a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding {
    pub charset: Charset,
    pub has_bom: bool,
}

impl Encoding {
    /// The name import reports carry: `windows-1251`, `utf-8+BOM`...
    pub fn name(self) -> &'static str {
        match (self.charset, self.has_bom) {
            (Charset::Utf8, true) => "utf-8+BOM",
            (Charset::Utf16Le, true) => "utf-16-le+BOM",
            (Charset::Utf16Be, true) => "utf-16-be+BOM",
            (charset, _) => charset.name(),
        }
    }
}

/// The charset a byte order mark stands for, and its length.
fn bom(start: &[u8]) -> Option<(Charset, usize)> {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => Some((Charset::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Charset::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Charset::Utf16Be, 2)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
