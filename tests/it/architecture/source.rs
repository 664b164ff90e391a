//! Rust text as words with line numbers, without comments; enough to ask who names what.

use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// The text between the quotes, as written.
    Literal(String),
    /// `::` is one mark, anything else is one character.
    Mark(&'static str),
}

#[derive(Debug, Clone)]
pub struct Line {
    pub number: usize,
    pub token: Token,
}

/// A file of `src/`.
pub struct SourceFile {
    /// Relative to `src/`, with `/`.
    pub path: String,
    pub text: String,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    /// `crm/deals/store.rs` and `crm/deals/mod.rs` are `crm::deals::store` and `crm::deals`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|name| name == "mod") {
            module.pop();
        }
        module
    }

    pub fn is_test(&self) -> bool {
        self.module().iter().any(|part| part == "tests" || part == "testing")
    }

    /// The text with inline `#[cfg(test)] mod` left out.
    pub fn text_without_tests(&self) -> &str {
        match self.text.find("#[cfg(test)]\nmod tests {") {
            Some(at) => &self.text[..at],
            None => &self.text,
        }
    }
}

/// Every Rust file of `src/`, in the order of paths.
pub fn read_src() -> Vec<SourceFile> {
    let root = repository().join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let relative = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

pub fn tokens(text: &str) -> Vec<Line> {
    let chars: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let (mut at, mut number) = (0, 1);
    while at < chars.len() {
        let start = at;
        let token = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                None
            }
            '/' if chars.get(at + 1) == Some(&'*') => {
                at = end_of_block_comment(&chars, at);
                None
            }
            '"' => Some(Token::Literal(quoted(&chars, &mut at))),
            'r' | 'b' | 'c' if opens_raw(&chars, at) => Some(Token::Literal(raw(&chars, &mut at))),
            '\'' => {
                at = end_of_quote_or_lifetime(&chars, at);
                None
            }
            c if c.is_alphanumeric() || c == '_' => {
                while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                    at += 1;
                }
                Some(Token::Word(chars[start..at].iter().collect()))
            }
            c => {
                let is_path = c == ':' && chars.get(at + 1) == Some(&':');
                at += if is_path { 2 } else { 1 };
                mark(if is_path { "::" } else { one(c) })
            }
        };
        if let Some(token) = token {
            lines.push(Line { number, token });
        }
        number += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    lines
}

fn mark(text: &'static str) -> Option<Token> {
    (!text.is_empty()).then_some(Token::Mark(text))
}

fn one(c: char) -> &'static str {
    const KEPT: [&str; 12] = ["{", "}", "(", ")", ",", ";", "*", "!", ".", "#", "&", "="];
    KEPT.into_iter().find(|text| text.starts_with(c)).unwrap_or_default()
}

fn end_of_block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn quoted(chars: &[char], at: &mut usize) -> String {
    let start = *at + 1;
    *at = start;
    while *at < chars.len() && chars[*at] != '"' {
        *at += if chars[*at] == '\\' { 2 } else { 1 };
    }
    let end = (*at).min(chars.len());
    *at = end + 1;
    chars[start..end].iter().collect()
}

/// `r"`, `r#"`, `br"` and the like.
fn opens_raw(chars: &[char], at: usize) -> bool {
    if at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') {
        return false;
    }
    let r = if chars[at] == 'r' { at } else { at + 1 };
    let mut next = r + 1;
    while chars.get(next) == Some(&'#') {
        next += 1;
    }
    chars.get(r) == Some(&'r') && chars.get(next) == Some(&'"')
}

fn raw(chars: &[char], at: &mut usize) -> String {
    while chars[*at] != 'r' {
        *at += 1;
    }
    *at += 1;
    let mut hashes = 0;
    while chars[*at] == '#' {
        hashes += 1;
        *at += 1;
    }
    let start = *at + 1;
    let mut end = start;
    while end < chars.len()
        && !(chars[end] == '"' && chars[end + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes)
    {
        end += 1;
    }
    *at = end + 1 + hashes;
    chars[start..end.min(chars.len())].iter().collect()
}

/// `'a'` and `'\n'` end at the second quote; `'static` ends at once.
fn end_of_quote_or_lifetime(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        let close = chars[at + 3..].iter().position(|c| *c == '\'');
        return close.map_or(chars.len(), |close| at + 3 + close + 1);
    }
    if chars.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

#[test]
fn tokens_skip_comments_and_tell_strings_from_code() {
    let text =
        "use a::b; // crate::x\n/* crate::y /* */ */ let s = \"crate::z \\\" //\"; f('\"', '\\'', r#\"q\"\"#);\n&'a c";
    let words: Vec<String> = tokens(text)
        .into_iter()
        .filter_map(|line| match line.token {
            Token::Word(word) => Some(format!("{}:{word}", line.number)),
            Token::Literal(text) => Some(format!("{}:<{text}>", line.number)),
            Token::Mark(_) => None,
        })
        .collect();
    assert_eq!(words, ["1:use", "1:a", "1:b", "2:let", "2:s", "2:<crate::z \\\" //>", "2:f", "2:<q\">", "3:a", "3:c"]);
}
