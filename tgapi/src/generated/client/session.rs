//! By name on the client: the bot itself, and its place of service.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::methods::{Close, GetMe, LogOut};

impl Client {
    /// Returns the bot itself: the simplest way to test a token. See [`GetMe`].
    pub fn get_me(&self) -> Request<GetMe> {
        self.request(GetMe::new())
    }

    /// Logs the bot out of the cloud servers, to run it on a local Bot API server. See [`LogOut`].
    pub fn log_out(&self) -> Request<LogOut> {
        self.request(LogOut::new())
    }

    /// Closes the bot on one server, to move it to another. See [`Close`].
    pub fn close(&self) -> Request<Close> {
        self.request(Close::new())
    }
}
