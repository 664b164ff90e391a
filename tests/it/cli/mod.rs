mod config;
mod demo;
mod seed;
mod users;
mod version;
