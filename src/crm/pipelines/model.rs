//! Stages as the rules of deals see them.

use crate::kernel::{Lang, Result};
use crate::records::options::{self, Dictionary, OptionItem};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

/// The lists that hold them.
pub const PIPELINES: &str = "pipelines";
pub const STAGES: &str = "deal_stages";

/// The meanings of a stage.
pub const OPEN: &str = "open";
pub const WON: &str = "won";
pub const LOST: &str = "lost";

/// What a stage says of the deals in it, and asks of those that come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageRules {
    /// Per cent: what a deal gets that comes here.
    pub probability: i64,
    /// Days after which a deal has stood here for too long.
    pub norm_days: Option<i64>,
    /// A deal on its way forward may not leave this stage out.
    pub must_not_be_skipped: bool,
    /// Keys of fields that are filled in before a deal comes here or further.
    pub required: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub item: OptionItem,
    pub rules: StageRules,
}

impl Stage {
    pub(super) fn of(item: &OptionItem) -> Stage {
        // What an older version wrote differently asks for nothing.
        let rules = item.rules.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        Stage { item: item.clone(), rules }
    }

    pub fn id(&self) -> i64 {
        self.item.id
    }

    pub fn pipeline_id(&self) -> i64 {
        self.item.parent_id.unwrap_or_default()
    }

    pub fn means(&self, meaning: &str) -> bool {
        self.item.means(meaning)
    }
}

/// The stage with this code; `None` if there is none.
pub fn find(conn: &Connection, lang: Lang, code: &str) -> Result<Option<Stage>> {
    Ok(Dictionary::load(conn, lang)?.find(STAGES, code).map(Stage::of))
}

/// The stage with this number.
///
/// # Errors
/// `NotFound` where there is none.
pub fn get_stage(conn: &Connection, lang: Lang, id: i64) -> Result<Stage> {
    options::get_of(conn, lang, STAGES, id).map(|item| Stage::of(&item))
}

/// All stages of a pipeline in their order, the archived too.
pub fn of_pipeline(conn: &Connection, lang: Lang, pipeline_id: i64) -> Result<Vec<Stage>> {
    let dictionary = Dictionary::load(conn, lang)?;
    let of = dictionary.all(STAGES).iter().filter(|item| item.parent_id == Some(pipeline_id));
    Ok(of.map(Stage::of).collect())
}

/// Where deals of a pipeline begin; of the first pipeline where none is named.
pub fn first_stage(conn: &Connection, lang: Lang, pipeline: Option<&str>) -> Result<Option<Stage>> {
    let dictionary = Dictionary::load(conn, lang)?;
    let pipeline = match pipeline {
        Some(code) => dictionary.find(PIPELINES, code),
        None => dictionary.offered(PIPELINES).next(),
    };
    let Some(pipeline) = pipeline else { return Ok(None) };
    let mut of = dictionary.offered(STAGES).filter(|item| item.parent_id == Some(pipeline.id));
    Ok(of.find(|item| item.semantic.as_deref() == Some(OPEN)).map(Stage::of))
}
