//! Clients and what is done with them.

pub mod activities;
pub mod bant;
pub mod companies;
pub mod contacts;
pub mod day;
pub mod deals;
pub mod fields;
pub mod leads;
pub mod pipelines;
pub mod rates;

use crate::records::options::Shipped;

/// Every list that a new office gets from here.
pub fn shipped_options() -> Vec<Shipped> {
    let lists = [
        fields::shipped_options(),
        activities::shipped_options(),
        companies::shipped_options(),
        contacts::shipped_options(),
        bant::shipped_options(),
        deals::shipped_options(),
        leads::shipped_options(),
    ];
    lists.into_iter().flatten().collect()
}
