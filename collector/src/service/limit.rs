//! How many requests an address may send. Kept in memory alone, in a table of bounded size.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often the table is searched for addresses that need not be remembered any more, when it is full.
const SWEEP: Duration = Duration::from_secs(1);

/// Limits requests by address: so many at once, and from then on so many a minute.
///
/// What is kept of an address is one point in time: when all that it has sent would be paid for (the generic cell rate
/// algorithm). When that is past the address need not be remembered. If the table is full all the same, addresses
/// that are not in it share a place, so that memory and work stay bounded whatever comes.
pub(super) struct RateLimit {
    /// The time that one request costs.
    cost: Duration,
    /// How far ahead of the clock an address may be.
    ahead: Duration,
    most: usize,
    start: Instant,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    paid_at: HashMap<IpAddr, Duration>,
    /// The place that is shared when the table is full.
    others: Duration,
    swept: Duration,
}

impl RateLimit {
    /// A limit, or none if `a_minute` is 0. The table holds `most` addresses.
    pub(super) fn new(a_minute: u32, at_once: u32, most: usize) -> Option<RateLimit> {
        let cost = Duration::from_secs(60).checked_div(a_minute)?;
        let ahead = cost * at_once.max(1);
        Some(RateLimit { cost, ahead, most: most.max(1), start: Instant::now(), table: Mutex::default() })
    }

    /// Lets a request through, or says how long to wait.
    ///
    /// # Errors
    /// The time after which the next request is let through.
    pub(super) fn admit(&self, address: IpAddr) -> Result<(), Duration> {
        self.admit_at(address, self.start.elapsed())
    }

    /// How many addresses are remembered.
    pub(super) fn remembered(&self) -> usize {
        self.table.lock().unwrap_or_else(PoisonError::into_inner).paid_at.len()
    }

    fn admit_at(&self, address: IpAddr, now: Duration) -> Result<(), Duration> {
        let key = network_of(address);
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        let Table { paid_at, others, swept } = &mut *table;
        if paid_at.len() >= self.most && now >= *swept + SWEEP {
            *swept = now;
            paid_at.retain(|_, paid_at| *paid_at > now);
        }
        let room = paid_at.len() < self.most;
        let place = match paid_at.get_mut(&key) {
            Some(place) => place,
            None if room => paid_at.entry(key).or_default(),
            None => others,
        };
        let next = now.max(*place) + self.cost;
        match next.checked_sub(now + self.ahead) {
            Some(wait) if wait > Duration::ZERO => Err(wait),
            _ => {
                *place = next;
                Ok(())
            }
        }
    }
}

/// What counts as one address: of IPv6 the network of 64 bits, which is what one household has.
fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn address(number: u32) -> IpAddr {
        std::net::Ipv4Addr::from_bits(number).into()
    }

    #[test]
    fn so_many_at_once_and_then_so_many_a_minute() {
        let limit = RateLimit::new(6, 3, 10).expect("a limit");
        let admitted = |now| (0..10).filter(|_| limit.admit_at(address(1), at(now)).is_ok()).count();
        assert_eq!(admitted(0), 3);
        assert_eq!(admitted(9), 0);
        assert_eq!(admitted(10), 1);
        assert_eq!(limit.admit_at(address(1), at(15)), Err(at(5)));
        assert_eq!(admitted(600), 3, "waiting longer saves up no more");
        assert!(limit.admit_at(address(2), at(0)).is_ok(), "another address is not held back");
        assert!(RateLimit::new(0, 3, 10).is_none());
    }

    #[test]
    fn the_table_stays_bounded_and_the_limit_holds() {
        let limit = RateLimit::new(60, 2, 100).expect("a limit");
        let admitted = (0..10_000).filter(|number| limit.admit_at(address(*number), at(0)).is_ok()).count();
        assert_eq!((limit.remembered(), admitted), (100, 102), "those without a place of their own share one");
        assert!(limit.admit_at(address(5), at(0)).is_ok(), "who has a place keeps it");
        assert!(limit.admit_at(address(20_000), at(10)).is_ok());
        assert_eq!(limit.remembered(), 1, "who has paid is forgotten");
    }

    #[test]
    fn a_household_has_many_addresses_of_ipv6() {
        let limit = RateLimit::new(1, 1, 10).expect("a limit");
        let admitted = |text: &str| limit.admit_at(text.parse().expect("an address"), at(0)).is_ok();
        assert!(admitted("2001:db8::1") && !admitted("2001:db8::2") && admitted("2001:db8:0:1::1"));
        assert!(admitted("192.0.2.1") && !admitted("::ffff:192.0.2.1"));
    }
}
