//! What is known of a file before its rows are read.

use super::model::Plan;
use super::reading::rows::Mapping;
use super::reading::table::{Limits, Survey, Unreadable, survey};
use super::{store, targets};
use crate::kernel::{Error, Problem};
use crate::platform::db::Db;
use crate::platform::settings::Office;
use crate::records::registry::Kind;
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;

/// Why an import cannot begin, or not go on.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Error {
        match error {
            ImportError::Unreadable(error) => Error::invalid("file", Problem::Unreadable { code: error.code() }),
            ImportError::Other(error) => error,
        }
    }
}

/// How a file is read, and where its columns go.
pub struct Plans {
    pub survey: Survey,
    /// The target of each column.
    pub columns: Vec<Option<String>>,
    pub mapping: Mapping,
}

impl Plans {
    /// Columns that nothing is done with.
    pub fn unmapped(&self) -> Vec<String> {
        let label_columns: HashSet<usize> =
            self.mapping.columns.iter().flatten().filter_map(|column| column.label_column).collect();
        let titles = self.survey.header.iter().enumerate();
        let left = titles.filter(|(at, _)| self.mapping.columns[*at].is_none() && !label_columns.contains(at));
        left.map(|(_, title)| title.clone()).collect()
    }
}

/// Looks at a file: how it is read and where its columns go. Without columns in the plan they follow from what was last
/// done with the same titles, else from the titles.
pub fn look(db: &Db, kind: &Kind, path: &Path, plan: &Plan) -> Result<Plans, ImportError> {
    let office = db.read_blocking(Office::load)?;
    let mut file = open(path)?;
    let survey = survey(&mut file, &plan.choices(&office.country), 10, Limits::default())?;
    let columns = match &plan.columns {
        Some(columns) => columns.clone(),
        None => {
            let fingerprint = targets::fingerprint(&survey.header);
            let remembered = db.read_blocking(|conn| store::mapping(conn, kind.key, &fingerprint))?;
            let fits = |columns: &Vec<Option<String>>| columns.len() == survey.header.len();
            remembered.filter(fits).unwrap_or_else(|| targets::match_columns(kind, &survey.header))
        }
    };
    let mapping = targets::mapping(kind, &survey.header, &columns);
    Ok(Plans { survey, columns, mapping })
}

fn open(path: &Path) -> Result<File, Unreadable> {
    Ok(File::open(path)?)
}
