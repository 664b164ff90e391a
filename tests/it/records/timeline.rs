//! What a card tells of the past, and what colleagues write there.

use crate::harness::{Answer, Client, TestApp};

fn company(client: &Client, fields: &[(&str, &str)]) -> String {
    client.post_form("/companies", fields).expect_redirect().split('?').next().unwrap().to_owned()
}

fn execute(app: &TestApp, sql: String) {
    app.db().write_blocking(move |tx| Ok(tx.execute_batch(&sql)?)).unwrap();
}

fn change(client: &Client, card: &str, fields: &[(&str, &str)]) {
    let version = client.get(&format!("{card}/edit")).expect(200).attributes("[name=version]", "value")[0].clone();
    let fields = [&[("version", version.as_str())], fields].concat();
    client.post_form(card, &fields).expect_redirect();
}

/// The lines of the feed, folded ones too, the latest first.
fn lines(page: &Answer) -> Vec<String> {
    page.texts("li[id^=feed-] .what").into_iter().map(|line| line.replace(" :", ":").replace(" ;", ";")).collect()
}

fn undo_of(answer: &Answer) -> String {
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    said["toast"]["undo"].as_str().unwrap().to_owned()
}

#[test]
fn each_change_is_told_from_what_to_what() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card =
        company(&anna, &[("name", "Ёлка"), ("city", "Тула"), ("phones[0].value", "+79990001234"), ("tags", "a")]);
    change(&anna, &card, &[("city", "Тверь"), ("revenue_minor", "1000"), ("company_type", "supplier")]);
    change(
        &anna,
        &card,
        &[("phones[0].value", "+79990005678"), ("phones[1].value", "+79990001234"), ("tags", "b, c"), ("city", "")],
    );
    let olga = app.user("olga").id.0.to_string();
    change(&anna, &card, &[("responsible_id", &olga), ("observers", ""), ("observers", &olga)]);
    let page = anna.get(&card).expect(200);
    let lines = lines(&page);
    let has = |index: usize, texts: &[&str]| {
        for text in texts {
            assert!(lines[index].contains(text), "{text} in {:?}", lines[index]);
        }
    };
    has(
        0,
        &[
            "Ответственный: Анна Соколова → стало Ольга Белкина",
            "Наблюдатели: добавлено Ольга Белкина",
            "Анна Соколова",
        ],
    );
    has(
        1,
        &[
            "Телефоны: добавлено +7 (999) 000-56-78",
            "Метки: добавлено b и c; убрано a",
            "Город: Тверь → стало не указано",
        ],
    );
    has(2, &["Город: Тула → стало Тверь", "Годовой оборот: 1 000 ₽", "Тип: Поставщик"]);
    has(3, &["Создано"]);
    assert_eq!(page.texts("details.fold > summary"), ["4 системных события"]);
    assert_eq!(page.texts(".feeds ~ .tl-h"), ["Сегодня"]);
}

#[test]
fn who_left_keeps_the_name_and_erased_values_are_said_to_be() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let card = company(&olga, &[("name", "Ёлка")]);
    change(&olga, &card, &[("city", "Тула")]);
    execute(&app, format!("UPDATE users SET disabled_at = 1 WHERE id = {}", app.user("olga").id.0));
    execute(
        &app,
        "DELETE FROM event_values WHERE event_id IN (SELECT id FROM events WHERE verb = 'company.updated')".into(),
    );
    let lines = lines(&app.as_("anna").get(&card).expect(200));
    assert!(lines[0].contains("значения стёрты") && lines[0].contains("Ольга Белкина"), "{lines:?}");
    assert!(lines[1].contains("Создано") && lines[1].contains("Ольга Белкина"), "{lines:?}");
}

#[test]
fn hidden_records_have_no_names_in_the_history() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let me = app.user("olga").id.0.to_string();
    let card = company(&anna, &[("name", "Ёлка"), ("responsible_id", &me)]);
    let contact = anna.post_form("/contacts", &[("last_name", "Тайный")]).expect_redirect().to_owned();
    let contact = contact.trim_start_matches("/contacts/").split('?').next().unwrap().to_owned();
    change(&anna, &card, &[("contacts[0].id", &contact), ("contacts[0].position", "директор")]);
    assert!(lines(&anna.get(&card))[0].contains("Тайный"));
    let page = olga.get(&card).expect(200).has("скрытая запись").has_not("Тайный");
    assert!(page.texts(".party").is_empty());
    olga.htmx().get("/contacts/suggestions?q=").expect(200).has_not("Тайный");
}

#[test]
fn earlier_entries_come_page_by_page() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка")]);
    for number in 0..40 {
        anna.htmx().post_form(&format!("{card}/comments"), &[("text", &format!("слово {number}"))]).expect(204);
    }
    let page = anna.get(&card).expect(200).has("слово 39").has_not("слово 9<");
    let earlier = page.attributes(".earlier a", "href")[0].clone();
    let part = anna.htmx().get(&earlier).expect(200).has("слово 9<").has("Создано").has_not("<html");
    assert!(part.texts("h2.tl-h").is_empty(), "the day has its heading already");
    assert!(part.texts(".earlier").is_empty());
    anna.get(&earlier).expect(200).has("<html").has("слово 9<");
}

#[test]
fn a_comment_is_written_changed_deleted_and_brought_back() {
    let app = TestApp::start();
    let (olga, igor) = (app.as_("olga"), app.as_("igor"));
    let card = company(&olga, &[("name", "Ёлка")]);
    let text = "@Игорь Лунин, <b>см.</b> https://a.example/б?в=1 \"javascript:alert(1)\"";
    let answer = olga.htmx().post_form(&format!("{card}/comments"), &[("kind", "comment"), ("text", text)]).expect(204);
    let said: serde_json::Value = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    assert!(said["toast"]["text"].as_str().unwrap().contains("Игорь Лунин"), "he does not see the record");
    let page = olga.get(&card).expect(200).has("&lt;b&gt;см.").has_not("<b>см.");
    assert_eq!(page.texts(".mention"), ["@Игорь Лунин"]);
    assert_eq!(page.attributes(".say a", "href"), ["https://a.example/б?в=1"]);
    let place = format!("{card}/comments/1");
    for path in [place.clone(), format!("{place}/edit"), format!("{card}/history"), format!("{card}/mentions?q=")] {
        igor.htmx().get(&path).expect(404);
    }
    let pyotr = app.as_("pyotr");
    app.expect_unchanged(|| {
        igor.htmx().post_form(&place, &[("text", "моё")]).expect(404);
        igor.htmx().post_form(&format!("{place}/deletion"), &[]).expect(404);
        igor.htmx().post_form(&format!("{card}/comments"), &[("text", "моё")]).expect(404);
        olga.htmx().post_form(&place, &[("text", " ")]).expect(422).has("aria-invalid");
        olga.htmx().post_form(&format!("{card}/comments"), &[("text", "")]).expect(422);
        // Seen, but not one's own.
        pyotr.htmx().post_form(&place, &[("text", "моё")]).expect(403);
        olga.htmx().post_form("/companies/99/comments/1", &[("text", "моё")]).expect(404);
    });
    olga.htmx().get(&format!("{place}/edit")).expect(200).has("<textarea");
    let edited = olga.htmx().post_form(&place, &[("text", "иначе")]).expect(204);
    olga.get(&card).expect(200).has("иначе").has("изменён").has_not("class=\"mention\"");
    olga.htmx().post_form(&undo_of(&edited), &[]).expect(204);
    olga.get(&card).expect(200).has("class=\"mention\"");
    let deleted = olga.htmx().post_form(&format!("{place}/deletion"), &[]).expect(204);
    let page = olga.get(&card).expect(200).has("Комментарий удалён");
    assert!(page.texts(".say").is_empty());
    olga.htmx().get(&format!("{place}/edit")).expect(404);
    olga.htmx().post_form(&undo_of(&deleted), &[]).expect(204);
    olga.get(&card).expect(200).has("class=\"mention\"");
}

#[test]
fn an_observer_comments_and_takes_it_back() {
    let app = TestApp::start();
    let card = company(&app.as_("igor"), &[("name", "Ясень")]);
    let id = app.user("olga").id.0;
    execute(
        &app,
        format!(
            "INSERT INTO record_observers (owner_kind, owner_id, user_id) SELECT 'company', id, {id} FROM companies"
        ),
    );
    let olga = app.as_("olga");
    let written = olga.htmx().post_form(&format!("{card}/comments"), &[("text", "вижу")]).expect(204);
    let deleted = olga.htmx().post_form(&format!("{card}/comments/1/deletion"), &[]).expect(204);
    olga.htmx().post_form(&undo_of(&deleted), &[]).expect(204);
    app.as_("igor").get(&card).expect(200).has("вижу");
    olga.htmx().post_form(&undo_of(&written), &[]).expect(204);
    let page = app.as_("igor").get(&card).expect(200).has_not("вижу");
    assert!(page.texts(".say").is_empty());
}

#[test]
fn colleagues_are_offered_by_the_beginning_of_their_name() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let card = company(&olga, &[("name", "Ёлка")]);
    let found = |q: &str| {
        let query: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
        olga.htmx().get(&format!("{card}/mentions?q={query}")).expect(200).texts("[data-id]")
    };
    assert_eq!(found("лун"), ["Игорь Лунин не видит эту запись"]);
    assert_eq!(found("Ольга Б"), ["Ольга Белкина"]);
    assert_eq!(found("WISN"), ["Małgorzata Wiśniewska не видит эту запись"]);
    assert_eq!(found("").len(), 5);
    assert!(found("ххх").is_empty());
}

#[test]
fn a_card_leads_to_its_neighbours_in_the_list() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    for name in ["А", "Б", "В"] {
        company(&anna, &[("name", name), ("city", "Тула")]);
    }
    company(&anna, &[("name", "Вне списка")]);
    let origin = "from=view%3Dall%26filter%3Dcity%253Aeq%253A%25D0%25A2%25D1%2583%25D0%25BB%25D0%25B0%26sort%3Dtitle";
    let page = anna.get(&format!("/companies/2?{origin}")).expect(200);
    let previous = page.attributes("[rel=prev]", "href")[0].clone();
    let next = page.attributes("[rel=next]", "href")[0].clone();
    assert!(previous.starts_with("/companies/1?from=") && next.starts_with("/companies/3?from="), "{previous} {next}");
    let last = anna.get(&next).expect(200);
    assert!(last.attributes("[rel=next]", "href").is_empty());
    assert!(last.attributes(".crumb a", "href")[0].contains("sort=title"), "back to the same list");
    assert!(anna.get("/companies/2").attributes("[rel=prev]", "href").is_empty());
    anna.get("/companies/2?from=view%3Dnonsense%26filter%3Dx").expect(200);
}

#[test]
fn comments_and_changes_are_looked_at_apart() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let card = company(&anna, &[("name", "Ёлка"), ("city", "Тула")]);
    for number in 0..40 {
        change(&anna, &card, &[("city", &format!("Город {number}"))]);
        anna.htmx()
            .post_form(&format!("{card}/comments"), &[("kind", "comment"), ("text", &format!("Слово {number}."))])
            .expect(204);
    }
    let all = anna.get(&format!("{card}?from=view%3Dall")).expect(200);
    let hrefs = all.attributes(".feeds a", "href");
    assert_eq!(hrefs.len(), 3);
    assert!(hrefs.iter().all(|href| href.contains("from=view%3Dall")), "the way back stays: {hrefs:?}");
    assert_eq!(all.attributes(".feeds a[aria-current]", "href"), [hrefs[0].as_str()]);
    for (feed, has, has_not) in [(&hrefs[1], "Слово 39.", "Город 38"), (&hrefs[2], "Город 38", "Слово 39.")]
    {
        let mut page = anna.get(feed).expect(200).has(has).has_not(has_not);
        assert_eq!(page.attributes(".feeds a[aria-current]", "href"), [feed.as_str()]);
        let mut seen = lines(&page).len();
        while let Some(earlier) = page.attributes(".earlier a", "href").first().cloned() {
            page = anna.htmx().get(&earlier).expect(200).has_not(has_not);
            seen += lines(&page).len();
        }
        assert!(seen >= 40, "{feed}: {seen}");
    }
    anna.get(&format!("{card}?feed=nothing")).expect(400);
    let other = company(&anna, &[("name", "Сосна")]);
    anna.get(&format!("{other}?feed=comments")).expect(200).has("Такого пока не было");
}

#[test]
fn a_value_that_was_deleted_is_told_by_its_last_name() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let lists = anna.htmx();
    lists.post_form("/settings/lists/sources/new", &[("label_ru", "Газета"), ("color", "amber")]).expect(204);
    let added = app.db().read_blocking(|conn| {
        let sql = "SELECT id, code FROM options WHERE label_ru = 'Газета'";
        Ok(conn.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?)
    });
    let (id, code) = added.unwrap();
    let card = company(&anna, &[("name", "Ёлка"), ("source", &code)]);
    change(&anna, &card, &[("source", "website")]);
    let path = |deed: &str| format!("/settings/lists/sources/{id}/{deed}");
    let version = lists.get(&path("edit")).attributes("[name=version]", "value").remove(0);
    let renamed = [("label_ru", "Реклама в газете"), ("color", "amber"), ("version", &version)];
    lists.post_form(&path("edit"), &renamed).expect(204);
    lists.post_form(&path("deletion"), &[]).expect(204);
    let told = lines(&anna.get(&card).expect(200));
    assert!(told[0].contains("Источник: Реклама в газете → стало Веб-сайт"), "{told:?}");
}

#[test]
fn a_value_whose_adding_was_taken_back_is_told_by_its_name() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let lists = anna.htmx();
    let added =
        lists.post_form("/settings/lists/sources/new", &[("label_ru", "Газета"), ("color", "amber")]).expect(204);
    let told: serde_json::Value = serde_json::from_str(added.header("hx-trigger")).unwrap();
    let code = app.db().read_blocking(|conn| {
        Ok(conn
            .query_row("SELECT code FROM options WHERE label_ru = 'Газета'", [], |row| row.get::<_, String>(0))?)
    });
    let card = company(&anna, &[("name", "Ёлка"), ("source", &code.unwrap())]);
    change(&anna, &card, &[("source", "website")]);
    lists.post_form(told["toast"]["undo"].as_str().unwrap(), &[]).expect(204);
    let told = lines(&anna.get(&card).expect(200));
    assert!(told.iter().any(|line| line.contains("Источник: Газета → стало Веб-сайт")), "{told:?}");
}
