//! What runs the office as a whole: its beginning, invented ones, and the orders of the command line.

pub mod backup;
pub mod certificate;
pub mod clone;
pub mod commands;
pub mod demo;
pub mod doctor;
pub mod jobs;
pub mod licence;
pub mod seed;
pub mod setup;
pub mod versions;
