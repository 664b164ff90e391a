//! The quick look beside a list.

use crate::harness::{Client, TestApp};

fn company(client: &Client, fields: &[(&str, &str)]) -> String {
    client.post_form("/companies", fields).expect_redirect().split('?').next().unwrap().to_owned()
}

#[test]
fn it_stands_in_the_address_and_alone() {
    let app = TestApp::start();
    let (olga, igor) = (app.as_("olga"), app.as_("igor"));
    let card = company(&olga, &[("name", "Ёлка"), ("phones[0].value", "+79990001234"), ("city", "Тула")]);
    let list = olga.get("/companies").expect(200);
    let link = list.attributes("tr[data-peek] a.name", "href")[0].clone();
    let peek = link.replacen('?', "/peek?", 1);
    let part = olga.htmx().get(&peek).expect(200).has("Тула").has_not("<html");
    assert_eq!(part.attributes(".peek .party.head + .row a", "href")[0], "tel:+79990001234");
    let open = part.attributes(".peek header a", "href")[0].clone();
    assert_eq!(open, link, "the same card, with the way back");
    let page = olga.get("/companies?peek=1").expect(200);
    assert_eq!(page.texts(".peek h2").first().map(String::as_str), Some("Ёлка"));
    assert_eq!(page.attributes("tr[aria-selected=true]", "data-row"), ["1"]);
    // Somebody else's, or gone: the list alone.
    let theirs = igor.get("/companies?peek=1").expect(200).has_not("Ёлка");
    assert!(theirs.texts(".peek").is_empty());
    igor.htmx().get(&format!("{card}/peek")).expect(404);
    olga.get("/companies?peek=x").expect(400);
}

#[test]
fn cells_of_own_records_can_be_edited_and_of_others_not() {
    let app = TestApp::start();
    let (olga, igor) = (app.as_("olga"), app.as_("igor"));
    let card = company(&igor, &[("name", "Ясень"), ("city", "Тула")]);
    company(&olga, &[("name", "Ёлка"), ("city", "Тула")]);
    let id = app.user("olga").id.0;
    let observe = format!("INSERT INTO record_observers (owner_kind, owner_id, user_id) VALUES ('company', 1, {id})");
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&observe)?)).unwrap();
    assert_eq!(card, "/companies/1");
    let page = olga.get("/companies").expect(200);
    assert!(page.attributes("tr[data-row='1'] [data-inline]", "data-inline").is_empty());
    let cells = page.attributes("tr[data-row='2'] [data-inline]", "data-inline");
    assert!(cells.contains(&"city".to_owned()), "{cells:?}");
    assert!(!cells.contains(&"created_at".to_owned()), "{cells:?}");
}
