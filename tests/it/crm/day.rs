//! "My day": what one person finds in the morning.

use crate::harness::TestApp;
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
    for (number, href) in numbers.iter().zip(page.attributes(".kpis .val a", "href")) {
        let list = app.as_("olga").get(&href).expect(200);
        let shown = list.texts("td a.name").len().to_string();
        assert!(href.contains("activities") || *number == shown, "{href}: {number} and {shown}");
    }
}
