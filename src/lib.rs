//! Korob: a self-hosted CRM in one executable.
//!
//! The rooms, foundation first; a room imports only rooms listed before it (a test draws the map):
//!
//! - [`kernel`]: shared words: ids, errors, time, languages; no I/O.
//! - [`platform`]: database, events, languages, web and page parts: nothing that knows a CRM.
//! - [`access`]: users, sessions, tokens, and the viewer that every query asks for.
//! - [`records`]: what every type of record shares: import, export, lists.
//! - [`crm`]: companies, contacts, leads.
//! - [`office`]: the beginning of the office and what runs it as a whole.
//! - [`app`]: the shell: settings, start and stop, what is mounted where.
//! - [`cli`]: the commands.

pub mod access;
pub mod app;
pub mod cli;
pub mod crm;
pub mod kernel;
pub mod office;
pub mod platform;
pub mod records;
