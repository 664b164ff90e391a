//! Files of other programs, brought in.

mod browser;
mod deals;
mod jobs;
mod pages;
mod samples;
