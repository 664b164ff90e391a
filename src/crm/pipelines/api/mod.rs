//! Pipelines and stages over the API: everybody reads them, administrators change them.
//!
//! The version of one is made from what is shown of it: whatever changes, changes it.

mod describe;
mod pipelines;
mod stages;

pub use describe::schemas;

use super::model::Stage;
use crate::access::Viewer;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::{Db, Tx};
use crate::platform::web::{Need, Routes};
use crate::records::api::shown::versioned;
use crate::records::api::{Members, ROOT};
use crate::records::options::{self, LABELS, OptionItem};
use crate::records::registry::Registry;
use actix_web::web;
use serde::Deserialize;
use serde_json::{Value as Json, json};

type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);
type Id = web::Path<i64>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

pub fn routes(routes: &mut Routes) {
    let all = format!("{ROOT}/pipelines");
    let one = format!("{all}/{{id}}");
    routes.get(all.clone(), Need::SignedIn, pipelines::list).described(describe::list_pipelines());
    routes.post(all, Need::Admin, pipelines::create).described(describe::create_pipeline());
    routes.get(one.clone(), Need::SignedIn, pipelines::show).described(describe::show_pipeline());
    routes.patch(one.clone(), Need::Admin, pipelines::update).described(describe::update_pipeline());
    routes.delete(one, Need::Admin, pipelines::delete).described(describe::delete_pipeline());
    let all = format!("{ROOT}/stages");
    let one = format!("{all}/{{id}}");
    routes.get(all.clone(), Need::SignedIn, stages::list).described(describe::list_stages());
    routes.post(all, Need::Admin, stages::create).described(describe::create_stage());
    routes.get(one.clone(), Need::SignedIn, stages::show).described(describe::show_stage());
    routes.patch(one.clone(), Need::Admin, stages::update).described(describe::update_stage());
    routes.delete(one, Need::Admin, stages::delete).described(describe::delete_stage());
}

/// Members that are shown and never sent.
const READ_ONLY: [&str; 4] = ["id", "version", "label", "stages"];

/// What a value is called and how it looks, its place among its like.
fn looks(item: &OptionItem, place: usize) -> Json {
    json!({
        "id": item.id,
        "label": item.label,
        "label_en": item.labels[0],
        "label_ru": item.labels[1],
        "label_pl": item.labels[2],
        "color": item.color,
        "position": place,
        "is_archived": item.is_archived,
    })
}

fn stage(stage: &Stage, place: usize) -> Json {
    let mut shown = looks(&stage.item, place);
    shown["pipeline_id"] = json!(stage.pipeline_id());
    shown["semantic"] = json!(stage.item.semantic);
    shown["probability"] = json!(stage.rules.probability);
    shown["norm_days"] = json!(stage.rules.norm_days);
    shown["must_not_be_skipped"] = json!(stage.rules.must_not_be_skipped);
    shown["required"] = json!(stage.rules.required);
    versioned(shown)
}

/// What a body says of names, hue and place; left out is `None`.
struct Sent {
    labels: [Option<String>; 3],
    color: Option<String>,
    is_archived: Option<bool>,
    position: Option<i64>,
}

impl Sent {
    fn read(members: &mut Members<'_>) -> Sent {
        Sent {
            labels: LABELS.map(|name| members.text(name)),
            color: members.text("color"),
            is_archived: members.flag("is_archived"),
            position: members.integer("position"),
        }
    }

    /// The names there are, with those that were sent.
    fn labels(&self, there: &[String; 3]) -> [String; 3] {
        std::array::from_fn(|at| self.labels[at].clone().unwrap_or_else(|| there[at].clone()))
    }

    /// Archives it or brings it back, and moves it, where that was sent.
    fn settle(&self, tx: &mut Tx<'_>, viewer: &Viewer, list: &str, id: i64) -> Result<()> {
        if let Some(is_archived) = self.is_archived {
            options::archive(tx, viewer, id, is_archived)?;
        }
        let Some(position) = self.position else { return Ok(()) };
        let there = options::siblings(tx, Lang::En, &options::get_of(tx, Lang::En, list, id)?)?;
        let mut ids: Vec<i64> = there.iter().map(|item| item.id).filter(|other| *other != id).collect();
        let place = usize::try_from(position).map_err(|_| {
            Error::invalid("position", crate::kernel::Problem::OutOfRange { min: 0, max: ids.len() as i64 })
        })?;
        ids.insert(place.min(ids.len()), id);
        options::reorder(tx, viewer, list, &ids)
    }
}
