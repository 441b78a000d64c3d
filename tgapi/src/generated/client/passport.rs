//! By name on the client: telegram Passport.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::UserId;
use crate::methods::SetPassportDataErrors;
use crate::types::PassportElementError;

impl Client {
    /// Tells a user what is wrong with their Telegram Passport data. See [`SetPassportDataErrors`].
    pub fn set_passport_data_errors(
        &self,
        user_id: impl Into<UserId>,
        errors: impl IntoIterator<Item = PassportElementError>,
    ) -> Request<SetPassportDataErrors> {
        self.request(SetPassportDataErrors::new(user_id, errors))
    }
}
