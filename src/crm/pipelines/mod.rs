//! Pipelines: the ways that deals go, stage by stage, to won or lost.
//!
//! A pipeline and its stages are values of lists (`records::options`), so they have names in three languages, an order,
//! undo, and stay readable on old records. What counts of a stage is its meaning: open, won or lost. What else it asks
//! for are its [`StageRules`]. A pipeline always has a first open stage, one of winning and one of losing.

mod api;
mod forms;
mod model;
mod pages;
mod service;
#[cfg(test)]
mod tests;
mod views;

pub use api::{routes as api_routes, schemas as api_schemas};
pub use model::{LOST, OPEN, PIPELINES, STAGES, Stage, StageRules, WON, find, first_stage, get_stage, of_pipeline};
pub use pages::routes;
pub use service::{NewStage, add_stage, bring_in, bring_in_stage, can_be_required, change_stage, create, delete, ship};
