//! What integrations need beside records: who the users are, what the codes mean.

use super::code;
use crate::harness::TestApp;
use serde_json::json;

#[test]
fn colleagues_see_who_a_user_is_and_administrators_the_rest() {
    let app = TestApp::start();
    let id = app.user("igor").id.0;
    let path = format!("/api/v1/users/{id}");
    let seen = json!({ "id": id, "name": "Игорь Лунин", "is_active": true });
    for name in ["olga", "pyotr"] {
        assert_eq!(app.api(name).get(&path).expect(200).json(), seen, "{name}");
    }
    for name in ["anna", "igor"] {
        let user = app.api(name).get(&path).expect(200).json();
        assert_eq!((&user["email"], &user["role"]), (&json!("igor@tulapolis.example"), &json!("staff")), "{name}");
    }
    let list = app.api("olga").get("/api/v1/users").expect(200);
    assert_eq!(list.json()["items"].as_array().unwrap().len(), 5);
    assert_eq!(list.json()["next"], json!(null));
    for secret in ["argon2", "password", "igor@"] {
        list.clone().has_not(secret);
        app.api("anna").get("/api/v1/users").expect(200).has_not("argon2");
    }
    assert_eq!(code(&app.api("olga").get("/api/v1/users/999").expect(404)), "not_found");
    assert_eq!(code(&app.api("olga").get("/api/v1/users?role=admin").expect(400)), "bad_request");
}

#[test]
fn the_codes_of_a_choice_are_told_in_the_readers_language() {
    let app = TestApp::start();
    let label = |name: &str| {
        let list = app.api(name).get("/api/v1/option-lists/company_types").expect(200).json();
        let items = list["items"].as_array().unwrap().clone();
        items.iter().find(|item| item["code"] == "supplier").unwrap()["label"].as_str().unwrap().to_owned()
    };
    assert_eq!((label("olga").as_str(), label("malgorzata").as_str()), ("Поставщик", "Dostawca"));
    assert_eq!(code(&app.api("olga").get("/api/v1/option-lists/nothing").expect(404)), "not_found");
}
