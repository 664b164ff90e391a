//! The texts of the interface, turned into Rust at build time.
//!
//! `assets/i18n/{en,ru,pl}/*.ftl` (Fluent syntax, <https://projectfluent.org>) become one typed function per message in
//! `$OUT_DIR/tr.rs`, which `platform::i18n::tr` includes. A text that is missing in one language, or that takes other
//! arguments there, fails the build, and nothing is parsed or looked up while the program runs.
//!
//! What may stand in a message: text, `{ $argument }`, `{ "literal" }`, and a selector over an argument. An argument is a
//! number if its name is `count` or ends in `-count` or `_count`, or if a selector asks for its plural; others are text.

#[path = "texts/catalogue.rs"]
mod catalogue;
#[path = "texts/check.rs"]
mod check;
#[path = "texts/rust.rs"]
mod rust;
#[cfg(test)]
#[path = "texts/tests.rs"]
mod tests;

use std::{fs, io, path::Path};

const FOLDER: &str = "assets/i18n";

/// Generates `tr.rs`, or fails the build with a line per mistake.
pub fn build() {
    // A folder is watched whole: new and removed files count too.
    println!("cargo:rerun-if-changed={FOLDER}");
    let sources = match read(Path::new(FOLDER)) {
        Ok(sources) => sources,
        Err(error) => return fail(&[format!("{FOLDER} cannot be read: {error}")]),
    };
    match generate(&sources) {
        Ok(code) => {
            let target = Path::new(&std::env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("tr.rs");
            // An unchanged file keeps its time stamp, so that touching a comment does not compile the crate again.
            if fs::read_to_string(&target).ok().as_deref() != Some(code.as_str()) {
                fs::write(&target, code).expect("OUT_DIR can be written");
            }
        }
        Err(mistakes) => fail(&mistakes),
    }
}

/// One file of texts.
pub struct Source {
    pub language: Language,
    /// `companies.ftl`
    pub file: String,
    pub text: String,
}

/// The languages, in the order of `kernel::Lang`; the first one gives the order of arguments and the docs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    En,
    Ru,
    Pl,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::En, Language::Ru, Language::Pl];

    /// The folder's name.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ru => "ru",
            Language::Pl => "pl",
        }
    }

    /// The plural categories that whole numbers can have, by CLDR. `other` may always be written, since Fluent
    /// programs of translators insist on it; in ru and pl only fractions would need it.
    pub fn plurals(self) -> &'static [&'static str] {
        match self {
            Language::En => &["one", "other"],
            Language::Ru | Language::Pl => &["one", "few", "many"],
        }
    }
}

/// The Rust of all messages, or every mistake that was found.
pub fn generate(sources: &[Source]) -> Result<String, Vec<String>> {
    let mut mistakes = Vec::new();
    let messages: Vec<_> = sources.iter().flat_map(|source| catalogue::parse(source, &mut mistakes)).collect();
    let texts = check::pair(messages, &mut mistakes);
    if mistakes.is_empty() { Ok(rust::write(&texts)) } else { Err(mistakes) }
}

fn read(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for language in Language::ALL {
        for entry in fs::read_dir(folder.join(language.code()))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "ftl") {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                sources.push(Source { language, file, text: fs::read_to_string(&path)? });
            }
        }
    }
    // The order of a folder differs between machines; the generated file shall not.
    sources.sort_by(|a, b| (a.language, &a.file).cmp(&(b.language, &b.file)));
    Ok(sources)
}

fn fail(mistakes: &[String]) {
    for mistake in mistakes {
        println!("cargo::error={mistake}");
    }
}
