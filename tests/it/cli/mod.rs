mod config;
mod demo;
mod import;
mod seed;
mod users;
mod version;
