use super::{code, company, path_of, problems, record};
use crate::harness::TestApp;
use serde_json::json;

#[test]
fn a_record_is_made_read_changed_and_deleted() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let made = olga
        .post_json(
            "/api/v1/companies",
            &json!({
                "name": "  ООО «Рассвет» ",
                "company_type": "supplier",
                "phones": [
                    { "value": "8 (4872) 30-00-01 доб. 12" },
                    { "value": "+48 600 000 012", "kind": "mobile", "is_main": true },
                ],
                "emails": [{ "value": "Info@Rassvet.Example" }],
                "revenue_minor": 12_345_600,
                "tags": ["опт", "Тула"],
                "comment": null,
            }),
        )
        .expect(201);
    let record = record(&made);
    assert_eq!(made.header("location"), path_of(&record));
    assert_eq!(made.header("etag"), "\"1\"");
    assert_eq!(record["name"], "ООО «Рассвет»");
    assert_eq!(
        record["phones"],
        json!([
            { "value": "+74872300001", "kind": "work", "is_main": false, "extension": "12" },
            { "value": "+48600000012", "kind": "mobile", "is_main": true, "extension": null },
        ])
    );
    assert_eq!(
        record["emails"],
        json!([{ "value": "info@rassvet.example", "kind": "work", "is_main": true, "extension": null }])
    );
    assert_eq!(record["tags"], json!(["опт", "Тула"]));
    assert_eq!(record["revenue_minor"], 12_345_600);
    assert_eq!((&record["currency"], &record["comment"], &record["version"]), (&json!("RUB"), &json!(null), &json!(1)));
    let olgas = app.user("olga").id.0;
    assert_eq!((&record["responsible_id"], &record["created_by"]), (&json!(olgas), &json!(olgas)));
    let created_at = record["created_at"].as_str().unwrap();
    assert!(created_at.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(created_at).is_ok(), "{created_at}");
    assert_eq!(olga.get(made.header("location")).expect(200).json(), record);

    let path = path_of(&record);
    let change = json!({ "phones": [{ "value": "84872300002" }], "tags": [], "company_type": null });
    let changed = olga.patch_json(&path, &change).expect(200);
    assert_eq!(changed.header("etag"), "\"2\"");
    let changed = changed.json();
    assert_eq!(changed["phones"].as_array().unwrap().len(), 1, "a list is replaced whole");
    assert_eq!((&changed["tags"], &changed["company_type"]), (&json!([]), &json!(null)));
    assert_eq!(changed["emails"], record["emails"], "what is not mentioned stays");
    assert_eq!(olga.patch_json(&path, &json!({})).expect(200).json(), changed, "nothing asked, nothing changed");

    assert_eq!(olga.delete(&path).expect(204).text(), "");
    assert_eq!(code(&olga.get(&path).expect(404)), "not_found");
    assert_eq!(code(&olga.delete(&path).expect(404)), "not_found");
    assert_eq!(code(&olga.patch_json(&path, &json!({ "name": "x" })).expect(404)), "not_found");
}

#[test]
fn what_a_program_did_stands_in_the_history_and_can_be_undone() {
    let app = TestApp::start();
    let record = company(&app.api("olga"), "ООО «Рассвет»");
    app.api("olga").patch_json(&path_of(&record), &json!({ "name": "ООО «Закат»" })).expect(200);
    let olga = app.as_("olga");
    let card = format!("/companies/{}", record["id"]);
    assert_eq!(olga.get(&card).expect(200).texts(".feed [data-sys]").len(), 2, "made and changed");
    let action =
        app.db().read_blocking(|conn| Ok(conn.query_row("SELECT max(id) FROM actions", [], |row| row.get(0))?));
    let action: i64 = action.unwrap();
    assert!([200, 204, 303].contains(&olga.post_form(&format!("/actions/{action}/undo"), &[]).status));
    assert_eq!(app.api("olga").get(&path_of(&record)).expect(200).json()["name"], "ООО «Рассвет»");
}

#[test]
fn rules_hold_as_they_do_on_pages() {
    let app = TestApp::start();
    let olga = app.api("olga");
    for (body, wrong) in [
        (json!({}), vec!["name: required"]),
        (json!({ "name": " " }), vec!["name: required"]),
        (json!({ "name": "x".repeat(2000) }), vec!["name: too_long"]),
        (json!({ "name": "a\u{0}b" }), vec!["name: bad_characters"]),
        (json!({ "name": "x", "company_type": "friend" }), vec!["company_type: not_an_option"]),
        (json!({ "name": "x", "revenue_minor": -1 }), vec!["revenue_minor: amount_negative"]),
        (json!({ "name": "x", "currency": "XXQ" }), vec!["currency: unknown_code"]),
        (
            json!({ "name": "x", "phones": [{ "value": "+74872300001" }, { "value": "12" }] }),
            vec!["phones[1].value: phone_unparsed"],
        ),
        (json!({ "name": "x", "emails": [{ "value": "nobody" }] }), vec!["emails[0].value: email_invalid"]),
        (
            json!({ "name": "x", "emails": [{ "value": "a@b.example", "kind": "fax" }] }),
            vec!["emails[0].kind: not_an_option"],
        ),
        (json!({ "name": "x", "observers": [999_999] }), vec!["observers: no_such_record"]),
    ] {
        let refused = app.expect_unchanged(|| olga.post_json("/api/v1/companies", &body).expect(422));
        assert_eq!(problems(&refused), wrong, "{body}");
    }
}

#[test]
fn who_sees_own_records_only_gives_none_away() {
    let app = TestApp::start();
    let (olga, igor) = (app.api("olga"), app.user("igor").id.0);
    let body = json!({ "name": "ООО «Рассвет»", "responsible_id": igor });
    let refused = app.expect_unchanged(|| olga.post_json("/api/v1/companies", &body).expect(422));
    assert_eq!(problems(&refused), ["responsible_id: no_such_record"]);
    let path = path_of(&company(&olga, "ООО «Рассвет»"));
    app.expect_unchanged(|| olga.patch_json(&path, &json!({ "responsible_id": igor })).expect(422));
    assert_eq!(app.api("pyotr").patch_json(&path, &json!({ "responsible_id": igor })).expect(200).status, 200);
    olga.get(&path).expect(404);
    app.api("igor").get(&path).expect(200);
}

#[test]
fn a_currency_comes_with_every_sum_in_it() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let lead = json!({ "title": "Стеллажи", "amount_minor": 90_000, "budget_minor": 50_000 });
    let path = olga.post_json("/api/v1/leads", &lead).expect(201).header("location").to_owned();
    let alone = app.expect_unchanged(|| olga.patch_json(&path, &json!({ "currency": "USD" })).expect(422)).json();
    assert_eq!((&alone["errors"][0]["field"], &alone["errors"][0]["code"]), (&json!("currency"), &json!("sums_left")));
    let named = "Other sums are in this currency too: amount_minor, budget_minor. Give them together with it";
    assert_eq!(alone["errors"][0]["detail"], named);
    for change in [json!({ "currency": null }), json!({ "currency": "RUB", "amount_minor": 90_000 })] {
        let same = olga.patch_json(&path, &change).expect(200).json();
        assert_eq!(same["currency"], "RUB", "the office's, where none is named");
    }
    let whole = json!({ "currency": "JPY", "amount_minor": 900, "budget_minor": 500 });
    let whole = olga.patch_json(&path, &whole).expect(200).json();
    assert_eq!((&whole["currency"], &whole["budget_minor"]), (&json!("JPY"), &json!(500)));
}
