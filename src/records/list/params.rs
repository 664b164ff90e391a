//! The address of a list as it was sent.

use serde::Deserialize;
use url::form_urlencoded;

/// The parameters of the address, as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// The key of a built-in view or the id of a saved one.
    #[serde(default)]
    pub view: Option<String>,
    #[serde(default)]
    pub q: Option<String>,
    #[serde(default)]
    pub filter: Option<String>,
    #[serde(default)]
    pub sort: Option<String>,
    /// Keys of fields, by commas.
    #[serde(default)]
    pub columns: Option<String>,
    /// `compact`, `normal` or `roomy`, where it is not that of the person.
    #[serde(default)]
    pub density: Option<String>,
    /// The number of the first row of the page, for "51–100 of 238"; cursors do not know it.
    #[serde(default)]
    pub n: Option<usize>,
    #[serde(default)]
    pub after: Option<String>,
    #[serde(default)]
    pub before: Option<String>,
    /// `filters` when the filter panel is open.
    #[serde(default)]
    pub panel: Option<String>,
    /// The action that led here, offered for undo once; no part of the list.
    #[serde(default)]
    pub done: Option<i64>,
    /// The record in the quick look; no part of the list.
    #[serde(default)]
    pub peek: Option<i64>,
}

impl Params {
    /// Which list a query string is about, whatever page of it and whatever else it says.
    pub fn of_list(query: &str) -> Params {
        let mut params = Params::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "view" => &mut params.view,
                "q" => &mut params.q,
                "filter" => &mut params.filter,
                "sort" => &mut params.sort,
                "columns" => &mut params.columns,
                "density" => &mut params.density,
                _ => continue,
            };
            *place = Some(value.into_owned());
        }
        params
    }
}
