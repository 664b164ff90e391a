mod backup;
mod backups_page;
mod browser;
mod doctor;
mod kills;
mod licence;
mod licence_page;
mod setup;
