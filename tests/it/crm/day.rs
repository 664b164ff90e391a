//! "My day": what one person finds in the morning.

use crate::harness::TestApp;
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use serde_json::json;

#[test]
fn the_day_shows_ones_own_work_and_its_numbers_are_those_of_lists() {
    let app = TestApp::start();
    let (olga, igor) = (app.api("olga"), app.api("igor"));
    for (api, mark) in [(&olga, "Ольги"), (&igor, "Игоря")] {
        api.post_json("/api/v1/leads", &json!({ "title": format!("Лид {mark}") })).expect(201);
        let deal = json!({ "title": format!("Сделка {mark}"), "amount_minor": 15_000_000 });
        let deal = api.post_json("/api/v1/deals", &deal).expect(201).json();
        let planned = json!({ "title": format!("С планом {mark}") });
        let planned = api.post_json("/api/v1/deals", &planned).expect(201).json();
        for (about, due) in [(&deal, None), (&planned, Some("2020-01-01T10:00:00Z"))] {
            let Some(due) = due else { continue };
            let call = json!({
                "type": "call",
                "subject": format!("Позвонить {mark}"),
                "due_at": due,
                "about": { "kind": "deal", "id": about["id"] },
            });
            api.post_json("/api/v1/activities", &call).expect(201);
        }
    }
    let page = app.as_("olga").get("/").expect(200);
    let text = page.texts("#main").concat();
    for own in ["Позвонить Ольги", "Сделка Ольги", "Лид Ольги", "150 000"] {
        assert!(text.contains(own), "{own}: {text}");
    }
    assert!(!text.contains("Игоря"), "{text}");
    // A deal for which something is planned is not among those without.
    assert!(!page.texts(".agenda").last().unwrap().contains("С планом"));
    let numbers = page.texts(".kpis .val");
    assert_eq!(numbers, ["1", "0", "1", "1"], "overdue, today, unplanned, new leads");
    let list = |href: &str| app.as_("olga").get(href).expect(200).texts("td a.name");
    for (box_, records) in [(1, "Позвонить Ольги"), (2, ""), (3, "Сделка Ольги"), (4, "Лид Ольги")]
    {
        let of_box = format!(".kpis section:nth-of-type({box_}) .val");
        let [href] = page.attributes(&[&of_box, " a"].concat(), "href").try_into().unwrap();
        let shown = list(&href);
        assert_eq!(page.texts(&of_box), [shown.len().to_string()], "{href}: {shown:?}");
        assert_eq!(shown.concat(), records, "{href}");
    }
    // The box of the deals leads to the same list.
    let links = page.attributes(".card header a", "href");
    assert!(links.iter().any(|href| href.starts_with("/deals?") && list(href) == ["Сделка Ольги"]), "{links:?}");
}

#[test]
fn the_day_tells_of_the_pipelines_one_works_in() {
    let app = TestApp::start();
    let (anna, olga) = (app.api("anna"), app.api("olga"));
    let stages = || app.as_("olga").get("/").expect(200).texts(".hbars a");
    assert!(stages().is_empty());
    app.as_("olga").get("/").expect(200).has(tr::day_no_deals(Lang::Ru));
    let wholesale =
        anna.post_json("/api/v1/pipelines", &json!({ "label_ru": "Опт", "color": "green" })).expect(201).json();
    olga.post_json("/api/v1/deals", &json!({ "title": "Стеллажи" })).expect(201);
    let of_wholesale = |stages: &[String]| stages.iter().filter(|name| name.starts_with("Опт: ")).count();
    assert_eq!((of_wholesale(&stages()), stages().len()), (0, 7));
    let deal = json!({ "title": "Опт", "pipeline_id": wholesale["id"] });
    olga.post_json("/api/v1/deals", &deal).expect(201);
    let more = json!({ "pipeline_id": wholesale["id"], "label_ru": "Ещё", "semantic": "open", "color": "blue" });
    anna.post_json("/api/v1/stages", &more).expect(201);
    assert_eq!(of_wholesale(&stages()), 2);
    // Where nobody begins any more, what still stands there is told.
    let path = format!("/api/v1/pipelines/{}", wholesale["id"]);
    anna.patch_json(&path, &json!({ "is_archived": true })).expect(200);
    assert_eq!(of_wholesale(&stages()), 1);
}

#[test]
fn much_that_is_late_does_not_hide_what_is_due_today() {
    let app = TestApp::start();
    let api = app.api("olga");
    for index in 0..13 {
        let late = json!({ "subject": format!("Поздно {index}"), "due_at": "2020-01-01T10:00:00Z" });
        api.post_json("/api/v1/activities", &late).expect(201);
    }
    let now = app.db().clock().now().to_rfc3339();
    let today = json!({ "subject": "Сегодня", "due_at": now, "due_is_day": true });
    api.post_json("/api/v1/activities", &today).expect(201);
    let page = app.as_("olga").get("/").expect(200);
    let lines = page.texts(".agenda li p").concat();
    assert!(lines.contains("Поздно 0") && lines.contains("Сегодня"), "{lines}");
    assert_eq!(page.texts(".kpis .val")[..2], ["13", "1"]);
}
