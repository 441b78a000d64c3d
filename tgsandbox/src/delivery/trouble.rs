//! What went wrong on the way to a webhook: Telegram's words, which the API shows, and what Telegram keeps to itself.

use std::{fmt, io};

/// An error of a connection to a webhook. Displays with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// As in `last_error_message`.
    pub(super) text: String,
    /// Why, for the people who use the sandbox.
    pub(super) reason: Option<String>,
}

impl Trouble {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), reason: None }
    }

    pub(super) fn because(text: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { text: text.into(), reason: Some(reason.into()) }
    }

    /// A peer that ends the connection where an answer was due.
    pub(super) fn closed() -> Self {
        Self::new("Webhook connection closed")
    }

    pub(super) fn timed_out() -> Self {
        Self::new("Read timeout expired")
    }
}

impl From<&io::Error> for Trouble {
    fn from(error: &io::Error) -> Self {
        Self::new(match error.kind() {
            io::ErrorKind::ConnectionRefused => "Connection refused".to_owned(),
            io::ErrorKind::ConnectionReset => "Connection reset by peer".to_owned(),
            io::ErrorKind::TimedOut => "Connection timed out".to_owned(),
            io::ErrorKind::HostUnreachable => "No route to host".to_owned(),
            io::ErrorKind::NetworkUnreachable => "Network is unreachable".to_owned(),
            _ => error.to_string(),
        })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        self.reason.iter().try_for_each(|reason| write!(f, ": {reason}"))
    }
}
