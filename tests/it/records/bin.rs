//! What was deleted: where it lies, who finds it, how it comes back.

use crate::harness::{Client, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::bin::LOOKED_AT;

fn company(client: &Client, name: &str) -> String {
    client.post_form("/companies", &[("name", name)]).expect_redirect().split('?').next().unwrap().to_owned()
}

fn delete(client: &Client, card: &str) {
    client.post_form(&format!("{card}/deletion"), &[]).expect_redirect();
}

#[test]
fn the_bin_tells_what_by_whom_and_gives_it_back() {
    let app = TestApp::start();
    let (anna, olga, igor) = (app.as_("anna"), app.as_("olga"), app.as_("igor"));
    let (elka, sosna) = (company(&olga, "Ёлка"), company(&olga, "Сосна"));
    delete(&olga, &elka);
    delete(&anna, &sosna);
    let page = olga.get("/companies/bin").expect(200);
    assert_eq!(page.texts("td a.name"), ["Сосна", "Ёлка"], "the latest first");
    let page = page.has("Анна Соколова").has("Ольга Белкина");
    assert_eq!(page.attributes("form[action$='/restoration']", "action").len(), 2);
    assert_eq!(
        olga.get("/companies/bin?q=%D0%B5%D0%BB%D0%BA").expect(200).texts("td a.name"),
        ["Ёлка"],
        "ё is found as е"
    );
    igor.get("/companies/bin").expect(200).has_not("Ёлка").has("Корзина пуста");
    // The address of a deleted record says where it is, to those who could put it back.
    olga.get(&elka).expect(200).has("Эта запись в корзине").has("Ольга Белкина");
    igor.get(&elka).expect(404);
    app.expect_unchanged(|| igor.post_form(&format!("{elka}/restoration"), &[]).expect(404));
    let back = olga.post_form(&format!("{elka}/restoration"), &[]).expect_redirect().to_owned();
    let card = olga.get(&back).expect(200).has("Восстановлено");
    assert_eq!(card.attributes("template[data-toast]", "data-toast"), ["Восстановлено"]);
    app.expect_unchanged(|| olga.post_form(&format!("{elka}/restoration"), &[]).expect(404));
    assert_eq!(olga.get("/companies/bin").texts("td a.name"), ["Сосна"]);
    olga.get("/search?q=%D1%91%D0%BB%D0%BA%D0%B0").expect(200).has("Ёлка");
}

#[test]
fn several_come_back_as_one_action() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for name in ["А", "Б", "В"] {
        delete(&anna, &company(&anna, name));
    }
    let ids = [("ids", "1"), ("ids", "3"), ("ids", "99")];
    let answer = anna.htmx().post_form("/companies/bulk/restoration", &ids).expect(204);
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    assert_eq!(said["toast"]["text"], "Восстановлены 2 записи");
    assert_eq!(anna.get("/companies/bin").texts("td a.name"), ["Б"]);
    anna.htmx().post_form(said["toast"]["undo"].as_str().unwrap(), &[]).expect(204);
    assert_eq!(anna.get("/companies/bin").texts("td a.name").len(), 3);
    anna.post_form("/companies/bulk/restoration", &[("ids", "2")]).expect_redirect();
    app.expect_unchanged(|| anna.htmx().post_form("/companies/bulk/restoration", &[("ids", "x")]).expect(422));
    anna.get("/companies/bin?after=x").expect(400);
}

#[test]
fn a_long_bin_has_pages() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for number in 0..52 {
        delete(&anna, &company(&anna, &format!("Фирма {number:02}")));
    }
    let first = anna.get("/companies/bin").expect(200);
    assert_eq!(first.texts("td a.name").len(), 50);
    let next = first.attributes("[rel=next]", "href")[0].clone();
    assert_eq!(anna.get(&next).expect(200).texts("td a.name"), ["Фирма 01", "Фирма 00"]);
}

#[test]
fn a_search_goes_through_a_long_bin_in_steps() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    delete(&anna, &company(&anna, "Иголка"));
    delete(&anna, &company(&anna, "Сено"));
    let sql = "SELECT group_concat(name) FROM pragma_table_info('companies') WHERE name <> 'id'";
    let copy = move |tx: &mut korob::platform::db::Tx<'_>| {
        let columns: String = tx.query_row(sql, [], |row| row.get(0))?;
        let sql = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LOOKED_AT})
             INSERT INTO companies ({columns}) SELECT {columns} FROM companies, n WHERE title = 'Сено'"
        );
        Ok(tx.execute(&sql, [])?)
    };
    app.db().write_blocking(copy).unwrap();
    let first = anna.get("/companies/bin?q=%D0%B8%D0%B3%D0%BE%D0%BB%D0%BA%D0%B0").expect(200);
    assert!(first.texts("td a.name").is_empty());
    let first = first.has("10\u{a0}000");
    let next = first.attributes("[rel=next]", "href")[0].clone();
    let second = anna.get(&next).expect(200);
    assert_eq!(second.texts("td a.name"), ["Иголка"]);
    assert!(second.attributes("[rel=next]", "href").is_empty());
}

#[test]
fn what_comes_back_is_whose_it_was_until_it_is_handed_over() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let cards = ["Ёлка", "Сосна", "Пихта", "Туя"].map(|name| company(&olga, name));
    let toast = |answer: &str| anna.get(answer).expect(200).attributes("template[data-toast]", "data-undo")[0].clone();
    let gone = anna.post_form(&format!("{}/deletion", cards[0]), &[]).expect_redirect().to_owned();
    let undo = toast(&gone);
    cards[1..].iter().for_each(|card| delete(&anna, card));
    let leaving = app.user("olga").id;
    app.db()
        .write_blocking(move |tx| korob::access::users::disable(tx, &korob::kernel::Actor::SYSTEM, leaving))
        .unwrap();
    let responsible = |card: &str| {
        let sql = format!("SELECT responsible_id FROM companies WHERE id = {}", card.rsplit('/').next().unwrap());
        app.db().read_blocking(move |conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, i64>(0))?)).unwrap()
    };
    // By Undo and out of the bin alike.
    anna.htmx().post_form(&undo, &[]).expect(204);
    anna.post_form(&format!("{}/restoration", cards[1]), &[]).expect_redirect();
    assert!(cards[..2].iter().all(|card| responsible(card) == leaving.0));

    // The card and the form say so, and saving the form leaves it with whom it was.
    let disabled = tr::access_user_disabled(Lang::Ru);
    anna.get(&cards[0]).expect(200).has(disabled);
    anna.get(&format!("{}/edit", cards[0])).expect(200).has(&["Ольга Белкина · ", disabled].concat());

    let igor = app.user("igor").id.0;
    let user = format!("/settings/users/{}", leaving.0);
    anna.get(&user).expect(200).has(&tr::access_user_handover_text(Lang::Ru, 4, "Ольга Белкина"));
    let done = anna.post_form(&format!("{user}/handover"), &[("to", &igor.to_string())]).expect_redirect().to_owned();
    anna.get(&done).expect(200).has(&tr::access_user_handover_done(Lang::Ru, 4));
    assert!(cards.iter().all(|card| responsible(card) == igor));
    // Those in the bin are still there, deleted by whom they were, and found by nobody.
    assert_eq!(anna.get("/companies/bin").texts("td a.name"), ["Туя", "Пихта"]);
    let igors = app.as_("igor");
    igors.get("/search?q=%D0%BF%D0%B8%D1%85%D1%82%D0%B0").expect(200).has_not("Пихта");
    igors.post_form(&format!("{}/restoration", cards[2]), &[]).expect_redirect();
    igors.get("/search?q=%D0%BF%D0%B8%D1%85%D1%82%D0%B0").expect(200).has("Пихта");
}

#[test]
fn who_hands_over_has_not_deleted() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    delete(&olga, &company(&olga, "Ёлка"));
    let user = format!("/settings/users/{}/handover", app.user("olga").id.0);
    anna.post_form(&user, &[("to", &app.user("igor").id.0.to_string())]).expect_redirect();
    let page = anna.get("/companies/bin").expect(200);
    assert_eq!(page.texts("td a.name"), ["Ёлка"]);
    let deleted = page.texts("tbody tr").concat();
    assert!(deleted.contains("Ольга Белкина"), "{deleted}");
}

#[test]
fn who_deleted_it_last_has_deleted_it() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let card = company(&olga, "Ёлка");
    delete(&olga, &card);
    let back = anna.post_form(&format!("{card}/restoration"), &[]).expect_redirect().to_owned();
    let undo = anna.get(&back).expect(200).attributes("template[data-toast]", "data-undo")[0].clone();
    let named = || anna.get("/companies/bin").expect(200).texts("tbody tr").concat();
    // Taking back that it came out of the bin is no deletion.
    anna.htmx().post_form(&undo, &[]).expect(204);
    assert!(named().contains("Ольга Белкина"), "{}", named());
    anna.post_form(&format!("{card}/restoration"), &[]).expect_redirect();
    delete(&anna, &card);
    assert!(named().contains("Анна Соколова"), "{}", named());
}
