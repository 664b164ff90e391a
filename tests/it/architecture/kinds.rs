//! What holds for one kind of records is said where the kind is declared, never asked by its key elsewhere.

use super::source::{Line, SourceFile, Token, read_src, tokens};
use korob::app::wiring;

/// Rooms that know no kind by name.
const ROOMS: [&str; 4] = ["access/", "app/", "platform/", "records/"];

#[test]
fn no_room_asks_which_kind_it_is() {
    let registry = wiring::registry();
    let keys: Vec<&str> = registry.kinds().iter().flat_map(|kind| [kind.key, kind.plural]).collect();
    let found: Vec<String> = read_src()
        .iter()
        .filter(|file| !file.is_test() && ROOMS.iter().any(|room| file.path.starts_with(room)))
        .flat_map(|file| comparisons(file, &keys))
        .collect();
    assert!(found.is_empty(), "ask the declaration of the kind instead:\n{}", found.join("\n"));
}

#[test]
fn asking_is_found() {
    for text in [
        r#"if kind.key == "lead" {}"#,
        r#"if "lead" != kind.key {}"#,
        r#"match key { "lead" => 1, _ => 2 }"#,
        r#"match key { "deal" | "lead" => 1, _ => 2 }"#,
        r#"matches!(kind.key, "lead" | "deal")"#,
        r#"matches!(kind.key, "lead")"#,
    ] {
        assert_eq!(comparisons(&SourceFile::new("a.rs", text), &["lead"]), ["a.rs:1"], "{text}");
    }
    for text in [r#"icon("lead")"#, r#"let a = "lead";"#, r#"match key { "leads" => 1 }"#, r#"a == b || f("lead")"#] {
        assert_eq!(comparisons(&SourceFile::new("a.rs", text), &["lead"]), Vec::<String>::new(), "{text}");
    }
}

/// `path:line` of every place where something is compared with one of these texts.
fn comparisons(file: &SourceFile, keys: &[&str]) -> Vec<String> {
    let tokens = tokens(file.text_without_tests());
    let mut found = Vec::new();
    for (at, line) in tokens.iter().enumerate() {
        let is_key = matches!(&line.token, Token::Literal(text) if keys.contains(&text.as_str()));
        if is_key && is_compared(&tokens, at) {
            found.push(format!("{}:{}", file.path, line.number));
        }
    }
    found
}

/// Of the marks around a text the tokens keep `=` and `!`, and leave out `>` and `|`.
fn is_compared(tokens: &[Line], at: usize) -> bool {
    let token = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|line| &line.token);
    let is_mark = |at, mark: &str| matches!(token(at), Some(Token::Mark(there)) if *there == mark);
    let (back, on) = (|n| at.checked_sub(n), |n| Some(at + n));
    // `== "lead"`, `!= "lead"`
    let after_equals = is_mark(back(1), "=") && (is_mark(back(2), "=") || is_mark(back(2), "!"));
    // `"lead" ==`, `"lead" !=`, `"lead" =>`
    let before_equals = is_mark(on(1), "=") || (is_mark(on(1), "!") && is_mark(on(2), "="));
    // `"deal" | "lead"`
    let is_one_of = [back(1), on(1)].into_iter().any(|at| matches!(token(at), Some(Token::Literal(_))));
    let is_asked = (2..8)
        .any(|n| matches!(token(back(n)), Some(Token::Word(word)) if word == "matches") && is_mark(back(n - 1), "!"));
    after_equals || before_equals || is_one_of || is_asked
}
