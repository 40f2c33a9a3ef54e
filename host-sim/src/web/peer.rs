//! Who is at the other end: the address of a connection, or the one that a trusted proxy forwards for.
//!
//! `X-Forwarded-For` is anybody's to write, so it counts only from the proxies that `--trusted-proxy` names; of its entries
//! the last one that is no such proxy is the client.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Proxies(Vec<IpAddr>);

impl Proxies {
    pub(super) fn new(addresses: &[IpAddr]) -> Self {
        Self(addresses.iter().map(IpAddr::to_canonical).collect())
    }

    pub(super) fn trusts(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// The address of the client that a request comes from.
    pub(super) fn client(&self, peer: Option<Peer>, headers: &HeaderMap) -> IpAddr {
        let peer = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0.ip().to_canonical());
        if !self.trusts(peer) {
            return peer;
        }
        let mut entries = Vec::new();
        for value in headers.get_all(FORWARDED_FOR) {
            match value.to_str() {
                Ok(value) => entries.extend(value.split(',').map(str::trim)),
                Err(_) => return peer,
            }
        }
        let mut client = peer;
        for entry in entries.into_iter().rev() {
            // What comes before something that is no address was written by nobody who is trusted.
            let Some(address) = address(entry) else { break };
            client = address;
            if !self.trusts(client) {
                break;
            }
        }
        client
    }
}

/// An address, perhaps with a port.
fn address(entry: &str) -> Option<IpAddr> {
    let with_port = || entry.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    entry.parse().ok().or_else(with_port).or_else(in_brackets).map(|address: IpAddr| address.to_canonical())
}

/// What counts as one client: an address, or the /64 that one customer of a provider has in IPv6.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_a_trusted_proxy_says_who_the_client_is() {
        let proxies = Proxies::new(&["127.0.0.1".parse().unwrap(), "10.0.0.1".parse().unwrap()]);
        for (peer, forwarded, client) in [
            ("192.0.2.9:1", &["198.51.100.1"][..], "192.0.2.9"),
            ("127.0.0.1:1", &[], "127.0.0.1"),
            ("127.0.0.1:1", &["198.51.100.1"], "198.51.100.1"),
            ("[::ffff:127.0.0.1]:1", &["198.51.100.1"], "198.51.100.1"),
            // The first entries are whatever the client wrote.
            ("127.0.0.1:1", &["203.0.113.5, 198.51.100.1"], "198.51.100.1"),
            ("127.0.0.1:1", &["203.0.113.5", "198.51.100.1, 10.0.0.1"], "198.51.100.1"),
            ("127.0.0.1:1", &["198.51.100.1:4711"], "198.51.100.1"),
            ("127.0.0.1:1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("127.0.0.1:1", &["203.0.113.5, garbage"], "127.0.0.1"),
            ("127.0.0.1:1", &["203.0.113.5, garbage, 10.0.0.1"], "10.0.0.1"),
            ("127.0.0.1:1", &[""], "127.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append(FORWARDED_FOR, value.parse().unwrap());
            }
            let found = proxies.client(Some(Peer(peer.parse().unwrap())), &headers);
            assert_eq!(found, client.parse::<IpAddr>().unwrap(), "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        let network_of = |text: &str| network(text.parse().unwrap());
        assert_eq!(network_of("2001:db8::1"), network_of("2001:db8::ffff:1"));
        assert_ne!(network_of("2001:db8:0:1::1"), network_of("2001:db8:0:2::1"));
        assert_eq!(network_of("::ffff:192.0.2.1"), network_of("192.0.2.1"));
    }
}
