//! "My day": what one person finds in the morning. Each number is that of a list one can open.

mod pages;
mod read;
mod views;

pub use pages::routes;
