//! A range of addresses.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// A range of addresses, as `91.108.4.0/22`, `fd00::/8` or a single address. IPv4 addresses written as IPv6
/// (`::ffff:a.b.c.d`) count as the IPv4 addresses they are.
///
/// ```
/// let subnet: tgwebhook::Subnet = "91.108.4.0/22".parse()?;
/// assert!(subnet.contains("91.108.7.255".parse()?));
/// assert!(!subnet.contains("91.108.8.0".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subnet {
    address: IpAddr,
    prefix: u8,
}

/// A text is not a range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a range of addresses: expected something like 91.108.4.0/22, fd00::/8 or 10.0.0.1")]
pub struct InvalidSubnet;

impl Subnet {
    /// For constants known to be right.
    pub(super) const fn of(address: IpAddr, prefix: u8) -> Self {
        Self { address, prefix }
    }

    /// The addresses that share the first `prefix` bits with `address`.
    ///
    /// # Errors
    ///
    /// [`InvalidSubnet`], if an address of that family has fewer bits.
    pub fn new(address: IpAddr, prefix: u8) -> Result<Self, InvalidSubnet> {
        match address {
            IpAddr::V4(_) if prefix <= 32 => Ok(Self { address, prefix }),
            IpAddr::V6(v6) if prefix <= 128 => Ok(match v6.to_ipv4_mapped() {
                // Shorter prefixes span more than the mapped range: they stay what they are.
                Some(v4) if prefix >= 96 => Self { address: v4.into(), prefix: prefix - 96 },
                _ => Self { address, prefix },
            }),
            _ => Err(InvalidSubnet),
        }
    }

    /// Whether the address lies in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                shared(u32::from(own) ^ u32::from(other), u32::leading_zeros) >= self.prefix
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => bits(own, other) >= self.prefix,
            _ => false,
        }
    }
}

fn bits(own: Ipv6Addr, other: Ipv6Addr) -> u8 {
    shared(u128::from(own) ^ u128::from(other), u128::leading_zeros)
}

/// How many leading bits are equal, given the difference.
fn shared<T>(difference: T, leading_zeros: impl FnOnce(T) -> u32) -> u8 {
    u8::try_from(leading_zeros(difference)).unwrap_or(u8::MAX)
}

impl From<IpAddr> for Subnet {
    /// This address alone.
    fn from(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self { address, prefix: if address.is_ipv4() { 32 } else { 128 } }
    }
}

impl FromStr for Subnet {
    type Err = InvalidSubnet;

    fn from_str(text: &str) -> Result<Self, InvalidSubnet> {
        match text.split_once('/') {
            Some((address, prefix)) => {
                Self::new(address.parse().map_err(|_| InvalidSubnet)?, prefix.parse().map_err(|_| InvalidSubnet)?)
            }
            None => text.parse::<IpAddr>().map(Self::from).map_err(|_| InvalidSubnet),
        }
    }
}

impl fmt::Display for Subnet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_wrong_ones_refused() {
        for (text, shown) in [
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("10.0.0.1", "10.0.0.1/32"),
            ("::1", "::1/128"),
            ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("0.0.0.0/0", "0.0.0.0/0"),
        ] {
            assert_eq!(text.parse::<Subnet>().unwrap().to_string(), shown);
        }
        for text in ["", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/-1", "example.com"] {
            assert_eq!(text.parse::<Subnet>(), Err(InvalidSubnet), "{text}");
        }
    }

    #[test]
    fn the_empty_prefix_contains_its_family_only() {
        let all: Subnet = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("255.255.255.255".parse().unwrap()));
        assert!(all.contains("::ffff:1.2.3.4".parse().unwrap()));
        assert!(!all.contains("2001:db8::1".parse().unwrap()));
    }
}
