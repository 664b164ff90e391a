//! What tests stand on: the real app on a free port ([`TestApp`]), clients that speak to it ([`Client`]), the executable
//! itself ([`Korob`]) and a real browser ([`Browser`]).

// A set of tools: not each of them is in use at any time.
#![allow(dead_code, unused_imports)]

mod app;
mod browser;
mod client;
pub mod content;
mod disk;
pub mod earlier;
pub mod golden;
mod kills;
pub mod licence;
pub mod office;
mod process;
mod webdriver;

pub use app::TestApp;
pub use browser::Browser;
pub use client::{Answer, Client, Events};
pub use disk::{Disk, on_a_small_disk};
pub use kills::{Calls, Kills, WRITES, full_at, rounds};
pub use office::{PASSWORD, email};
pub use process::{Done, Korob, Served, executable};
