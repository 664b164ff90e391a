//! What may not be written in `src/`, except where a list or a comment says why.

use super::source::{Line, SourceFile, Token, read_src, repository, tokens};
use std::collections::BTreeSet;

/// Files that hand out markup as it stands, how often, and why that is safe. Text of people never is.
const PRE_ESCAPED: &[(&str, usize, &str)] = &[];

/// Files that compose SQL text. All of it from declared names: values are bound, never written into the text.
const COMPOSED_SQL: &[(&str, &str)] = &[];

#[test]
fn ready_made_markup_is_on_the_list() {
    let found: Vec<(String, usize)> = read_src()
        .into_iter()
        .map(|file| (uses_of("PreEscaped", &file.text), file.path))
        .filter(|(count, _)| *count > 0)
        .map(|(count, path)| (path, count))
        .collect();
    let allowed: Vec<(String, usize)> =
        PRE_ESCAPED.iter().map(|(path, count, _)| ((*path).to_owned(), *count)).collect();
    assert_eq!(found, allowed, "PreEscaped in the sources and on the list");
}

#[test]
fn sql_is_composed_in_the_listed_files_only() {
    let allowed: Vec<&str> = COMPOSED_SQL.iter().map(|(path, _)| *path).collect();
    let found: Vec<String> = read_src()
        .iter()
        .filter(|file| !file.is_test() && !allowed.contains(&file.path.as_str()))
        .flat_map(composed_sql)
        .collect();
    assert!(found.is_empty(), "SQL text is put together here:\n{}", found.join("\n"));
}

#[test]
fn composed_sql_is_found() {
    for text in [
        r#"format!("SELECT id FROM {table}")"#,
        r#"write!(sql, " ORDER BY {key}")"#,
        r#"sql.push_str(" WHERE ")"#,
        r##"format!(r#"UPDATE "{table}" SET x = 1"#)"##,
    ] {
        assert_eq!(composed_sql(&SourceFile::new("a.rs", text)), ["a.rs:1"], "{text}");
    }
    for text in [
        r#"tx.execute("DELETE FROM deals WHERE id = :id", params)"#,
        r#"format!("{count} rows")"#,
        r#"concat!("SELECT ", "1")"#,
        r#"format!("Select a file from {folder}")"#,
    ] {
        assert_eq!(composed_sql(&SourceFile::new("a.rs", text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn each_unwrap_says_why_it_cannot_fail() {
    let found: Vec<String> = read_src().iter().filter(|file| !file.is_test()).flat_map(unexplained_unwraps).collect();
    assert!(found.is_empty(), "without a comment (or a message that says why):\n{}", found.join("\n"));
}

/// A text that nothing shows is translated for nobody.
#[test]
fn each_text_is_shown_somewhere() {
    let files = read_src();
    let words: BTreeSet<String> = files
        .iter()
        .flat_map(|file| tokens(&file.text))
        .filter_map(|line| if let Token::Word(word) = line.token { Some(word) } else { None })
        .collect();
    let folder = repository().join("assets/i18n/en");
    let mut unused = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let ids = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        let ids = ids.filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned());
        unused.extend(ids.filter(|id| !words.contains(&id.replace('-', "_"))));
    }
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn an_unexplained_unwrap_is_found() {
    let explained = "// Just put there.\nlet a = b\n.f()\n.unwrap();\nlet c = d.expect(\"e\"); // Why not.\nf.expect(\"it was just set\")";
    assert_eq!(unexplained_unwraps(&SourceFile::new("a.rs", explained)), Vec::<String>::new());
    let bare = "\nlet a = b\n    .unwrap();\n#[expect(dead_code)]\nfn f() { g.expect(\"h\") }";
    assert_eq!(unexplained_unwraps(&SourceFile::new("a.rs", bare)), ["a.rs:3", "a.rs:5"]);
    let tested = "#[cfg(test)]\nmod tests {\n    fn t() { a.unwrap(); }\n}";
    assert_eq!(unexplained_unwraps(&SourceFile::new("a.rs", tested)), Vec::<String>::new());
}

/// How often a name stands in the text, apart from its imports.
fn uses_of(name: &str, text: &str) -> usize {
    let mut is_import = false;
    let mut count = 0;
    for line in tokens(text) {
        match line.token {
            Token::Word(word) if word == "use" => is_import = true,
            Token::Mark(";") => is_import = false,
            Token::Word(word) if word == name && !is_import => count += 1,
            _ => {}
        }
    }
    count
}

/// `path:line` of every place where text with SQL in it is formatted or appended.
fn composed_sql(file: &SourceFile) -> Vec<String> {
    let tokens = tokens(file.text_without_tests());
    let mut found = Vec::new();
    for (at, line) in tokens.iter().enumerate() {
        let is_composing = match &line.token {
            Token::Word(word) if matches!(word.as_str(), "format" | "write" | "writeln" | "format_args") => {
                is_mark(&tokens, at + 1, "!")
            }
            Token::Word(word) => matches!(word.as_str(), "push_str" | "insert_str"),
            _ => false,
        };
        if is_composing && first_literal(&tokens[at..]).is_some_and(is_sql) {
            found.push(format!("{}:{}", file.path, line.number));
        }
    }
    found
}

/// The first text among the arguments of the call that starts here.
fn first_literal(tokens: &[Line]) -> Option<&str> {
    tokens.iter().take(8).take_while(|line| line.token != Token::Mark(";")).find_map(|line| match &line.token {
        Token::Literal(text) => Some(text.as_str()),
        _ => None,
    })
}

fn is_sql(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE", "ORDER", "GROUP", "LIMIT", "JOIN", "ALTER", "CREATE",
        "DROP", "PRAGMA", "VACUUM", "ATTACH", "MATCH",
    ];
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| WORDS.contains(&word))
}

fn unexplained_unwraps(file: &SourceFile) -> Vec<String> {
    let text = file.text_without_tests();
    let lines: Vec<&str> = text.lines().collect();
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (at, line) in tokens.iter().enumerate() {
        let is_call = matches!(&line.token, Token::Word(word) if word == "unwrap" || word == "expect")
            && at > 0
            && is_mark(&tokens, at - 1, ".")
            && is_mark(&tokens, at + 1, "(");
        let says_why =
            matches!(tokens.get(at + 2).map(|line| &line.token), Some(Token::Literal(text)) if is_sentence(text));
        if is_call && !says_why && !is_commented(&lines, statement_start(&tokens, at), line.number) {
            found.push(format!("{}:{}", file.path, line.number));
        }
    }
    found
}

/// `expect("begins with one part and only grows")` is its own comment.
fn is_sentence(message: &str) -> bool {
    message.split_whitespace().count() >= 3
}

/// The line on which the statement begins that the token at `at` belongs to.
fn statement_start(tokens: &[Line], at: usize) -> usize {
    let ends_before = |line: &&Line| matches!(line.token, Token::Mark(";" | "{" | "}"));
    let first = tokens[..at].iter().rposition(|line| ends_before(&line)).map_or(0, |end| end + 1);
    tokens[first].number
}

/// Whether a comment stands in these lines or in the one before them.
fn is_commented(lines: &[&str], first: usize, last: usize) -> bool {
    lines[first.saturating_sub(2)..last].iter().any(|line| line.contains("//"))
}

fn is_mark(tokens: &[Line], at: usize, mark: &str) -> bool {
    matches!(tokens.get(at).map(|line| &line.token), Some(Token::Mark(found)) if *found == mark)
}
