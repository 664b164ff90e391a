//! Clients and what is done with them.

pub mod companies;
pub mod contacts;
pub mod fields;
pub mod leads;

use crate::records::options::Shipped;

/// Every list that a new office gets from here.
pub fn shipped_options() -> Vec<Shipped> {
    let lists = [
        fields::shipped_options(),
        companies::shipped_options(),
        contacts::shipped_options(),
        leads::shipped_options(),
    ];
    lists.into_iter().flatten().collect()
}
