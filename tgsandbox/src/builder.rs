//! The settings of a sandbox and the builder that collects them.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use rustls::pki_types::{CertificateDer, pem::PemObject};
use tgapi::{InvalidToken, Token};

use crate::{error::Error, faults::Faults, queue::Limits, sandbox::Sandbox};

/// What all parts of one sandbox go by.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) faults: Faults,
    pub(crate) first_update_id: Option<u64>,
    pub(crate) queue: Limits,
    pub(crate) transcript_limit: usize,
    pub(crate) strict_addresses: bool,
    pub(crate) plain_http: bool,
    pub(crate) hosts: HashMap<String, IpAddr>,
    pub(crate) roots: Vec<CertificateDer<'static>>,
    pub(crate) timeout: Duration,
    pub(crate) page: bool,
    pub(crate) bots: usize,
    pub(crate) max_clients: usize,
    pub(crate) limit_new_bots: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            faults: Faults::default(),
            first_update_id: None,
            queue: Limits::default(),
            transcript_limit: 100_000,
            strict_addresses: false,
            plain_http: false,
            hosts: HashMap::new(),
            roots: Vec::new(),
            timeout: Duration::from_secs(10),
            page: false,
            bots: 1,
            max_clients: 1024,
            limit_new_bots: false,
        }
    }
}

/// Collects the settings of a [`Sandbox`]; see [`Sandbox::builder`].
#[derive(Clone, Debug)]
#[must_use = "call `start` to get a sandbox"]
pub struct SandboxBuilder {
    address: SocketAddr,
    token: Option<Result<Token, InvalidToken>>,
    seed: Option<u64>,
    roots: Vec<Vec<u8>>,
    settings: Settings,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            token: None,
            seed: None,
            roots: Vec::new(),
            settings: Settings::default(),
        }
    }
}

impl SandboxBuilder {
    /// Where to listen. Default 127.0.0.1: whoever reaches another address of this machine can try tokens, and read what is
    /// sent, for it is plain HTTP. The page, if there is one, is answered under IP addresses then, never under names.
    pub fn address(mut self, address: IpAddr) -> Self {
        self.address.set_ip(address);
        self
    }

    /// The port of the API. Default 0: any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// The token of the first bot. Default: a random one.
    pub fn token(mut self, token: impl AsRef<str>) -> Self {
        self.token = Some(Token::new(token.as_ref()));
        self
    }

    /// What goes wrong on purpose. Default: nothing.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.settings.faults = faults;
        self
    }

    /// The seed of all chance: tokens, first update ids, faults. Default: a random one, see [`Sandbox::seed`].
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The id of every bot's first update. Default: random in 2,000,001..=1,000,000,000, as Telegram's.
    pub fn first_update_id(mut self, id: u64) -> Self {
        self.settings.first_update_id = Some(id);
        self
    }

    /// How many updates wait for one bot at most, and how many bytes of them. Default 100,000 and 128 MiB, as Telegram's;
    /// more is for tests of load.
    pub fn queue_limits(mut self, updates: usize, bytes: usize) -> Self {
        self.settings.queue = Limits { updates, bytes };
        self
    }

    /// How many transcript entries are kept for each bot. Default 100,000; 0 keeps none.
    pub fn transcript_limit(mut self, entries: usize) -> Self {
        self.settings.transcript_limit = entries;
        self
    }

    /// With `true` webhooks obey Telegram's rules for ports (80, 88, 443, 8443) and addresses (public IPv4 only). The
    /// default `false` takes any port and also loopback: otherwise there would be little to test on one machine. This
    /// is the sandbox's one deliberate difference from Telegram.
    pub fn strict_addresses(mut self, strict: bool) -> Self {
        self.settings.strict_addresses = strict;
        self
    }

    /// With `true` a webhook may be plain `http://` if its address is loopback, for bots that stand behind a
    /// TLS-ending proxy. Default `false`: HTTPS only, as Telegram.
    pub fn plain_http(mut self, allowed: bool) -> Self {
        self.settings.plain_http = allowed;
        self
    }

    /// Makes a host name mean this address for webhooks, as DNS would.
    pub fn host(mut self, name: impl Into<String>, address: IpAddr) -> Self {
        self.settings.hosts.insert(name.into().to_ascii_lowercase(), address);
        self
    }

    /// Certificates (PEM) that are believed where `setWebhook` uploaded none, as the public CAs are by Telegram. May be
    /// called more than once. Default: none, so every webhook needs an uploaded certificate.
    pub fn trust_roots(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// How long waiting calls such as `next_message` and `idle` wait at most. Default 10 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// With `true` there is a page for the browser, see [`Sandbox::page_url`]. Default `false`.
    pub fn page(mut self, yes: bool) -> Self {
        self.settings.page = yes;
        self
    }

    /// How many bots there are at the start, at least one: [`Sandbox::bots`]. Default 1. The others have random tokens.
    pub fn bots(mut self, count: usize) -> Self {
        self.settings.bots = count;
        self
    }

    /// How many connections clients have at once, at least one. Default 1024. When there are as many, whoever has been
    /// without a request for the longest is cut off for the next one.
    pub fn max_clients(mut self, connections: usize) -> Self {
        self.settings.max_clients = connections;
        self
    }

    /// With `true` one address may bring 20 bots a minute and 600 an hour, counted by the first call of each since the
    /// server's start, and is told 429 beyond, as by Telegram's server. Default `false`: tests bring more.
    pub fn limit_new_bots(mut self, limit: bool) -> Self {
        self.settings.limit_new_bots = limit;
        self
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    /// [`Error::Bind`] when the port is taken, [`Error::BadToken`] and [`Error::BadSetting`] for settings that make no
    /// sense.
    pub async fn start(mut self) -> Result<Sandbox, Error> {
        for pem in std::mem::take(&mut self.roots) {
            let bad = |problem: String| Error::BadSetting { setting: "trust_roots", problem };
            let roots: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
            let roots = roots.map_err(|error| bad(format!("not PEM: {error}")))?;
            if roots.is_empty() {
                return Err(bad("no certificate in the PEM text".to_owned()));
            }
            self.settings.roots.extend(roots);
        }
        let token = self.token.transpose().map_err(|_| Error::BadToken)?;
        Sandbox::with_settings(self.address, token, self.seed, self.settings).await
    }
}
