//! Keyboards in place of the user's own.

use super::KeyboardError;
use super::rows::Rows;
use crate::types::{
    KeyboardButton, KeyboardButtonPollType, KeyboardButtonRequestChat, KeyboardButtonRequestManagedBot,
    KeyboardButtonRequestUsers, ReplyKeyboardMarkup, ReplyMarkup, WebAppInfo,
};

/// A keyboard in place of the user's own, button by button. A press sends the text of the button as a message.
///
/// It is as high as its buttons need; by Telegram's own default, which [`full_height`](Self::full_height) restores, it
/// would be as high as the usual keyboard.
///
/// ```
/// use tgapi::keyboard::ReplyKeyboard;
/// use tgapi::methods::SendMessage;
///
/// let keyboard = ReplyKeyboard::new().text("Red").text("Green").text("Blue").columns(2).one_time();
/// let message = SendMessage::new(5, "Your colour?").reply_markup(keyboard);
/// # assert!(serde_json::to_string(&message).unwrap().contains(r#"[{"text":"Blue"}]"#));
/// ```
///
/// `ReplyKeyboardRemove` takes it away again. It converts into [`ReplyMarkup`] and [`ReplyKeyboardMarkup`] as it is;
/// [`build`](Self::build) checks it first.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyKeyboard {
    rows: Rows<KeyboardButton>,
    markup: ReplyKeyboardMarkup,
}

impl Default for ReplyKeyboard {
    fn default() -> Self {
        Self { rows: Rows::default(), markup: ReplyKeyboardMarkup::new(Vec::new()).resize_keyboard(true) }
    }
}

impl ReplyKeyboard {
    /// No button yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a button as it is, perhaps with a style or an icon.
    #[must_use]
    pub fn button(mut self, button: KeyboardButton) -> Self {
        self.rows.push(button);
        self
    }

    /// Adds several buttons.
    #[must_use]
    pub fn buttons(self, buttons: impl IntoIterator<Item = KeyboardButton>) -> Self {
        buttons.into_iter().fold(self, Self::button)
    }

    /// Adds a button that sends its text.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.button(KeyboardButton::new(text))
    }

    /// Adds a button that sends the user's phone number, after a question. Private chats only.
    #[must_use]
    pub fn request_contact(self, text: impl Into<String>) -> Self {
        self.button(KeyboardButton::new(text).request_contact(true))
    }

    /// Adds a button that sends the user's location, after a question. Private chats only.
    #[must_use]
    pub fn request_location(self, text: impl Into<String>) -> Self {
        self.button(KeyboardButton::new(text).request_location(true))
    }

    /// Adds a button that lets the user make a poll. Private chats only.
    #[must_use]
    pub fn request_poll(self, text: impl Into<String>, kind: KeyboardButtonPollType) -> Self {
        self.button(KeyboardButton::new(text).request_poll(kind))
    }

    /// Adds a button that lets the user share 1 to 10 users with the bot. Private chats only.
    #[must_use]
    pub fn request_users(self, text: impl Into<String>, users: KeyboardButtonRequestUsers) -> Self {
        self.button(KeyboardButton::new(text).request_users(users))
    }

    /// Adds a button that lets the user share a chat with the bot. Private chats only.
    #[must_use]
    pub fn request_chat(self, text: impl Into<String>, chat: KeyboardButtonRequestChat) -> Self {
        self.button(KeyboardButton::new(text).request_chat(chat))
    }

    /// Adds a button that lets the user make a bot that this bot manages. Private chats only.
    #[must_use]
    pub fn request_managed_bot(self, text: impl Into<String>, bot: KeyboardButtonRequestManagedBot) -> Self {
        self.button(KeyboardButton::new(text).request_managed_bot(bot))
    }

    /// Adds a button that opens a Web App, which can send data to the bot, by its HTTPS address. Private chats only.
    #[must_use]
    pub fn web_app(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.button(KeyboardButton::new(text).web_app(WebAppInfo::new(url)))
    }

    /// Ends the row: the next button begins one.
    #[must_use]
    pub fn row(mut self) -> Self {
        self.rows.end_row();
        self
    }

    /// Puts all buttons added so far into rows of at most `columns`, and ends the row. 0 counts as 1.
    #[must_use]
    pub fn columns(mut self, columns: usize) -> Self {
        self.rows.arrange(columns);
        self
    }

    /// As high as the usual keyboard, and not only as its buttons need.
    #[must_use]
    pub fn full_height(mut self) -> Self {
        self.markup.resize_keyboard = None;
        self
    }

    /// Stays open when the usual keyboard is hidden.
    #[must_use]
    pub fn persistent(mut self) -> Self {
        self.markup.is_persistent = Some(true);
        self
    }

    /// Hides after a press.
    #[must_use]
    pub fn one_time(mut self) -> Self {
        self.markup.one_time_keyboard = Some(true);
        self
    }

    /// Grey text in the empty input field: 1 to 64 characters.
    #[must_use]
    pub fn placeholder(mut self, text: impl Into<String>) -> Self {
        self.markup.input_field_placeholder = Some(text.into());
        self
    }

    /// Only for users mentioned in the message, and for the author of the message it replies to.
    #[must_use]
    pub fn selective(mut self) -> Self {
        self.markup.selective = Some(true);
        self
    }

    /// Checks what Telegram documents, and gives the keyboard.
    ///
    /// # Errors
    /// If there is no button, or one without text, with several actions or asking for more than 10 users, or if the
    /// placeholder is empty or too long. Telegram has undocumented limits on the number of buttons on top (about 300, and
    /// 12 in a row), which are not checked.
    pub fn build(self) -> Result<ReplyKeyboardMarkup, KeyboardError> {
        if self.rows.numbered().next().is_none() {
            return Err(KeyboardError::Empty);
        }
        for (row, column, button) in self.rows.numbered() {
            check(button, row, column)?;
        }
        let placeholder = self.markup.input_field_placeholder.as_ref().map(|text| text.chars().count());
        if let Some(length) = placeholder.filter(|length| !(1..=64).contains(length)) {
            return Err(KeyboardError::Placeholder(length));
        }
        Ok(self.into())
    }
}

fn check(button: &KeyboardButton, row: usize, column: usize) -> Result<(), KeyboardError> {
    let text = || button.text.clone();
    if button.text.is_empty() {
        return Err(KeyboardError::NoText { row, column });
    }
    let actions = [
        button.request_users.is_some(),
        button.request_chat.is_some(),
        button.request_managed_bot.is_some(),
        button.request_contact.unwrap_or_default(),
        button.request_location.unwrap_or_default(),
        button.request_poll.is_some(),
        button.web_app.is_some(),
    ];
    let actions = actions.into_iter().filter(|has| *has).count();
    if actions > 1 {
        return Err(KeyboardError::Actions { text: text(), actions });
    }
    let quantity = button.request_users.as_ref().and_then(|users| users.max_quantity);
    if let Some(quantity) = quantity.filter(|quantity| !(1..=10).contains(quantity)) {
        return Err(KeyboardError::Quantity { text: text(), quantity });
    }
    Ok(())
}

impl From<ReplyKeyboard> for ReplyKeyboardMarkup {
    /// As it is, unchecked.
    fn from(keyboard: ReplyKeyboard) -> Self {
        Self { keyboard: keyboard.rows.into_rows(), ..keyboard.markup }
    }
}

impl From<ReplyKeyboard> for ReplyMarkup {
    /// As it is, unchecked.
    fn from(keyboard: ReplyKeyboard) -> Self {
        ReplyKeyboardMarkup::from(keyboard).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_rows_are_as_set() {
        let keyboard =
            ReplyKeyboard::new().text("a").text("b").row().request_contact("c").persistent().placeholder("d");
        let json = serde_json::to_value(ReplyMarkup::from(keyboard)).unwrap();
        let wanted = serde_json::json!({
            "keyboard": [[{"text": "a"}, {"text": "b"}], [{"text": "c", "request_contact": true}]],
            "is_persistent": true, "resize_keyboard": true, "input_field_placeholder": "d"
        });
        assert_eq!(json, wanted);
        let markup = ReplyKeyboardMarkup::from(ReplyKeyboard::new().text("a").full_height().one_time().selective());
        assert_eq!(
            (markup.resize_keyboard, markup.one_time_keyboard, markup.selective),
            (None, Some(true), Some(true))
        );
    }

    #[test]
    fn every_kind_of_button_passes_and_limits_are_errors() {
        let keyboard = ReplyKeyboard::new()
            .request_contact("a")
            .request_location("b")
            .request_poll("c", KeyboardButtonPollType::new())
            .request_users("d", KeyboardButtonRequestUsers::new(1).max_quantity(10))
            .request_chat("e", KeyboardButtonRequestChat::new(2))
            .request_managed_bot("f", KeyboardButtonRequestManagedBot::new(3))
            .web_app("g", "https://a.b");
        assert!(keyboard.columns(3).placeholder("é".repeat(64)).build().is_ok());
        let build = |keyboard: ReplyKeyboard| keyboard.build().unwrap_err();
        assert_eq!(build(ReplyKeyboard::new()), KeyboardError::Empty);
        assert_eq!(build(ReplyKeyboard::new().text("a").text("")), KeyboardError::NoText { row: 1, column: 2 });
        assert_eq!(build(ReplyKeyboard::new().text("a").placeholder("")), KeyboardError::Placeholder(0));
        assert_eq!(build(ReplyKeyboard::new().text("a").placeholder("é".repeat(65))), KeyboardError::Placeholder(65));
        let users = KeyboardButtonRequestUsers::new(1).max_quantity(11);
        let error = build(ReplyKeyboard::new().request_users("a", users));
        assert_eq!(error, KeyboardError::Quantity { text: "a".into(), quantity: 11 });
        let two = KeyboardButton::new("a").request_contact(true).request_location(true);
        let error = build(ReplyKeyboard::new().button(two));
        assert_eq!(error, KeyboardError::Actions { text: "a".into(), actions: 2 });
    }
}
