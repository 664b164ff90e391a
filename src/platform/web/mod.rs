//! The HTTP side that is the same for every page and API call.
//!
//! Around every handler, from the outside in: [`security::headers`], [`host::check`], [`errors::dress`],
//! [`csrf::check`], then the gate and the handler of the route table.

pub mod assets;
mod body;
pub mod cookies;
pub mod csrf;
pub mod errors;
mod fields;
pub mod host;
mod network;
pub mod operation;
pub mod page;
pub mod request;
pub mod route_table;
pub mod security;
pub mod send;
pub mod streams;
mod triggers;
pub mod upload;

pub use assets::{ICONS, asset_url};
pub use body::{Form, JsonObject, Params, RawForm};
pub use errors::{ApiError, Failure, FieldTitles, PageError};
pub use host::Hosts;
pub use network::Network;
pub use page::{Follow, Frames, Page, SeeOther, Surroundings, body_place, own_path};
pub use request::current_address;
pub use route_table::{Declared, Gate, Need, RouteRow, Routes};
pub use streams::{Seat, Streams};
pub use triggers::{ascii, dialog_again, dialog_answer, done_and_refresh, toast_and_refresh};
