//! Settings from outside: the environment, and the command line over it. Every wrong one is named, with what it
//! should look like. What code says on the builder goes over both.

use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use tgapi::{InvalidToken, Token};

/// What the environment and the command line say; `None` and `false` where they say nothing.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) token: Option<Token>,
    pub(crate) api_url: Option<String>,
    pub(crate) webhook_url: Option<String>,
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) polling: bool,
    pub(crate) terminal: bool,
}

impl fmt::Debug for Settings {
    /// Without the URLs: a path may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("token", &self.token)
            .field("webhook", &self.webhook_url.is_some())
            .field("listen", &self.listen)
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
    #[error("{name}: {value:?} is not an address to listen on; expected something like 0.0.0.0:8443 or 127.0.0.1:8080")]
    Listen {
        /// The variable or flag.
        name: &'static str,
        /// What it said.
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
pub(crate) const HELP: &str = "\
A Telegram bot. Without a token it talks to a sandbox on this machine, and you talk to it in the browser.

Flags                     Environment
  --polling                                       take updates by long polling (the default with a token)
  --webhook URL           TELEGRAM_WEBHOOK_URL     have them sent to this address: https://host:port/path,
                                                  port 443, 80, 88 or 8443
  --listen ADDR           TELEGRAM_WEBHOOK_LISTEN  listen here for them; default 0.0.0.0 and the port of the URL
  --cert FILE             TELEGRAM_WEBHOOK_CERT    certificate chain, PEM; without one a self-signed certificate
                                                  is made, kept and uploaded
  --key FILE              TELEGRAM_WEBHOOK_KEY     its private key, PEM
  --api-url URL           TELEGRAM_API_URL         another Bot API server; default https://api.telegram.org
  --terminal                                      without a token: chat in the terminal, not in the browser
  -h, --help                                      this text

                          TELEGRAM_BOT_TOKEN       the bot token from @BotFather; there is no flag for it, because
                                                  other users of a machine can read command lines
                          RUST_LOG                 what to log, e.g. info or tgwebhook=debug; default warn
";

impl Settings {
    /// The environment, and the command line over it.
    pub(crate) fn read(
        var: impl Fn(&str) -> Option<OsString>,
        args: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, SettingsError> {
        let settings = Self::from_env(var)?.with_args(args)?;
        match (&settings.certificate, &settings.key) {
            (Some(_), None) => Err(SettingsError::Incomplete(CERT_NAMES, KEY_NAMES)),
            (None, Some(_)) => Err(SettingsError::Incomplete(KEY_NAMES, CERT_NAMES)),
            _ => Ok(settings),
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
        let listen = text(LISTEN)?.map(|value| address(LISTEN, value)).transpose()?;
        Ok(Self {
            token: text(TOKEN)?.map(|value| Token::new(&value)).transpose()?,
            api_url: text("TELEGRAM_API_URL")?,
            webhook_url: text("TELEGRAM_WEBHOOK_URL")?,
            listen,
            certificate: text(CERT)?.map(PathBuf::from),
            key: text(KEY)?.map(PathBuf::from),
            polling: false,
            terminal: false,
        })
    }

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
                    self.listen = Some(address("--listen", value)?);
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
pub(crate) fn asks_for_help(args: impl IntoIterator<Item = OsString>) -> bool {
    args.into_iter().skip(1).any(|arg| arg == "-h" || arg == "--help")
}

fn address(name: &'static str, value: String) -> Result<SocketAddr, SettingsError> {
    value.parse().map_err(|_| SettingsError::Listen { name, value })
}

const TOKEN: &str = "TELEGRAM_BOT_TOKEN";
const LISTEN: &str = "TELEGRAM_WEBHOOK_LISTEN";
const CERT: &str = "TELEGRAM_WEBHOOK_CERT";
const KEY: &str = "TELEGRAM_WEBHOOK_KEY";
const CERT_NAMES: &str = "TELEGRAM_WEBHOOK_CERT or --cert";
const KEY_NAMES: &str = "TELEGRAM_WEBHOOK_KEY or --key";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)], args: &[&str]) -> Result<Settings, SettingsError> {
        let var = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        Settings::read(var, std::iter::once("bot").chain(args.iter().copied()).map(OsString::from))
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
        assert_eq!(settings.listen.unwrap().port(), 2);
        assert!(read(&env[..2], &["--polling"]).unwrap().webhook_url.is_none());
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
