//! E-mail addresses.

use std::fmt;

/// An address of the form `name@host.tld`, in small letters: providers ignore case, and so do searches and comparisons.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

/// RFC 5321, 4.5.3.1: octets before the `@`, and in the whole path.
const MAX_LOCAL_BYTES: usize = 64;
const MAX_BYTES: usize = 254;

impl EmailAddress {
    /// `None` unless the text, outer white space aside, is an address mail can be sent to over the internet: a name of
    /// RFC 5322 dot-atoms and a host of at least two labels, letters of any script (RFC 6531). Quoted names and
    /// addresses in brackets, legal but found only in standards, are refused.
    pub fn parse(text: &str) -> Option<EmailAddress> {
        let address = text.trim().to_lowercase();
        let (name, host) = address.split_once('@')?;
        let is_name = name.len() <= MAX_LOCAL_BYTES && name.split('.').all(is_atom);
        (address.len() <= MAX_BYTES && is_name && is_host(host)).then_some(EmailAddress(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the `@`.
    pub fn host(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, host)| host)
    }
}

fn is_atom(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let has_top = labels.last().is_some_and(|top| top.chars().count() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()));
    labels.len() >= 2 && has_top && labels.iter().all(is_label)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::EmailAddress;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_kept_in_small_letters() {
        for (text, address) in [
            (" YURIY.SAVELEV31@EXAMPLE.ORG ", "yuriy.savelev31@example.org"),
            ("o'neil+crm@mail.example.com", "o'neil+crm@mail.example.com"),
            ("Иван@Пример.РФ", "иван@пример.рф"),
        ] {
            assert_eq!(EmailAddress::parse(text).as_ref().map(EmailAddress::as_str), Some(address));
        }
    }

    #[test]
    fn what_cannot_get_mail_is_no_address() {
        for text in [
            "",
            "@",
            "ivanov@",
            "@example.com",
            "a@@example.com",
            "info@example",
            "petrov(at)example.com",
            "a b@example.com",
            ".a@example.com",
            "a..b@example.com",
            "a@-example.com",
            "a@example..com",
            "a@127.0.0.1",
            "a@example.c",
            "/o=Firm/cn=Recipients/cn=ivan",
        ] {
            assert_eq!(EmailAddress::parse(text), None, "{text}");
        }
        assert_eq!(EmailAddress::parse(&format!("{}@example.com", "a".repeat(65))), None);
    }

    proptest! {
        #[test]
        fn reading_is_stable(text in r"[ A-Za-zА-я0-9.@+-]{0,30}") {
            if let Some(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Some(address.clone()));
            }
        }
    }
}
