//! A make-believe office on a free port: a list, a record and a board, with answers as the real pages give them.

mod boards;
mod lists;
mod records;

use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use korob::kernel::Lang;
use korob::platform::ui::*;
use korob::platform::web::{Routes, assets, security};
use maud::{Markup, html};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, mpsc};

/// What the pages asked for, one line each, and what they changed.
#[derive(Default)]
pub struct Desk {
    pub log: Vec<String>,
    pub phone: String,
}

pub type Shared = web::Data<Mutex<Desk>>;
pub type Query = web::Query<HashMap<String, String>>;
/// Fields may come more than once.
pub type Sent = web::Form<Vec<(String, String)>>;

pub struct Office {
    base: String,
    server: ServerHandle,
    desk: Arc<Mutex<Desk>>,
}

impl Office {
    pub fn open() -> Office {
        let desk = Arc::new(Mutex::new(Desk { phone: "01733 555 018".into(), ..Desk::default() }));
        let shared = web::Data::from(desk.clone());
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || {
                    App::new().app_data(shared.clone()).wrap(from_fn(security::headers)).configure(mount)
                })
                .workers(1)
                .disable_signals()
                .bind("127.0.0.1:0")
                .unwrap();
                let address = server.addrs()[0];
                let running = server.run();
                tell.send((address, running.handle())).unwrap();
                running.await.unwrap();
            });
        });
        let (address, server) = told.recv().unwrap();
        Office { base: format!("http://{address}"), server, desk }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    /// What was asked for since the last call.
    pub fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.desk.lock().unwrap().log)
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // Told, not waited for: the browser still holds connections.
        drop(self.server.stop(false));
    }
}

fn mount(config: &mut web::ServiceConfig) {
    let mut routes = Routes::default();
    assets::routes(&mut routes);
    routes.mount(config, |_, _| unreachable!("assets are public"));
    config
        .route("/companies", web::get().to(lists::list))
        .route("/companies/filter/panel", web::get().to(lists::panel))
        .route("/companies/{id}", web::get().to(records::record))
        .route("/companies/{id}/peek", web::get().to(lists::look))
        .route("/companies/{id}/phone", web::get().to(records::phone_editor))
        .route("/companies/{id}/fields/phone", web::get().to(records::phone_editor))
        .route("/companies/{id}/phone", web::post().to(records::save_phone))
        .route("/companies/{id}/loss", web::get().to(records::loss_dialog))
        .route("/companies/{id}/loss", web::post().to(records::lose))
        .route("/companies/{id}/notes", web::post().to(records::note_down))
        .route("/columns", web::put().to(lists::save_columns))
        .route("/bulk/delete", web::post().to(lists::bulk_delete))
        .route("/actions/{id}/undo", web::post().to(lists::undo))
        .route("/search", web::get().to(lists::search))
        .route("/board", web::get().to(boards::board_page))
        .route("/cards/{id}/move", web::post().to(boards::move_card));
}

pub const NAMES: [&str; 4] = ["Harbour Bakeries", "Oakmoor Tiles", "Red Barn Cider", "Kelso Linen Hire"];

fn answer(request: &HttpRequest, title: &str, main: Markup) -> HttpResponse {
    if request.headers().contains_key("hx-request") {
        return html_answer(StatusCode::OK, html! { title { (title) } (main) });
    }
    let item = |icon, label, href, go_key| NavItem { icon, label, href, is_current: false, counter: None, go_key };
    let items = [item("company", "Companies", "/companies", Some("C")), item("lead", "Leads", "/board", Some("L"))];
    let groups = [NavGroup { heading: "", items: &items }];
    let frame = Frame {
        skip: "Skip to content",
        nav: Nav { label: "Main menu", office: "Test office", groups: &groups, foot: &[] },
        topbar: Topbar {
            search: "Search",
            search_href: "/search",
            counters: &[],
            create: Some(Create {
                label: "Create",
                href: "/companies/1",
                choose: "Choose what to create",
                items: html! { (menu_item("Company").key("C").href("/companies/2").attr("data-new", "C")) },
            }),
            offline: "Server is out of reach",
            ping_url: "/companies",
            user_name: "Hannah Reid",
            user_items: html! { (menu_item("Dark").attr("data-set-theme", "dark")) (menu_item("Fold the menu").flag("data-toggle-rail")) },
            end: html! {},
        },
        bottom_nav: BottomNav {
            label: "Main menu, phone",
            before: &items,
            create: ("Create", "/companies/1"),
            after: &items,
            more: None,
        },
        is_rail: false,
        notices: html! {},
        toasts: toasts(&Toasts { label: "Messages", undo: "Undo", close: "Close message", failed: "Not done" }),
        dialogs: html! {
            (palette(&Palette {
                label: "Search and commands", results: "Results", url: "/search", choose: "choose", new_tab: "in a new tab",
                commands: "commands only",
            }))
            (help("Keys", "Close", &[("Anywhere", &[("Ctrl K", "Search")])]))
        },
    };
    let settings = Document {
        lang: Lang::En,
        title,
        theme: Theme::Auto,
        density: Density::Normal,
        csrf: Some("token"),
        has_keys: true,
    };
    html_answer(StatusCode::OK, document(&settings, app(&frame, main)))
}

fn html_answer(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(markup.into_string())
}
