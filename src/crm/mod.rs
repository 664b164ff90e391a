//! Clients and what is done with them.

pub mod companies;
