//! The functions of `tr.rs`.

use super::{
    Language,
    catalogue::{Choice, Key, Part},
    check::{Argument, Text},
};
use std::fmt::Write;

/// The whole generated file: one function per text, in the order of their ids.
pub fn write(texts: &[Text]) -> String {
    let mut code = String::from("// Generated from assets/i18n by packaging/build/texts.rs.\n");
    for text in texts {
        function(&mut code, text);
    }
    code
}

/// Of the fixed words of a text, which are a few in any language.
const USUAL_BYTES: usize = 48;

fn function(code: &mut String, text: &Text) {
    let name = text.id.replace('-', "_");
    // Writing to a String cannot fail.
    let mut line = |line: &str| writeln!(code, "{line}").expect("a string takes it");
    line(&format!("\n/// {}", doc(&text.parts[0])));
    if text.arguments.is_empty() {
        line(&format!("pub fn {name}(lang: Lang) -> &'static str {{"));
        line("    match lang {");
        for (language, parts) in Language::ALL.iter().zip(&text.parts) {
            line(&format!("        Lang::{language:?} => {:?},", plain(parts)));
        }
        line("    }\n}");
        return;
    }
    let parameter = |argument: &Argument| {
        let kind = if argument.is_number { "impl Into<Count>" } else { "&str" };
        format!("{}: {kind}", variable(&argument.name))
    };
    let parameters: Vec<String> = text.arguments.iter().map(parameter).collect();
    line("#[must_use]");
    line(&format!("pub fn {name}(lang: Lang, {}) -> String {{", parameters.join(", ")));
    for argument in text.arguments.iter().filter(|argument| argument.is_number) {
        let name = variable(&argument.name);
        line(&format!("    let {name} = {name}.into();"));
    }
    // As much as most of them take: lists say some of these for each of their rows.
    let texts = text.arguments.iter().filter(|argument| !argument.is_number);
    let lengths: String = texts.map(|argument| format!(" + {}.len()", variable(&argument.name))).collect();
    line(&format!("    let mut out = String::with_capacity({USUAL_BYTES}{lengths});"));
    line("    match lang {");
    for (language, parts) in Language::ALL.iter().zip(&text.parts) {
        line(&format!("        Lang::{language:?} => {{ {} }}", statements(parts, &text.arguments)));
    }
    line("    }\n    out\n}");
}

/// Statements that append the parts to `out`.
fn statements(parts: &[Part], arguments: &[Argument]) -> String {
    let is_number = |name: &str| arguments.iter().any(|argument| argument.name == name && argument.is_number);
    let statement = |part: &Part| match part {
        Part::Text(text) => format!("out.push_str({text:?});"),
        Part::Show(name) if is_number(name) => format!("out.push_str(&{}.show(lang));", variable(name)),
        Part::Show(name) => format!("out.push_str({});", variable(name)),
        Part::Choose(choice) => choose(choice, arguments),
    };
    parts.iter().map(statement).collect::<Vec<_>>().join(" ")
}

fn choose(choice: &Choice, arguments: &[Argument]) -> String {
    let name = variable(&choice.argument);
    let value = if choice.by_word { name } else { format!("({name}.number(), {name}.plural(lang))") };
    let mut code = format!("match {value} {{ ");
    for (key, parts) in &choice.cases {
        let pattern = match key {
            Key::Number(number) => format!("({number}, _)"),
            Key::Plural(plural) => format!("(_, Plural::{}{})", plural[..1].to_uppercase(), &plural[1..]),
            Key::Word(word) => format!("{word:?}"),
        };
        code += &format!("{pattern} => {{ {} }} ", statements(parts, arguments));
    }
    code + &format!("_ => {{ {} }} }}", statements(&choice.fallback, arguments))
}

/// The text of a message without arguments.
fn plain(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Show(_) | Part::Choose(_) => unreachable!("it has no arguments"),
    };
    parts.iter().map(text).collect()
}

/// The text as a reader of the code wants it: `` `{count, one: {count} lead, other: {count} leads}` ``.
fn doc(parts: &[Part]) -> String {
    fn shown(parts: &[Part]) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.replace('\n', " / "),
            Part::Show(name) => format!("{{{name}}}"),
            Part::Choose(choice) => {
                let mut cases: Vec<String> =
                    choice.cases.iter().map(|(key, parts)| format!("{key}: {}", shown(parts))).collect();
                cases.push(format!("other: {}", shown(&choice.fallback)));
                format!("{{{}, {}}}", choice.argument, cases.join(", "))
            }
        };
        parts.iter().map(part).collect()
    }
    format!("`{}`", shown(parts).replace('`', "'"))
}

/// An argument's name as a Rust variable.
fn variable(name: &str) -> String {
    const KEYWORDS: [&str; 10] = ["as", "for", "from", "in", "match", "move", "ref", "type", "use", "where"];
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_string() }
}
