mod browser;
mod routes;
mod server;
