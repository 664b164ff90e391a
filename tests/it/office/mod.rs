mod backup;
mod backups_page;
mod browser;
mod doctor;
mod licence;
mod licence_page;
mod setup;
