//! Business accounts.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatId, MessageId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{AcceptedGiftTypes, InputProfilePhoto, OwnedGifts, StarAmount};

/// Marks a message as read for a business account.
///
/// <https://core.telegram.org/bots/api#readbusinessmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReadBusinessMessage {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The chat of the message. Required.
    pub chat_id: ChatId,
    /// The message to mark as read. Required.
    pub message_id: MessageId,
}

impl ReadBusinessMessage {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatId>,
        message_id: impl Into<MessageId>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat_id: chat_id.into(),
            message_id: message_id.into(),
        }
    }
}

impl Method for ReadBusinessMessage {
    type Output = bool;
    const NAME: &'static str = "readBusinessMessage";
}

object!(ReadBusinessMessage {
    need "business_connection_id" business_connection_id,
    need "chat_id" chat_id,
    need "message_id" message_id,
});

/// Deletes messages for a business account.
///
/// <https://core.telegram.org/bots/api#deletebusinessmessages>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteBusinessMessages {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The messages to delete, all of one chat. Required. 1 to 100 items.
    pub message_ids: Vec<MessageId>,
}

impl DeleteBusinessMessages {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, message_ids: impl IntoIterator<Item = MessageId>) -> Self {
        Self { business_connection_id: business_connection_id.into(), message_ids: message_ids.into_iter().collect() }
    }
}

impl Method for DeleteBusinessMessages {
    type Output = bool;
    const NAME: &'static str = "deleteBusinessMessages";
}

object!(DeleteBusinessMessages {
    need "business_connection_id" business_connection_id,
    need "message_ids" message_ids,
});

/// Sets the name of a business account.
///
/// <https://core.telegram.org/bots/api#setbusinessaccountname>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBusinessAccountName {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// First name. Required. 1 to 64 characters.
    pub first_name: String,
    /// Last name. At most 64 characters.
    pub last_name: Option<String>,
}

impl SetBusinessAccountName {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            first_name: first_name.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SetBusinessAccountName {
    into last_name: String,
});

impl Method for SetBusinessAccountName {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountName";
}

object!(SetBusinessAccountName {
    need "business_connection_id" business_connection_id,
    need "first_name" first_name,
    opt "last_name" last_name,
});

/// Sets the username of a business account.
///
/// <https://core.telegram.org/bots/api#setbusinessaccountusername>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBusinessAccountUsername {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The new username; empty or absent removes it. At most 32 characters.
    pub username: Option<String>,
}

impl SetBusinessAccountUsername {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetBusinessAccountUsername {
    into username: String,
});

impl Method for SetBusinessAccountUsername {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountUsername";
}

object!(SetBusinessAccountUsername {
    need "business_connection_id" business_connection_id,
    opt "username" username,
});

/// Sets the bio of a business account.
///
/// <https://core.telegram.org/bots/api#setbusinessaccountbio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBusinessAccountBio {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The new bio; empty or absent removes it. At most 140 characters.
    pub bio: Option<String>,
}

impl SetBusinessAccountBio {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SetBusinessAccountBio {
    into bio: String,
});

impl Method for SetBusinessAccountBio {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountBio";
}

object!(SetBusinessAccountBio {
    need "business_connection_id" business_connection_id,
    opt "bio" bio,
});

/// Sets the profile photo of a business account.
///
/// <https://core.telegram.org/bots/api#setbusinessaccountprofilephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBusinessAccountProfilePhoto {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// The new photo. Required.
    pub photo: InputProfilePhoto,
    /// Use the public photo, shown where privacy settings hide the main one.
    pub is_public: Option<bool>,
}

impl SetBusinessAccountProfilePhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, photo: impl Into<InputProfilePhoto>) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            photo: photo.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SetBusinessAccountProfilePhoto {
    some is_public: bool,
});

impl Method for SetBusinessAccountProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountProfilePhoto";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SetBusinessAccountProfilePhoto {
    need "business_connection_id" business_connection_id,
    need "photo" photo,
    opt "is_public" is_public,
});

uploads!(struct SetBusinessAccountProfilePhoto { photo });

/// Removes the profile photo of a business account.
///
/// <https://core.telegram.org/bots/api#removebusinessaccountprofilephoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RemoveBusinessAccountProfilePhoto {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// Remove the public photo, shown where privacy settings hide the main one.
    pub is_public: Option<bool>,
}

impl RemoveBusinessAccountProfilePhoto {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method RemoveBusinessAccountProfilePhoto {
    some is_public: bool,
});

impl Method for RemoveBusinessAccountProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "removeBusinessAccountProfilePhoto";
}

object!(RemoveBusinessAccountProfilePhoto {
    need "business_connection_id" business_connection_id,
    opt "is_public" is_public,
});

/// Sets which gifts a business account takes and whether it shows the gift button.
///
/// <https://core.telegram.org/bots/api#setbusinessaccountgiftsettings>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBusinessAccountGiftSettings {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// Always show a gift button in the input field. Required.
    pub show_gift_button: bool,
    /// Kinds of gifts that the account takes. Required.
    pub accepted_gift_types: AcceptedGiftTypes,
}

impl SetBusinessAccountGiftSettings {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        show_gift_button: bool,
        accepted_gift_types: AcceptedGiftTypes,
    ) -> Self {
        Self { business_connection_id: business_connection_id.into(), show_gift_button, accepted_gift_types }
    }
}

impl Method for SetBusinessAccountGiftSettings {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountGiftSettings";
}

object!(SetBusinessAccountGiftSettings {
    need "business_connection_id" business_connection_id,
    need "show_gift_button" show_gift_button,
    need "accepted_gift_types" accepted_gift_types,
});

/// Returns how many Telegram Stars a business account has.
///
/// <https://core.telegram.org/bots/api#getbusinessaccountstarbalance>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetBusinessAccountStarBalance {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
}

impl GetBusinessAccountStarBalance {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into() }
    }
}

impl Method for GetBusinessAccountStarBalance {
    type Output = StarAmount;
    const NAME: &'static str = "getBusinessAccountStarBalance";
}

object!(GetBusinessAccountStarBalance {
    need "business_connection_id" business_connection_id,
});

/// Moves Telegram Stars from a business account to the bot.
///
/// <https://core.telegram.org/bots/api#transferbusinessaccountstars>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TransferBusinessAccountStars {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// How many Telegram Stars to move. Required. 1 to 10000.
    pub star_count: i64,
}

impl TransferBusinessAccountStars {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>, star_count: i64) -> Self {
        Self { business_connection_id: business_connection_id.into(), star_count }
    }
}

impl Method for TransferBusinessAccountStars {
    type Output = bool;
    const NAME: &'static str = "transferBusinessAccountStars";
}

object!(TransferBusinessAccountStars {
    need "business_connection_id" business_connection_id,
    need "star_count" star_count,
});

/// Returns the gifts of a business account.
///
/// <https://core.telegram.org/bots/api#getbusinessaccountgifts>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetBusinessAccountGifts {
    /// Identifier of the business connection. Required.
    pub business_connection_id: String,
    /// Leave out gifts that are not shown on the profile.
    pub exclude_unsaved: Option<bool>,
    /// Leave out gifts that are shown on the profile.
    pub exclude_saved: Option<bool>,
    /// Leave out gifts without a limit.
    pub exclude_unlimited: Option<bool>,
    /// Leave out limited gifts that can be upgraded.
    pub exclude_limited_upgradable: Option<bool>,
    /// Leave out limited gifts that cannot be upgraded.
    pub exclude_limited_non_upgradable: Option<bool>,
    /// Leave out unique gifts.
    pub exclude_unique: Option<bool>,
    /// Leave out gifts that come from the TON blockchain.
    pub exclude_from_blockchain: Option<bool>,
    /// Sort by price instead of by date.
    pub sort_by_price: Option<bool>,
    /// Where the list goes on: the `next_offset` of the answer before; empty at first.
    pub offset: Option<String>,
    /// At most how many. 1 to 100. Default `100`.
    pub limit: Option<i64>,
}

impl GetBusinessAccountGifts {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method GetBusinessAccountGifts {
    some exclude_unsaved: bool,
    some exclude_saved: bool,
    some exclude_unlimited: bool,
    some exclude_limited_upgradable: bool,
    some exclude_limited_non_upgradable: bool,
    some exclude_unique: bool,
    some exclude_from_blockchain: bool,
    some sort_by_price: bool,
    into offset: String,
    some limit: i64,
});

impl Method for GetBusinessAccountGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getBusinessAccountGifts";
}

object!(GetBusinessAccountGifts {
    need "business_connection_id" business_connection_id,
    opt "exclude_unsaved" exclude_unsaved,
    opt "exclude_saved" exclude_saved,
    opt "exclude_unlimited" exclude_unlimited,
    opt "exclude_limited_upgradable" exclude_limited_upgradable,
    opt "exclude_limited_non_upgradable" exclude_limited_non_upgradable,
    opt "exclude_unique" exclude_unique,
    opt "exclude_from_blockchain" exclude_from_blockchain,
    opt "sort_by_price" sort_by_price,
    opt "offset" offset,
    opt "limit" limit,
});
