//! Settings from outside: the environment, and the command line over it. Every wrong one is named, with what it
//! should look like. What code says on the builder goes over both.

use std::ffi::OsString;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use tgapi::{InvalidToken, Token};
use tgwebhook::{Subnet, TELEGRAM_SUBNETS};

use crate::server_config::{ListenOn, ServerConfig};

/// What the environment and the command line say; `None` and `false` where they say nothing.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) token: Option<Token>,
    pub(crate) api_url: Option<String>,
    pub(crate) webhook_url: Option<String>,
    pub(crate) ip_address: Option<IpAddr>,
    pub(crate) server: ServerConfig,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) polling: bool,
    #[cfg(any(feature = "cli", feature = "sandbox"))]
    pub(crate) terminal: bool,
}

impl fmt::Debug for Settings {
    /// Without the URLs: a path may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("token", &self.token)
            .field("webhook", &self.webhook_url.is_some())
            .field("server", &self.server)
            .field("certificate", &self.certificate)
            .field("polling", &self.polling)
            .finish_non_exhaustive()
    }
}

/// A setting that cannot be used. Its value is shown only where it is no secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The bot token has the wrong form.
    #[error("TELEGRAM_BOT_TOKEN: {0}")]
    Token(#[from] InvalidToken),
    /// A variable whose value is not text.
    #[error("{0}: the value is not valid Unicode")]
    NotUnicode(&'static str),
    /// An address that is none.
    #[error(
        "{name}: {value:?} is not an address to listen on; expected something like 0.0.0.0:8443 or 127.0.0.1:8080{or}"
    )]
    Listen {
        /// The variable or flag.
        name: &'static str,
        /// What it said.
        value: String,
        /// What else it could be.
        or: &'static str,
    },
    /// An address of a machine that is none.
    #[error("{name}: {value:?} is not an IP address; expected something like 203.0.113.7")]
    Address {
        /// The variable.
        name: &'static str,
        /// What it said.
        value: String,
    },
    /// A list of ranges of addresses with one that is none.
    #[error(
        "{name}: {value:?} is not a range of addresses; expected something like 10.0.0.0/8 or 127.0.0.1, several with commas between them"
    )]
    Subnet {
        /// The variable.
        name: &'static str,
        /// The one that is wrong.
        value: String,
    },
    /// A flag that is unknown, or lacks its value.
    #[error("{0}; --help lists the flags")]
    Flag(String),
    /// A certificate without a key, or the other way round.
    #[error("{0} is given without {1}: a certificate needs both")]
    Incomplete(&'static str, &'static str),
    /// A setting for a real bot, without the token that makes it one.
    #[error("{0} is set, but TELEGRAM_BOT_TOKEN is not: @BotFather gives one")]
    NeedsToken(&'static str),
    /// A setting for the sandbox, with a token that makes the bot a real one.
    #[error("{0} is for a bot without a token, and TELEGRAM_BOT_TOKEN is set")]
    NeedsSandbox(&'static str),
    /// Two settings that exclude each other.
    #[error("{0} and {1} exclude each other: a bot has its updates either by polling or by a webhook")]
    Conflict(&'static str, &'static str),
}

/// What `--help` prints below the usage line.
#[cfg(feature = "cli")]
pub(crate) const HELP: &str = "\
A Telegram bot. Without a token it talks to a sandbox on this machine, and you talk to it in the browser.

Flags                     Environment
  --polling                                       take updates by long polling (the default with a token)
  --webhook URL           TELEGRAM_WEBHOOK_URL     have them sent to this address: https://host:port/path,
                                                  port 443, 80, 88 or 8443
  --listen ADDR           TELEGRAM_WEBHOOK_LISTEN  listen here for them; default 0.0.0.0 and the port of the URL;
                                                  unix:/run/bot.sock is a Unix socket
  --cert FILE             TELEGRAM_WEBHOOK_CERT    certificate chain, PEM; without one a self-signed certificate
                                                  is made, kept and uploaded
  --key FILE              TELEGRAM_WEBHOOK_KEY     its private key, PEM
  --api-url URL           TELEGRAM_API_URL         another Bot API server; default https://api.telegram.org
  --terminal                                      without a token: chat in the terminal, not in the browser
  -h, --help                                      this text

                          TELEGRAM_WEBHOOK_PROXY   addresses of a proxy in front that ends TLS and says by
                                                  X-Forwarded-For whom it speaks for: plain HTTP is spoken then,
                                                  by default on 127.0.0.1:8080
                          TELEGRAM_WEBHOOK_PROXY_PROTOCOL
                                                  addresses of a proxy in front that passes bytes on, with a
                                                  header of the PROXY protocol before them
                          TELEGRAM_WEBHOOK_ALLOW   who may deliver updates: addresses, or telegram for Telegram's
                          TELEGRAM_WEBHOOK_IP      address that Telegram is to connect to instead of asking DNS
                          TELEGRAM_METRICS_LISTEN  show /metrics, /healthz and /readyz here
                          TELEGRAM_BOT_TOKEN       the bot token from @BotFather; there is no flag for it, because
                                                  other users of a machine can read command lines
                          RUST_LOG                 what to log, e.g. info or tgwebhook=debug; default warn
";

impl Settings {
    /// The environment.
    pub(crate) fn read(var: impl Fn(&str) -> Option<OsString>) -> Result<Self, SettingsError> {
        Self::from_env(var)?.complete()
    }

    /// The environment, and the command line over it.
    #[cfg(feature = "cli")]
    pub(crate) fn read_with_args(
        var: impl Fn(&str) -> Option<OsString>,
        args: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, SettingsError> {
        Self::from_env(var)?.with_args(args)?.complete()
    }

    fn complete(self) -> Result<Self, SettingsError> {
        match (&self.certificate, &self.key) {
            (Some(_), None) => Err(SettingsError::Incomplete(CERT_NAMES, KEY_NAMES)),
            (None, Some(_)) => Err(SettingsError::Incomplete(KEY_NAMES, CERT_NAMES)),
            _ => Ok(self),
        }
    }

    fn from_env(var: impl Fn(&str) -> Option<OsString>) -> Result<Self, SettingsError> {
        let text = |name: &'static str| match var(name) {
            None => Ok(None),
            Some(value) => match value.into_string() {
                Ok(value) if value.trim().is_empty() => Ok(None),
                Ok(value) => Ok(Some(value.trim().to_owned())),
                Err(_) => Err(SettingsError::NotUnicode(name)),
            },
        };
        let metrics = |value: String| value.parse().map_err(|_| SettingsError::Listen { name: METRICS, value, or: "" });
        let server = ServerConfig {
            listen: text(LISTEN)?.map(|value| listen_on(LISTEN, value)).transpose()?,
            proxies: text(PROXY)?.map(|value| subnets(PROXY, &value)).transpose()?,
            announcing: text(PROXY_PROTOCOL)?.map(|value| subnets(PROXY_PROTOCOL, &value)).transpose()?,
            allowed: text(ALLOW)?.map(|value| subnets(ALLOW, &value)).transpose()?,
            metrics: text(METRICS)?.map(metrics).transpose()?,
            ..ServerConfig::default()
        };
        let ip = |value: String| value.parse().map_err(|_| SettingsError::Address { name: IP, value });
        Ok(Self {
            token: text(TOKEN)?.map(|value| Token::new(&value)).transpose()?,
            api_url: text("TELEGRAM_API_URL")?,
            webhook_url: text("TELEGRAM_WEBHOOK_URL")?,
            ip_address: text(IP)?.map(ip).transpose()?,
            server,
            certificate: text(CERT)?.map(PathBuf::from),
            key: text(KEY)?.map(PathBuf::from),
            polling: false,
            #[cfg(any(feature = "cli", feature = "sandbox"))]
            terminal: false,
        })
    }

    #[cfg(feature = "cli")]
    fn with_args(mut self, args: impl IntoIterator<Item = OsString>) -> Result<Self, SettingsError> {
        use lexopt::Arg::Long;
        let flag = |error: lexopt::Error| SettingsError::Flag(error.to_string());
        let mut parser = lexopt::Parser::from_iter(args);
        let mut webhook_flag = false;
        while let Some(arg) = parser.next().map_err(flag)? {
            match arg {
                Long("polling") => self.polling = true,
                Long("terminal") => self.terminal = true,
                Long("webhook") => {
                    webhook_flag = true;
                    self.webhook_url = Some(parser.value().and_then(lexopt::ValueExt::string).map_err(flag)?);
                }
                Long("listen") => {
                    let value = parser.value().and_then(lexopt::ValueExt::string).map_err(flag)?;
                    self.server.listen = Some(listen_on("--listen", value)?);
                }
                Long("cert") => self.certificate = Some(parser.value().map_err(flag)?.into()),
                Long("key") => self.key = Some(parser.value().map_err(flag)?.into()),
                Long("api-url") => {
                    self.api_url = Some(parser.value().and_then(lexopt::ValueExt::string).map_err(flag)?);
                }
                other => return Err(flag(other.unexpected())),
            }
        }
        if self.terminal && self.token.is_some() {
            return Err(SettingsError::NeedsSandbox("--terminal"));
        }
        if self.polling && webhook_flag {
            return Err(SettingsError::Conflict("--polling", "--webhook"));
        }
        if self.polling {
            // The flag is nearer than the variable.
            self.webhook_url = None;
        }
        Ok(self)
    }
}

/// Whether `-h` or `--help` is among the arguments: then nothing else matters, right or wrong.
#[cfg(feature = "cli")]
pub(crate) fn asks_for_help(args: impl IntoIterator<Item = OsString>) -> bool {
    args.into_iter().skip(1).any(|arg| arg == "-h" || arg == "--help")
}

fn listen_on(name: &'static str, value: String) -> Result<ListenOn, SettingsError> {
    #[cfg(unix)]
    if let Some(path) = value.strip_prefix("unix:") {
        return Ok(ListenOn::unix(path));
    }
    let or = if cfg!(unix) { ", or unix:/run/bot.sock" } else { "" };
    value.parse::<SocketAddr>().map(ListenOn::Tcp).map_err(|_| SettingsError::Listen { name, value, or })
}

fn subnets(name: &'static str, value: &str) -> Result<Vec<Subnet>, SettingsError> {
    let mut subnets = Vec::new();
    for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        if name == ALLOW && part == "telegram" {
            subnets.extend(TELEGRAM_SUBNETS);
        } else {
            let wrong = |_| SettingsError::Subnet { name, value: part.to_owned() };
            subnets.push(part.parse().map_err(wrong)?);
        }
    }
    Ok(subnets)
}

const TOKEN: &str = "TELEGRAM_BOT_TOKEN";
const LISTEN: &str = "TELEGRAM_WEBHOOK_LISTEN";
const PROXY: &str = "TELEGRAM_WEBHOOK_PROXY";
const PROXY_PROTOCOL: &str = "TELEGRAM_WEBHOOK_PROXY_PROTOCOL";
const ALLOW: &str = "TELEGRAM_WEBHOOK_ALLOW";
const IP: &str = "TELEGRAM_WEBHOOK_IP";
const METRICS: &str = "TELEGRAM_METRICS_LISTEN";
const CERT: &str = "TELEGRAM_WEBHOOK_CERT";
const KEY: &str = "TELEGRAM_WEBHOOK_KEY";
const CERT_NAMES: &str = "TELEGRAM_WEBHOOK_CERT or --cert";
const KEY_NAMES: &str = "TELEGRAM_WEBHOOK_KEY or --key";

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)], args: &[&str]) -> Result<Settings, SettingsError> {
        let var = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        Settings::read_with_args(var, std::iter::once("bot").chain(args.iter().copied()).map(OsString::from))
    }

    #[test]
    fn an_empty_environment_is_the_sandbox() {
        let settings = read(&[("TELEGRAM_BOT_TOKEN", " ")], &[]).unwrap();
        assert!(settings.token.is_none() && settings.webhook_url.is_none() && !settings.polling);
    }

    #[test]
    fn the_command_line_goes_over_the_environment() {
        let env = [
            ("TELEGRAM_WEBHOOK_URL", "https://a/"),
            ("TELEGRAM_WEBHOOK_LISTEN", "127.0.0.1:1"),
            ("TELEGRAM_WEBHOOK_CERT", "c.pem"),
        ];
        let settings = read(&env, &["--webhook", "https://b/", "--listen=127.0.0.1:2", "--key", "k.pem"]).unwrap();
        assert_eq!(settings.webhook_url.as_deref(), Some("https://b/"));
        assert_eq!(settings.server.listen, Some(ListenOn::Tcp("127.0.0.1:2".parse().unwrap())));
        assert!(read(&env[..2], &["--polling"]).unwrap().webhook_url.is_none());
    }

    #[test]
    fn what_a_deployment_sets_is_read() {
        let settings = read(
            &[
                ("TELEGRAM_WEBHOOK_PROXY", "127.0.0.1, 10.0.0.0/8"),
                ("TELEGRAM_WEBHOOK_PROXY_PROTOCOL", "::1"),
                ("TELEGRAM_WEBHOOK_ALLOW", "telegram,192.0.2.1"),
                ("TELEGRAM_WEBHOOK_IP", "203.0.113.7"),
                ("TELEGRAM_METRICS_LISTEN", "127.0.0.1:9090"),
            ],
            &[],
        )
        .unwrap();
        let server = settings.server;
        assert_eq!(server.proxies.unwrap().len(), 2);
        assert_eq!(server.announcing.unwrap(), ["::1".parse().unwrap()]);
        assert_eq!(server.allowed.unwrap().len(), TELEGRAM_SUBNETS.len() + 1);
        assert_eq!(server.metrics.unwrap().port(), 9090);
        assert_eq!(settings.ip_address.unwrap().to_string(), "203.0.113.7");
    }

    #[cfg(unix)]
    #[test]
    fn a_unix_socket_can_be_listened_on() {
        let settings = read(&[("TELEGRAM_WEBHOOK_LISTEN", "unix:/run/bot.sock")], &[]).unwrap();
        assert_eq!(settings.server.listen, Some(ListenOn::unix("/run/bot.sock")));
    }

    #[test]
    fn every_variable_is_in_the_help() {
        for name in [TOKEN, LISTEN, CERT, KEY, PROXY, PROXY_PROTOCOL, ALLOW, IP, METRICS] {
            assert!(HELP.contains(name), "{name}");
        }
    }

    #[test]
    fn help_is_found_before_anything_can_be_wrong() {
        let asks = |args: &[&str]| asks_for_help(args.iter().map(OsString::from));
        assert!(asks(&["bot", "--nonsense", "--help"]) && asks(&["bot", "-h"]));
        assert!(!asks(&["--help"]) && !asks(&["bot", "help"]));
    }

    #[test]
    fn every_wrong_setting_is_named() {
        for (pair, name) in [
            (("TELEGRAM_BOT_TOKEN", "nonsense"), "TELEGRAM_BOT_TOKEN"),
            (("TELEGRAM_WEBHOOK_LISTEN", "8443"), "TELEGRAM_WEBHOOK_LISTEN"),
            (("TELEGRAM_WEBHOOK_KEY", "k.pem"), "TELEGRAM_WEBHOOK_CERT"),
            (("TELEGRAM_WEBHOOK_PROXY", "127.0.0.1, proxy"), "TELEGRAM_WEBHOOK_PROXY"),
            (("TELEGRAM_WEBHOOK_PROXY_PROTOCOL", "telegram"), "TELEGRAM_WEBHOOK_PROXY_PROTOCOL"),
            (("TELEGRAM_WEBHOOK_ALLOW", "10.0.0.0/99"), "TELEGRAM_WEBHOOK_ALLOW"),
            (("TELEGRAM_WEBHOOK_IP", "example.com"), "TELEGRAM_WEBHOOK_IP"),
            (("TELEGRAM_METRICS_LISTEN", "9090"), "TELEGRAM_METRICS_LISTEN"),
        ] {
            let error = read(&[pair], &[]).unwrap_err().to_string();
            assert!(error.contains(name) && !error.contains("nonsense"), "{error}");
        }
        for flags in [
            &["--webhook"][..],
            &["--bogus"],
            &["extra"],
            &["--cert", "c"],
            &["--listen", "x"],
            &["--polling", "--webhook", "u"],
        ] {
            let error = read(&[], flags).unwrap_err().to_string();
            assert!(error.contains(flags[0].trim_start_matches('-')), "{error}");
        }
        let token = ("TELEGRAM_BOT_TOKEN", "123:abcdefghijklmnopqrstuvwxyz012345678");
        let error = read(&[token], &["--terminal"]).unwrap_err().to_string();
        assert!(error.contains("--terminal") && !error.contains("abcdef"), "{error}");
        assert!(read(&[], &["--terminal"]).unwrap().terminal);
    }
}
