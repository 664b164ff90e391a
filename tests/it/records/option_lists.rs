//! The lists the office edits.

use super::lists_browser::{lead, sign_in};
use crate::harness::{Answer, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;

fn id_of(app: &TestApp, list: &str, code: &str) -> i64 {
    let (list, code) = (list.to_owned(), code.to_owned());
    let found = app.db().read_blocking(move |conn| korob::records::options::find(conn, &list, &code));
    found.unwrap().unwrap_or_else(|| panic!("no such value")).id
}

fn undo_last(app: &TestApp) {
    let last = app
        .db()
        .read_blocking(|conn| Ok(conn.query_row("SELECT max(id) FROM actions", [], |row| row.get::<_, i64>(0))?));
    app.as_("anna").htmx().post_form(&format!("/actions/{}/undo", last.unwrap()), &[]).expect(204);
}

#[test]
fn a_status_is_added_before_the_ends_and_can_be_chosen_at_once() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let new = [("label_ru", "Ждём замер"), ("color", "amber"), ("semantic", "open")];
    anna.post_form("/settings/lists/lead_statuses/new", &new).expect(204);
    let names = anna.get("/settings/lists/lead_statuses").expect(200).texts(".option-line .dot");
    assert_eq!(names[6], "Ждём замер", "{names:?}");
    anna.get("/leads/board").expect(200).has("Ждём замер");
    // Taken names, whatever their case, and meanings that do not exist are refused.
    let taken = [("label_ru", "ЖДЁМ ЗАМЕР"), ("color", "amber"), ("semantic", "open")];
    app.expect_unchanged(|| anna.post_form("/settings/lists/lead_statuses/new", &taken)).expect(422);
    let meaningless = [("label_ru", "Икс"), ("color", "amber"), ("semantic", "won")];
    app.expect_unchanged(|| anna.post_form("/settings/lists/lead_statuses/new", &meaningless)).expect(422);
    undo_last(&app);
    anna.get("/leads/board").expect(200).has_not("Ждём замер");
}

#[test]
fn colours_have_names_in_the_readers_language() {
    let app = TestApp::start();
    for (who, first) in [("anna", "Серый"), ("malgorzata", "Szary")] {
        let id = app.user(who).id.0;
        let admin = format!("UPDATE users SET role = 'admin' WHERE id = {id}");
        app.db().write_blocking(move |tx| Ok(tx.execute_batch(&admin)?)).unwrap();
        let form = app.as_(who).htmx().get("/settings/lists/lead_statuses/new").expect(200);
        assert_eq!(form.attributes(".hue-choice input", "aria-label")[0], first);
    }
}

#[test]
fn what_work_hangs_on_is_renamed_never_deleted() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    for code in ["new", "converted", "junk"] {
        let id = id_of(&app, "lead_statuses", code);
        let path = |deed: &str| format!("/settings/lists/lead_statuses/{id}/{deed}");
        for verb in ["archived", "deletion"] {
            let told = app.expect_unchanged(|| anna.post_form(&path(verb), &[])).expect(409);
            told.has(tr::options_held(Lang::Ru));
        }
        let version = anna.get(&path("edit")).attributes("[name=version]", "value").remove(0);
        let renamed = [("label_ru", &*format!("Новое имя {code}")), ("color", "pink"), ("version", &version)];
        anna.post_form(&path("edit"), &renamed).expect(204);
    }
    anna.get("/leads/board").expect(200).has("Новое имя new");
}

#[test]
fn records_are_moved_before_their_value_goes() {
    let app = TestApp::start();
    let lead = lead(&app, "olga", "Мезонин", "contacted", 10);
    let anna = app.as_("anna").htmx();
    let id = id_of(&app, "lead_statuses", "contacted");
    let path = format!("/settings/lists/lead_statuses/{id}/deletion");
    app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409);
    anna.get(&path).expect(200).has("В работе");
    anna.post_form(&path, &[("to", "in_work")]).expect(204);
    anna.get(&format!("/leads/{lead}")).expect(200).has("В работе");
    anna.get("/leads/board").expect(200).has_not("Связались");
    undo_last(&app);
    anna.get(&format!("/leads/{lead}")).expect(200).has("Связались");
}

#[test]
fn an_archived_value_is_still_asked_for_where_records_hold_it() {
    let app = TestApp::start();
    lead(&app, "anna", "Мезонин", "contacted", 10);
    lead(&app, "anna", "Тележки", "new", 11);
    let anna = app.as_("anna");
    for code in ["contacted", "nurture"] {
        let id = id_of(&app, "lead_statuses", code);
        anna.htmx().post_form(&format!("/settings/lists/lead_statuses/{id}/archived"), &[]).expect(204);
    }
    let asked = anna.get("/leads?view=all&panel=filters&filter=status%3Ain%3Acontacted").expect(200);
    assert_eq!(asked.texts("tbody a.name"), ["Мезонин"]);
    assert_eq!(asked.texts(".chip b"), ["Связались"], "its title, not its code");
    assert_eq!(asked.attributes("#filters [name='f.status'][checked]", "value"), ["contacted"]);
    assert_eq!(asked.attributes("#chip-status [name='f.status'][checked]", "value"), ["contacted"]);
    let browser = sign_in(&app, "anna");
    browser.go("/leads?view=all");
    browser.press("f");
    browser.see("#facet-status-new:not(:empty)");
    browser.see("#filters [data-archived] [value=contacted]");
    browser.see_no("#filters [data-archived] [value=nurture]");
    browser.screenshot("archived-value");
    browser.no_problems();
    browser.click("#filters [name='f.status'][value=contacted]");
    browser.see_no("tbody tr:nth-child(2)");
    browser.see_text("Мезонин");
}

#[test]
fn somebody_who_left_is_called_by_name_in_a_filter() {
    let app = TestApp::start();
    lead(&app, "igor", "Мезонин", "new", 10);
    let igor = app.user("igor").id;
    let anna = app.as_("anna");
    let actor = app.viewer("anna").actor();
    app.db().write_blocking(move |tx| korob::access::users::disable(tx, &actor, igor)).unwrap();
    let asked = anna.get(&format!("/leads?view=all&panel=filters&filter=responsible_id%3Ain%3A{}", igor.0)).expect(200);
    assert_eq!((asked.texts(".chip b"), asked.texts("tbody a.name").len()), (vec!["Игорь Лунин".to_owned()], 1));
    let chosen = asked.attributes("#filters [name='f.responsible_id'][checked]", "value");
    assert_eq!(chosen, [igor.0.to_string()]);
}

#[test]
fn what_stands_in_an_archived_status_stays_on_the_board() {
    let app = TestApp::start();
    lead(&app, "olga", "Мезонин", "contacted", 10);
    let anna = app.as_("anna").htmx();
    for code in ["contacted", "nurture"] {
        let id = id_of(&app, "lead_statuses", code);
        anna.post_form(&format!("/settings/lists/lead_statuses/{id}/archived"), &[]).expect(204);
    }
    let board = anna.get("/leads/board").expect(200).has("Мезонин");
    let columns = board.attributes("[data-board] > [data-column]", "data-column");
    assert!(columns.contains(&"contacted".to_owned()), "{columns:?}");
    assert!(!columns.contains(&"nurture".to_owned()), "nothing is there to be seen: {columns:?}");
    let taking: Vec<String> = board.attributes("form[hx-post^='/leads/board/']", "action");
    assert!(!taking.contains(&"/leads/board/contacted".to_owned()), "{taking:?}");
}

#[test]
fn only_administrators_edit_lists() {
    let app = TestApp::start();
    let id = id_of(&app, "sources", "website");
    for who in ["olga", "pyotr"] {
        let staff = app.as_(who);
        staff.get("/settings/lists").expect(403);
        let path = format!("/settings/lists/sources/{id}/archived");
        app.expect_unchanged(|| staff.post_form(&path, &[])).expect(403);
    }
}

#[test]
fn the_pages_of_lists_are_sound() {
    let app = TestApp::start();
    let browser = sign_in(&app, "anna");
    browser.go("/settings/lists");
    browser.screenshot("settings-lists");
    browser.no_problems();
    browser.go("/settings/lists/lead_statuses");
    browser.screenshot("settings-list");
    browser.no_problems();
    browser.click(".head-end button");
    browser.see("#option [name=label_ru]");
    browser.screenshot("settings-list-new");
    browser.no_problems();
    browser.fill("#option [name=label_ru]", "Ждём замер");
    browser.click("dialog footer [data-k=primary]");
    browser.see_text("Значение добавлено");
    browser.see_text("Ждём замер");
    browser.drag(".option-line:nth-child(8) .grip", ".option-line:nth-child(4) .grip");
    browser.see_text("Порядок сохранён");
    browser.phone();
    browser.go("/settings/lists/lead_statuses");
    browser.screenshot("settings-list-phone");
    browser.no_problems();
}

#[test]
fn the_code_of_a_deleted_value_is_given_to_no_other() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let add = |label: &str| {
        let new = [("label_ru", label), ("color", "amber"), ("semantic", "")];
        anna.post_form("/settings/lists/sources/new", &new).expect(204);
        let label = label.to_owned();
        let code = app.db().read_blocking(move |conn| korob::records::options::code_of_word(conn, "sources", &label));
        code.unwrap().unwrap()
    };
    let first = add("Реклама в газете");
    let id = id_of(&app, "sources", &first);
    anna.post_form(&format!("/settings/lists/sources/{id}/deletion"), &[]).expect(204);
    assert_ne!(add("Выставка 2027"), first, "or the past would speak of the exhibition");
}

#[test]
fn the_lists_kept_in_memory_are_those_of_the_database() {
    use korob::kernel::{Error, Lang};
    use korob::records::options::Dictionary;
    let (app, other) = (TestApp::start(), TestApp::start());
    let label = |app: &TestApp| {
        app.db()
            .read_blocking(|conn| Ok(Dictionary::load(conn, Lang::En)?.label("lead_statuses", "new").to_owned()))
            .unwrap()
    };
    let rename = |app: &TestApp, to: &'static str, is_kept: bool| {
        let outcome = app.db().write_blocking(move |tx| {
            tx.execute("UPDATE options SET label_en = ?1 WHERE list = 'lead_statuses' AND code = 'new'", [to])?;
            assert_eq!(Dictionary::load(tx, Lang::En)?.label("lead_statuses", "new"), to);
            if is_kept { Ok(()) } else { Err(Error::NotFound) }
        });
        assert_eq!(outcome.is_ok(), is_kept);
    };
    let before = label(&app);
    rename(&app, "Taken back", false);
    assert_eq!(label(&app), before);
    rename(&app, "Fresh", true);
    assert_eq!((label(&app).as_str(), label(&other)), ("Fresh", before));
}

#[test]
fn two_administrators_do_not_overwrite_each_other() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let path = format!("/settings/lists/sources/{}/edit", id_of(&app, "sources", "website"));
    let version = |page: &Answer| page.attributes("[name=version]", "value").remove(0);
    let read = version(&anna.get(&path).expect(200));
    let save = |name: &str, version: &str| {
        anna.post_form(&path, &[("label_ru", name), ("color", "pink"), ("version", version)])
    };
    save("Наш сайт", &read).expect(204);
    let again = app.expect_unchanged(|| save("Сайт фирмы", &read)).expect(409);
    assert_eq!(again.attributes("[name=label_ru]", "value"), ["Сайт фирмы"], "what was typed stays");
    let stands = again.texts("[role=alert]").concat();
    assert!(stands.contains("Наш сайт") && stands.contains("Розовый"), "{stands}");
    // Who has seen it may say so again.
    save("Сайт фирмы", &version(&again)).expect(204);
}

#[test]
fn a_value_has_a_name_in_the_language_of_the_office() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let path = format!("/settings/lists/sources/{}/edit", id_of(&app, "sources", "website"));
    let version = anna.get(&path).attributes("[name=version]", "value").remove(0);
    for (path, version) in [(path.as_str(), Some(("version", &*version))), ("/settings/lists/sources/new", None)] {
        let told = |labels: [(&str, &str); 2]| {
            let fields: Vec<_> = labels.into_iter().chain([("color", "pink")]).chain(version).collect();
            let page = app.expect_unchanged(|| anna.post_form(path, &fields)).expect(422);
            page.attributes("[aria-invalid=true]", "name")
        };
        assert_eq!(told([("label_en", "Fair"), ("label_ru", " ")]), ["label_ru"], "{path}");
        // The name that is taken, not those that were left empty.
        assert_eq!(told([("label_en", ""), ("label_ru", "По рекомендации")]), ["label_ru"], "{path}");
    }
    let renamed = [("label_en", ""), ("label_ru", "Ярмарка"), ("color", "pink"), ("version", &version)];
    anna.post_form(&path, &renamed).expect(204);
    assert_eq!(anna.get(&path).expect(200).attributes("[name=label_pl]", "value"), ["Ярмарка"]);
}
