mod browser;
mod setup;
