mod config;
mod users;
mod version;
