//! Activities: what is planned with a client, and what was done: calls, meetings, letters, visits, tasks, messages.
//!
//! An activity is about a record of any kind, which it knows by name alone, and it is with a contact or a company. It is
//! planned for an instant or for a day, and ends as done, with what came of it, or as missed. Of the office's statuses only
//! the meaning counts; whether it is still to be done is kept beside it, for that is what lists ask most. Whoever is
//! responsible for the record, and whoever plans the activity, observes it.

mod agenda;
mod done;
mod fields;
mod pages;
mod panels;
mod rules;
pub mod sentence;
mod service;
mod store;
mod views;

pub use agenda::{Agenda, OVERDUE, TODAY, agenda};
pub use done::done_of;
pub use fields::{DONE, KEY, MISSED, TYPES, kind, shipped_options, type_icon};
pub use pages::routes;
pub use panels::{MARKS, WRITER, next_of, panels};
pub use service::{Completion, Plan, carry_over, complete, plan, postpone, reopen, show_planned};
