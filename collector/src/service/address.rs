//! From which address a request comes, when proxies stand in between. Only the rate limit asks.

use std::net::IpAddr;

use axum::http::{Extensions, HeaderMap};

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// The address of the person: the other end of the connection, or, where that is a trusted proxy, the last address in
/// `X-Forwarded-For` that is not one. What stands before that was written by whoever sent the request.
pub(super) fn of(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    let Peer(peer) = *extensions.get::<Peer>()?;
    let mut address = peer.to_canonical();
    let lists: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or_default()).collect();
    for hop in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
        if !trusted.contains(&address) {
            break;
        }
        match hop.trim().parse::<IpAddr>() {
            Ok(hop) => address = hop.to_canonical(),
            Err(_) => break,
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let mut extensions = Extensions::new();
        extensions.insert(Peer(ip(peer)));
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append("x-forwarded-for", list.parse().expect("a header"));
        }
        of(&extensions, &headers, &[ip("127.0.0.1"), ip("10.0.0.9")]).map_or_else(String::new, |ip| ip.to_string())
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(seen("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(seen("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen("::ffff:127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.9"]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &["1.1.1.1", "198.51.100.7,10.0.0.9"]), "198.51.100.7");
        assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &["1.1.1.1, unknown"]), "127.0.0.1");
    }
}
