//! The gallery of components, for who works on Korob: in debug builds only.

use crate::platform::ui::gallery;
use crate::platform::web::{Need, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/dev/components", Need::Public, show);
}

/// A document of its own: every frame would get in the way.
async fn show() -> maud::Markup {
    gallery::page()
}
