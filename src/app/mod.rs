//! The shell: puts the rooms together, starts and stops the server. No rule of the office's work is here.
//!
//! [`startup`] takes the data folder and runs until told to stop, [`server`] listens, [`routes`] says what is mounted,
//! [`crate::access::gate`] stands before every handler.

mod announcing;
pub mod config;
pub mod control;
mod door;
mod frame;
#[cfg(debug_assertions)]
mod gallery;
mod health;
mod listen_error;
pub mod log;
mod menu;
mod metrics;
mod office_memory;
pub mod openapi;
pub mod own_names;
pub mod presence;
mod requests;
pub mod routes;
pub mod server;
pub mod startup;
mod supervisor;
pub mod wiring;
