//! The person (or program with a token) on whose behalf something is read or done.

use crate::kernel::{Access, Actor, Lang, UserId, Via};
use serde::{Deserialize, Serialize};

/// The roles of the first version; a matrix of roles and rights follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    /// Head of sales: all records, no administration.
    Head,
    /// Own records only.
    Staff,
}

impl Role {
    pub const ALL: [Role; 3] = [Role::Admin, Role::Head, Role::Staff];

    pub fn code(self) -> &'static str {
        match self {
            Role::Admin => "admin",
            Role::Head => "head",
            Role::Staff => "staff",
        }
    }

    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    None,
    /// Records one is responsible for (to view, also those one observes).
    Own,
    All,
}

#[derive(Debug, Clone)]
pub struct Viewer {
    pub user_id: UserId,
    pub name: String,
    pub role: Role,
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    pub via: Via,
}

impl Viewer {
    /// How far this right reaches for records of the type.
    pub fn scope(&self, _kind: &str, _access: Access) -> Scope {
        match self.role {
            Role::Admin | Role::Head => Scope::All,
            Role::Staff => Scope::Own,
        }
    }

    /// Whether this viewer may make others responsible: who sees only own records cannot give them away.
    pub fn may_assign(&self) -> bool {
        self.scope("", Access::Edit) == Scope::All
    }

    pub fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }

    /// The author of what is done now.
    pub fn actor(&self) -> Actor {
        Actor { user_id: Some(self.user_id), via: self.via }
    }
}
