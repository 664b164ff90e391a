//! Lists as people use them.

use crate::harness::TestApp;
use korob::access::Viewer;
use korob::records::{self, Values};

fn company(app: &TestApp, who: &str, name: &str, city: &str) -> i64 {
    let viewer: Viewer = app.viewer(who);
    let kind = app.registry().kind("company").unwrap();
    let values = Values::default().with("name", name).with("city", city);
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

/// The path with everything beyond ASCII escaped, as browsers send it.
fn encoded(path: &str) -> String {
    let escape = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    path.chars().map(escape).collect()
}

#[test]
fn a_list_is_sorted_filtered_and_searched_by_its_address() {
    let app = TestApp::start();
    for (name, city) in [("Ёлка и Ко", "Тула"), ("Абрикос", "Тверь"), ("Łąka sp. z o.o.", "Łódź")]
    {
        company(&app, "anna", name, city);
    }
    let anna = app.as_("anna");
    let names = |path: &str| anna.get(&encoded(path)).expect(200).texts("td a.name");
    // In Russian order Cyrillic comes before Latin.
    assert_eq!(names("/companies?sort=title"), ["Абрикос", "Ёлка и Ко", "Łąka sp. z o.o."]);
    assert_eq!(names("/companies?sort=-title"), ["Łąka sp. z o.o.", "Ёлка и Ко", "Абрикос"]);
    assert_eq!(names("/companies"), ["Łąka sp. z o.o.", "Абрикос", "Ёлка и Ко"], "newest first");
    assert_eq!(names("/companies?filter=city%3Ahas%3Aтуl"), Vec::<String>::new());
    assert_eq!(names("/companies?filter=city%3Ahas%3Aтул"), ["Ёлка и Ко"]);
    assert_eq!(names("/companies?q=елк"), ["Ёлка и Ко"], "ё is found as е");
    assert_eq!(names("/companies?q=lak"), ["Łąka sp. z o.o."], "Polish letters are found without their marks");
    assert_eq!(names("/companies?q=f%2Chbrjc"), ["Абрикос"], "the wrong keyboard layout");
    assert_eq!(names("/companies?q=ко"), ["Ёлка и Ко"], "two letters are the beginning of a word");
}

#[test]
fn staff_see_their_own_records_and_nothing_of_others() {
    let app = TestApp::start();
    company(&app, "olga", "Сад Ольги", "Тула");
    company(&app, "igor", "Склад Игоря", "Тула");
    let olga = app.as_("olga");
    for path in ["/companies", "/companies?q=склад", "/companies?filter=city%3Ahas%3Aтула", "/companies?view=mine"]
    {
        olga.get(&encoded(path)).expect(200).has_not("Склад Игоря");
    }
    olga.get(&encoded("/search?q=склад")).expect(200).has_not("Игоря");
    olga.get(&encoded("/search?q=сад")).expect(200).has("<mark>Сад</mark> Ольги");
    app.as_("pyotr").get("/companies").expect(200).has("Склад Игоря").has("Сад Ольги");
}

#[test]
fn what_makes_no_sense_is_refused_and_the_box_lives() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for query in [
        "sort=password_hash",
        "sort=name%3B--",
        "filter=nothing%3Aeq%3A1",
        "filter=city%3Alike%3A1",
        "filter=created_at%3Age%3Ayesterday",
        "filter=city%3Aeq",
        "after=%00",
        "after=AAAA",
        "unknown=1",
        "q=a&q=b",
    ] {
        let answer = app.expect_unchanged(|| anna.get(&format!("/companies?{query}")));
        answer.expect(400);
    }
    anna.get("/companies?view=999").expect(404);
    anna.get("/companies").expect(200);
}

#[test]
fn pages_follow_each_other_there_and_back() {
    let app = TestApp::start();
    for number in 0..120 {
        company(&app, "anna", &format!("Фирма {number:03}"), "");
    }
    let anna = app.as_("anna");
    let first = anna.get("/companies?sort=title").expect(200);
    assert_eq!(first.texts("td a.name").len(), 50);
    let second = anna.get(&first.attributes("a[rel=next]", "href")[0]).expect(200);
    let third = anna.get(&second.attributes("a[rel=next]", "href")[0]).expect(200);
    assert_eq!(third.texts("td a.name").last().unwrap(), "Фирма 119");
    assert!(third.attributes("a[rel=next]", "href").is_empty());
    let back = anna.get(&third.attributes("a[rel=prev]", "href")[0]).expect(200);
    assert_eq!(back.texts("td a.name"), second.texts("td a.name"));
    // Cities are all empty: the page goes on among rows without a value.
    let by_city = anna.get("/companies?sort=city").expect(200);
    let more = anna.get(&by_city.attributes("a[rel=next]", "href")[0]).expect(200);
    assert_ne!(by_city.texts("td a.name"), more.texts("td a.name"));
}

#[test]
fn a_page_whose_rows_are_gone_is_no_empty_list() {
    let app = TestApp::start();
    for number in 0..60 {
        company(&app, "anna", &format!("Фирма {number:02}"), "");
    }
    let anna = app.as_("anna");
    let first = anna.get("/companies?sort=title").expect(200);
    let address = first.attributes("a[rel=next]", "href").remove(0);
    let second = anna.get(&address).expect(200);
    let ids = second.attributes("[data-tick]", "value");
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    assert_eq!(fields.len(), 10);
    anna.htmx().post_form("/companies/bulk/deletion", &fields).expect(204);
    // What the browser asks for then.
    let rest = anna.get(&address).expect(200);
    assert_eq!(rest.texts("td a.name"), first.texts("td a.name"));
    assert_eq!(rest.texts(".pager"), anna.get("/companies?sort=title").expect(200).texts(".pager"));
    let last = rest.texts("td a.name").len();
    assert_eq!(last, 50);
    anna.get("/companies?sort=title&q=nothing").expect(200).has_not("Фирма");
}

#[test]
fn a_view_is_kept_shared_and_deleted() {
    let app = TestApp::start();
    company(&app, "anna", "Абрикос", "Тверь");
    let anna = app.as_("anna");
    let fields = [("name", "Тверские"), ("query", "filter=city%3Ahas%3A%D1%82%D0%B2%D0%B5%D1%80"), ("is_shared", "1")];
    let kept = anna.post_form("/companies/views", &fields);
    let address = kept.expect_redirect().to_owned();
    anna.get(&address).expect(200).has("Абрикос").has("Тверские");
    let olga = app.as_("olga");
    olga.get("/companies").expect(200).has("Тверские");
    let deletion = address.replace("?view=", "/views/") + "/deletion";
    app.expect_unchanged(|| olga.post_form(&deletion, &[]).expect(403));
    anna.post_form(&deletion, &[]).expect_redirect();
    anna.get("/companies").expect(200).has_not("Тверские");
}

#[test]
fn many_records_are_handed_over_and_deleted_as_one_action() {
    let app = TestApp::start();
    let ids: Vec<String> = (0..3).map(|n| company(&app, "anna", &format!("Фирма {n}"), "").to_string()).collect();
    let anna = app.as_("anna");
    let igor = app.user("igor").id.0.to_string();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    fields.push(("responsible_id", &igor));
    anna.htmx().post_form("/companies/bulk/assignment", &fields).expect(204);
    assert_eq!(app.as_("igor").get("/companies").expect(200).texts("td a.name").len(), 3);
    let answer = anna.htmx().post_form("/companies/bulk/deletion", &[("all", "1"), ("view", "view=all")]).expect(204);
    assert!(answer.header("hx-trigger").contains("/undo"), "the toast offers Undo");
    assert!(anna.get("/companies").expect(200).texts("td a.name").is_empty());
    let viewer = app.viewer("anna");
    let registry = app.registry().clone();
    app.db()
        .write_blocking(move |tx| {
            let last: i64 = tx.query_row("SELECT max(id) FROM actions", [], |row| row.get(0))?;
            records::undo(tx, &registry, &viewer, korob::kernel::ActionId(last))
        })
        .unwrap();
    assert_eq!(app.as_("igor").get("/companies").expect(200).texts("td a.name").len(), 3, "back, and still Igor's");
}

#[test]
fn a_search_that_finds_more_than_is_listed_says_so_where_it_ends() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    let make = move |tx: &mut korob::platform::db::Tx<'_>| {
        let city = |n: usize| if n == 5 { "Тула" } else { "Тверь" };
        let values = |n: usize| Values::default().with("name", format!("Сосна {n}").as_str()).with("city", city(n));
        (0..510).try_for_each(|n| records::create(tx, &viewer, &kind, values(n)).map(drop))
    };
    app.db().write_blocking(make).unwrap();
    let anna = app.as_("anna");
    let told = |path: &str| anna.get(&encoded(path)).expect(200).texts(".note:not(.changes)").concat();
    let said = "Поиск показывает 500 самых новых записей из найденных. Уточните его, чтобы увидеть другие";
    let mut path = encoded("/companies?view=all&q=сосна");
    loop {
        let page = anna.get(&path).expect(200);
        let Some(next) = page.attributes("a[rel=next]", "href").pop() else { break };
        assert_eq!(page.texts(".note:not(.changes)"), Vec::<String>::new(), "{path}");
        path = next;
    }
    assert_eq!(told(&path), said);
    assert_eq!(anna.get(&path).expect(200).texts("td a.name").len(), 50, "the last of as many as it says");
    // A filter narrows what the search gathered, down to nothing.
    assert_eq!(told("/companies?view=all&q=сосна&filter=city:has:тула"), said);
    assert_eq!(told("/companies?view=all&q=сосна%20100"), "");
}

#[test]
fn tags_of_records_one_may_not_see_are_not_offered() {
    let app = TestApp::start();
    for (who, tag) in [("olga", "опт"), ("igor", "тайна")] {
        app.as_(who).post_form("/companies", &[("name", "Сад"), ("tags", tag)]).expect_redirect();
    }
    let offered = |who: &str| {
        let client = app.as_(who);
        let panel = client.get("/companies?view=all&panel=filters").expect(200);
        let dialog = client.htmx().get("/companies/bulk/tags").expect(200);
        let chosen = panel.attributes("#filters [name='f.tags'][type=checkbox]", "value");
        let known: Vec<String> = chosen.into_iter().filter(|tag| !tag.starts_with('@')).collect();
        assert_eq!(dialog.attributes("#known-tags option", "value"), known, "{who}");
        known
    };
    assert_eq!(offered("olga"), ["опт"]);
    assert_eq!(offered("igor"), ["тайна"]);
    assert_eq!(offered("malgorzata"), Vec::<String>::new());
    assert_eq!(offered("anna"), ["опт", "тайна"]);
}
