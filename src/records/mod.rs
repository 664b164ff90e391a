//! The heart: record types declare their fields once, and from that come forms, cards, lists, filters, search,
//! imports, exports, the API, history, undo and rights.

mod additions;
pub mod api;
pub mod attachments;
pub mod bin;
pub mod comments;
pub mod duplicates;
pub mod export;
pub mod import;
pub mod input;
pub mod list;
pub mod live;
pub mod masking;
pub mod merge;
pub mod options;
pub mod pages;
pub mod panels;
pub mod past;
pub mod registry;
pub mod search;
pub mod service;
pub mod show;
pub mod sql;
pub mod store;
pub mod timeline;
pub mod upkeep;
pub mod value;
pub mod views;

pub use additions::additions;
pub use panels::{Panel, PanelBody, PanelContext, Panels, Place};
pub use registry::{Field, Kind, Registry};
pub use service::{create, delete, restore, undo, update};
pub use value::{Record, Value, Values};
