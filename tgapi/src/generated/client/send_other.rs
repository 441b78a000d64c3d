//! By name on the client: sending places, contacts, polls, checklists and dice.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, MessageId};
use crate::methods::{SendChecklist, SendContact, SendDice, SendLocation, SendPoll, SendVenue, StopPoll};
use crate::types::{InputChecklist, InputPollOption};

impl Client {
    /// Sends a point on the map. See [`SendLocation`].
    pub fn send_location(&self, chat_id: impl Into<ChatRef>, latitude: f64, longitude: f64) -> Request<SendLocation> {
        self.request(SendLocation::new(chat_id, latitude, longitude))
    }

    /// Sends a named place on the map. See [`SendVenue`].
    pub fn send_venue(
        &self,
        chat_id: impl Into<ChatRef>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Request<SendVenue> {
        self.request(SendVenue::new(chat_id, latitude, longitude, title, address))
    }

    /// Sends a phone contact. See [`SendContact`].
    pub fn send_contact(
        &self,
        chat_id: impl Into<ChatRef>,
        phone_number: impl Into<String>,
        first_name: impl Into<String>,
    ) -> Request<SendContact> {
        self.request(SendContact::new(chat_id, phone_number, first_name))
    }

    /// Sends a poll. See [`SendPoll`].
    pub fn send_poll(
        &self,
        chat_id: impl Into<ChatRef>,
        question: impl Into<String>,
        options: impl IntoIterator<Item = InputPollOption>,
    ) -> Request<SendPoll> {
        self.request(SendPoll::new(chat_id, question, options))
    }

    /// Sends a checklist in the name of a business account. See [`SendChecklist`].
    pub fn send_checklist(
        &self,
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatRef>,
        checklist: InputChecklist,
    ) -> Request<SendChecklist> {
        self.request(SendChecklist::new(business_connection_id, chat_id, checklist))
    }

    /// Sends an animated emoji with a random value. See [`SendDice`].
    pub fn send_dice(&self, chat_id: impl Into<ChatRef>) -> Request<SendDice> {
        self.request(SendDice::new(chat_id))
    }

    /// Ends a poll that the bot sent. See [`StopPoll`].
    pub fn stop_poll(&self, chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Request<StopPoll> {
        self.request(StopPoll::new(chat_id, message_id))
    }
}
