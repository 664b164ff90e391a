//! What is in this box: the types of records, in the order of the menu, and what they bring into rooms that do not know
//! them.

use crate::access::users::Handover;
use crate::crm::{self, activities, companies, contacts, deals, leads, pipelines};
use crate::office::demo;
use crate::office::setup::Beginning;
use crate::platform::web::request;
use crate::records::{Panels, Registry, options, service};
use actix_web::{HttpRequest, web};
use std::sync::Arc;

pub fn registry() -> Registry {
    Registry::new(vec![leads::kind(), deals::kind(), contacts::kind(), companies::kind(), activities::kind()])
}

/// What rooms show on cards that do not know them.
pub fn panels() -> Panels {
    let own = leads::panels().into_iter().chain(deals::panels()).chain(activities::panels(&registry()));
    Panels::new(own.collect())
        .with_deeds(leads::DEEDS)
        .with_deeds(deals::DEEDS)
        .with_writer(activities::WRITER)
        .with_others(activities::done_of)
        .with_next(activities::next_of)
        .with_marks(activities::MARKS.to_vec())
}

/// What a new office gets.
pub fn beginning() -> Beginning {
    Beginning {
        steps: vec![|tx, _| options::ship(tx, &crm::shipped_options()), |tx, _| pipelines::ship(tx)],
        demo: Some(|db, files, viewer, office| demo::fill(db, &Arc::new(registry()), files, viewer, office)),
    }
}

/// How the records of somebody who leaves go to another.
pub fn handover(registry: &Arc<Registry>) -> Handover {
    let (counted, handed_over) = (registry.clone(), registry.clone());
    Handover {
        count: Arc::new(move |conn, viewer, user| service::count_responsible(conn, &counted, viewer, user)),
        run: Arc::new(move |db, viewer, from, to| service::hand_over(db, &handed_over, viewer, from, to)),
    }
}

/// What a field is called on the page that sent it; `None` for a name that is no field of a record.
pub fn field_title(request: &HttpRequest, name: &str) -> Option<String> {
    let registry = request.app_data::<web::Data<Registry>>()?;
    let lang = request::lang(request);
    let asked = request.path().split('/').nth(1).unwrap_or_default();
    let kinds = registry.kinds();
    // The kind of the page knows best; where it does not, a name means much the same everywhere.
    let of_page = kinds.iter().filter(|kind| kind.plural == asked);
    let field = of_page.chain(kinds.iter()).find_map(|kind| kind.field(name))?;
    Some(field.label.text(lang).to_owned())
}
