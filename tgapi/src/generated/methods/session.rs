//! The bot itself, and its place of service.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::methods::Method;
use crate::types::User;

/// Returns the bot itself: the simplest way to test a token.
///
/// <https://core.telegram.org/bots/api#getme>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetMe {}

impl GetMe {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for GetMe {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for GetMe {
    type Output = User;
    const NAME: &'static str = "getMe";
}

object!(GetMe {});

/// Logs the bot out of the cloud servers, to run it on a local Bot API server.
///
/// <https://core.telegram.org/bots/api#logout>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LogOut {}

impl LogOut {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for LogOut {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for LogOut {
    type Output = bool;
    const NAME: &'static str = "logOut";
}

object!(LogOut {});

/// Closes the bot on one server, to move it to another.
///
/// <https://core.telegram.org/bots/api#close>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Close {}

impl Close {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for Close {
    fn default() -> Self {
        Self::new()
    }
}

impl Method for Close {
    type Output = bool;
    const NAME: &'static str = "close";
}

object!(Close {});
