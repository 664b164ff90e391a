mod config;
mod demo;
mod import;
mod refusals;
mod seed;
pub mod users;
mod version;
