//! By which names browsers may call this server.

use super::config::{Settings, Tls};
use crate::platform::web::Hosts;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

/// Those of the settings and the address it listens on. On "all addresses" also this machine's own name and addresses,
/// so that an office can begin on its network without writing a file.
pub fn hosts(settings: &Settings) -> Hosts {
    let hosts = Hosts::new(names(settings));
    match &settings.url {
        Some(url) => hosts.found_at(url),
        None => hosts,
    }
}

/// Where browsers find a server on this port: where the settings say, else by its first name, which is the one that a
/// certificate is for.
pub fn url(settings: &Settings, port: u16) -> String {
    if let Some(url) = &settings.url {
        return url.origin().ascii_serialization();
    }
    let (scheme, usual) = if settings.tls == Tls::Off { ("http", 80) } else { ("https", 443) };
    let name = names(settings).into_iter().next().unwrap_or_else(|| "localhost".to_owned());
    // RFC 3986, 3.2.2.
    let host = if name.contains(':') && !name.starts_with('[') { format!("[{name}]") } else { name };
    if port == usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") }
}

/// The one to tell people first.
fn names(settings: &Settings) -> Vec<String> {
    let listen = settings.listen.ip();
    let mut names = settings.hosts.clone();
    if listen.is_unspecified() {
        names.extend(outward_addresses().map(|address| address.to_string()));
        names.extend(machine_name().into_iter().flat_map(|name| [format!("{name}.local"), name]));
    } else {
        names.push(listen.to_string());
    }
    names
}

/// The addresses with which this machine would go out. Asking for a route sends nothing.
fn outward_addresses() -> impl Iterator<Item = IpAddr> {
    // Reserved for documentation (RFC 5737, RFC 3849): nobody is there.
    let targets = [IpAddr::from([192, 0, 2, 1]), IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1])];
    targets.into_iter().filter_map(|target| {
        let from: IpAddr = if target.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect((target, 9)).ok()?;
        Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_unspecified())
    })
}

fn machine_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty() && name != "(none)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config::{Key, load};

    fn settings(flags: &[(Key, &str)]) -> Settings {
        let nowhere = tempfile::tempdir().unwrap();
        let flags: Vec<_> = flags.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
        load(nowhere.path(), &flags, |_| None).unwrap()
    }

    fn url_of(listen: &str, hosts: &str, port: u16) -> String {
        let mut settings = settings(&[(Key::Listen, listen), (Key::Hosts, hosts), (Key::AllowPlainHttp, "true")]);
        if port == 443 {
            settings.tls = Tls::Files { certificate: "a.pem".into(), key: "a.key".into() };
        }
        url(&settings, port)
    }

    /// A link that leads to "all addresses" leads nowhere, and one by address meets a certificate for another name.
    #[test]
    fn people_are_told_a_name_that_the_server_answers_to() {
        assert_eq!(url_of("127.0.0.1:0", "", 8090), "http://127.0.0.1:8090");
        assert_eq!(url_of("[::1]:0", "", 8090), "http://[::1]:8090");
        assert_eq!(url_of("0.0.0.0:8090", "[2001:db8::1]", 8090), "http://[2001:db8::1]:8090");
        assert_eq!(url_of("0.0.0.0:443", "crm.example.com, crm", 443), "https://crm.example.com");
        assert_eq!(url_of("0.0.0.0:8090", "crm.example.com", 8090), "http://crm.example.com:8090");
        let told = url_of("0.0.0.0:8090", "", 8090);
        assert!(told.starts_with("http://") && told.ends_with(":8090") && !told.contains("0.0.0.0:"), "{told}");
    }

    /// Behind a proxy neither the port nor the protocol are what people use.
    #[test]
    fn what_stands_in_front_is_what_people_are_told() {
        for (given, told) in [
            ("https://crm.example.com", "https://crm.example.com"),
            ("https://CRM.example.com:443/", "https://crm.example.com"),
            ("http://crm:8080", "http://crm:8080"),
        ] {
            let settings = settings(&[(Key::Url, given), (Key::Hosts, "crm.lan")]);
            assert_eq!(url(&settings, 8090), told);
            assert!(hosts(&settings).knows("crm.lan"));
            assert!(hosts(&settings).knows(told.rsplit('/').next().unwrap()));
        }
    }
}
