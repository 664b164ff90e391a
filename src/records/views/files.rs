//! Files of a record as they are shown, and the place where new ones are dropped.

use crate::kernel::Lang;
use crate::platform::files::Limits;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{btn, icon, icon_btn, page_head, sheet};
use crate::platform::web::{csrf, upload};
use crate::records::attachments::Attachment;
use crate::records::panels::PanelBody;
use crate::records::show::Reader;
use maud::{Markup, html};

/// So many stand on the card; all of them are behind a link.
pub const SHOWN: usize = 12;

/// A picture is its own small picture, unless it is larger than a page is worth.
const MOST_FOR_LOOK: u64 = 200 * 1024;

pub struct FilesView<'a> {
    pub reader: &'a Reader,
    /// `/companies/7`
    pub url: String,
    /// The latest first.
    pub files: &'a [Attachment],
    /// How many there are.
    pub count: usize,
    pub can_edit: bool,
    pub limits: &'a Limits,
}

/// The latest files of a card and, for who may edit it, the place for more.
pub fn panel(view: &FilesView, viewer_id: i64) -> PanelBody {
    let (lang, count) = (view.reader.lang, view.count);
    let body = html! {
        div class="files-panel" id="files" {
            (list(view, viewer_id))
            @if view.can_edit { (place(view)) }
        }
    };
    let end = html! {
        @if count > SHOWN { a class="link end" href={ (view.url) "/files" } { (tr::files_show_all(lang)) } }
    };
    PanelBody { body, note: (count > 0).then(|| format::integer(lang, count as i64)), end }
}

/// All of them.
pub fn all(view: &FilesView, title: &str, viewer_id: i64) -> Markup {
    html! {
        (page_head(title, "", html! {}, html! { (btn(tr::ui_back(view.reader.lang)).icon("left").href(view.url.as_str())) }))
        (sheet(title, html! {
            div class="files-panel" id="files" {
                (list(view, viewer_id))
                @if view.can_edit { (place(view)) }
            }
        }))
    }
}

fn list(view: &FilesView, viewer_id: i64) -> Markup {
    html! {
        @if !view.files.is_empty() {
            ul class="file-list" { @for file in view.files { (line(view, file, viewer_id)) } }
        }
    }
}

fn line(view: &FilesView, file: &Attachment, viewer_id: i64) -> Markup {
    let (lang, reader) = (view.reader.lang, view.reader);
    let url = format!("{}/files/{}", view.url, file.id);
    let today = format::local_day(reader.zone, reader.now);
    let (day, when) = format::date_short_and_datetime(lang, reader.zone, file.created_at, today);
    html! {
        li id={ "file-" (file.id) } {
            @if file.media_type.is_picture() && file.size_bytes <= MOST_FOR_LOOK {
                // Beside its name it says nothing more to who cannot see it.
                img class="file-type" src={ (url) "/view" } alt="" width="40" height="40" loading="lazy" decoding="async";
            } @else { (sign(&file.name)) }
            div {
                (link(&view.url, file.id, &file.name, file.media_type.is_shown()))
                small {
                    (format::file_size(lang, file.size_bytes)) " · " (file.author) " · "
                    time datetime=(file.created_at.to_rfc3339()) title=(when) { (day) }
                }
            }
            span class="row" {
                (icon_btn("export", &tr::files_download(lang, &file.name)).small().href(url.clone()).attr("download", file.name.as_str()))
                @if view.can_edit || file.created_by == viewer_id {
                    (icon_btn("note", &tr::files_rename(lang, &file.name)).small().attr("hx-get", [&url, "/name"].concat())
                        .attr("hx-target", format!("#file-{} > div", file.id)).attr("hx-swap", "innerHTML"))
                    form class="inline" method="post" action={ (url) "/deletion" } hx-post={ (url) "/deletion" } hx-swap="none" {
                        (csrf::field())
                        (icon_btn("trash", &tr::files_delete(lang, &file.name)).small().submit())
                    }
                }
            }
        }
    }
}

/// The name: what browsers show opens beside this page, everything else is downloaded.
pub(super) fn link(url: &str, id: i64, name: &str, is_shown: bool) -> Markup {
    html! {
        @if is_shown {
            a class="link" href=(format!("{url}/files/{id}/view")) target="_blank" rel="noopener" { bdi { (name) } }
        } @else {
            a class="link" href=(format!("{url}/files/{id}")) download=(name) { bdi { (name) } }
        }
    }
}

/// The form in place of the name.
pub fn name_form(lang: Lang, url: &str, id: i64, name: &str, error: Option<&str>) -> Markup {
    let place = format!("{url}/files/{id}/name");
    html! {
        form class="stack" method="post" action=(place) hx-post=(place) hx-target="closest div" hx-swap="innerHTML" {
            (csrf::field())
            input class="input" name="name" value=(name) required maxlength="200" aria-label=(tr::files_name(lang))
                aria-invalid=[error.map(|_| "true")] autofocus;
            @if let Some(error) = error { p class="error" role="alert" { (icon("warn")) span { (error) } } }
            div class="row" {
                (btn(tr::ui_save(lang)).primary().small().submit())
                (btn(tr::ui_cancel(lang)).small().href(url))
            }
        }
    }
}

/// The ending of a name as a sign of what it is: "XLSX".
fn sign(name: &str) -> Markup {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase());
    let ending = ending.filter(|ending| (1..=4).contains(&ending.chars().count()));
    let family = match ending.as_deref() {
        Some("PDF") => "pink",
        Some("XLS" | "XLSX" | "CSV" | "ODS" | "TSV") => "green",
        Some("DOC" | "DOCX" | "ODT" | "RTF" | "TXT" | "MD") => "blue",
        Some("PPT" | "PPTX" | "ODP") => "orange",
        Some("ZIP" | "RAR" | "7Z" | "GZ" | "TAR") => "amber",
        Some("JPG" | "JPEG" | "PNG" | "GIF" | "WEBP" | "HEIC") => "sky",
        Some("MP3" | "WAV" | "OGG" | "M4A" | "MP4" | "MOV" | "AVI") => "violet",
        _ => "slate",
    };
    html! {
        span class="file-type" data-c=(family) aria-hidden="true" {
            @match ending { Some(ending) => (ending), None => (icon("doc")) }
        }
    }
}

/// Where files are dropped or chosen: see `assets/src/files.ts`. Without scripts a form with a button.
fn place(view: &FilesView) -> Markup {
    let lang = view.reader.lang;
    let size = format::file_size(lang, view.limits.max_bytes);
    let action = [&view.url, "/files"].concat();
    html! {
        ul class="file-list uploads" id="uploads" aria-label=(tr::files_uploading(lang)) data-edit hidden {}
        form class="file-place" method="post" action=(action) enctype="multipart/form-data" data-files
            data-max-bytes=(view.limits.max_bytes) data-name=(upload::FIELD)
            data-too-large=(tr::files_too_large(lang, "{name}", &size)) data-empty=(tr::files_empty(lang, "{name}"))
            data-begun=(tr::files_begun(lang)) data-progress=(tr::files_progress(lang, "{name}"))
            data-cancel=(tr::files_cancel(lang, "{name}")) data-waiting=(tr::files_waiting(lang))
            data-failed=(tr::files_failed(lang, "{name}")) data-drop=(tr::files_drop(lang)) {
            (csrf::field())
            label class="btn" data-s="s" {
                (icon("clip")) (tr::files_choose(lang))
                input class="sr" type="file" name=(upload::FIELD) multiple;
            }
            label class="btn narrow" data-s="s" {
                (icon("camera")) (tr::files_camera(lang))
                input class="sr" type="file" name=(upload::FIELD) accept="image/*" capture="environment";
            }
            noscript { (btn(tr::files_send(lang)).small().submit()) }
            small class="muted" { span class="wide" { (tr::files_or_drop(lang)) " " } (tr::files_limit(lang, &size)) }
        }
    }
}
