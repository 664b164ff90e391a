//! A released migration never changes: offices have already run it, and the runner refuses a database whose history
//! differs. The golden file holds a hash of each one.

use super::source::repository;
use crate::harness::golden;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Before the first release a migration may still be edited: `UPDATE_GOLDEN=1 cargo test --test it migrations`.
#[test]
fn released_migrations_are_frozen() {
    golden::check("migrations.txt", &listing(&repository().join("migrations")));
}

#[test]
fn migrations_are_named_by_day_and_numbered_once() {
    let listing = listing(&repository().join("migrations"));
    let mut numbers = Vec::new();
    for line in listing.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        let (number, rest) = name.split_once("__").unwrap_or_else(|| panic!("{name}: no `__`"));
        assert!(rest.ends_with(".sql") && rest.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
        // V + yyyymmdd + two digits: ten digits fit the runner's 32 bits until the year 2147.
        assert!(number.len() == 11 && number.starts_with('V'), "{name}: not V + yyyymmddnn");
        numbers.push(number[1..].parse::<i32>().unwrap_or_else(|error| panic!("{name}: {error}")));
    }
    assert!(numbers.is_sorted_by(|a, b| a < b), "two migrations share a number: {numbers:?}");
}

/// `name sha256`, in the order of names.
fn listing(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let mut lines: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .map(|path| {
            let hash = Sha256::digest(fs::read(&path).unwrap());
            let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{} {hex}\n", path.file_name().unwrap().to_string_lossy())
        })
        .collect();
    lines.sort();
    lines.concat()
}
