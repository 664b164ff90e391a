//! Files of other programs, brought in.

mod browser;
mod jobs;
mod pages;
mod samples;
