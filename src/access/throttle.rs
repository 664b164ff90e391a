//! How many passwords may be tried. Guesses cost the guesser time, never the owner of the account.
//!
//! - Five tries at an account, then a pause of 5 minutes; another five, then pauses of 15 minutes: at most ten guesses in
//!   any 15 minutes reach the hash.
//! - A browser in which the user has signed in before ([`Asker::device`]) has tries of its own: whoever guesses elsewhere
//!   cannot lock the office out. From the machine itself, `korob user reset-password` always helps.
//! - An address that tries many accounts gets fifty tries, then a pause of 5 minutes, for browsers that nobody knows.
//! - It does not matter whether there is such an account: the answers tell nothing.
//!
//! Kept in memory: a restart forgets it, and nobody outside can cause one.

use super::secret::{self, SecretHash};
use crate::kernel::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Mutex;

const TRIES: u32 = 5;
const TRIES_OF_ADDRESS: u32 = 50;
const FIRST_PAUSE_SECS: i64 = 5 * 60;
const NEXT_PAUSE_SECS: i64 = 15 * 60;

/// Tries older than this are forgotten.
const MEMORY_SECS: i64 = 60 * 60;

/// Beyond this many accounts, devices or addresses under attack the oldest are forgotten.
const MAX_ENTRIES: usize = 20_000;

/// Who tries: the account named, the known device if the browser proved to be one, and the address.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    pub account: &'a str,
    pub device: Option<SecretHash>,
    pub ip: IpAddr,
}

/// No more tries for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub secs: i64,
}

/// A try that was let through, already counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try {
    /// How many more may fail before a pause.
    pub left: u32,
    /// How long that pause will be.
    pub pause_secs: i64,
}

#[derive(Default)]
pub struct Throttle(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    accounts: HashMap<SecretHash, Count>,
    devices: HashMap<(SecretHash, SecretHash), Count>,
    addresses: HashMap<IpAddr, Count>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    tries: u32,
    pauses: u32,
    last: Timestamp,
    paused_until: Timestamp,
}

impl Throttle {
    /// Counts a try before the password is looked at, so that many at once are not let through together.
    pub fn admit(&self, asker: Asker<'_>, now: Timestamp) -> Result<Try, Pause> {
        let Ok(mut counts) = self.0.lock() else { return Err(Pause { secs: FIRST_PAUSE_SECS }) };
        let account = secret::hash(asker.account);
        match asker.device {
            Some(device) => admit(&mut counts.devices, (account, device), TRIES, now),
            None => {
                admit(&mut counts.addresses, network(asker.ip), TRIES_OF_ADDRESS, now)?;
                admit(&mut counts.accounts, account, TRIES, now)
            }
        }
    }

    /// The password was right: the tries at this account from here are forgiven.
    pub fn forgive(&self, asker: Asker<'_>) {
        let Ok(mut counts) = self.0.lock() else { return };
        let account = secret::hash(asker.account);
        match asker.device {
            Some(device) => {
                counts.devices.remove(&(account, device));
            }
            None => {
                counts.accounts.remove(&account);
                if let Some(count) = counts.addresses.get_mut(&network(asker.ip)) {
                    count.tries = count.tries.saturating_sub(1);
                }
            }
        }
    }
}

fn admit<K: Hash + Eq + Copy>(
    counts: &mut HashMap<K, Count>,
    key: K,
    tries: u32,
    now: Timestamp,
) -> Result<Try, Pause> {
    make_room(counts, now);
    let fresh = Count { tries: 0, pauses: 0, last: now, paused_until: Timestamp(i64::MIN) };
    let count = counts.entry(key).or_insert(fresh);
    // A clock set back must not make a pause longer than it was meant to be.
    let left_ms = count.paused_until.0.saturating_sub(now.0).min(NEXT_PAUSE_SECS * 1000);
    if left_ms > 0 {
        return Err(Pause { secs: left_ms.div_euclid(1000) + i64::from(left_ms % 1000 > 0) });
    }
    if now.0.saturating_sub(count.last.0) > MEMORY_SECS * 1000 {
        *count = fresh;
    }
    count.tries += 1;
    count.last = now;
    let pause_secs = if count.pauses == 0 { FIRST_PAUSE_SECS } else { NEXT_PAUSE_SECS };
    let left = tries - count.tries;
    if left == 0 {
        count.tries = 0;
        count.pauses += 1;
        count.paused_until = now.plus_secs(pause_secs);
    }
    Ok(Try { left, pause_secs })
}

fn make_room<K: Hash + Eq + Copy>(counts: &mut HashMap<K, Count>, now: Timestamp) {
    if counts.len() < MAX_ENTRIES {
        return;
    }
    counts.retain(|_, count| now.0.saturating_sub(count.last.0) < MEMORY_SECS * 1000);
    if counts.len() >= MAX_ENTRIES {
        let mut ages: Vec<i64> = counts.values().map(|count| count.last.0).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        counts.retain(|_, count| count.last.0 > median);
    }
}

/// One customer of a provider holds a whole /64 of IPv6 addresses.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(account: &str) -> Asker<'_> {
        Asker { account, device: None, ip: IpAddr::from([192, 0, 2, 1]) }
    }

    fn at(secs: i64) -> Timestamp {
        Timestamp(1_000_000_000_000).plus_secs(secs)
    }

    #[test]
    fn ten_guesses_at_most_get_through_in_any_quarter_of_an_hour() {
        let throttle = Throttle::default();
        let mut admitted = Vec::new();
        // A guess every second for three hours, from as many addresses.
        for second in 0..3 * 3600 {
            let [_, b, c, d] = (second as u32).to_be_bytes();
            let asker = Asker { ip: IpAddr::from([10, b, c, d]), ..asker("olga@firma.pl") };
            if throttle.admit(asker, at(second)).is_ok() {
                admitted.push(second);
            }
        }
        let most =
            admitted.iter().map(|from| admitted.iter().filter(|at| (*from..from + 900).contains(*at)).count()).max();
        assert_eq!(most, Some(10));
        assert!(admitted.len() > 20, "a pause ends");
    }

    #[test]
    fn the_last_try_says_how_long_the_pause_is() {
        let throttle = Throttle::default();
        let left: Vec<u32> = (0..5).map(|_| throttle.admit(asker("a"), at(0)).unwrap().left).collect();
        assert_eq!(left, [4, 3, 2, 1, 0]);
        assert_eq!(throttle.admit(asker("a"), at(1)), Err(Pause { secs: 299 }));
        assert_eq!(throttle.admit(asker("a"), at(300)), Ok(Try { left: 4, pause_secs: 900 }));
    }

    #[test]
    fn guesses_elsewhere_do_not_lock_a_known_browser_out() {
        let throttle = Throttle::default();
        while throttle.admit(asker("olga"), at(0)).is_ok() {}
        let known = Asker { device: Some([7; 32]), ..asker("olga") };
        assert_eq!(throttle.admit(known, at(0)), Ok(Try { left: 4, pause_secs: 300 }));
    }

    #[test]
    fn an_address_cannot_go_through_all_accounts() {
        let throttle = Throttle::default();
        let admitted = (0..1000).filter(|n| throttle.admit(asker(&n.to_string()), at(0)).is_ok()).count();
        assert_eq!(admitted, TRIES_OF_ADDRESS as usize);
        let elsewhere = Asker { ip: IpAddr::from([192, 0, 2, 2]), ..asker("1001") };
        assert!(throttle.admit(elsewhere, at(0)).is_ok());
    }

    #[test]
    fn being_right_forgives_and_a_clock_set_back_does_not_punish() {
        let throttle = Throttle::default();
        for _ in 0..4 {
            throttle.admit(asker("a"), at(0)).unwrap();
        }
        throttle.forgive(asker("a"));
        for _ in 0..5 {
            throttle.admit(asker("a"), at(0)).unwrap();
        }
        assert_eq!(throttle.admit(asker("a"), at(-1_000_000)), Err(Pause { secs: 900 }));
    }
}
