//! Contacts, companies and leads that point at each other.

use super::{company, contact, path_of, problems};
use crate::harness::TestApp;
use serde_json::{Value, json};

fn link(company: &Value, position: Option<&str>, is_main: bool) -> Value {
    json!({ "id": company["id"], "position": position, "is_main": is_main })
}

#[test]
fn a_contact_has_companies_and_a_main_one() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let (dawn, dusk) = (company(&olga, "Рассвет"), company(&olga, "Закат"));
    let made = contact(&olga, &json!({ "last_name": "Зорина", "company_id": dawn["id"] }));
    assert_eq!((&made["company_id"], &made["companies"]), (&dawn["id"], &json!([link(&dawn, None, true)])));
    assert_eq!(olga.get(&path_of(&dawn)).expect(200).json()["contacts"][0]["id"], made["id"], "seen from there, too");

    let path = format!("/api/v1/contacts/{}", made["id"]);
    let both = json!({ "companies": [link(&dawn, Some("Директор"), false), link(&dusk, None, true)] });
    let changed = olga.patch_json(&path, &both).expect(200).json();
    assert_eq!(changed["company_id"], dusk["id"]);
    assert_eq!(changed["companies"], json!([link(&dusk, None, true), link(&dawn, Some("Директор"), false)]));
    let back = olga.patch_json(&path, &json!({ "company_id": dawn["id"] })).expect(200).json();
    assert_eq!(back["companies"], json!([link(&dawn, Some("Директор"), true), link(&dusk, None, false)]));
    let gone = olga.patch_json(&path, &json!({ "company_id": null })).expect(200).json();
    assert_eq!((&gone["company_id"], &gone["companies"]), (&dusk["id"], &json!([link(&dusk, None, true)])));
    let whole = olga.get(&format!("{path}?fields=company_id")).expect(200).json();
    assert_eq!(whole, json!({ "id": made["id"], "version": whole["version"], "company_id": dusk["id"] }));
    let none = olga.patch_json(&path, &json!({ "companies": [] })).expect(200).json();
    assert_eq!((&none["company_id"], &none["companies"]), (&json!(null), &json!([])));

    for (body, wrong) in [
        (json!({ "company_id": 999_999 }), "company_id: no_such_record"),
        (json!({ "company_id": "1" }), "company_id: wrong_type"),
        (json!({ "companies": [{ "id": 999_999 }] }), "companies: no_such_record"),
        (json!({ "companies": [{ "position": "x" }] }), "companies[0].id: required"),
        (json!({ "companies": [{ "id": dawn["id"], "name": "x" }] }), "companies[0].name: unknown_field"),
        (json!({ "companies": [dawn["id"]] }), "companies[0]: wrong_type"),
    ] {
        let refused = app.expect_unchanged(|| olga.patch_json(&path, &body).expect(422));
        assert_eq!(problems(&refused), [wrong], "{body}");
    }
}

#[test]
fn a_link_to_what_one_may_not_see_is_neither_shown_nor_made_nor_lost() {
    let app = TestApp::start();
    let (olga, igor, pyotr) = (app.api("olga"), app.api("igor"), app.api("pyotr"));
    let (hidden, own) = (company(&igor, "Рассвет"), company(&olga, "Закат"));
    let person = contact(&olga, &json!({ "last_name": "Зорина" }));
    let path = format!("/api/v1/contacts/{}", person["id"]);
    pyotr.patch_json(&path, &json!({ "companies": [link(&hidden, Some("Директор"), true)] })).expect(200);

    let seen = olga.get(&path).expect(200).json();
    assert_eq!((&seen["company_id"], &seen["companies"]), (&json!(null), &json!([])));
    let list = olga.get("/api/v1/contacts").expect(200).json();
    assert_eq!(list["items"][0]["companies"], json!([]));
    let narrowed = format!("/api/v1/contacts?filter=companies:has:{}", hidden["id"]);
    assert_eq!(olga.get(&narrowed).expect(200).json()["items"], json!([]), "a filter tells nothing either");
    for body in [json!({ "company_id": hidden["id"] }), json!({ "companies": [{ "id": hidden["id"] }] })] {
        let refused = app.expect_unchanged(|| olga.patch_json(&path, &body).expect(422));
        assert!(problems(&refused)[0].ends_with(": no_such_record"), "{:?}", problems(&refused));
    }

    // What olga does not see she does not undo by sending back what she saw.
    olga.patch_json(&path, &json!({ "companies": [link(&own, None, false)], "company_id": null })).expect(200);
    let whole = pyotr.get(&path).expect(200).json();
    assert_eq!(whole["company_id"], hidden["id"]);
    assert_eq!(whole["companies"].as_array().unwrap().len(), 2);
}

#[test]
fn a_lead_points_at_clients_one_may_see() {
    let app = TestApp::start();
    let (olga, igor, pyotr) = (app.api("olga"), app.api("igor"), app.api("pyotr"));
    let hidden = company(&igor, "Рассвет");
    let body = json!({ "title": "Партия брусники", "company_id": hidden["id"] });
    let refused = app.expect_unchanged(|| olga.post_json("/api/v1/leads", &body).expect(422));
    assert_eq!(problems(&refused), ["company_id: no_such_record"]);
    let made = olga.post_json("/api/v1/leads", &json!({ "title": "Партия брусники" })).expect(201).json();
    assert_eq!((&made["status"], &made["currency"]), (&json!("new"), &json!("RUB")));
    let path = format!("/api/v1/leads/{}", made["id"]);
    pyotr.patch_json(&path, &json!({ "company_id": hidden["id"] })).expect(200);
    assert_eq!(olga.get(&path).expect(200).json()["company_id"], json!(null));
    let narrowed = format!("/api/v1/leads?filter=company_id:eq:{}", hidden["id"]);
    assert_eq!(olga.get(&narrowed).expect(200).json()["items"], json!([]), "a filter tells nothing either");
    for (filter, found) in [("company_id:empty", 1), ("company_id:empty:no", 0), ("company_id:ne:999999", 1)] {
        let list = olga.get(&format!("/api/v1/leads?filter={filter}")).expect(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), found, "{filter}");
    }
    assert_eq!(pyotr.get(&narrowed).expect(200).json()["items"].as_array().unwrap().len(), 1);
    for (body, wrong) in [
        (json!({ "is_repeat": true }), "is_repeat: read_only"),
        (json!({ "converted_at": "2026-01-01T00:00:00Z" }), "converted_at: read_only"),
        (json!({ "has_authority": "yes" }), "has_authority: wrong_type"),
        (json!({ "birth_date": "1990-2-30" }), "birth_date: date_invalid"),
    ] {
        let refused = app.expect_unchanged(|| olga.patch_json(&path, &body).expect(422));
        assert_eq!(problems(&refused), [wrong], "{body}");
    }
}

#[test]
fn who_creates_is_told_what_may_be_the_same() {
    let app = TestApp::start();
    let (olga, igor) = (app.api("olga"), app.api("igor"));
    let phones = json!([{ "value": "8 953 000-00-01" }]);
    let first = contact(&olga, &json!({ "last_name": "Зорина", "phones": phones }));
    assert_eq!(first["possible_duplicates"], json!([]));
    let again = contact(&olga, &json!({ "last_name": "Зорина-Лебедева", "phones": phones }));
    let told = json!([{ "id": first["id"], "title": "Зорина", "by": "phone" }]);
    assert_eq!(again["possible_duplicates"], told);
    let others = contact(&igor, &json!({ "last_name": "Зорина", "phones": phones }));
    assert_eq!(others["possible_duplicates"], json!([]), "not what igor may not see");
    assert!(!others.to_string().contains("Лебедева"));
}
