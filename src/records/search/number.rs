//! Telephone numbers as they are typed to be found.

/// From so many digits on an 8 at the beginning is taken for the one dialled before a number, also where nothing parts
/// it from the rest.
const TELLING_DIGITS: usize = 7;

/// The digits by which a telephone number is found, however far it was typed. 8 916… and +7 916…, 07700… and +44 7700…
/// are one number: the 8 or 0 that is dialled inside a country is left out, as is the 00 before its code. Whatever holds it
/// holds the rest as well.
pub fn phone_digits(typed: &str) -> String {
    let digits = digits_of(typed);
    let mut chars = typed.trim_start().chars();
    let begins = matches!(chars.next(), Some('8' | '0'));
    let is_apart = chars.next().is_some_and(|c| !c.is_ascii_digit());
    match without_trunk(&digits) {
        Some(national) if begins && (is_apart || digits.starts_with("00") || digits.len() >= TELLING_DIGITS) => {
            national.to_owned()
        }
        _ => digits,
    }
}

/// What follows a 00, an 8 or a 0, where that is enough to look for.
pub(super) fn without_trunk(digits: &str) -> Option<&str> {
    digits.strip_prefix("00").or(digits.strip_prefix(['8', '0'])).filter(|rest| rest.len() >= 3)
}

pub fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::phone_digits;

    #[test]
    fn what_is_dialled_before_a_number_is_left_out() {
        for (typed, digits) in [
            ("8 916", "916"),
            ("8(916) 12", "91612"),
            ("8-800-555", "800555"),
            ("8916123", "916123"),
            ("89161234567", "9161234567"),
            ("+7 916 123", "7916123"),
            ("07700 900095", "7700900095"),
            ("0044 7700 900095", "447700900095"),
            ("00 48 22", "4822"),
            // Not yet to be told from a number of anything else.
            ("8916", "8916"),
            ("8 91", "891"),
            ("+81 3 1234", "8131234"),
            ("800", "800"),
        ] {
            assert_eq!(phone_digits(typed), digits, "{typed}");
        }
    }
}
