//! The HTTP side that is the same for every page and API call.

pub mod assets;
pub mod route_table;

pub use assets::{ICONS, asset_url};
pub use route_table::{Gate, Need, RouteRow, Routes};
