mod config;
mod seed;
mod users;
mod version;
