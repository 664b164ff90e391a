//! Who may come in and what they may see and do: users, sessions, tokens, and the [`Viewer`] that every store
//! function asks for.

mod viewer;

pub use viewer::{Role, Scope, Viewer};
