mod backup;
mod backups_page;
mod browser;
mod setup;
