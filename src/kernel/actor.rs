//! Who acts, and by which door they came in.

use crate::kernel::UserId;

/// The author of a change. `user_id` is empty for what the box does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    pub user_id: Option<UserId>,
    pub via: Via,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Page,
    Api,
    Cli,
    Import,
    System,
}

impl Via {
    pub fn code(self) -> &'static str {
        match self {
            Via::Page => "page",
            Via::Api => "api",
            Via::Cli => "cli",
            Via::Import => "import",
            Via::System => "system",
        }
    }
}
