//! What the demo office keeps on its cards: a drawing and notes on deals, a plan of the warehouse on companies.

use super::records::Stage;
use super::words::Words;
use crate::crm::{companies, deals};
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::platform::events;
use crate::platform::files::FileStore;
use crate::records::attachments::{self, NewFile};
use std::sync::Arc;

const DRAWING: &[u8] = include_bytes!("papers/drawing.pdf");
const PLAN: &[u8] = include_bytes!("papers/plan.png");

/// Names and texts in a language of the office.
pub(super) struct Papers {
    pub drawing: &'static str,
    pub plan: &'static str,
    pub notes: (&'static str, &'static str),
}

/// The files themselves, which the store has.
pub(super) struct Kept {
    drawing: NewFile,
    plan: NewFile,
    notes: NewFile,
}

/// Puts the files into the store, before anything is written that says so.
pub(super) fn keep(store: &Arc<FileStore>, words: &Words) -> Result<Kept> {
    let one = |name: &str, bytes: &[u8]| -> Result<NewFile> {
        let mut arriving = store.begin(bytes.len() as u64)?;
        arriving.write(bytes)?;
        Ok(NewFile { name: Some(name.to_owned()), blob: arriving.keep()? })
    };
    let papers = &words.papers;
    Ok(Kept {
        drawing: one(papers.drawing, DRAWING)?,
        plan: one(papers.plan, PLAN)?,
        notes: one(papers.notes.0, papers.notes.1.as_bytes())?,
    })
}

impl Kept {
    pub(super) fn on_companies(&self, tx: &mut Tx<'_>, stage: &Stage<'_>, ids: &[i64]) -> Result<()> {
        add(tx, stage, companies::KEY, ids.iter().step_by(4), &[&self.plan])
    }

    pub(super) fn on_deals(&self, tx: &mut Tx<'_>, stage: &Stage<'_>, ids: &[i64]) -> Result<()> {
        add(tx, stage, deals::KEY, ids.iter().step_by(3), &[&self.drawing, &self.notes])
    }
}

fn add<'i>(
    tx: &mut Tx<'_>,
    stage: &Stage<'_>,
    key: &str,
    ids: impl Iterator<Item = &'i i64>,
    files: &[&NewFile],
) -> Result<()> {
    let kind = stage.registry.kind(key)?;
    let files: Vec<NewFile> = files.iter().map(|file| (*file).clone()).collect();
    for id in ids {
        events::next(tx);
        attachments::add(tx, &stage.team[0], &kind, *id, &files)?;
    }
    Ok(())
}
