mod config;
mod demo;
mod import;
mod seed;
pub mod users;
mod version;
