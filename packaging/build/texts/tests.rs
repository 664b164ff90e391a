use super::{Language, Source, generate};

fn source(language: Language, text: &str) -> Source {
    Source { language, file: "demo.ftl".into(), text: text.into() }
}

fn generated(en: &str, ru: &str, pl: &str) -> Result<String, String> {
    let sources = [source(Language::En, en), source(Language::Ru, ru), source(Language::Pl, pl)];
    generate(&sources).map_err(|mistakes| mistakes.join("\n"))
}

#[track_caller]
fn assert_mistake(en: &str, ru: &str, pl: &str, expected: &str) {
    assert_eq!(generated(en, ru, pl).expect_err("a mistake"), expected);
}

#[test]
fn a_text_without_arguments_is_a_static_str() {
    let code = generated("demo-new = New\n", "demo-new = Новый\n", "demo-new = Nowy\n").unwrap();
    assert!(code.contains("/// `New`\npub fn demo_new(lang: Lang) -> &'static str {"), "{code}");
    assert!(code.contains("Lang::Pl => \"Nowy\","), "{code}");
}

#[test]
fn arguments_stand_in_the_order_of_the_english_text() {
    let code = generated(
        "demo-found = { $name } has { $file-count }\n",
        "demo-found = { $file-count } у { $name }\n",
        "demo-found = { $file-count } w { $name }\n",
    )
    .unwrap();
    assert!(code.contains("demo_found(lang: Lang, name: &str, file_count: impl Into<Count>) -> String"), "{code}");
}

#[test]
fn exact_numbers_come_before_plural_categories() {
    let code = generated(
        "demo-days = { $left ->\n [one] one day\n [0] none\n *[other] { $left } days\n }\n",
        "demo-days = { $left ->\n [one] { $left } день\n [few] { $left } дня\n *[many] { $left } дней\n }\n",
        "demo-days = { $left ->\n [one] { $left } dzień\n [few] { $left } dni\n [many] { $left } dni\n *[other] { $left } dnia\n }\n",
    )
    .unwrap();
    assert!(code.contains("left: impl Into<Count>"), "a plural makes it a number: {code}");
    let english = code.lines().find(|line| line.contains("Lang::En")).unwrap();
    assert!(english.find("(0, _)").unwrap() < english.find("(_, Plural::One)").unwrap(), "{english}");
}

#[test]
fn words_choose_by_text() {
    let text = "demo-role = { $role ->\n [admin] Everything\n *[other] Something\n }\n";
    let code = generated(text, text, text).unwrap();
    assert!(code.contains("role: &str") && code.contains("match role { \"admin\" =>"), "{code}");
}

#[test]
fn a_missing_text_names_language_file_and_key() {
    assert_mistake("demo-a = A\n", "demo-a = А\n", "\n", "assets/i18n/pl/demo.ftl: demo-a: missing; it is in en, ru");
    assert_mistake(
        "\n",
        "\n",
        "demo-b = B\n",
        "assets/i18n/en/demo.ftl: demo-b: missing; it is in pl\n\
        assets/i18n/ru/demo.ftl: demo-b: missing; it is in pl",
    );
}

#[test]
fn a_missing_or_foreign_argument_is_named() {
    assert_mistake(
        "demo-a = Hi { $name }\n",
        "demo-a = Привет\n",
        "demo-a = Cześć { $imie }\n",
        "assets/i18n/ru/demo.ftl: demo-a: ru does not use $name, which en does\n\
         assets/i18n/pl/demo.ftl: demo-a: pl does not use $name, which en does\n\
         assets/i18n/pl/demo.ftl: demo-a: pl uses $imie, which en does not",
    );
}

#[test]
fn an_id_is_written_once() {
    assert_mistake(
        "demo-a = A\ndemo-a = B\n",
        "demo-a = А\n",
        "demo-a = A\n",
        "assets/i18n/en/demo.ftl: demo-a: also written in assets/i18n/en/demo.ftl; ids are global",
    );
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let en = "demo-a = { $count ->\n [one] a\n *[other] b\n }\n";
    let full = "demo-a = { $count ->\n [one] a\n [few] b\n *[many] c\n }\n";
    assert!(generated(en, full, full).is_ok());
    assert_mistake(
        en,
        en,
        full,
        "assets/i18n/ru/demo.ftl: demo-a: the selector on $count lacks the plural category few of ru",
    );
    assert_mistake(
        full,
        full,
        full,
        "assets/i18n/en/demo.ftl: demo-a: en has no plural category few; it has one, other\n\
         assets/i18n/en/demo.ftl: demo-a: en has no plural category many; it has one, other\n\
         assets/i18n/en/demo.ftl: demo-a: the selector on $count lacks the plural category other of en",
    );
}

#[test]
fn what_the_generator_does_not_know_is_refused() {
    let refused = |text: &str| generated(text, text, text).expect_err("refused").lines().next().unwrap().to_string();
    assert!(refused("demo-a = { NUMBER($count) }\n").ends_with("write the sentence out"));
    assert!(refused("demo-a = { demo-b }\n").ends_with("write the sentence out"));
    assert!(refused("demo-a = A\n  .title = B\n").contains("attributes are not used"));
    assert!(refused("-brand = Korob\n").contains("terms are not used"));
    assert!(refused("Demo_a = A\n").contains("lower-case words"));
    assert!(refused("demo-a = A\ndemo-b = {\n").starts_with("assets/i18n/en/demo.ftl: line 3: "));
}

#[test]
fn a_number_is_not_compared_with_words() {
    let number = "demo-a = { $count ->\n [0] a\n *[other] b\n }\n";
    let words = "demo-a = { $count ->\n [none] a\n *[other] b\n }\n";
    assert_mistake(
        number,
        words,
        number,
        "assets/i18n/ru/demo.ftl: demo-a: $count is a number, but a selector compares it with words",
    );
}
