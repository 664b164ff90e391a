mod bad_folders;
mod browser;
mod durability;
mod menu;
mod routes;
mod server;
mod service;
mod tls;
