//! The shell: puts the rooms together, starts and stops the server. No rule of the office's work is here.

pub mod config;
