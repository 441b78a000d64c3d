//! A webhook URL, taken apart and judged. Pure.

use std::net::{IpAddr, Ipv4Addr};

use crate::builder::Settings;

/// The ports Telegram connects to.
const PORTS: [u16; 4] = [80, 88, 443, 8443];

/// Address blocks that Telegram does not connect to: network and prefix length.
const RESERVED: [(Ipv4Addr, u32); 14] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// As it was given.
    pub(crate) url: String,
    pub(crate) https: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Path and query.
    pub(crate) path: String,
    /// The user-info of the URL, base64.
    pub(crate) credentials: Option<String>,
}

impl Target {
    pub(crate) fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (user, host_port) = authority.rsplit_once('@').map_or((None, authority), |(u, h)| (Some(u), h));
        let (host, port) = split_port(host_port)?;
        if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let port = match port {
            None => {
                if https {
                    443
                } else {
                    80
                }
            }
            Some(text) => text.parse().ok().filter(|port| *port != 0)?,
        };
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        // The request target must be one that can be sent.
        path.parse::<http::uri::PathAndQuery>().ok()?;
        Some(Self {
            url: url.to_owned(),
            https,
            host: host.to_ascii_lowercase(),
            port,
            path,
            credentials: user.map(|user| base64(user.as_bytes())),
        })
    }

    /// The address, if the host is one.
    pub(crate) fn ip(&self) -> Option<IpAddr> {
        self.host.trim_start_matches('[').trim_end_matches(']').parse().ok()
    }

    /// Whether Telegram would go there, as far as the URL says.
    pub(crate) fn check(&self, settings: &Settings) -> Result<(), String> {
        if !self.https && !settings.plain_http {
            return Err("An HTTPS URL must be provided for webhook".to_owned());
        }
        if settings.strict_addresses && !PORTS.contains(&self.port) {
            return Err("Webhook can be set up only on ports 80, 88, 443 or 8443".to_owned());
        }
        Ok(())
    }

    /// Whether Telegram would connect to this address. Unless told to be strict, the sandbox connects everywhere; only
    /// plain HTTP never leaves the machine.
    pub(crate) fn check_address(&self, ip: IpAddr, settings: &Settings) -> Result<(), String> {
        if !self.https && !ip.is_loopback() {
            return Err("An HTTPS URL must be provided for webhook".to_owned());
        }
        if !settings.strict_addresses {
            return Ok(());
        }
        match ip {
            IpAddr::V6(_) => Err("IPv6-only addresses are not allowed".to_owned()),
            IpAddr::V4(ip) if is_reserved(ip) => Err(format!("IP address {ip} is reserved")),
            IpAddr::V4(_) => Ok(()),
        }
    }
}

fn split_port(text: &str) -> Option<(&str, Option<&str>)> {
    if text.starts_with('[') {
        let (host, rest) = text.split_at(text.find(']')? + 1);
        return Some((host, if rest.is_empty() { None } else { Some(rest.strip_prefix(':')?) }));
    }
    Some(text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))))
}

fn is_reserved(ip: Ipv4Addr) -> bool {
    RESERVED.iter().any(|(network, prefix)| (ip.to_bits() ^ network.to_bits()) >> (32 - prefix) == 0)
}

fn base64(data: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(data.len().div_ceil(3) * 4);
    for chunk in data.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, n| bits << 8 | u32::from(chunk.get(n).copied().unwrap_or(0)));
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n) & 63) as usize];
            text.push(if n <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strict() -> Settings {
        Settings { strict_addresses: true, ..Settings::default() }
    }

    #[test]
    fn urls_are_taken_apart_as_telegram_does() {
        let target = Target::parse("Bot.Example.com/hook?a=1#x").unwrap();
        assert!(target.https);
        assert_eq!((target.host.as_str(), target.port, target.path.as_str()), ("bot.example.com", 443, "/hook?a=1"));
        let target = Target::parse("https://aladdin:opensesame@h:8443").unwrap();
        assert_eq!(target.credentials.as_deref(), Some("YWxhZGRpbjpvcGVuc2VzYW1l"));
        assert_eq!((target.port, target.path.as_str()), (8443, "/"));
        let target = Target::parse("https://[::1]:9/?q").unwrap();
        assert_eq!((target.ip(), target.port, target.path.as_str()), (Some("::1".parse().unwrap()), 9, "/?q"));
        for bad in ["ftp://h/", "https://", "https://h:x/", "https://h:0/", "https://a b/", "https://[::1/"] {
            assert!(Target::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn strict_addresses_brings_back_telegrams_ports_and_reserved_blocks() {
        let target = Target::parse("https://h:8080/").unwrap();
        assert_eq!(target.check(&strict()).unwrap_err(), "Webhook can be set up only on ports 80, 88, 443 or 8443");
        target.check(&Settings::default()).unwrap();
        for reserved in
            ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.31.255.255", "224.0.0.1", "255.255.255.255", "100.64.0.1"]
        {
            let message = target.check_address(reserved.parse().unwrap(), &strict()).unwrap_err();
            assert_eq!(message, format!("IP address {reserved} is reserved"));
        }
        target.check_address("172.32.0.1".parse().unwrap(), &strict()).unwrap();
        let message = target.check_address("2001:db8::1".parse().unwrap(), &strict()).unwrap_err();
        assert_eq!(message, "IPv6-only addresses are not allowed");
    }

    #[test]
    fn every_reserved_block_is_refused_from_its_first_to_its_last_address() {
        let target = Target::parse("https://h/").unwrap();
        for (first, last) in [
            ("0.0.0.0", "0.255.255.255"),
            ("10.0.0.0", "10.255.255.255"),
            ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"),
            ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"),
            ("192.0.0.0", "192.0.0.255"),
            ("192.0.2.0", "192.0.2.255"),
            ("192.88.99.0", "192.88.99.255"),
            ("192.168.0.0", "192.168.255.255"),
            ("198.18.0.0", "198.19.255.255"),
            ("198.51.100.0", "198.51.100.255"),
            ("203.0.113.0", "203.0.113.255"),
            ("224.0.0.0", "255.255.255.255"),
        ] {
            for ip in [first, last] {
                target.check_address(ip.parse().unwrap(), &strict()).unwrap_err();
            }
            let beyond = u32::from(last.parse::<Ipv4Addr>().unwrap()).checked_add(1).map(Ipv4Addr::from);
            if let Some(ip) = beyond {
                target.check_address(ip.into(), &strict()).unwrap();
            }
        }
    }

    #[test]
    fn plain_http_needs_the_switch_and_a_loopback_address() {
        let target = Target::parse("http://h/").unwrap();
        let needs_https = Err("An HTTPS URL must be provided for webhook".to_owned());
        assert_eq!(target.check(&Settings::default()), needs_https);
        let open = Settings { plain_http: true, ..Settings::default() };
        target.check(&open).unwrap();
        target.check_address("127.0.0.1".parse().unwrap(), &open).unwrap();
        assert_eq!(target.check_address("192.0.2.1".parse().unwrap(), &open), needs_https);
    }
}
