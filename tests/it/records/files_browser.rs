//! Files on a card, as a person drops, sees and deletes them.

use super::files::PNG;
use super::lists_browser::sign_in;
use crate::crm::leads::record;
use crate::harness::{Browser, TestApp};
use korob::records::Values;
use serde_json::json;

/// Lets files fall on an element, as the system does that a browser runs on; each name with its bytes.
fn drop_files(browser: &Browser, selector: &str, files: &[(&str, &[u8])]) {
    let files: Vec<_> = files.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect();
    let script = "const all = new DataTransfer();
        for (const { name, bytes } of arguments[1]) all.items.add(new File([new Uint8Array(bytes)], name));
        const at = document.querySelector(arguments[0]);
        for (const type of ['dragenter', 'dragover', 'drop'])
            at.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: all }))";
    browser.eval(script, &[json!(selector), json!(files)]);
}

#[test]
fn files_are_dropped_seen_deleted_and_brought_back() {
    let app = TestApp::start();
    let card = format!("/companies/{}", record(&app, "anna", "company", Values::default().with("name", "Ромашка")));
    let browser = sign_in(&app, "anna");
    browser.go(&card);
    browser.see("form[data-files]");
    // What the bars say is noted, however quickly they are gone.
    browser.eval(
        "window.seen = []; new MutationObserver(() => {
            for (const line of document.querySelectorAll('#uploads li')) seen.push(line.textContent + '|' + line.querySelector('progress').ariaLabel)
        }).observe(document.querySelector('#uploads'), { subtree: true, childList: true, characterData: true })",
        &[],
    );
    drop_files(&browser, ".tl", &[("двор.png", PNG), ("замер \"1\".txt", b"3 x 4"), ("пусто.txt", b"")]);
    browser.see_text("пусто.txt: файл пуст");
    browser.see_text("Добавлено 2 файла");
    browser.see("#files li a[download]");
    let seen = browser.eval("return seen", &[]).to_string();
    assert!(seen.contains("двор.png: загружается") && seen.contains("замер"), "{seen}");
    browser.see_no("#uploads li");
    assert_eq!(browser.count("#files .file-list:not(.uploads) li"), 2);
    // The picture is its own preview.
    browser.eval("document.querySelector('#files img').scrollIntoView()", &[]);
    let is_drawn =
        "const image = document.querySelector('#files img'); return image.complete && image.naturalWidth === 1";
    while browser.eval(is_drawn, &[]) != true {}
    browser.see_text("Добавлены файлы");
    browser.screenshot("files-card");
    browser.no_problems();
    browser.prefer_dark(true);
    browser.screenshot("files-card-dark");
    browser.no_problems();
    browser.prefer_dark(false);

    browser.click("#files form[action$='/deletion'] button");
    browser.see_text("Файл удалён");
    browser.click(".fold summary");
    browser.see_text("Удалён файл: замер");
    assert_eq!(browser.count("#files .file-list:not(.uploads) li"), 1);
    browser.press("Control+z");
    browser.see("#files .file-list:not(.uploads) li + li");
    // Both that were sent together go together.
    browser.press("Control+z");
    browser.see_no("#files .file-list:not(.uploads) li");
}

#[test]
fn files_are_chosen_with_the_keyboard_and_stopped_on_their_way() {
    let app = TestApp::start();
    let card = format!("/companies/{}", record(&app, "anna", "company", Values::default().with("name", "Ромашка")));
    let browser = sign_in(&app, "anna");
    browser.go(&card);
    let file = app.scratch().join("план.pdf");
    std::fs::write(&file, "%PDF-1.4").unwrap();
    browser.upload("form[data-files] input[multiple]", &file);
    browser.see_text("Добавлен 1 файл");
    browser.see("#files a.link[target=_blank]");
    browser.click("#files [hx-get$='/name']");
    browser.see("#files input[name=name]:focus");
    browser.no_problems();
    browser.fill("#files input[name=name]", "чертёж");
    browser.press("Enter");
    browser.see_text("Файл переименован");
    browser.see_no("#files input[name=name]");
    assert_eq!(browser.text("#files a.link"), "чертёж.pdf");
    // The server takes its time: the first is on its way, the second waits, and both are stopped.
    browser.eval("XMLHttpRequest.prototype.send = () => {}", &[]);
    drop_files(&browser, "#main", &[("1.png", PNG), ("2.png", PNG)]);
    browser.see("#uploads li + li .ib");
    browser.screenshot("files-uploading");
    browser.no_problems();
    browser.click("#uploads li + li .ib");
    browser.see("#uploads li:only-child .ib:focus");
    browser.press("Enter");
    browser.see_no("#uploads li");
    // It goes on from where the focus is.
    assert_eq!(browser.eval("return document.activeElement.matches('form[data-files] input[type=file]')", &[]), true);
    assert_eq!(browser.count("#files .file-list:not(.uploads) li"), 1);
    browser.no_problems();
}

#[test]
fn what_was_sent_whole_before_it_was_stopped_is_told() {
    let app = TestApp::start();
    let card = format!("/companies/{}", record(&app, "anna", "company", Values::default().with("name", "Ромашка")));
    let browser = sign_in(&app, "anna");
    browser.go(&card);
    browser.see("form[data-files]");
    // All of it is with the server, which did not answer yet.
    browser.eval(
        "const { send } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.send = function (body) {
            window.answer = () => {
                XMLHttpRequest.prototype.send = send;
                this.send(body);
            };
            this.upload.dispatchEvent(new ProgressEvent('load'));
        }",
        &[],
    );
    drop_files(&browser, "#main", &[("1.png", PNG)]);
    browser.click("#uploads li .ib");
    browser.see_no("#uploads li");
    browser.eval("window.answer()", &[]);
    browser.see_text("Добавлен 1 файл");
    browser.see("#files .file-list:not(.uploads) li");
}

#[test]
fn what_is_no_file_for_the_card_is_left_alone() {
    let app = TestApp::start();
    let card = format!("/companies/{}", record(&app, "anna", "company", Values::default().with("name", "Ромашка")));
    app.as_("anna").post_files(&format!("{card}/files"), &[("двор.png", PNG)]).expect_redirect();
    let browser = sign_in(&app, "anna");
    browser.go(&card);
    browser.see("form[data-files]");
    // The picture of the list, dragged about.
    let drag = "document.querySelector('#files img').dispatchEvent(new DragEvent(arguments[0], { bubbles: true }))";
    browser.eval(drag, &[json!("dragstart")]);
    drop_files(&browser, ".tl", &[("двор.png", PNG)]);
    browser.eval(drag, &[json!("dragend")]);
    assert_eq!(browser.count("#uploads li, [data-dropping]"), 0);
    // Whoever was signed out meanwhile is told that it was not sent.
    browser.eval(
        "const out = new XMLHttpRequest();
        out.open('POST', '/logout', false);
        out.setRequestHeader('X-CSRF', document.querySelector('meta[name=csrf]').content);
        out.send()",
        &[],
    );
    drop_files(&browser, ".tl", &[("поздно.png", PNG)]);
    browser.see_text("поздно.png: не загружен");
    browser.see_no("#uploads li");
    // The field of an import takes its file itself; elsewhere one that slipped does not lead away from the page.
    let browser = sign_in(&app, "anna");
    browser.go("/companies/import");
    browser.see(".drop-file");
    let is_prevented = "const all = new DataTransfer();
        all.items.add(new File(['a'], 'a.csv'));
        const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: all });
        document.querySelector(arguments[0]).dispatchEvent(over);
        return over.defaultPrevented";
    assert_eq!(browser.eval(is_prevented, &[json!("#f-file")]), false);
    assert_eq!(browser.eval(is_prevented, &[json!("#main")]), true);
}

#[test]
fn a_phone_takes_a_photo_for_a_card() {
    let app = TestApp::start();
    let card = format!("/companies/{}", record(&app, "anna", "company", Values::default().with("name", "Ромашка")));
    app.as_("anna")
        .post_files(
            &format!("{card}/files"),
            &[("двор.png", PNG), ("смета на поставку стеллажей и монтаж.xlsx", b"PK")],
        )
        .expect_redirect();
    let browser = sign_in(&app, "anna");
    browser.phone();
    browser.go(&card);
    browser.eval("document.querySelector('#pane-data').click()", &[]);
    browser.eval("document.querySelector('form[data-files]').scrollIntoView({ block: 'center' })", &[]);
    browser.see("label:has(input[capture])");
    browser.screenshot("files-phone");
    browser.no_problems();
    browser.upload("input[capture]", &{
        let photo = app.scratch().join("фото.png");
        std::fs::write(&photo, PNG).unwrap();
        photo
    });
    browser.see_text("Добавлен 1 файл");
}
