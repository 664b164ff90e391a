//! By which names and addresses people may call this server.

use super::config::{Settings, Tls};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

/// What an office tries first, on a network where nobody else has it.
pub const USUAL_NAME: &str = "korob.local";

/// Interfaces that virtual machines and containers of this machine use among themselves.
const VIRTUAL: [&str; 6] = ["docker", "br-", "veth", "virbr", "cni", "lxc"];

/// All by which it is answered, besides loopback; the one to tell people first. Those of the settings and the address it
/// listens on. On "all addresses" also this machine's own name and addresses, so that an office can begin on its network
/// without writing a file. `announced` is what the local network was told.
pub fn names(settings: &Settings, announced: Option<&str>) -> Vec<String> {
    let listen = settings.listen.ip();
    let mut names = settings.hosts.clone();
    if listen.is_unspecified() {
        names.extend(addresses(listen).iter().map(IpAddr::to_string));
    } else {
        names.push(listen.to_string());
    }
    if !listen.is_loopback() {
        names.extend(announced.map(str::to_owned));
        names.extend(own());
    }
    names
}

/// All that a certificate by the machine's own authority is for.
pub fn certified(settings: &Settings, announced: Option<&str>) -> Vec<String> {
    let url = settings.url.as_ref().and_then(|url| url.host_str()).map(bare);
    let loopback = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let all = names(settings, announced).into_iter().chain(url).chain(own()).chain(loopback);
    let mut certified: Vec<String> = Vec::new();
    for name in all.map(|name| bare(&name)) {
        if !certified.contains(&name) {
            certified.push(name);
        }
    }
    certified
}

/// What the office named this machine itself.
pub fn given(settings: &Settings) -> Vec<String> {
    let url = settings.url.as_ref().and_then(|url| url.host_str()).map(bare);
    let listen = Some(settings.listen.ip()).filter(|ip| !ip.is_unspecified()).map(|ip| ip.to_string());
    settings.hosts.iter().map(|name| bare(name)).chain(url).chain(machine_name()).chain(listen).collect()
}

/// Where browsers find a server on this port: where the settings say, else by its first name, which is the one that a
/// certificate is for.
pub fn url(settings: &Settings, port: u16) -> String {
    urls(settings, port, None).into_iter().next().unwrap_or_default()
}

/// All the ways to it, the one to tell people first.
pub fn urls(settings: &Settings, port: u16, announced: Option<&str>) -> Vec<String> {
    if let Some(url) = &settings.url {
        return vec![url.origin().ascii_serialization()];
    }
    let (scheme, usual) = if settings.tls == Tls::Off { ("http", 80) } else { ("https", 443) };
    let mut names = names(settings, announced);
    // It is answered whoever has it, but it need not lead here.
    let leads_here = announced == Some(USUAL_NAME) || settings.hosts.iter().any(|name| bare(name) == USUAL_NAME);
    // The network may have been told a name that the machine has anyway.
    let mut seen = BTreeSet::new();
    names.retain(|name| (leads_here || name != USUAL_NAME) && seen.insert(name.clone()));
    if names.is_empty() {
        names.push("localhost".to_owned());
    }
    let url = |name: String| {
        // RFC 3986, 3.2.2.
        let host = if name.contains(':') && !name.starts_with('[') { format!("[{name}]") } else { name };
        if port == usual { format!("{scheme}://{host}") } else { format!("{scheme}://{host}:{port}") }
    };
    names.into_iter().map(url).collect()
}

/// The machine's name, alone for the log and for a certificate.
pub fn machine() -> String {
    machine_name().unwrap_or_else(|| "localhost".to_owned())
}

fn own() -> Vec<String> {
    machine_name().into_iter().flat_map(|name| [format!("{name}.local"), name]).chain([USUAL_NAME.to_owned()]).collect()
}

fn bare(name: &str) -> String {
    name.trim_matches(['[', ']']).to_ascii_lowercase()
}

/// Those of this machine at which `listen`, which is "all", can be called: first those with which it would go out.
fn addresses(listen: IpAddr) -> Vec<IpAddr> {
    let temporary = temporary_addresses();
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let is_virtual = |name: &str| VIRTUAL.iter().any(|prefix| name.starts_with(prefix));
    let is_fit = |ip: IpAddr| match ip {
        IpAddr::V4(ip) => !ip.is_link_local(),
        // Local to a link they need a zone, which no address in a browser has.
        IpAddr::V6(ip) => listen.is_ipv6() && !ip.is_unicast_link_local() && !temporary.contains(&ip),
    };
    let mut found: Vec<IpAddr> = outward().filter(|ip| is_fit(*ip)).collect();
    let others = interfaces.iter().filter(|interface| !interface.is_loopback() && !is_virtual(&interface.name));
    let mut others: Vec<IpAddr> = others.map(if_addrs::Interface::ip).filter(|ip| is_fit(*ip)).collect();
    others.sort();
    found.extend(others);
    let mut seen = BTreeSet::new();
    found.retain(|ip| seen.insert(*ip));
    found
}

/// The addresses with which this machine would go out. Asking for a route sends nothing.
fn outward() -> impl Iterator<Item = IpAddr> {
    // Reserved for documentation (RFC 5737, RFC 3849): nobody is there.
    let targets = [IpAddr::from([192, 0, 2, 1]), IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1])];
    targets.into_iter().filter_map(|target| {
        let from: IpAddr = if target.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect((target, 9)).ok()?;
        Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_unspecified())
    })
}

/// Those that change every day to hide who goes out (RFC 8981): nobody calls a server by them.
fn temporary_addresses() -> Vec<Ipv6Addr> {
    const TEMPORARY: u32 = 1;
    let table = std::fs::read_to_string("/proc/net/if_inet6").unwrap_or_default();
    let rows = table.lines().filter_map(|line| {
        let mut cells = line.split_whitespace();
        let address = u128::from_str_radix(cells.next()?, 16).ok()?;
        let flags = u32::from_str_radix(cells.nth(3)?, 16).ok()?;
        (flags & TEMPORARY != 0).then(|| Ipv6Addr::from_bits(address))
    });
    rows.collect()
}

fn machine_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim().to_ascii_lowercase()).filter(|name| !name.is_empty() && name != "(none)")
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
        for (text, told) in [
            ("https://crm.example.com", "https://crm.example.com"),
            ("https://CRM.example.com:443/", "https://crm.example.com"),
            ("http://crm:8080", "http://crm:8080"),
        ] {
            let settings = settings(&[(Key::Url, text), (Key::Hosts, "crm.lan")]);
            assert_eq!(url(&settings, 8090), told);
            assert!(names(&settings, None).contains(&"crm.lan".to_owned()));
        }
    }

    #[test]
    fn beyond_the_machine_it_is_known_by_the_names_of_the_machine() {
        let alone = settings(&[(Key::Listen, "127.0.0.1:8090")]);
        assert_eq!(names(&alone, Some("korob-2.local")), ["127.0.0.1"]);
        let open = settings(&[(Key::Listen, "0.0.0.0:8090"), (Key::Tls, "auto"), (Key::Hosts, "[fd00::5], crm.lan")]);
        let found = names(&open, Some("korob-2.local"));
        assert_eq!(found[..2], ["[fd00::5]", "crm.lan"]);
        for name in ["korob.local", "korob-2.local", &machine()] {
            assert!(found.iter().any(|found| found == name), "{name} in {found:?}");
        }
        let certified = certified(&open, None);
        for name in ["localhost", "127.0.0.1", "::1", "fd00::5", "korob.local", &format!("{}.local", machine())] {
            assert!(certified.iter().any(|found| found == name), "{name} in {certified:?}");
        }
    }

    /// Another office of the network may have it.
    #[test]
    fn people_are_told_the_usual_name_only_where_it_leads_here() {
        let is_told = |announced: Option<&str>, hosts: &str| {
            let settings = settings(&[(Key::Listen, "0.0.0.0:8090"), (Key::Tls, "auto"), (Key::Hosts, hosts)]);
            let told = urls(&settings, 8090, announced);
            assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "each once: {told:?}");
            told.contains(&"https://korob.local:8090".to_owned())
        };
        assert!(is_told(Some("korob.local"), "") && is_told(None, "korob.local"));
        assert!(!is_told(None, "crm.lan") && !is_told(Some("korob-2.local"), ""));
    }
}
