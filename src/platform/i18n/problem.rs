//! What to tell a person about a value that cannot be accepted.

use super::{format, tr};
use crate::kernel::{Lang, Problem};

/// What is wrong and what to do, as it stands under the field.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let text = match problem {
        Problem::TooLong { max } => return tr::problem_too_long(lang, *max),
        Problem::TooShort { min } => return tr::problem_too_short(lang, *min),
        Problem::OutOfRange { min, max } => return out_of_range(lang, *min, *max),
        Problem::TooMany { max } => return tr::problem_too_many(lang, *max),
        Problem::NoFreeSeat { seats } => return tr::problem_no_free_seat(lang, i64::from(*seats)),
        Problem::StageSkipped { named } => return tr::problem_stage_skipped(lang, named),
        Problem::FileTooLarge { name, max_bytes } => return file_too_large(lang, name, *max_bytes),
        Problem::FileRefused { name, ending } => return tr::problem_file_refused(lang, name, ending),
        Problem::NotARecipient => tr::problem_not_a_recipient,
        Problem::FolderUnusable => tr::problem_folder_unusable,
        Problem::NotAServer => tr::problem_not_a_server,
        Problem::Refused { why } => return why.clone(),
        Problem::FileEmpty { name } if name.is_empty() => tr::problem_file_empty,
        Problem::FileEmpty { name } => return [name, tr::problem_file_empty(lang)].join(": "),
        Problem::SumsLeft { named } => return tr::problem_sums_left(lang, named),
        Problem::WrongType { expected } => return tr::problem_wrong_type(lang, expected),
        Problem::Required => tr::problem_required,
        Problem::NotANumber => tr::problem_not_a_number,
        Problem::NotAnAmount => tr::problem_not_an_amount,
        Problem::NegativeAmount => tr::problem_negative_amount,
        Problem::NotADate => tr::problem_not_a_date,
        Problem::NotATime => tr::problem_not_a_time,
        Problem::NotABool => tr::problem_not_a_bool,
        Problem::NotAnEmail => tr::problem_not_an_email,
        Problem::NotAPhone => tr::problem_not_a_phone,
        Problem::NotAUrl => tr::problem_not_a_url,
        Problem::UnknownCode => tr::problem_unknown_code,
        Problem::NotAnOption => tr::problem_not_an_option,
        Problem::NoSuchRecord => tr::problem_no_such_record,
        Problem::UnknownField => tr::problem_unknown_field,
        Problem::ReadOnly => tr::problem_read_only,
        Problem::AlreadyTaken => tr::problem_already_taken,
        Problem::BadCharacters => tr::problem_bad_characters,
        Problem::PasswordTooCommon => tr::problem_password_too_common,
        Problem::PasswordWrong => tr::problem_password_wrong,
        Problem::PasswordPaused => tr::problem_password_paused,
        Problem::LastAdmin => tr::problem_last_admin,
        Problem::NoIdentity => tr::problem_no_identity,
        Problem::ReasonRequired => tr::problem_reason_required,
        Problem::Unreadable { code } => match *code {
            "file_empty" => tr::problem_file_empty,
            "file_is_xlsx" => tr::problem_file_is_xlsx,
            "file_is_xls" => tr::problem_file_is_xls,
            "file_not_text" => tr::problem_file_not_text,
            "file_too_large" => tr::problem_file_too_large,
            "too_many_columns" => tr::problem_too_many_columns,
            "header_too_long" => tr::problem_header_too_long,
            "header_quote_unclosed" => tr::problem_header_quote_unclosed,
            "quotes_broken" => tr::problem_quotes_broken,
            _ => tr::problem_file_unreadable,
        },
        Problem::NeedsConversion => tr::problem_needs_conversion,
        Problem::InThePast => tr::problem_in_the_past,
        Problem::AlreadyConverted => tr::problem_already_converted,
    };
    text(lang).to_string()
}

/// [`problem`] for whoever sends values as programs do: days and times in ISO 8601, not as people type them.
pub fn exact_problem(lang: Lang, found: &Problem) -> String {
    match found {
        Problem::NotADate => tr::problem_not_a_date_exact(lang).to_owned(),
        Problem::NotATime => tr::problem_not_a_time_exact(lang).to_owned(),
        other => problem(lang, other),
    }
}

/// One file, or all of one request together.
fn file_too_large(lang: Lang, name: &str, max_bytes: u64) -> String {
    let size = format::file_size(lang, max_bytes);
    if name.is_empty() { tr::problem_files_over(lang, &size) } else { tr::problem_file_over(lang, name, &size) }
}

/// A range open on one side names only the other.
fn out_of_range(lang: Lang, min: i64, max: i64) -> String {
    let (low, high) = (format::integer(lang, min), format::integer(lang, max));
    match (min, max) {
        (i64::MIN, _) => tr::problem_too_large(lang, &high),
        (_, i64::MAX) => tr::problem_too_small(lang, &low),
        _ => tr::problem_out_of_range(lang, &low, &high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_do_with_the_right_plural() {
        assert_eq!(problem(Lang::En, &Problem::TooLong { max: 1 }), "Too long. Keep it to 1 character");
        assert_eq!(problem(Lang::Ru, &Problem::TooShort { min: 21 }), "Слишком коротко. Введите не меньше 21 знака");
        assert_eq!(problem(Lang::Pl, &Problem::TooShort { min: 3 }), "Za krótkie. Wpisz co najmniej 3 znaki");
        assert_eq!(problem(Lang::Pl, &Problem::Required), "Uzupełnij to pole");
    }

    #[test]
    fn a_range_without_an_end_names_only_its_start() {
        let at_least_one = Problem::OutOfRange { min: 1, max: i64::MAX };
        assert_eq!(problem(Lang::En, &at_least_one), "Enter 1 or more");
        let at_most = Problem::OutOfRange { min: i64::MIN, max: 1_000 };
        assert_eq!(problem(Lang::Ru, &at_most), "Введите 1\u{a0}000 или меньше");
        let percent = Problem::OutOfRange { min: 0, max: 100 };
        assert_eq!(problem(Lang::Pl, &percent), "Wpisz liczbę od 0 do 100");
    }
}
