//! The way to files from a list.

use crate::kernel::Access;
use crate::platform::i18n::tr;
use crate::platform::ui::{icon_btn, menu, menu_item, menu_rule};
use crate::records::export::Format;
use crate::records::views::list::Frame;
use maud::{Markup, html};

/// Import and export, for who may; `exports` is [`exports`].
pub fn buttons(frame: &Frame, exports: &Markup) -> Markup {
    let lang = frame.lang();
    html! {
        @if frame.may(Access::Import) {
            span class="wide" { (icon_btn("import", tr::imports_button(lang)).href(frame.path("/import"))) }
        }
        @if !exports.0.is_empty() {
            span class="wide" { (icon_btn("export", tr::imports_export_button(lang)).opens_menu("export")) }
            (menu("export", tr::imports_export_button(lang), exports))
        }
    }
}

/// The same as entries of a menu, where there is no room for buttons.
pub fn items(frame: &Frame, exports: &Markup) -> Markup {
    html! {
        @if frame.may(Access::Import) {
            (menu_item(tr::imports_button(frame.lang())).icon("import").href(frame.path("/import")))
        }
        @if !exports.0.is_empty() { (menu_rule()) (exports) }
    }
}

fn may_export(frame: &Frame) -> bool {
    frame.may(Access::Export) && frame.count > 0
}

/// The kinds of files a list can be had as; nothing for who may not.
pub fn exports(frame: &Frame) -> Markup {
    let lang = frame.lang();
    if !may_export(frame) {
        return html! {};
    }
    // The list itself with its columns, whatever view it came from.
    let shown = [frame.path("/export"), "?view=all&".to_owned(), frame.address.list_query()].concat();
    let all = [&shown, "&all=1"].concat();
    let names = [(Format::Csv, "CSV"), (Format::Xlsx, "Excel (XLSX)"), (Format::Json, "JSON")];
    html! {
        @for (format, name) in &names[..2] {
            @let label = [name, ": ", tr::imports_export_list(lang)].concat();
            (menu_item(&label).icon("doc").href(format!("{shown}&format={}", format.code())).attr("download", ""))
        }
        @for (format, name) in &names {
            @let label = [name, ": ", tr::imports_export_all(lang)].concat();
            (menu_item(&label).icon("db").href(format!("{all}&format={}", format.code())).attr("download", ""))
        }
        @if frame.kind.is_person {
            (menu_item(tr::imports_export_vcard(lang)).icon("people")
                .href(format!("{all}&format={}", Format::Vcf.code())).attr("download", ""))
        }
    }
}
