//! What is in this box: the types of records, in the order of the menu.

use crate::crm::companies;
use crate::records::Registry;

pub fn registry() -> Registry {
    Registry::new(vec![companies::kind()])
}
