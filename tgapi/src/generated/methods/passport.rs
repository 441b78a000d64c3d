//! Telegram Passport.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::ids::UserId;
use crate::methods::Method;
use crate::types::PassportElementError;

/// Tells a user what is wrong with their Telegram Passport data.
///
/// <https://core.telegram.org/bots/api#setpassportdataerrors>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetPassportDataErrors {
    /// The user whose data has errors. Required.
    pub user_id: UserId,
    /// The errors. Required.
    pub errors: Vec<PassportElementError>,
}

impl SetPassportDataErrors {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>, errors: impl IntoIterator<Item = PassportElementError>) -> Self {
        Self { user_id: user_id.into(), errors: errors.into_iter().collect() }
    }
}

impl Method for SetPassportDataErrors {
    type Output = bool;
    const NAME: &'static str = "setPassportDataErrors";
}

object!(SetPassportDataErrors {
    need "user_id" user_id,
    need "errors" errors,
});
