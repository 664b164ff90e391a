//! Saving a record's form changes what was changed in it, and nothing else.

use crate::harness::{Answer, TestApp};
use rusqlite::types::FromSql;
use scraper::{ElementRef, Html, Selector};

type Pairs = Vec<(String, String)>;

/// What a browser sends when nothing is touched: a select without a chosen option sends its first.
fn untouched(page: &Answer) -> Pairs {
    let find = |text| Selector::parse(text).unwrap();
    let page = Html::parse_document(&page.text());
    let form = page.select(&find("form[data-guard]")).next().unwrap();
    let value = |part: ElementRef<'_>| match part.value().name() {
        "textarea" => part.text().collect(),
        "select" => {
            let chosen = part.select(&find("option[selected]")).next();
            let sent = chosen.or(part.select(&find("option")).next());
            sent.and_then(|option| option.attr("value")).unwrap_or_default().to_owned()
        }
        _ => part.attr("value").unwrap_or_default().to_owned(),
    };
    let named = find("input[name], select[name], textarea[name]");
    let is_sent = |part: &ElementRef<'_>| {
        let is_tick = matches!(part.attr("type"), Some("radio" | "checkbox"));
        !is_tick || part.attr("checked").is_some()
    };
    // Blank rows, and what stands there for browsers without scripts.
    let is_spare =
        |part: &ElementRef<'_>| ["__i__", "[999]"].iter().any(|mark| part.attr("name").unwrap().contains(mark));
    let named = form.select(&named).filter(is_sent).filter(|part| !is_spare(part));
    let pairs = named.map(|part| (part.attr("name").unwrap().to_owned(), value(part)));
    pairs.filter(|(name, _)| name != "csrf").collect()
}

/// The path of a record that was just added.
fn created(answer: Answer) -> String {
    answer.expect_redirect().split('?').next().unwrap().to_owned()
}

fn with(pairs: &Pairs, name: &str, typed: &str) -> Pairs {
    assert!(pairs.iter().any(|(there, _)| there == name), "the form has no {name}");
    pairs.iter().map(|(there, value)| (there.clone(), if there == name { typed } else { value }.to_owned())).collect()
}

fn borrowed(pairs: &Pairs) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn one<T: FromSql + Send + 'static>(app: &TestApp, sql: &'static str) -> T {
    app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).unwrap()
}

fn execute(app: &TestApp, sql: String) {
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&sql)?)).unwrap();
}

#[test]
fn a_form_saved_untouched_changes_nothing_in_any_language() {
    let app = TestApp::start();
    for name in ["anna", "malgorzata"] {
        let client = app.as_(name);
        let fields = [
            ("name", "Сосна"),
            ("phones[0].value", "+7 999 000-12-34 доб. 5"),
            ("revenue_minor", "1284500,50"),
            ("tags", "a, b"),
            ("comment", "раз\r\nдва"),
        ];
        let card = created(client.post_form("/companies", &fields));
        let form = untouched(&client.get(&format!("{card}/edit")).expect(200));
        app.expect_unchanged(|| client.post_form(&card, &borrowed(&form)).expect(303));
    }
}

#[test]
fn a_sum_without_a_currency_stays_the_same_sum() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = created(anna.post_form("/companies", &[("name", "Ель"), ("revenue_minor", "100,00")]));
    for city in ["Тула", "Тверь"] {
        execute(&app, "UPDATE companies SET currency = NULL".to_owned());
        let form = untouched(&anna.get(&format!("{card}/edit")));
        anna.post_form(&card, &borrowed(&with(&form, "city", city))).expect_redirect();
        assert_eq!(one::<i64>(&app, "SELECT revenue_minor FROM companies"), 10_000);
    }
    let form = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &borrowed(&with(&form, "currency", ""))).expect_redirect();
    assert_eq!(one::<String>(&app, "SELECT currency FROM companies"), "RUB");
}

#[test]
fn who_left_stays_responsible_until_somebody_else_is_chosen() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let olga = app.user("olga").id.0;
    let fields = [("name", "Дуб"), ("responsible_id", &olga.to_string())];
    let card = created(anna.post_form("/companies", &fields));
    execute(&app, format!("UPDATE users SET disabled_at = 1 WHERE id = {olga}"));
    let form = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &borrowed(&with(&form, "city", "Тула"))).expect_redirect();
    assert_eq!(one::<i64>(&app, "SELECT responsible_id FROM companies"), olga);
    let nobody = with(&untouched(&anna.get(&format!("{card}/edit"))), "responsible_id", "");
    app.expect_unchanged(|| anna.post_form(&card, &borrowed(&nobody)).expect(422));
}

#[test]
fn the_main_phone_stays_the_main_one_and_mistakes_stand_at_their_row() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let fields = [
        ("name", "Клён"),
        ("phones[0].value", "+79990001234"),
        ("phones[1].value", "+79990005678"),
        ("phones_main", "1"),
    ];
    let card = created(anna.post_form("/companies", &fields));
    let main = "SELECT group_concat(value) FROM contact_points WHERE is_main";
    assert_eq!(one::<String>(&app, main), "+79990005678");
    let form = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &borrowed(&with(&form, "phones[0].value", ""))).expect_redirect();
    assert_eq!(one::<String>(&app, main), "+79990005678", "its row moved up");
    let form = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &borrowed(&with(&form, "phones[0].value", ""))).expect_redirect();
    assert_eq!(one::<i64>(&app, "SELECT count(*) FROM contact_points"), 0, "the last one can go too");

    let fields = [("name", "Бук"), ("phones[0].value", ""), ("phones[1].value", "12")];
    let page = app.expect_unchanged(|| anna.post_form("/companies", &fields).expect(422));
    let wrong = page.attributes("[aria-invalid]", "name");
    assert_eq!(page.attributes(&format!("[name='{}']", wrong[0]), "value"), ["12"]);
    for name in ["city[0]", "phones[0].evil", "phones[00].value", "phones[x].value", "phones"] {
        app.expect_unchanged(|| anna.post_form("/companies", &[("name", "Х"), (name, "+79990001234")]).expect(422));
    }
}

#[test]
fn an_overtaken_form_asks_only_where_both_changed_the_same() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = created(anna.post_form("/companies", &[("name", "Липа"), ("city", "Тула")]));
    let opened = untouched(&anna.get(&format!("{card}/edit")));
    let theirs = [("version", "1"), ("city", "Тверь"), ("phones[0].value", "+79990001234")];
    app.as_("pyotr").post_form(&card, &theirs).expect_redirect();
    let mine = with(&with(&opened, "name", "Ива"), "city", "Псков");
    let page = app.expect_unchanged(|| anna.post_form(&card, &borrowed(&mine)).expect(409));
    let page = page.has("Пётр Громов").has("Взять новое: Тверь");
    assert_eq!(page.text().matches("Взять новое").count(), 1, "only of the city");
    let undecided = untouched(&page);
    let value = |name: &str| undecided.iter().find(|(there, _)| there == name).unwrap().1.clone();
    assert_eq!(value("city"), "Псков", "what was typed stays");
    assert_eq!(value("phones[0].value"), "+7 (999) 000-12-34", "what only they changed is there");
    app.expect_unchanged(|| anna.post_form(&card, &borrowed(&undecided)).expect(409));
    let decided = |choice: &str| {
        let mut pairs = undecided.clone();
        pairs.push(("choice.city".to_owned(), choice.to_owned()));
        pairs
    };
    // Another mistake does not undo the choice.
    let wrong = with(&decided("theirs"), "name", "");
    let page = app.expect_unchanged(|| anna.post_form(&card, &borrowed(&wrong)).expect(422));
    assert_eq!(page.attributes("[name=city]", "value"), ["Тверь"]);
    anna.post_form(&card, &borrowed(&decided("theirs"))).expect_redirect();
    let row = "SELECT name || city || (SELECT value FROM contact_points) FROM companies";
    assert_eq!(one::<String>(&app, row), "ИваТверь+79990001234");
    anna.post_form(&card, &borrowed(&decided("mine"))).expect_redirect();
    assert_eq!(one::<String>(&app, "SELECT city FROM companies"), "Псков");
}

#[test]
fn changes_of_different_fields_are_merged() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = created(anna.post_form("/companies", &[("name", "Липа"), ("city", "Тула")]));
    let opened = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &[("version", "1"), ("city", "Тверь")]).expect_redirect();
    anna.post_form(&card, &borrowed(&with(&opened, "name", "Ива"))).expect_redirect();
    assert_eq!(one::<String>(&app, "SELECT name || city FROM companies"), "ИваТверь");
}

#[test]
fn a_sum_is_never_put_into_a_currency_it_was_not_typed_in() {
    let app = TestApp::start();
    let (anna, pyotr) = (app.as_("anna"), app.as_("pyotr"));
    let fields = [("name", "Липа"), ("revenue_minor", "1000"), ("currency", "RUB")];
    let card = created(anna.post_form("/companies", &fields));
    let opened = untouched(&anna.get(&format!("{card}/edit")));
    anna.post_form(&card, &borrowed(&with(&opened, "currency", "USD"))).expect_redirect();
    let late = with(&with(&opened, "revenue_minor", "500000"), "city", "Тула");
    let page = app.expect_unchanged(|| pyotr.post_form(&card, &borrowed(&late)).expect(409));
    assert_eq!(page.text().matches("Взять новое").count(), 1, "one choice for the sum and its currency");
    let page = page.has("Взять новое: Годовой оборот: 1").has("000\u{a0}$");
    let decided = |choice: &str| {
        let mut pairs = untouched(&page);
        pairs.push(("choice.currency".to_owned(), choice.to_owned()));
        pairs
    };
    let sum = "SELECT revenue_minor || currency || city FROM companies";
    pyotr.post_form(&card, &borrowed(&decided("theirs"))).expect_redirect();
    assert_eq!(one::<String>(&app, sum), "100000USDТула");
    pyotr.post_form(&card, &borrowed(&decided("mine"))).expect_redirect();
    assert_eq!(one::<String>(&app, sum), "50000000RUBТула");
}

#[test]
fn what_was_typed_outlives_the_record() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let card = created(olga.post_form("/companies", &[("name", "Липа"), ("city", "Тула")]));
    let opened = untouched(&olga.get(&format!("{card}/edit")));
    let typed = with(&opened, "city", "Тверь");
    anna.post_form(&format!("{card}/deletion"), &[]).expect_redirect();
    let page = app.expect_unchanged(|| olga.post_form(&card, &borrowed(&typed)).expect(404));
    let page = page.has("эту запись удалили").has("/companies/bin");
    assert_eq!(page.attributes("[name=city]", "value"), ["Тверь"]);
    assert_eq!(page.attributes("[formaction]", "formaction"), ["/companies"]);
    let buttons = page.texts("form[data-guard] button[type=submit]");
    assert_eq!(buttons, ["Сохранить", "Сохранить как новую"], "Enter saves the same record, should it be back");
    let wrong = with(&typed, "revenue_minor", "много");
    app.expect_unchanged(|| olga.post_form(&card, &borrowed(&wrong)).expect(422)).has("эту запись удалили");
    let again = untouched(&page);
    let new = created(olga.post_form("/companies", &borrowed(&with(&again, "name", "Ива"))));
    olga.get(&new).expect(200).has("Тверь");
    anna.post_form(&format!("{card}/restoration"), &[]).expect_redirect();
    olga.post_form(&card, &borrowed(&again)).expect_redirect();
    let cities = "SELECT group_concat(name || city) FROM companies";
    assert_eq!(one::<String>(&app, cities), "ЛипаТверь,ИваТверь");
    // Of a stranger's record no more is told than of none.
    let said = |path: &str| app.as_("igor").post_form(path, &borrowed(&again)).expect(404).texts(".note");
    assert_eq!(said(&card), said("/companies/999"));
}

#[test]
fn a_name_sent_twice_is_refused() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for twice in
        [[("city", "Тула"), ("city", "Тверь")], [("phones[0].value", "+79990001234"), ("phones[0].value", "+7999")]]
    {
        let fields = [("name", "Х"), twice[0], twice[1]];
        app.expect_unchanged(|| anna.post_form("/companies", &fields).expect(422));
    }
    // Neither of two rows of one number is dropped in silence, be one of them empty.
    for (name, typed) in [("phones[1].value", "+7 999 000-12-34"), ("contacts[1].id", "17")] {
        let fields = [("name", "Х"), (name, ""), (name, typed)];
        let page = app.expect_unchanged(|| anna.post_form("/companies", &fields).expect(422));
        let kept = name.replace('1', "0");
        assert_eq!(page.attributes(&format!("[name='{kept}']"), "value")[0], typed, "shown again");
    }
}

#[test]
fn an_observer_is_offered_only_what_an_observer_may() {
    let app = TestApp::start();
    let card = created(app.as_("igor").post_form("/companies", &[("name", "Ясень")]));
    let olga = app.user("olga").id.0;
    let observe = "INSERT INTO record_observers (owner_kind, owner_id, user_id) SELECT 'company', id,";
    execute(&app, format!("{observe} {olga} FROM companies"));
    for (name, offered) in [("igor", 1), ("olga", 0)] {
        let page = app.as_(name).get(&card).expect(200);
        assert_eq!(page.attributes("a.btn[href$='/edit']", "href").len(), offered, "{name}");
    }
    assert!(app.as_("olga").get(&card).attributes("form[action$='/deletion']", "action").is_empty());
}

#[test]
fn an_undo_that_took_nothing_back_says_so() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = created(anna.post_form("/companies", &[("name", "Вяз")]));
    anna.post_form(&card, &[("version", "1"), ("city", "Тула")]).expect_redirect();
    let overtaken: i64 = one(&app, "SELECT max(id) FROM actions");
    anna.post_form(&card, &[("version", "2"), ("city", "Тверь")]).expect_redirect();
    let answer = anna.htmx().post_form(&format!("/actions/{overtaken}/undo"), &[("is_seen", "1")]).expect(204);
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    assert_eq!(said["toast"]["text"], "Ничего не отменено: с тех пор это изменили ещё раз");
    assert_eq!(one::<String>(&app, "SELECT city FROM companies"), "Тверь");
}
