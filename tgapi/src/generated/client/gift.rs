//! By name on the client: gifts, and what is bought with Stars for others.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatId, ChatRef, UserId};
use crate::methods::{
    ConvertGiftToStars, GetAvailableGifts, GetChatGifts, GetUserGifts, GiftPremiumSubscription, SendGift, TransferGift,
    UpgradeGift,
};

impl Client {
    /// Returns the gifts that the bot can send. See [`GetAvailableGifts`].
    pub fn get_available_gifts(&self) -> Request<GetAvailableGifts> {
        self.request(GetAvailableGifts::new())
    }

    /// Sends a gift to a user or channel. See [`SendGift`].
    pub fn send_gift(&self, gift_id: impl Into<String>) -> Request<SendGift> {
        self.request(SendGift::new(gift_id))
    }

    /// Gives a user a subscription to Telegram Premium. See [`GiftPremiumSubscription`].
    pub fn gift_premium_subscription(
        &self,
        user_id: impl Into<UserId>,
        month_count: i64,
        star_count: i64,
    ) -> Request<GiftPremiumSubscription> {
        self.request(GiftPremiumSubscription::new(user_id, month_count, star_count))
    }

    /// Returns the gifts of a user. See [`GetUserGifts`].
    pub fn get_user_gifts(&self, user_id: impl Into<UserId>) -> Request<GetUserGifts> {
        self.request(GetUserGifts::new(user_id))
    }

    /// Returns the gifts of a chat. See [`GetChatGifts`].
    pub fn get_chat_gifts(&self, chat_id: impl Into<ChatRef>) -> Request<GetChatGifts> {
        self.request(GetChatGifts::new(chat_id))
    }

    /// Changes a regular gift into Telegram Stars. See [`ConvertGiftToStars`].
    pub fn convert_gift_to_stars(
        &self,
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
    ) -> Request<ConvertGiftToStars> {
        self.request(ConvertGiftToStars::new(business_connection_id, owned_gift_id))
    }

    /// Upgrades a regular gift to a unique one. See [`UpgradeGift`].
    pub fn upgrade_gift(
        &self,
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
    ) -> Request<UpgradeGift> {
        self.request(UpgradeGift::new(business_connection_id, owned_gift_id))
    }

    /// Moves a unique gift to another owner. See [`TransferGift`].
    pub fn transfer_gift(
        &self,
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
        new_owner_chat_id: impl Into<ChatId>,
    ) -> Request<TransferGift> {
        self.request(TransferGift::new(business_connection_id, owned_gift_id, new_owner_chat_id))
    }
}
