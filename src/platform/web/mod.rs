//! The HTTP side that is the same for every page and API call.

pub mod route_table;

pub use route_table::{Gate, Need, RouteRow, Routes};
