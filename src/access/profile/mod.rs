//! What everybody decides for themselves: name, language, looks, password, signed-in devices, API tokens.

mod forms;
mod pages;
mod security;
mod views;

use crate::platform::web::{Need, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/profile", Need::SignedIn, pages::edit);
    routes.post("/profile", Need::SignedIn, pages::update);
    routes.post("/profile/password", Need::SignedIn, security::update_password);
    routes.deed("/profile/sessions/end", Need::SignedIn, security::end_other_sessions);
    routes.deed("/profile/sessions/{id}/end", Need::SignedIn, security::end_session);
    routes.post("/profile/tokens", Need::SignedIn, security::create_token);
    routes.deed("/profile/tokens/{id}/revocation", Need::SignedIn, security::revoke_token);
}
