//! Telephones, e-mail addresses, sites: what can be stored of them.

use super::text_problem;
use crate::kernel::email::EmailAddress;
use crate::kernel::phone::Phone;
use crate::kernel::{FieldErrors, Problem};
use crate::records::registry::Channel;
use crate::records::value::Point;

const MAX_POINTS: usize = 50;

/// Each as its channel has it, and known by a label of it.
pub(super) fn check(key: &str, channel: Channel, points: &[Point], errors: &mut FieldErrors) {
    if points.len() > MAX_POINTS {
        errors.add(key, Problem::TooMany { max: MAX_POINTS });
    }
    for (index, point) in points.iter().enumerate() {
        let problem = match channel {
            Channel::Phone if !is_phone(&point.value) => Some(Problem::NotAPhone),
            Channel::Email if EmailAddress::parse(&point.value).is_none() => Some(Problem::NotAnEmail),
            Channel::Site if !is_site(&point.value) => Some(Problem::NotAUrl),
            _ => text_problem(&point.value, 255, false),
        };
        if let Some(problem) = problem {
            errors.add(format!("{key}[{index}].value"), problem);
        }
        if !channel.labels().contains(&point.label.as_str()) {
            errors.add(format!("{key}[{index}].kind"), Problem::NotAnOption);
        }
    }
}

/// With or without its scheme; nothing that runs or reads files when it is opened elsewhere.
fn is_site(value: &str) -> bool {
    let with_scheme = if value.contains(':') { value.to_owned() } else { ["https://", value].concat() };
    // A port after a bare name is no scheme: example.com:8080.
    let is_bare = value.split_once(':').is_some_and(|(host, port)| host.contains('.') && !port.starts_with('/'));
    let with_scheme = if is_bare { ["https://", value].concat() } else { with_scheme };
    url::Url::parse(&with_scheme).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A number in E.164 that fits the plan of its country.
fn is_phone(value: &str) -> bool {
    Phone::parse(value, "").is_some_and(|phone| phone.e164() == value)
}

#[cfg(test)]
mod tests {
    use super::{is_phone, is_site};

    #[test]
    fn a_phone_fits_its_country() {
        for phone in ["+79990001234", "+48600000012", "+375291234567", "+49301234567", "+861082345678", "+6835678"] {
            assert!(is_phone(phone), "{phone}");
        }
        for phone in
            ["+7999123456", "+48123456789012", "+0123456789", "79990001234", "+7 999 000 12 34", "+799900012345"]
        {
            assert!(!is_phone(phone), "{phone}");
        }
    }

    #[test]
    fn a_site_is_a_web_address_and_nothing_that_runs() {
        for site in
            ["example.com", "https://example.com/a?b=c", "http://пример.рф", "example.com:8080/x", "www.firma.pl"]
        {
            assert!(is_site(site), "{site}");
        }
        for site in [
            "javascript:alert(1)",
            "JaVaScRiPt://example.com/%0aalert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
        ] {
            assert!(!is_site(site), "{site}");
        }
    }
}
