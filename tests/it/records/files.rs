//! Files on cards: who sends, sees and deletes them, what becomes of their names and bytes, and what stays of them.

use crate::crm::leads::{lead, record};
use crate::harness::{Answer, Client, TestApp};
use korob::kernel::{ActionId, Lang};
use korob::platform::files::{FileStore, Limits};
use korob::platform::i18n::tr;
use korob::records::value::Value;
use korob::records::{self, Values, attachments, service};
use serde_json::Value as Json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\
    \x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

/// Olga's, observed by Igor.
fn company(app: &TestApp) -> i64 {
    let igor = app.user("igor").id.0;
    let values = Values::default().with("name", "Ромашка").with("observers", Value::Ids(vec![igor]));
    record(app, "olga", "company", values)
}

fn send(client: &Client, card: &str, files: &[(&str, &[u8])]) -> String {
    let answer = client.post_files(&format!("{card}/files"), files);
    answer.expect_redirect().to_owned()
}

/// The names of a card's files, the latest first.
fn names(client: &Client, card: &str) -> Vec<String> {
    client.get(card).expect(200).texts("#files li a.link")
}

/// Where they are downloaded.
fn links(client: &Client, card: &str) -> Vec<String> {
    client.get(card).expect(200).attributes("#files li .row a[download]", "href")
}

/// What lies in the folder, without what is on its way in.
fn stored(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(stored(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn files_are_sent_shown_downloaded_and_deleted_with_a_way_back() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let done = send(&olga, &card, &[("договор.pdf", PDF), ("фото.png", PNG), ("смета.xlsx", b"PK\x03\x04")]);
    let page = olga.get(&done).expect(200);
    assert_eq!(page.attributes("template[data-toast]", "data-toast"), ["Файлы добавлены"]);
    assert_eq!(names(&olga, &card), ["смета.xlsx", "фото.png", "договор.pdf"]);
    assert_eq!(page.texts("#files li .file-type"), ["XLSX", "", "PDF"]);
    assert!(page.texts("#files li small")[0].starts_with("4 Б · Ольга Белкина · "), "{:?}", page.texts("#files small"));
    // What browsers show opens beside the card, the rest is downloaded.
    assert_eq!(page.attributes("#files li a.link[target=_blank]", "href").len(), 2);
    let told = page.texts("li[id^=feed-] .what");
    assert!(
        told[0].contains("договор.pdf , фото.png , смета.xlsx")
            || told[0].contains("договор.pdf, фото.png, смета.xlsx")
    );
    let files = links(&olga, &card);
    let sheet = olga.get(&files[0]).expect(200);
    assert_eq!(sheet.body, b"PK\x03\x04");
    assert_eq!(sheet.header("content-type"), "application/octet-stream");
    assert!(
        sheet.header("content-disposition").starts_with("attachment; filename=\"_____.xlsx\"; filename*=UTF-8''%D1%81")
    );
    assert_eq!(olga.get(&format!("{}/view", files[2])).expect(200).body, PDF);

    let gone = olga.htmx().post_form(&format!("{}/deletion", files[0]), &[]).expect(204);
    let said: Json = serde_json::from_str(gone.header("hx-trigger")).unwrap();
    assert_eq!(said["toast"]["text"], "Файл удалён");
    assert_eq!(names(&olga, &card), ["фото.png", "договор.pdf"]);
    olga.get(&files[0]).expect(404);
    olga.get(&card).expect(200).has("Удалён файл").has("смета.xlsx");
    olga.htmx().post_form(said["toast"]["undo"].as_str().unwrap(), &[]).expect(204);
    assert_eq!(names(&olga, &card).len(), 3);
    olga.get(&files[0]).expect(200);
    // The sending is one action: Undo takes all three back.
    let action = done.split("done=").nth(1).unwrap();
    olga.htmx().post_form(&format!("/actions/{action}/undo"), &[]).expect(204);
    assert_eq!(names(&olga, &card), Vec::<String>::new());
    olga.get(&files[2]).expect(404);
}

#[test]
fn a_file_is_renamed_where_it_stands_and_by_programs() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let (olga, igor) = (app.as_("olga").htmx(), app.as_("igor").htmx());
    send(&app.as_("olga"), &card, &[("IMG_2031.png", PNG)]);
    let file = links(&olga, &card)[0].clone();
    let path = format!("{file}/name");
    assert_eq!(olga.get(&path).expect(200).attributes("[name=name]", "value"), ["IMG_2031.png"]);
    app.expect_unchanged(|| {
        olga.post_form(&path, &[("name", " .. ")]).expect(422).has(tr::problem_required(Lang::Ru)).has("aria-invalid");
        igor.get(&path).expect(403);
        igor.post_form(&path, &[("name", "чужое")]).expect(403);
    });
    let said = olga.post_form(&path, &[("name", "../Двор\u{202e}")]).expect(204);
    let said: Json = serde_json::from_str(said.header("hx-trigger")).unwrap();
    assert_eq!(names(&olga, &card), ["Двор.png"], "the ending says what it is");
    olga.get(&card).expect(200).has("Файл переименован");
    app.expect_unchanged(|| olga.post_form(&path, &[("name", "Двор.png")]).expect(204));
    olga.post_form(said["toast"]["undo"].as_str().unwrap(), &[]).expect(204);
    assert_eq!(names(&olga, &card), ["IMG_2031.png"]);
    let one = format!("/api/v1/files/{}", file.rsplit('/').next().unwrap());
    let (api, told) = (app.api("olga"), serde_json::json!({ "name": "Склад.jpeg" }));
    assert_eq!(api.patch_json(&one, &told).expect(200).json()["name"], "Склад.jpeg");
    let program = app.api("igor");
    app.expect_unchanged(|| {
        for wrong in [
            serde_json::json!({ "name": 7 }),
            serde_json::json!({ "name": "" }),
            serde_json::json!({ "size_bytes": 7 }),
        ] {
            api.patch_json(&one, &wrong).expect(422);
        }
        program.patch_json(&one, &told).expect(403);
    });
}

#[test]
fn files_sent_one_after_the_other_are_one_action() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let (olga, anna) = (app.as_("olga"), app.as_("anna"));
    let one = |client: &Client, name: &str, with: &str| -> Json {
        client.htmx().post_files(&format!("{card}/files{with}"), &[(name, PNG)]).expect(200).json()
    };
    let first = one(&olga, "1.png", "");
    let with = format!("?with={}", first["action"]);
    let second = one(&olga, "2.png", &with);
    assert_eq!(second["action"], first["action"]);
    assert_eq!(second["text"], "Добавлено 2 файла");
    // Nobody goes on with what somebody else did, or with what was no such deed.
    assert_ne!(one(&anna, "3.png", &with)["action"], first["action"]);
    assert_ne!(one(&olga, "4.png", "?with=1")["action"], 1);
    let told = olga.get(&card).expect(200).texts("li[id^=feed-] .what").join("\n");
    assert!(told.contains("1.png, 2.png") || told.contains("1.png , 2.png"), "{told}");
    olga.htmx().post_form(&format!("/actions/{}/undo", first["action"]), &[]).expect(204);
    assert_eq!(names(&olga, &card), ["4.png", "3.png"]);
    // What was taken back is not gone on with.
    assert_ne!(one(&olga, "5.png", &with)["action"], first["action"]);
}

#[test]
fn who_sees_a_record_downloads_and_who_edits_it_adds() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let [olga, igor, stranger] = ["olga", "igor", "malgorzata"].map(|name| app.as_(name));
    send(&olga, &card, &[("план.pdf", PDF)]);
    let file = links(&olga, &card)[0].clone();
    igor.get(&file).expect(200);
    let seen = igor.get(&card).expect(200).has("план.pdf");
    assert!(seen.attributes("form[data-files]", "action").is_empty(), "an observer adds none");
    assert!(seen.attributes("#files form[action$='/deletion']", "action").is_empty());
    for path in [format!("{card}/files"), file.clone(), format!("{file}/view")] {
        stranger.get(&path).expect(404);
    }
    app.expect_unchanged(|| {
        igor.post_files(&format!("{card}/files"), &[("a.png", PNG)]).expect(403);
        igor.post_form(&format!("{file}/deletion"), &[]).expect(403);
        stranger.post_files(&format!("{card}/files"), &[("a.png", PNG)]).expect(404);
        stranger.post_form(&format!("{file}/deletion"), &[]).expect(404);
    });
    assert_eq!(stored(&app.data().join("files")).len(), 1, "what was refused was not kept");
    // A file of another record is not found below this one.
    let other = record(&app, "olga", "company", Values::default().with("name", "Другая"));
    olga.get(&file.replace(&card, &format!("/companies/{other}"))).expect(404);
    // Who added a file may delete it, whoever may edit the record now.
    send(&app.as_("anna"), &card, &[("анна.png", PNG)]);
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("company").unwrap());
    let swapped = Values::default()
        .with("responsible_id", Value::Int(app.user("igor").id.0))
        .with("observers", Value::Ids(vec![app.user("olga").id.0]));
    let id = card.rsplit('/').next().unwrap().parse().unwrap();
    app.db().write_blocking(move |tx| records::update(tx, &anna, &kind, id, None, swapped)).unwrap();
    let deletions = olga.get(&card).expect(200).attributes("#files form[action$='/deletion']", "action");
    assert_eq!(deletions, [format!("{file}/deletion")]);
    let undo = olga.post_form(&deletions[0], &[]).expect_redirect().to_owned();
    let undo = format!("/actions/{}/undo", undo.split("done=").nth(1).unwrap());
    olga.htmx().post_form(&undo, &[]).expect(204);
    assert_eq!(names(&olga, &card), ["анна.png", "план.pdf"]);
}

#[test]
fn a_file_is_handed_out_as_what_its_bytes_are_and_nothing_in_it_runs() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    for (name, bytes, media_type) in [
        ("a.png", SVG, "application/octet-stream"),
        ("a.svg", SVG, "application/octet-stream"),
        ("a.html", b"<!doctype html><script>alert(1)</script>".as_slice(), "application/octet-stream"),
        ("a.html", PNG, "image/png"),
        ("a.pdf", PDF, "application/pdf"),
        ("a.bin", b"MZ\x90\0", "application/octet-stream"),
    ] {
        send(&olga, &card, &[(name, bytes)]);
        let file = links(&olga, &card)[0].clone();
        let answer = olga.get(&file).expect(200);
        assert_eq!(answer.header("content-type"), media_type, "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-disposition").starts_with("attachment;"), "{name}");
        assert!(answer.header("content-security-policy").starts_with("sandbox;"), "{name}");
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        let shown = olga.get(&format!("{file}/view"));
        if media_type == "application/octet-stream" {
            assert_eq!(shown.status, 404, "{name}");
            continue;
        }
        assert!(shown.header("content-disposition").starts_with("inline;"), "{name}");
        assert!(shown.header("content-security-policy").contains("default-src 'none'"), "{name}");
        // Neither the address of one answer nor its tag makes the other of it.
        let etag = answer.header("etag").to_owned();
        assert_eq!(olga.with_header("If-None-Match", &etag).get(&file).status, 304);
    }
    let file = links(&olga, &card)[1].clone();
    let part = olga.with_header("Range", "bytes=1-3").with_header("Accept-Encoding", "gzip").get(&file).expect(206);
    assert_eq!((part.text().as_str(), part.header("content-range")), ("PDF", &*format!("bytes 1-3/{}", PDF.len())));
    olga.with_header("Range", "bytes=5000-").get(&file).expect(416);
    assert_eq!(olga.with_header("Range", "bytes=0-1,3-4").get(&file).expect(200).body, PDF);
    let old = olga.with_header("Range", "bytes=1-3").with_header("If-Range", "\"old\"");
    assert_eq!(old.get(&file).expect(200).body, PDF);
}

#[test]
fn hostile_names_are_cleaned_and_nothing_of_them_is_a_path() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let long = format!("{}.pdf", "я".repeat(300));
    for (sent, kept) in [
        ("../../../etc/passwd", "passwd".to_owned()),
        ("C:\\\\Windows\\\\win.ini", "win.ini".to_owned()),
        ("a%22 onerror=%22alert(1).png", "a\" onerror=\"alert(1).png".to_owned()),
        ("<script>alert(1)</script>.txt", "script>.txt".to_owned()),
        ("счёт\u{202e}fdp.zip", "счётfdp.zip".to_owned()),
        ("a%0D%0ASet-Cookie: b=c", "a Set-Cookie: b=c".to_owned()),
        (".htaccess", "htaccess".to_owned()),
        ("..", "Файл".to_owned()),
        (long.as_str(), format!("{}….pdf", "я".repeat(195))),
    ] {
        send(&olga, &card, &[(sent, b"bytes")]);
        let page = olga.get(&card).expect(200);
        assert_eq!(page.texts("#files li a.link")[0], kept, "{sent}");
        assert!(page.attributes("#files [onerror], #files script", "onerror").is_empty());
        let answer = olga.get(&links(&olga, &card)[0]).expect(200);
        assert!(answer.header("set-cookie").is_empty(), "{sent}");
        assert_eq!(answer.body, b"bytes");
    }
    let files = stored(&app.data().join("files"));
    assert_eq!(files.len(), 1, "the same bytes lie once: {files:?}");
    assert_eq!(files[0].file_name().unwrap().len(), 64);
    // A NUL never gets out of its header whole.
    let nul = olga.post_files(&format!("{card}/files"), &[("a\0b.png", PNG)]);
    assert!(matches!(nul.status, 303 | 400), "{}", nul.status);
    olga.get(&card).expect(200).has_not("\0");
}

#[test]
fn what_is_wrong_with_an_upload_is_said_and_nothing_is_kept() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let (olga, program) = (app.as_("olga"), app.api("olga"));
    let path = format!("{card}/files");
    let one = ("a.png", PNG);
    app.expect_unchanged(|| {
        olga.post_files(&path, &[one, ("пусто.txt", b"")]).expect(422).has("пусто.txt: Файл пуст");
        olga.post_files(&path, &[]).expect(422).has(tr::problem_required(Lang::Ru));
        // A field in which nothing was chosen.
        olga.post_files(&path, &[("", b"")]).expect(422).has(tr::problem_required(Lang::Ru));
        olga.post_files(&path, &[one; 21]).expect(422).has("не больше 20");
        // As many fields in which nothing was chosen as nobody has.
        let nothing = [("", b"".as_slice()); 30];
        olga.post_files(&path, &[&nothing[..], &[one]].concat()).expect(422).has("не больше 20");
        olga.post_form(&path, &[("files", "a")]).expect(400);
        let method = || ureq::http::Method::POST;
        let cut = b"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nhalf".to_vec();
        olga.send(method(), &path, Some(("multipart/form-data; boundary=x", cut))).expect(400);
        let csrf = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n";
        let long = [csrf.as_bytes(), &vec![b'x'; 1024 * 1024 + 1], b"\r\n--x--\r\n"].concat();
        olga.send(method(), &path, Some(("multipart/form-data; boundary=x", long))).expect(400);
        let other = b"--x\r\nContent-Disposition: form-data; name=\"owner_id\"\r\n\r\n7\r\n--x--\r\n".to_vec();
        olga.send(method(), &path, Some(("multipart/form-data; boundary=x", other))).expect(422);
        // The form of another page's session.
        app.anonymous().post_files(&path, &[one]).expect_redirect();
        let api = program.post_files(&format!("/api/v1{path}"), &[("пусто", b"")]).expect(422).json();
        assert_eq!(api["errors"][0]["code"], "file_empty");
        assert_eq!(api["errors"][0]["field"], "files");
    });
    assert_eq!(stored(&app.data().join("files")), Vec::<PathBuf>::new());
    olga.get(&card).expect(200).has_not("a.png");
}

#[test]
fn what_windows_would_run_is_refused_by_whatever_door() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let (olga, program, path) = (app.as_("olga"), app.api("olga"), format!("{card}/files"));
    send(&olga, &card, &[("заметки.txt", b"text")]);
    let file = links(&olga, &card)[0].clone();
    let api = format!("/api/v1/files/{}", file.rsplit('/').next().unwrap());
    app.expect_unchanged(|| {
        let refused = olga.post_files(&path, &[("план.pdf", PDF), ("Фото.JPG.Scr", b"MZ")]).expect(422);
        refused.has("Фото.JPG.Scr: файлы .scr не принимаются");
        let told = program.post_files(&format!("/api/v1{path}"), &[("a.exe", PNG)]).expect(422).json();
        assert_eq!(
            (&told["errors"][0]["code"], &told["errors"][0]["field"]),
            (&"file_refused".into(), &"files".into())
        );
        let renamed = olga.htmx().post_form(&format!("{file}/name"), &[("name", "заметки.bat")]).expect(422);
        renamed.has("файлы .bat не принимаются").has("aria-invalid");
        let told = program.patch_json(&api, &serde_json::json!({ "name": "a.vbs" })).expect(422).json();
        assert_eq!((&told["errors"][0]["code"], &told["errors"][0]["field"]), (&"file_refused".into(), &"name".into()));
    });
    assert_eq!(stored(&app.data().join("files")).len(), 1, "nothing of what was refused is kept");
    send(&olga, &card, &[("setup.exe.zip", b"PK")]);
    let app = TestApp::with_settings(&[(korob::app::config::Key::RefusedEndings, "zip")]);
    let card = format!("/companies/{}", company(&app));
    send(&app.as_("olga"), &card, &[("setup.exe", b"MZ")]);
    app.as_("olga").post_files(&format!("{card}/files"), &[("a.zip", b"PK")]).expect(422);
}

#[test]
fn a_card_shows_small_pictures_and_the_latest_of_many_files() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let photo = [PNG, &vec![0; 300 * 1024]].concat();
    send(&olga, &card, &[("двор.png", PNG), ("фото.png", &photo)]);
    let page = olga.get(&card).expect(200);
    assert_eq!(
        page.attributes("#files img", "src").len(),
        1,
        "who looks at a card does not load a photograph of a phone"
    );
    assert_eq!(page.texts("#files li .file-type"), ["PNG", ""]);
    send(&olga, &card, &[("a.txt", PDF); 11]);
    let page = olga.get(&card).expect(200);
    assert_eq!((page.texts("#files li").len(), page.attributes("a[href$='/files']", "href").len()), (12, 1));
    assert_eq!(page.texts("#files li .file-type").last().unwrap(), "PNG");
    page.has(">13<");
    assert_eq!(olga.get(&format!("{card}/files")).expect(200).texts("#files li").len(), 13);
}

#[test]
fn a_form_without_scripts_carries_its_token_before_the_files() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let page = olga.get(&card).expect(200);
    let token = page.attributes("form[data-files] [name=csrf]", "value")[0].clone();
    assert_eq!(page.attributes("form[data-files]", "enctype"), ["multipart/form-data"]);
    let body = |token: &str| {
        let csrf = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n");
        let file =
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nhello\r\n--x--\r\n";
        (csrf + file).into_bytes()
    };
    // The same session without the header that scripts send.
    let plain = app.anonymous();
    plain.set_session(&olga.session().unwrap());
    let send = |token: &str| {
        let body = Some(("multipart/form-data; boundary=x", body(token)));
        plain.send(ureq::http::Method::POST, &format!("{card}/files"), body)
    };
    app.expect_unchanged(|| send("guessed").expect(403));
    send(&token).expect_redirect();
    assert_eq!(names(&olga, &card), ["a.txt"]);
}

#[test]
fn an_upload_over_the_limit_is_refused_before_it_fills_anything() {
    let app =
        TestApp::with_settings(&[(korob::app::config::Key::MaxFileMb, "1"), (korob::app::config::Key::MaxFiles, "3")]);
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let large = vec![b'x'; 1024 * 1024 + 1];
    let refused = olga.post_files(&format!("{card}/files"), &[("план.pdf", PDF), ("кино.mov", &large)]).expect(422);
    refused.has("кино.mov: файл больше 1\u{a0}МБ");
    olga.post_files(&format!("{card}/files"), &[("ровно.mov", &large[1..])]).expect_redirect();
    olga.post_files(&format!("{card}/files"), &[("a", PNG); 4]).expect(422).has("не больше 3");
    // One more is refused by its name, before what is in it; a field in which nothing was chosen is no file.
    let one_more = [("a", PNG), ("b", PNG), ("c", PNG), ("большой.mov", &large)];
    olga.post_files(&format!("{card}/files"), &one_more).expect(422).has("не больше 3").has_not("больше 1");
    // Two gigabytes are refused for what their sender says of them: not a byte of them is waited for.
    let head = format!(
        "POST {card}/files HTTP/1.1\r\nHost: {}\r\nCookie: {}={}\r\nX-CSRF: {}\r\nContent-Length: 2147483648\r\n\
         Content-Type: multipart/form-data; boundary=x\r\n\r\n",
        app.base().trim_start_matches("http://"),
        olga.session_cookie(),
        olga.session().unwrap(),
        korob::platform::web::csrf::token(&olga.session().unwrap()),
    );
    let mut stream = TcpStream::connect(app.base().trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 64];
    let length = stream.read(&mut answer).unwrap();
    assert!(answer[..length].starts_with(b"HTTP/1.1 422"), "{}", String::from_utf8_lossy(&answer[..length]));
    assert_eq!(names(&olga, &card), ["ровно.mov"]);
    assert_eq!(stored(&app.data().join("files")).len(), 1);
}

#[test]
fn a_record_in_the_bin_keeps_its_files() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    send(&olga, &card, &[("план.pdf", PDF)]);
    let file = links(&olga, &card)[0].clone();
    olga.post_form(&format!("{card}/deletion"), &[]).expect_redirect();
    olga.get(&file).expect(404);
    app.expect_unchanged(|| olga.post_files(&format!("{card}/files"), &[("a.png", PNG)]).expect(404));
    olga.post_form(&format!("{card}/restoration"), &[]).expect_redirect();
    assert_eq!(names(&olga, &card), ["план.pdf"]);
    assert_eq!(olga.get(&file).expect(200).body, PDF);
}

#[test]
fn the_files_of_a_lead_hang_on_what_it_becomes() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let company = record(&app, "olga", "company", Values::default().with("name", "Ромашка ООО"));
    let id = record(&app, "olga", "lead", lead());
    send(&olga, &format!("/leads/{id}"), &[("замер.pdf", PDF), ("двор.png", PNG)]);
    // One that the client has already does not come twice.
    send(&olga, &format!("/companies/{company}"), &[("двор.png", PNG)]);
    let page = olga.get(&format!("/leads/{id}/conversion")).expect(200);
    let version = page.attributes("input[name=version]", "value")[0].clone();
    let company_id = company.to_string();
    let deal = page.attributes("[name=deal]:not([value=none])", "value")[0].clone();
    let client = [("contact", "new"), ("company", company_id.as_str()), ("version", version.as_str())];
    let sent = [client.as_slice(), &[("deal", deal.as_str())]].concat();
    let done = olga.post_form(&format!("/leads/{id}/conversion"), &sent).expect_redirect().to_owned();
    let contact = olga.get("/contacts").expect(200).attributes("td a.name", "href")[0].clone();
    let contact = contact.split('?').next().unwrap();
    let deal = olga.get("/deals?view=all").expect(200).attributes("td a.name", "href")[0].clone();
    let deal = deal.split('?').next().unwrap();
    assert_eq!(names(&olga, deal), ["двор.png", "замер.pdf"]);
    let company = format!("/companies/{company}");
    assert_eq!(names(&olga, contact), ["двор.png", "замер.pdf"]);
    assert_eq!(names(&olga, &company), ["замер.pdf", "двор.png"]);
    assert_eq!(names(&olga, &format!("/leads/{id}")).len(), 2, "the lead keeps its own");
    assert_eq!(olga.get(&links(&olga, contact)[1]).expect(200).body, PDF);
    olga.get(contact).expect(200).has("Добавлены файлы");
    assert_eq!(stored(&app.data().join("files")).len(), 2, "the same bytes lie once");
    // With the conversion they go, too.
    let action = done.split("done=").nth(1).unwrap();
    olga.htmx().post_form(&format!("/actions/{action}/undo"), &[]).expect(204);
    olga.get(contact).expect(404);
    olga.get(deal).expect(404);
    assert_eq!(names(&olga, &company), ["двор.png"]);
}

#[test]
fn programs_list_add_read_and_delete_files() {
    let app = TestApp::start();
    let id = company(&app);
    let (olga, igor, stranger) = (app.api("olga"), app.api("igor"), app.api("malgorzata"));
    let path = format!("/api/v1/companies/{id}/files");
    let made = olga.post_files(&path, &[("план.pdf", PDF), ("двор.png", PNG)]).expect(201).json();
    let file = &made["items"][0];
    assert_eq!(file["name"], "план.pdf");
    assert_eq!(file["media_type"], "application/pdf");
    assert_eq!(file["size_bytes"], PDF.len());
    assert_eq!(file["record"], serde_json::json!({ "kind": "company", "id": id }));
    let all = igor.get(&path).expect(200).json();
    assert_eq!(all["items"][1], *file, "the latest first");
    let one = format!("/api/v1/files/{}", file["id"]);
    assert_eq!(igor.get(&one).expect(200).json(), *file);
    let content = igor.get(&format!("{one}/content")).expect(200);
    assert_eq!(content.body, PDF);
    assert_eq!(content.header("etag").trim_matches('"'), file["sha256"]);
    assert!(content.header("content-disposition").starts_with("attachment;"));
    app.expect_unchanged(|| {
        for path in [path.clone(), one.clone(), format!("{one}/content")] {
            stranger.get(&path).expect(404);
            app.anonymous().get(&path).expect(401);
        }
        stranger.delete(&one).expect(404);
        igor.delete(&one).expect(403);
        igor.post_files(&path, &[("a", PNG)]).expect(403);
    });
    olga.delete(&one).expect(204);
    olga.get(&one).expect(404);
    assert_eq!(olga.get(&path).expect(200).json()["items"].as_array().unwrap().len(), 1);
    app.as_("olga").get(&format!("/companies/{id}")).expect(200).has("Удалён файл");
}

#[test]
fn programs_that_did_not_hear_the_answer_add_no_file_twice() {
    let app = TestApp::start();
    let id = company(&app);
    let path = format!("/api/v1/companies/{id}/files");
    let olga = app.api("olga").with_header("Idempotency-Key", "7f1c");
    let files = [("план.pdf", PDF), ("двор.png", PNG)];
    let made = olga.post_files(&path, &files).expect(201).json();
    let company = record(&app, "olga", "company", Values::default().with("name", "Другая"));
    app.expect_unchanged(|| {
        assert_eq!(olga.post_files(&path, &files).expect(201).json(), made);
        for other in [&files[..1], &[("план.pdf", PNG), ("двор.png", PNG)], &[("другой.pdf", PDF), ("двор.png", PNG)]]
        {
            olga.post_files(&path, other).expect(422);
        }
        olga.post_files(&format!("/api/v1/companies/{company}/files"), &files).expect(422);
    });
    assert_eq!(names(&app.as_("olga"), &format!("/companies/{id}")).len(), 2);
    app.api("olga").post_files(&path, &files).expect(201);
    app.api("olga").with_header("Idempotency-Key", "").post_files(&path, &files).expect(400);
}

#[test]
fn bytes_go_only_when_no_row_and_no_undo_needs_them() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let store = FileStore::open(&app.data().join("files"), Limits::default()).unwrap();
    let sweep =
        || attachments::sweep(app.db(), &store, SystemTime::now() + Duration::from_secs(2 * 24 * 3600)).unwrap();
    send(&olga, &card, &[("остаётся.pdf", PDF)]);
    send(&olga, &card, &[("удалён.png", PNG)]);
    let undone = send(&olga, &card, &[("отменён.txt", b"taken back")]);
    olga.post_form(&format!("{}/deletion", links(&olga, &card)[1]), &[]).expect_redirect();
    let undone = ActionId(undone.split("done=").nth(1).unwrap().parse().unwrap());
    let (registry, viewer) = (app.registry().clone(), app.viewer("olga"));
    let undo = |action: ActionId| {
        let (registry, viewer) = (registry.clone(), viewer.clone());
        let undone = app.db().write_blocking(move |tx| service::undo(tx, &registry, &viewer, action)).unwrap();
        undone.action.unwrap()
    };
    let redo = undo(undone);
    assert_eq!(sweep(), 0, "both can still come back");
    undo(redo);
    assert_eq!(names(&olga, &card), ["отменён.txt", "остаётся.pdf"]);
    assert_eq!(olga.get(&links(&olga, &card)[0]).expect(200).body, b"taken back");
    // What came without its row being written, since the server was killed between the two, is no file of anybody's.
    let mut arriving = std::sync::Arc::new(store).begin(0).unwrap();
    arriving.write(b"orphan").unwrap();
    arriving.keep().unwrap();
    let store = FileStore::open(&app.data().join("files"), Limits::default()).unwrap();
    assert_eq!(
        attachments::sweep(app.db(), &store, SystemTime::now()).unwrap(),
        0,
        "its row may be about to be written"
    );
    let in_two_days = SystemTime::now() + Duration::from_secs(2 * 24 * 3600);
    assert_eq!(attachments::sweep(app.db(), &store, in_two_days).unwrap(), 1);
    // When nobody can take the deletion back any more, its bytes go.
    app.db()
        .write_blocking(|tx| {
            const AGO: i64 = 32 * 24 * 3600 * 1000;
            tx.execute("UPDATE events SET at = at - ?1", [AGO])?;
            tx.execute("UPDATE attachments SET deleted_at = deleted_at - ?1", [AGO])?;
            Ok(())
        })
        .unwrap();
    assert_eq!(attachments::sweep(app.db(), &store, in_two_days).unwrap(), 1);
    for file in links(&olga, &card) {
        olga.get(&file).expect(200);
    }
}

#[test]
fn many_files_are_on_a_page_of_their_own() {
    let app = TestApp::start();
    let card = format!("/companies/{}", company(&app));
    let olga = app.as_("olga");
    let named: Vec<String> = (1..=15).map(|number| format!("{number}.png")).collect();
    let files: Vec<(&str, &[u8])> = named.iter().map(|name| (name.as_str(), PNG)).collect();
    send(&olga, &card, &files);
    let page: Answer = olga.get(&card).expect(200);
    assert_eq!(page.texts("#files li a.link").len(), 12);
    assert_eq!(page.attributes("a.end[href$='/files']", "href"), [format!("{card}/files")]);
    let all = olga.get(&format!("{card}/files")).expect(200);
    assert_eq!(all.texts("#files li a.link").len(), 15);
    all.has("Файлы: Ромашка");
}
