//! By name on the client: payments.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::methods::{
    CreateInvoiceLink, EditUserStarSubscription, GetMyStarBalance, GetStarTransactions, RefundStarPayment, SendInvoice,
};
use crate::types::LabeledPrice;

impl Client {
    /// Sends an invoice. See [`SendInvoice`].
    pub fn send_invoice(
        &self,
        chat_id: impl Into<ChatRef>,
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Request<SendInvoice> {
        self.request(SendInvoice::new(chat_id, title, description, payload, currency, prices))
    }

    /// Creates a link to an invoice. See [`CreateInvoiceLink`].
    pub fn create_invoice_link(
        &self,
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Request<CreateInvoiceLink> {
        self.request(CreateInvoiceLink::new(title, description, payload, currency, prices))
    }

    /// Returns how many Telegram Stars the bot has. See [`GetMyStarBalance`].
    pub fn get_my_star_balance(&self) -> Request<GetMyStarBalance> {
        self.request(GetMyStarBalance::new())
    }

    /// Returns the bot's transactions in Telegram Stars, oldest first. See [`GetStarTransactions`].
    pub fn get_star_transactions(&self) -> Request<GetStarTransactions> {
        self.request(GetStarTransactions::new())
    }

    /// Gives a payment in Telegram Stars back. See [`RefundStarPayment`].
    pub fn refund_star_payment(
        &self,
        user_id: impl Into<UserId>,
        telegram_payment_charge_id: impl Into<String>,
    ) -> Request<RefundStarPayment> {
        self.request(RefundStarPayment::new(user_id, telegram_payment_charge_id))
    }

    /// Cancels the renewal of a subscription in Telegram Stars, or allows it again. See [`EditUserStarSubscription`].
    pub fn edit_user_star_subscription(
        &self,
        user_id: impl Into<UserId>,
        telegram_payment_charge_id: impl Into<String>,
        is_canceled: bool,
    ) -> Request<EditUserStarSubscription> {
        self.request(EditUserStarSubscription::new(user_id, telegram_payment_charge_id, is_canceled))
    }
}
