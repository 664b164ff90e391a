//! Pipelines: the ways that deals go, stage by stage, to won or lost.
//!
//! A pipeline and its stages are values of lists (`records::options`), so they have names in three languages, an order,
//! undo, and stay readable on old records. What counts of a stage is its meaning: open, won or lost. What else it asks
//! for are its [`StageRules`]. A pipeline always has a first open stage, one of winning and one of losing.

mod model;
mod service;
#[cfg(test)]
mod tests;

pub use model::{LOST, OPEN, PIPELINES, STAGES, Stage, StageRules, WON, find, first_stage, of_pipeline};
pub use service::{NewStage, add_stage, bring_in, bring_in_stage, change_stage, create, ship};
