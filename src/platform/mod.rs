//! What a program that is no CRM could use too: database, events, languages, web and page parts.

pub mod db;
pub mod events;
pub mod files;
pub mod folder;
pub mod form_errors;
pub mod i18n;
pub mod jobs;
pub mod settings;
pub mod tls;
pub mod ui;
pub mod web;
