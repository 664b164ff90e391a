//! Codes of reports in words.

use crate::kernel::{Lang, Problem};
use crate::platform::i18n::{self, Text, tr};
use crate::records::import::Status;

/// Why a row was rejected. A code without words of its own says itself.
pub fn reason(lang: Lang, code: &str) -> String {
    let text: Text = match code {
        "no_name" => tr::imports_reason_no_name,
        "no_title" => tr::imports_reason_no_title,
        "no_identity" => tr::imports_reason_no_identity,
        "amount_invalid" => tr::imports_reason_amount_invalid,
        "amount_negative" => tr::imports_reason_amount_negative,
        "currency_unknown" => tr::imports_reason_currency_unknown,
        "currency_differs" => tr::imports_reason_currency_differs,
        "out_of_range" => tr::imports_reason_out_of_range,
        "column_count" => tr::imports_reason_column_count,
        "repeated_header" => tr::imports_reason_repeated_header,
        "quote_unclosed" => tr::imports_reason_quote_unclosed,
        "row_too_long" | "too_long" => tr::imports_reason_too_long,
        "too_many" => tr::imports_reason_too_many,
        "bad_characters" => tr::problem_bad_characters,
        "forbidden" => tr::imports_reason_forbidden,
        "not_an_option" => tr::imports_warning_not_an_option,
        "no_such_record" => tr::imports_warning_no_such_record,
        _ => return code.to_owned(),
    };
    text(lang).to_owned()
}

/// What is said of a cell of a row that was taken.
pub fn warning(lang: Lang, code: &str) -> String {
    let text: Text = match code {
        "phone_unparsed" => tr::imports_warning_phone_unparsed,
        "email_invalid" => tr::imports_warning_email_invalid,
        "date_invalid" => tr::imports_warning_date_invalid,
        "date_in_future" => tr::imports_warning_date_in_future,
        "not_a_bool" => tr::imports_warning_not_a_bool,
        "not_a_number" => tr::imports_warning_not_a_number,
        "out_of_range" => tr::imports_warning_out_of_range,
        "closed_unclear" => tr::imports_warning_closed_unclear,
        "closed_contradicts" => tr::imports_warning_closed_contradicts,
        "company_not_found" => tr::imports_warning_company_not_found,
        "contact_not_found" => tr::imports_warning_contact_not_found,
        "tax_id_invalid" => tr::imports_warning_tax_id_invalid,
        "name_missing" => tr::imports_warning_name_missing,
        "not_an_option" => tr::imports_warning_not_an_option,
        "no_such_record" => tr::imports_warning_no_such_record,
        "currency_unknown" => tr::imports_reason_currency_unknown,
        _ => return code.to_owned(),
    };
    text(lang).to_owned()
}

/// Why an import ended before the end of its file.
pub fn failure(lang: Lang, code: &str) -> String {
    const CODES: [&str; 4] = ["quotes_broken", "file_unreadable", "file_empty", "file_not_text"];
    if code == "internal" {
        return tr::imports_failed(lang).to_owned();
    }
    let code = CODES.into_iter().find(|known| *known == code).unwrap_or("file_unreadable");
    i18n::problem(lang, &Problem::Unreadable { code })
}

/// By what a row was recognised.
pub fn by(lang: Lang, code: &str) -> &'static str {
    match code {
        "id" => tr::imports_by_id(lang),
        "tax_id" => tr::imports_by_tax_id(lang),
        "phone" => tr::imports_by_phone(lang),
        "email" => tr::imports_by_email(lang),
        _ => tr::imports_by_name(lang),
    }
}

pub fn status(lang: Lang, status: Status, is_undone: bool) -> &'static str {
    match status {
        _ if is_undone => tr::imports_status_undone(lang),
        Status::Draft => tr::imports_status_draft(lang),
        Status::Running => tr::imports_status_running(lang),
        Status::Stopped => tr::imports_status_stopped(lang),
        Status::Done => tr::imports_status_done(lang),
    }
}
