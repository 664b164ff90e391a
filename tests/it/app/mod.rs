mod bad_folders;
mod browser;
mod durability;
mod routes;
mod server;
