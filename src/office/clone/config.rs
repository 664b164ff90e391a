//! The start-up settings of a copy.

/// What is as good for a copy as for the office. All else says how people find the office: a copy that answered there would
/// take its place.
const KEPT: [&str; 5] = ["max_file_mb", "max_files", "refused_endings", "log", "log_format"];

/// `korob.toml` for a copy of the office that has this one. A text that cannot be read gives nothing.
pub(super) fn of_copy(text: &str) -> String {
    let mut table: toml::Table = text.parse().unwrap_or_default();
    table.retain(|key, _| KEPT.contains(&key));
    // On whatever port is free: the start tells where.
    table.insert("listen".to_owned(), "127.0.0.1:0".into());
    table.insert("tls".to_owned(), "off".into());
    table.insert("mdns".to_owned(), false.into());
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::of_copy;

    #[test]
    fn a_copy_is_found_nowhere_where_the_office_is() {
        let office = "listen = \"0.0.0.0:443\"\ntls = \"auto\"\nhosts = [\"crm.example.com\"]\nurl = \"https://crm.example.com\"\n\
            trusted_proxies = [\"10.0.0.1\"]\nallow_plain_http = true\nmax_file_mb = 200\nlog = \"warn\"\n";
        let expected = "listen = \"127.0.0.1:0\"\nlog = \"warn\"\nmax_file_mb = 200\nmdns = false\ntls = \"off\"\n";
        assert_eq!(of_copy(office), expected);
        assert_eq!(of_copy("listen = "), "listen = \"127.0.0.1:0\"\nmdns = false\ntls = \"off\"\n");
    }
}
