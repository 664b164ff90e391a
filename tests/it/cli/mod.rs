mod config;
mod version;
