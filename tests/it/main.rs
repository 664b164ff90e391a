//! The tests over the whole program: one executable, since each more would link the program again.

mod access;
mod app;
mod architecture;
mod cli;
mod crm;
mod first_day;
mod harness;
mod office;
mod platform;
mod records;
