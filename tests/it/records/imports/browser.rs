//! Imports in a real browser.

use crate::harness::{Browser, TestApp};
use std::path::Path;

#[test]
fn a_file_is_dropped_mapped_imported_and_undone() {
    let app = TestApp::start();
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bitrix24_companies.csv");
    browser.go("/companies/import");
    browser.see(".drop-file");
    browser.screenshot("import-upload");
    browser.no_problems();
    browser.upload("#f-file", &sample);
    browser.see(".import-columns");
    browser.see("#rehearsal .import-sums");
    browser.screenshot("import-draft");
    browser.no_problems();
    browser.phone();
    browser.reload();
    browser.see("#rehearsal .import-sums");
    browser.screenshot("import-draft-phone");
    browser.no_problems();
    browser.size(1440, 900);
    browser.prefer_dark(true);
    browser.reload();
    browser.see("#rehearsal .import-sums");
    browser.choose("[name='column[13]']", "");
    browser.see(".import-columns [data-s=warn]");
    browser.see("#rehearsal .import-sums");
    browser.screenshot("import-draft-dark");
    browser.no_problems();
    browser.click(".form-actions [data-k=primary]");
    browser.see(".import-reasons");
    browser.screenshot("import-report-dark");
    browser.no_problems();
    browser.prefer_dark(false);
    browser.reload();
    browser.see(".import-reasons");
    browser.screenshot("import-report");
    browser.click("[hx-get^='/actions/']");
    browser.click("#undoing [data-k=primary]");
    browser.see_text("Импорт отменён");
    browser.go("/companies/import");
    browser.see(".import-list");
    browser.screenshot("import-past");
    browser.no_problems();
}
