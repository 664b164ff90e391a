//! The parts of every page: one small function per component, in the classes of `assets/css`.
//!
//! - A component takes borrowed data and texts already in the viewer's language, and gives back [`maud::Markup`]; it knows
//!   no viewer, clock or database. Everything that is spliced in is escaped.
//! - Buttons and inputs take many options, so [`btn`], [`icon_btn`] and [`input`] give a builder that is spliced like
//!   markup: `(btn("Save").primary().submit())`.
//! - State is written as `aria-*` and `data-*`, which the stylesheet reads; an inline style only carries a number.
//! - The scripts in `assets/src` find their places by `data-*` attributes; each script lists them at its top.
//!
//! In a debug build, [`gallery`] shows every component in every state.

mod attrs;
mod badges;
mod board;
mod buttons;
mod document;
mod filters;
mod form_layout;
mod forms;
#[cfg(debug_assertions)]
pub mod gallery;
mod hue;
mod icon;
mod overlays;
mod palette;
mod people;
mod picker;
mod qr;
mod record;
mod shell;
mod states;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod views;

pub use attrs::Attrs;
pub use badges::{Counter, Due, State, act, delta, dot, kbd, n, ring, state_tag, tag, total};
pub use board::{
    Board, BoardCard, BoardColumn, DropZone, MixPart, board, board_card, board_chip_count, board_chips, board_column,
    board_column_head, board_mix, drop_zones,
};
pub use buttons::{Btn, Segment, btn, btn_group, icon_btn, seg, seg_radio};
pub use document::{Density, Document, Theme, document};
pub use filters::{Filters, Opt, check, filter_fold, filter_group, filters, filters_place, opt, switch};
pub use form_layout::{REPEAT_INDEX, Repeat, error_summary, form_actions, form_section, repeat, sheet};
pub use forms::{
    Choice, Field, Input, InputKind, check_field, checks, field, field_group, input, password, radios, select,
    select_following, textarea,
};
pub use hue::Hue;
pub use icon::{icon, logo};
pub use overlays::{
    Dialog, MenuItem, Peek, Toasts, dialog, dialog_footer, help, menu, menu_column, menu_item, menu_rule, peek,
    peek_region, popover, toast, toast_template, toasts,
};
pub use palette::{Palette, PaletteItem, matched, palette, palette_results};
pub use people::{AvatarSize, avatar, avatar_named, initials, who};
pub use picker::{Picker, Suggestion, picker, suggestions};
pub use qr::{qr, qr_text};
pub use record::{
    FieldRow, Line, Party, RecordHead, Stage, StageBar, field_rows, field_value, lines, meta_dot, pane_switch, party,
    quick_actions, record_body, record_head, side_section, stage_bar, stage_line,
};
pub use shell::{BottomNav, CounterLink, Create, Frame, Nav, NavGroup, NavItem, Topbar, app, counters, gate, nav_item};
pub use states::{card, empty, meter, note, nothing_found, page_head, progress, skeleton};
pub use table::{
    BulkBar, Cell, Column, OnPhone, Pager, ROW_BYTES, Row, Sorted, bulk_bar, pager, row, table, table_head,
};
pub use text::{Room, Text};
pub use timeline::{
    Composer, ComposerTab, FeedItem, FeedTone, Planned, composer, feed, feed_fold, feed_item, planned, round_check,
    timeline_heading,
};
pub use views::{Chip, Tab, View, chip, crumb, tabs, views};
