//! The form and the card of a record, as people use them.

use crate::harness::TestApp;
use korob::kernel::Lang;
use korob::platform::i18n::tr;

const COMPANY: &[(&str, &str)] = &[
    ("name", "ООО «Ёлка» <script>alert(1)</script>"),
    ("city", "Тула"),
    ("phones[0].value", "8 (999) 000-12-34 доб. 5"),
    ("phones[0].kind", "work"),
    ("emails[0].value", "Info@Elka.example"),
    ("emails[0].kind", "work"),
    ("tags", "сезонный, новый"),
    ("revenue_minor", "1 284 500,50"),
    ("currency", "RUB"),
];

#[test]
fn a_company_is_added_read_changed_deleted_and_put_back() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let added = anna.post_form("/companies", COMPANY).expect_redirect().to_owned();
    let toasts = anna.get(&added).expect(200).attributes("template[data-toast]", "data-undo");
    assert_eq!(toasts.len(), 1, "adding can be taken back");
    let card = added.split('?').next().unwrap().to_owned();
    let page = anna.get(&card).expect(200);
    let page = page.has("+7 (999) 000-12-34").has("info@elka.example").has("сезонный").has_not("<script>alert");
    assert!(page.has("&lt;script&gt;alert(1)").text().contains("1\u{a0}284\u{a0}500,50"));
    let form = anna.get(&format!("{card}/edit")).expect(200);
    assert_eq!(form.attributes("[name='phones[0].value']", "value"), ["+7 (999) 000-12-34 доб. 5"]);
    let version = form.attributes("[name=version]", "value")[0].clone();
    let changes = [("version", version.as_str()), ("name", "ООО «Сосна»")];
    anna.post_form(&card, &changes).expect_redirect();
    let stale = app.expect_unchanged(|| anna.post_form(&card, &changes).expect(409));
    assert_eq!(stale.attributes("[name=name]", "value"), ["ООО «Сосна»"], "what was typed stays");
    anna.get(&card).expect(200).has("ООО «Сосна»").has("Тула");
    let list = anna.post_form(&format!("{card}/deletion"), &[]).expect_redirect().to_owned();
    anna.get(&card).expect(200).has("Эта запись в корзине");
    let undo = anna.get(&list).expect(200).attributes("template[data-toast]", "data-undo")[0].clone();
    assert!(app.as_("pyotr").get(&list).expect(200).attributes("template[data-toast]", "data-undo").is_empty());
    anna.htmx().post_form(&undo, &[]).expect(204);
    anna.get(&card).expect(200).has("ООО «Сосна»");
    assert!(anna.get(&list).expect(200).attributes("template[data-toast]", "data-undo").is_empty(), "offered once");
    anna.post_form(&undo, &[]).expect(409);
}

#[test]
fn mistakes_stand_at_their_fields_and_nothing_is_written() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let fields = [("name", ""), ("city", "Тверь"), ("phones[0].value", "12"), ("emails[0].value", "a@b")];
    let page = app.expect_unchanged(|| anna.post_form("/companies", &fields).expect(422));
    assert_eq!(page.attributes("[name=city]", "value"), ["Тверь"]);
    let wrong = page.attributes("[aria-invalid]", "name");
    for name in ["name", "phones[0].value", "emails[0].value"] {
        assert!(wrong.iter().any(|there| there == name), "{name} is marked: {wrong:?}");
    }
    for (name, value) in [("id", "7"), ("role", "admin"), ("created_at", "1"), ("responsible_id", "999")] {
        app.expect_unchanged(|| anna.post_form("/companies", &[("name", "Х"), (name, value)]).expect(422));
    }
}

#[test]
fn a_strangers_record_answers_as_if_it_did_not_exist() {
    let app = TestApp::start();
    let (olga, igor) = (app.as_("olga"), app.as_("igor"));
    let card = igor.post_form("/companies", &[("name", "Склад Игоря")]).expect_redirect().to_owned();
    let card = card.split('?').next().unwrap().to_owned();
    for path in [card.clone(), format!("{card}/edit")] {
        olga.get(&path).expect(404);
    }
    app.expect_unchanged(|| {
        olga.post_form(&card, &[("version", "1"), ("name", "Моё")]).expect(404);
        olga.post_form(&format!("{card}/deletion"), &[]).expect(404);
        olga.post_form("/actions/1/undo", &[]).expect(404);
    });
    let me = app.user("olga").id.0.to_string();
    let him = app.user("igor").id.0.to_string();
    olga.post_form("/companies", &[("name", "Моя"), ("responsible_id", &me)]).expect_redirect();
    app.expect_unchanged(|| olga.post_form("/companies", &[("name", "Чужая"), ("responsible_id", &him)]).expect(422));
}

#[test]
fn a_record_that_is_there_already_is_named_while_it_is_typed_again() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let fields = [("name", "ООО «Ёлка»"), ("phones[0].value", "+7 999 000-12-34"), ("tax_id", "7707083893")];
    anna.post_form("/companies", &fields).expect_redirect();
    let typed = |fields: &[(&str, &str)]| anna.htmx().post_form("/companies/duplicates", fields).expect(200);
    let page = app.expect_unchanged(|| typed(&[("name", "елка ооо"), ("phones[0].value", "8 (999) 000 12 34")]));
    assert_eq!(page.attributes("#same-phones a", "href"), ["/companies/1", "/companies/1"]);
    let page = typed(&[("tax_id", "77 07 083 893"), ("phones[0].value", "8 (99"), ("emails[0].value", "x@")]);
    assert!(page.texts("#same-tax_id")[0].contains("Похоже на «ООО «Ёлка»»"), "{:?}", page.texts("#same-tax_id"));
    assert_eq!(page.texts("#same-phones"), [""], "what fits no more is taken away");
    let page = typed(&[("tax_id", "7707083894")]);
    assert_eq!(page.texts("#same-tax_id"), [tr::cards_tax_id_mistyped(Lang::Ru)]);
    assert_eq!(typed(&[("tax_id", "770708")]).texts("#same-tax_id"), [""], "half a number is no mistake yet");
    assert_eq!(typed(&[("tax_id", "770708"), ("typing", "tax_id")]).texts("#same-tax_id"), [""]);
    let left = typed(&[("tax_id", "770708"), ("typing", "name")]);
    assert_eq!(left.texts("#same-tax_id"), [tr::cards_tax_id_mistyped(Lang::Ru)], "but where that was all it is one");
    let hidden = olga.htmx().post_form("/companies/duplicates", &[("tax_id", "7707083893")]).expect(200);
    hidden.has_not("Ёлка");
}
