//! The verbs that every record has. Pages, the API, imports and the CLI call these same functions, so rules and
//! access cannot differ between them.

mod bin;
mod bring_back;
mod bulk;
mod check;
mod handover;
mod replacement;
mod save;
mod undo;

pub use bin::{delete, restore};
pub use bring_back::{BROUGHT_BACK, BroughtBack, Desk, Lost, MOMENT, Wanted, bring_back};
pub use bulk::{BulkChange, BulkDone, CutShort, Deed, bulk, bulk_by, bulk_chunk};
pub use check::{MAX_AMOUNT, expected, tags_problem};
pub use handover::{count_responsible, hand_over};
pub use replacement::{OptionDeleted, delete_option};
pub use save::{
    Saved, Times, accepts, bring_in, bring_in_more, create, create_at, create_from, update, update_as_box, update_from,
};
pub use undo::{
    Conflict, Refusal, SHOWN, Standing, UNDO_DAYS, Undone, Why, last_undoable, preview_undo, refusal, undo,
    undo_in_chunks, why_final,
};
