//! What one may do with records of a type.

use serde::{Deserialize, Serialize};

/// One column of the access matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    View,
    Create,
    Edit,
    Delete,
    Export,
    Import,
}

impl Access {
    pub const ALL: [Access; 6] =
        [Access::View, Access::Create, Access::Edit, Access::Delete, Access::Export, Access::Import];

    pub fn name(self) -> &'static str {
        match self {
            Access::View => "view",
            Access::Create => "create",
            Access::Edit => "edit",
            Access::Delete => "delete",
            Access::Export => "export",
            Access::Import => "import",
        }
    }
}
