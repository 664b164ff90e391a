//! What is sent to the vendor: a short text without anything about people.

use super::document::Licence;
use super::in_force::Found;
use super::vendor::Vendor;
use crate::access::users;
use crate::kernel::Result;
use crate::platform::settings::Office;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

/// How an office stands: for its vendor and for its administrators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Empty before set-up.
    pub firm: String,
    pub instance_id: String,
    /// Of the executable.
    pub version: String,
    pub active_users: i64,
    /// How many may be active.
    pub seats: u32,
    pub licence: Option<Licence>,
}

impl Request {
    pub fn of(conn: &Connection, instance_id: &str, vendor: &Vendor, found: &Found) -> Result<Request> {
        let licence = found.licence().cloned();
        let free = vendor.free_seats();
        Ok(Request {
            firm: Office::find(conn)?.map(|office| office.name).unwrap_or_default(),
            instance_id: instance_id.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            active_users: users::count_active(conn)?,
            seats: licence.as_ref().map_or(free, |licence| licence.seats.max(free)),
            licence,
        })
    }

    /// In English for whoever reads it at the vendor's.
    pub fn text(&self) -> String {
        // A line is a line, whatever the firm is called.
        let firm: String = self.firm.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let licence = self.licence.as_ref().map_or("none".to_owned(), |licence| {
            format!("{}, seats {}, updates until {}", licence.id, licence.seats, licence.updates_until)
        });
        format!(
            "Korob licence request\nfirm: {firm}\noffice: {}\nversion: {}\nactive users: {}\nlicence: {licence}\n",
            self.instance_id, self.version, self.active_users
        )
    }
}
