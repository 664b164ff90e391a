//! What later rooms show on the card of a record that does not know them: the leads of a company, the conversion of a
//! lead. `app` puts the panels of the box together, as it does with the types of records.

mod others;
mod writer;

pub use others::{Mark, Next, NextOf, Other, OthersOf, Span};
pub use writer::{Entry, Writer, Written};

use crate::access::Viewer;
use crate::kernel::{KindKey, Lang, Result, Timestamp};
use crate::platform::i18n::Text;
use crate::records::options::Dictionary;
use crate::records::registry::{Kind, Registry};
use crate::records::show::Lookup;
use crate::records::store::ById;
use crate::records::value::Record;
use maud::Markup;
use rusqlite::Connection;

/// Where on the card a panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Buttons before "Edit". No title.
    Actions,
    /// Under the title, over the whole width: the bar of statuses. No title.
    Stages,
    /// Above what happened: what has to be decided now.
    Top,
    /// Between the composer and what happened: what comes next. Brings its own heading.
    Planned,
    /// A section beside the fields; the quick look shows it too.
    Side,
}

/// One panel on the cards of one type of record.
#[derive(Clone, Copy)]
pub struct Panel {
    pub kind: KindKey,
    pub place: Place,
    pub title: Text,
    /// `None` where there is nothing to show.
    pub draw: fn(&PanelContext<'_>) -> Result<Option<PanelBody>>,
}

/// For whom and about what a panel is drawn.
pub struct PanelContext<'a> {
    pub conn: &'a Connection,
    pub registry: &'a Registry,
    pub viewer: &'a Viewer,
    pub now: Timestamp,
    pub kind: &'a Kind,
    /// With all its fields.
    pub record: &'a Record,
    /// Whom and what the record names.
    pub lookup: &'a Lookup,
    /// Whether the viewer may change this very record.
    pub can_edit: bool,
}

impl PanelContext<'_> {
    /// The lists of the office, in the viewer's language.
    pub fn dictionary(&self) -> &Dictionary {
        &self.lookup.dictionary
    }
}

#[derive(Debug, Clone, Default)]
pub struct PanelBody {
    pub body: Markup,
    /// Grey, beside the title: how many.
    pub note: Option<String>,
    /// At the end of the title's line: a link to the whole list.
    pub end: Markup,
}

impl PanelBody {
    pub fn new(body: Markup) -> PanelBody {
        PanelBody { body, ..PanelBody::default() }
    }
}

/// What the timeline says of an event: `lead.converted` with `tr::leads_deed_converted` gives "Olga converted".
#[derive(Debug, Clone, Copy)]
pub struct Deed {
    pub verb: &'static str,
    pub text: Text,
    pub icon: &'static str,
}

/// All panels of the box, and the words for deeds that only later rooms know ("converted").
#[derive(Default)]
pub struct Panels {
    panels: Vec<Panel>,
    deeds: Vec<Deed>,
    writer: Option<Writer>,
    others: Option<OthersOf>,
    next: Option<NextOf>,
    marks: Vec<Mark>,
}

impl Panels {
    /// The panels of one place stand in the order of this list.
    pub fn new(panels: Vec<Panel>) -> Panels {
        Panels { panels, ..Panels::default() }
    }

    /// What composers write beside comments.
    pub fn with_writer(self, writer: Writer) -> Panels {
        Panels { writer: Some(writer), ..self }
    }

    /// What histories show that is no event of the record.
    pub fn with_others(self, others: OthersOf) -> Panels {
        Panels { others: Some(others), ..self }
    }

    /// What the cards of boards tell of what comes next.
    pub fn with_next(self, next: NextOf) -> Panels {
        Panels { next: Some(next), ..self }
    }

    /// What can be done from the rows of a list.
    pub fn with_marks(self, marks: Vec<Mark>) -> Panels {
        Panels { marks, ..self }
    }

    /// The writer, for cards of this kind.
    pub fn writer(&self, kind: &Kind) -> Option<&Writer> {
        self.writer.as_ref().filter(|writer| (writer.is_for)(kind))
    }

    /// What happened with the record in this time and is kept elsewhere, the latest first.
    pub fn others(&self, context: &PanelContext<'_>, span: Span) -> Result<Vec<Other>> {
        self.others.map_or_else(|| Ok(Vec::new()), |others| others(context, span))
    }

    /// What comes next, by record.
    pub fn next(
        &self,
        conn: &Connection,
        viewer: &Viewer,
        kind: &Kind,
        ids: &[i64],
        now: Timestamp,
    ) -> Result<ById<Next>> {
        self.next.map_or_else(|| Ok(ById::default()), |next| next(conn, viewer, kind, ids, now))
    }

    pub fn mark(&self, kind: &Kind) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.kind == kind.key)
    }

    pub fn with_deeds(self, deeds: impl IntoIterator<Item = Deed>) -> Panels {
        Panels { deeds: self.deeds.into_iter().chain(deeds).collect(), ..self }
    }

    pub fn deed(&self, lang: Lang, verb: &str) -> Option<&'static str> {
        self.find(verb).map(|deed| (deed.text)(lang))
    }

    pub fn icon(&self, verb: &str) -> Option<&'static str> {
        self.find(verb).map(|deed| deed.icon)
    }

    fn find(&self, verb: &str) -> Option<&Deed> {
        self.deeds.iter().find(|deed| deed.verb == verb)
    }

    /// The panels of a card that have something to show.
    pub fn draw(&self, context: &PanelContext<'_>) -> Result<Vec<Drawn>> {
        let of_kind = self.panels.iter().filter(|panel| panel.kind == context.kind.key);
        let drawn = of_kind.map(|panel| {
            let body = (panel.draw)(context)?;
            Ok(body.map(|body| Drawn { place: panel.place, title: (panel.title)(context.viewer.lang), body }))
        });
        drawn.filter_map(Result::transpose).collect()
    }
}

/// A panel as it is shown.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub place: Place,
    pub title: &'static str,
    pub body: PanelBody,
}
