//! By name on the client: business accounts.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatId, MessageId};
use crate::methods::{
    DeleteBusinessMessages, GetBusinessAccountGifts, GetBusinessAccountStarBalance, ReadBusinessMessage,
    RemoveBusinessAccountProfilePhoto, SetBusinessAccountBio, SetBusinessAccountGiftSettings, SetBusinessAccountName,
    SetBusinessAccountProfilePhoto, SetBusinessAccountUsername, TransferBusinessAccountStars,
};
use crate::types::{AcceptedGiftTypes, InputProfilePhoto};

impl Client {
    /// Marks a message as read for a business account. See [`ReadBusinessMessage`].
    pub fn read_business_message(
        &self,
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatId>,
        message_id: impl Into<MessageId>,
    ) -> Request<ReadBusinessMessage> {
        self.request(ReadBusinessMessage::new(business_connection_id, chat_id, message_id))
    }

    /// Deletes messages for a business account. See [`DeleteBusinessMessages`].
    pub fn delete_business_messages(
        &self,
        business_connection_id: impl Into<String>,
        message_ids: impl IntoIterator<Item = MessageId>,
    ) -> Request<DeleteBusinessMessages> {
        self.request(DeleteBusinessMessages::new(business_connection_id, message_ids))
    }

    /// Sets the name of a business account. See [`SetBusinessAccountName`].
    pub fn set_business_account_name(
        &self,
        business_connection_id: impl Into<String>,
        first_name: impl Into<String>,
    ) -> Request<SetBusinessAccountName> {
        self.request(SetBusinessAccountName::new(business_connection_id, first_name))
    }

    /// Sets the username of a business account. See [`SetBusinessAccountUsername`].
    pub fn set_business_account_username(
        &self,
        business_connection_id: impl Into<String>,
    ) -> Request<SetBusinessAccountUsername> {
        self.request(SetBusinessAccountUsername::new(business_connection_id))
    }

    /// Sets the bio of a business account. See [`SetBusinessAccountBio`].
    pub fn set_business_account_bio(
        &self,
        business_connection_id: impl Into<String>,
    ) -> Request<SetBusinessAccountBio> {
        self.request(SetBusinessAccountBio::new(business_connection_id))
    }

    /// Sets the profile photo of a business account. See [`SetBusinessAccountProfilePhoto`].
    pub fn set_business_account_profile_photo(
        &self,
        business_connection_id: impl Into<String>,
        photo: impl Into<InputProfilePhoto>,
    ) -> Request<SetBusinessAccountProfilePhoto> {
        self.request(SetBusinessAccountProfilePhoto::new(business_connection_id, photo))
    }

    /// Removes the profile photo of a business account. See [`RemoveBusinessAccountProfilePhoto`].
    pub fn remove_business_account_profile_photo(
        &self,
        business_connection_id: impl Into<String>,
    ) -> Request<RemoveBusinessAccountProfilePhoto> {
        self.request(RemoveBusinessAccountProfilePhoto::new(business_connection_id))
    }

    /// Sets which gifts a business account takes and whether it shows the gift button. See [`SetBusinessAccountGiftSettings`].
    pub fn set_business_account_gift_settings(
        &self,
        business_connection_id: impl Into<String>,
        show_gift_button: bool,
        accepted_gift_types: AcceptedGiftTypes,
    ) -> Request<SetBusinessAccountGiftSettings> {
        self.request(SetBusinessAccountGiftSettings::new(business_connection_id, show_gift_button, accepted_gift_types))
    }

    /// Returns how many Telegram Stars a business account has. See [`GetBusinessAccountStarBalance`].
    pub fn get_business_account_star_balance(
        &self,
        business_connection_id: impl Into<String>,
    ) -> Request<GetBusinessAccountStarBalance> {
        self.request(GetBusinessAccountStarBalance::new(business_connection_id))
    }

    /// Moves Telegram Stars from a business account to the bot. See [`TransferBusinessAccountStars`].
    pub fn transfer_business_account_stars(
        &self,
        business_connection_id: impl Into<String>,
        star_count: i64,
    ) -> Request<TransferBusinessAccountStars> {
        self.request(TransferBusinessAccountStars::new(business_connection_id, star_count))
    }

    /// Returns the gifts of a business account. See [`GetBusinessAccountGifts`].
    pub fn get_business_account_gifts(
        &self,
        business_connection_id: impl Into<String>,
    ) -> Request<GetBusinessAccountGifts> {
        self.request(GetBusinessAccountGifts::new(business_connection_id))
    }
}
