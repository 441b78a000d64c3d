//! Where updates are to be sent, taken apart.

use std::net::IpAddr;

use http::Uri;
use tgapi::{SecretToken, Token};
use tgwebhook::derived_secret;

use crate::error::Error;

/// The URL of a webhook.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) path: String,
    scheme: &'static str,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, Error> {
        let address = Self::parse_any(url)?;
        if address.scheme != "https" {
            return Err(Error::WebhookUrl("its scheme is not https"));
        }
        Ok(address)
    }

    /// Plain HTTP, too: for another Bot API server, which may take it.
    pub(super) fn parse_any(url: &str) -> Result<Self, Error> {
        let uri: Uri = url.parse().map_err(|_| Error::WebhookUrl("it is not a URL"))?;
        let (scheme, usual) = match uri.scheme_str() {
            Some("https") => ("https", 443),
            Some("http") => ("http", 80),
            _ => return Err(Error::WebhookUrl("its scheme is not https")),
        };
        let authority = uri.authority().ok_or(Error::WebhookUrl("it has no host"))?;
        if authority.as_str().contains('@') {
            return Err(Error::WebhookUrl("it has a user name in it"));
        }
        if uri.query().is_some() {
            return Err(Error::WebhookUrl("it has a query"));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        Ok(Self { host, port: uri.port_u16().unwrap_or(usual), path: uri.path().to_owned(), scheme })
    }

    /// The same at every start and in every instance: Telegram has to be told only once.
    pub(super) fn secret(&self, token: &Token) -> SecretToken {
        derived_secret(token, &format!("{}{}", self.origin(self.port), self.path))
    }

    pub(super) fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Scheme, host and port, the latter as it turned out.
    pub(super) fn origin(&self, port: u16) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{}://{host}:{port}", self.scheme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let address = Address::parse("https://Bot.example.com:8443/a/B").unwrap();
        assert_eq!((&*address.host, address.port, &*address.path), ("bot.example.com", 8443, "/a/B"));
        assert!(!address.is_loopback());
        let address = Address::parse("https://[::1]").unwrap();
        assert_eq!((&*address.host, address.port, &*address.path), ("::1", 443, "/"));
        assert!(address.is_loopback());
        assert_eq!(address.origin(8443), "https://[::1]:8443");
        assert_eq!(Address::parse_any("http://127.0.0.1").unwrap().origin(80), "http://127.0.0.1:80");
    }

    #[test]
    fn what_is_wrong_with_a_url_is_said() {
        for (url, reason) in [
            ("", "not a URL"),
            ("http://a/", "https"),
            ("bot.example.com", "https"),
            ("https://u@a/", "user name"),
            ("https://a/?q", "query"),
        ] {
            let Err(error) = Address::parse(url) else { panic!("{url}") };
            assert!(error.to_string().contains(reason), "{url}: {error}");
        }
    }
}
