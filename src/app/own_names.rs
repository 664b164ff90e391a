//! By which names browsers may call this server.

use super::config::Settings;
use crate::platform::web::Hosts;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

/// Those of the settings and the address it listens on. On "all addresses" also this machine's own name and addresses,
/// so that an office can begin on its network without writing a file.
pub fn hosts(settings: &Settings) -> Hosts {
    let listen = settings.listen.ip();
    let mut names = settings.hosts.clone();
    if listen.is_unspecified() {
        names.extend(outward_addresses().map(|address| address.to_string()));
        names.extend(machine_name().into_iter().flat_map(|name| [format!("{name}.local"), name]));
    } else {
        names.push(listen.to_string());
    }
    Hosts::new(names)
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
