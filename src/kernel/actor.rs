//! Who did it, and by which door: written beside every change.

use super::UserId;
use serde::{Deserialize, Serialize};

/// The door by which a change came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    Page,
    Api,
    Cli,
    Import,
    /// The box itself: workers, clean-up, set-up.
    System,
}

impl Via {
    pub const ALL: [Via; 5] = [Via::Page, Via::Api, Via::Cli, Via::Import, Via::System];

    /// The word stored in the database.
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

/// Who acts. Without a user it is the box itself, or somebody not signed in yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Actor {
    pub user_id: Option<UserId>,
    pub via: Via,
}

impl Actor {
    pub const SYSTEM: Actor = Actor { user_id: None, via: Via::System };

    pub fn user(user_id: UserId, via: Via) -> Actor {
        Actor { user_id: Some(user_id), via }
    }
}
