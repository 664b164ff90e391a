//! The door: signing in and out, and choosing a password by a one-time link.
//!
//! Every sign-in begins a new session and ends the one that the browser had. What is answered to a wrong password does
//! not tell whether there is such a user.

mod begin;
mod pages;
mod password_link;
#[cfg(test)]
mod tests;
mod views;

pub use begin::{Begun, Browser, begin, set_cookies};
pub use views::door;

use crate::platform::web::{Need, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/login", Need::Public, pages::show);
    routes.post("/login", Need::Public, pages::create);
    routes.deed("/logout", Need::SignedIn, pages::destroy);
    routes.get("/password/{token}", Need::Public, password_link::show);
    routes.post("/password/{token}", Need::Public, password_link::update);
}
