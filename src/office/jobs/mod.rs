//! Everything the server is at by itself, on one page for administrators: what it does again and again, when next and how it
//! ended last, and the long work that people began.

mod pages;
mod views;

pub use pages::routes;
