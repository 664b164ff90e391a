mod backup;
mod backups_page;
mod browser;
mod doctor;
mod setup;
