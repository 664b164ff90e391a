//! Lists kept under a name: settled, ordered, taken back; and what is not kept.

use crate::harness::{Client, TestApp};

/// Keeps a list of companies; the key of the view.
fn keep(client: &Client, name: &str, query: &str) -> String {
    let address =
        client.post_form("/companies/views", &[("name", name), ("query", query)]).expect_redirect().to_owned();
    address.strip_prefix("/companies?view=").unwrap().to_owned()
}

/// The names of the views above a list.
fn names(client: &Client, path: &str) -> Vec<String> {
    client.get(path).expect(200).texts(".views > a > span:first-child, .views > a")
}

fn settle(client: &Client, fields: &[(&str, &str)]) {
    client.post_form("/companies/views/settings", fields).expect_redirect();
}

fn position(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|there| there.starts_with(name))
}

#[test]
fn days_are_bounded_in_other_words_than_sums() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let words = |filter: &str| anna.get(&format!("/leads?view=all&filter={filter}")).expect(200).texts(".chip b");
    assert_eq!(words("created_at%3Age%3A2026-06-05%3Bcreated_at%3Ale%3A2026-06-09"), ["с 5 июн 2026", "по 9 июн 2026"]);
    assert!(words("amount_minor%3Age%3A100000")[0].starts_with("от 1"));
}

#[test]
fn a_view_is_renamed_shared_moved_made_the_first_and_brought_back() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let first = keep(&anna, "Тверские", "filter=city%3Ahas%3A%D1%82%D0%B2%D0%B5%D1%80&sort=title");
    keep(&anna, "Новые", "sort=-created_at");
    let is_before = |a: &str, b: &str| {
        let names = names(&anna, "/companies");
        position(&names, a).unwrap() < position(&names, b).unwrap()
    };
    assert_eq!(position(&names(&olga, "/companies"), "Тверские"), None, "not shared yet");
    settle(&anna, &[("view", &first), ("name", " Тверь "), ("is_shared", "1")]);
    assert!(position(&names(&olga, "/companies"), "Тверь").is_some());
    // Another list under the same name; the address of the view stays.
    anna.post_form(
        &format!("/companies/views/{first}"),
        &[("query", "filter=city%3Aeq%3A%D0%A2%D0%B2%D0%B5%D1%80%D1%8C")],
    )
    .expect_redirect();
    let chips = anna.get(&format!("/companies?view={first}")).expect(200).texts(".chip").concat();
    assert!(chips.contains("Тверь"), "{chips}");
    assert!(is_before("Тверь", "Новые"));
    anna.post_form(&format!("/companies/views/{first}/right"), &[]).expect_redirect();
    assert!(is_before("Новые", "Тверь"));
    anna.post_form(&format!("/companies/views/{first}/left"), &[]).expect_redirect();
    assert!(is_before("Тверь", "Новые"));
    // The first one when the list is opened; not for the others.
    let current = |client: &Client| client.get("/companies").expect(200).texts(".views [aria-current=page]").concat();
    settle(&anna, &[("view", &first), ("name", "Тверь"), ("is_shared", "1"), ("is_default", "1")]);
    assert!(current(&anna).starts_with("Тверь"));
    assert!(!current(&olga).starts_with("Тверь"));
    // Not shared any more: a colleague who opened it is told that it is not there.
    settle(&anna, &[("view", &first), ("name", "Тверь"), ("is_default", "1")]);
    olga.get(&format!("/companies?view={first}")).expect(404);
    let before = names(&anna, "/companies");
    let deleted = anna.post_form(&format!("/companies/views/{first}/deletion"), &[]).expect_redirect().to_owned();
    assert_eq!(position(&names(&anna, "/companies"), "Тверь"), None, "and the list opens with another");
    let action = deleted.split("done=").nth(1).expect("the page offers Undo").to_owned();
    anna.htmx().post_form(&format!("/actions/{action}/undo"), &[]).expect(204);
    assert_eq!(names(&anna, "/companies"), before, "back, in its place");
}

#[test]
fn a_view_is_moved_past_those_of_others() {
    let app = TestApp::start();
    let (anna, pyotr) = (app.as_("anna"), app.as_("pyotr"));
    // Both begin with the same position: the older one stands first.
    let own = keep(&pyotr, "Своя", "sort=title");
    for name in ["Общая", "Ещё одна"] {
        let id = keep(&anna, name, "sort=title");
        settle(&anna, &[("view", &id), ("name", name), ("is_shared", "1")]);
    }
    let keys = || -> Vec<String> {
        let names = names(&pyotr, "/companies");
        names.into_iter().filter(|name| ["Своя", "Общая", "Ещё"].iter().any(|one| name.starts_with(one))).collect()
    };
    let shift = |way: &str| {
        pyotr.post_form(&format!("/companies/views/{own}/{way}"), &[]).expect_redirect();
        keys().iter().position(|name| name.starts_with("Своя")).unwrap()
    };
    assert!(keys()[0].starts_with("Своя"), "{:?}", keys());
    assert_eq!([shift("right"), shift("right"), shift("right")], [1, 2, 2]);
    assert_eq!([shift("left"), shift("left"), shift("left")], [1, 0, 0]);
    let others = keep(&anna, "Чужая", "sort=title");
    settle(&anna, &[("view", &others), ("name", "Чужая"), ("is_shared", "1")]);
    app.expect_unchanged(|| pyotr.post_form(&format!("/companies/views/{others}/left"), &[]).expect(403));
}

#[test]
fn only_lists_of_the_kind_are_kept() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let view = keep(&anna, "Все", "sort=title");
    let long = format!("q={}", "a".repeat(20_000));
    let bad = [
        "sort=password_hash",
        "sort=amount_minor",
        "filter=status%3Ain%3Anew",
        "filter=city",
        "columns=city%2Cpassword_hash",
        "after=AAAA",
        "q=a&q=b",
        "?sort=title",
        &long,
    ];
    for query in bad {
        let said = app.expect_unchanged(|| anna.post_form(&format!("/companies/views/{view}"), &[("query", query)]));
        said.expect(400);
        let fields = [("name", "Новый"), ("query", query)];
        app.expect_unchanged(|| anna.post_form("/companies/views", &fields)).expect(400);
    }
    // By the address of another kind it is no view at all.
    for (rest, fields) in [("", &[("query", "")][..]), ("/deletion", &[]), ("/left", &[]), ("/right", &[])] {
        app.expect_unchanged(|| anna.post_form(&format!("/leads/views/{view}{rest}"), fields)).expect(404);
    }
    app.expect_unchanged(|| anna.post_form("/leads/views/settings", &[("view", &view), ("name", "Ё")])).expect(404);
    for name in ["", &"я".repeat(61)] {
        let fields = [("name", name), ("query", "")];
        app.expect_unchanged(|| anna.post_form("/companies/views", &fields)).expect(422);
    }
    anna.get(&format!("/companies?view={view}")).expect(200);
}

#[test]
fn a_view_keeps_board_and_density() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    anna.set_cookie("density", "compact");
    // What the form of the page sends.
    let kept = |path: &str| anna.get(path).expect(200).attributes("#save-view [name=query]", "value").remove(0);
    let save = |name: &str, query: &str| {
        anna.post_form("/leads/views", &[("name", name), ("query", query)]).expect_redirect().to_owned()
    };
    let board = save("Доска", &kept("/leads/board?view=all&filter=status:in:new"));
    assert!(board.starts_with("/leads/board?view="), "{board}");
    let list = save("Список", &kept("/leads?view=all&filter=status:in:new"));
    assert!(list.starts_with("/leads?view="), "{list}");
    // Its tab leads to the board, whatever one is on.
    let tab = |path: &str, name: &str| {
        let page = anna.get(path).expect(200);
        let at = page.texts(".views > a").iter().position(|text| text.starts_with(name)).unwrap();
        page.attributes(".views > a", "href")[at].clone()
    };
    assert_eq!([tab(&list, "Доска"), tab(&board, "Список")], [board.clone(), list.clone()]);
    anna.set_cookie("density", "roomy");
    let density = |path: &str| anna.get(path).expect(200).attributes(".split", "data-density");
    assert_eq!(density(&list), ["compact"], "whatever the browser has by now");
    assert_eq!(density("/leads?view=all"), Vec::<String>::new());
    // Another one is a change of the view, to be kept in turn.
    let other = anna.get(&list).expect(200).attributes(".density a[href*=roomy]", "href").remove(0);
    assert_eq!(density(&other), ["roomy"]);
    let query = anna.get(&other).expect(200).attributes("form.inline [name=query]", "value").remove(0);
    anna.post_form(&list.replace("?view=", "/views/"), &[("query", &query)]).expect_redirect();
    assert_eq!(density(&list), ["roomy"]);
    // Leads open with the board, from then on.
    let key = board.split('=').nth(1).unwrap();
    let settings = [("view", key), ("name", "Доска"), ("is_default", "1")];
    assert_eq!(anna.post_form("/leads/views/settings", &settings).expect_redirect(), board);
    assert_eq!(anna.get("/leads").expect_redirect(), board);
    for query in ["as=table", "density=huge"] {
        app.expect_unchanged(|| anna.post_form("/leads/views", &[("name", "Ё"), ("query", query)])).expect(400);
    }
    app.expect_unchanged(|| anna.post_form("/companies/views", &[("name", "Ё"), ("query", "as=board")])).expect(400);
}
