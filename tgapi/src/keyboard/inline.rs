//! Keyboards under messages.

use super::KeyboardError;
use super::rows::Rows;
use crate::types::{
    CallbackGame, CopyTextButton, DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup, LoginUrl, ReplyMarkup,
    SwitchInlineQueryChosenChat, WebAppInfo,
};

/// A keyboard under a message, button by button.
///
/// ```
/// use tgapi::keyboard::InlineKeyboard;
/// use tgapi::methods::SendMessage;
///
/// let keyboard = InlineKeyboard::new()
///     .callback("Yes", "vote:yes")
///     .callback("No", "vote:no")
///     .row()
///     .url("What is this about?", "https://example.org/vote");
/// let message = SendMessage::new(5, "Shall we?").reply_markup(keyboard);
/// # assert!(serde_json::to_string(&message).unwrap().contains(r#"[[{"text":"Yes""#));
/// ```
///
/// Many buttons, put into columns, with data that comes from elsewhere and so is checked:
///
/// ```
/// use tgapi::keyboard::InlineKeyboard;
///
/// let mut keyboard = InlineKeyboard::new();
/// for (name, id) in [("Ann", "1"), ("Bob", "2"), ("Cid", "3"), ("Dan", "4")] {
///     keyboard = keyboard.callback(name, format!("user:{id}"));
/// }
/// let markup = keyboard.columns(3).callback("Back", "back").build()?;
/// let rows: Vec<_> = markup.inline_keyboard.iter().map(Vec::len).collect();
/// assert_eq!(rows, [3, 1, 1]);
/// # Ok::<(), tgapi::keyboard::KeyboardError>(())
/// ```
///
/// It converts into [`ReplyMarkup`] and [`InlineKeyboardMarkup`] as it is; [`build`](Self::build) checks it first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InlineKeyboard {
    rows: Rows<InlineKeyboardButton>,
}

impl InlineKeyboard {
    /// No button yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a button as it is, perhaps with a style or an icon.
    #[must_use]
    pub fn button(mut self, button: InlineKeyboardButton) -> Self {
        self.rows.push(button);
        self
    }

    /// Adds several buttons.
    #[must_use]
    pub fn buttons(self, buttons: impl IntoIterator<Item = InlineKeyboardButton>) -> Self {
        buttons.into_iter().fold(self, Self::button)
    }

    /// Adds a button whose press sends `data` to the bot, as a callback query: 1 to 64 bytes.
    #[must_use]
    pub fn callback(self, text: impl Into<String>, data: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).callback_data(data))
    }

    /// Adds a button that opens an address: `https://..`, `tg://..`.
    #[must_use]
    pub fn url(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).url(url))
    }

    /// Adds a button that opens a Web App, by its HTTPS address. Private chats only.
    #[must_use]
    pub fn web_app(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).web_app(WebAppInfo::new(url)))
    }

    /// Adds a button that logs the user in to a website, by its HTTPS address.
    #[must_use]
    pub fn login(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).login_url(LoginUrl::new(url)))
    }

    /// Adds a button that lets the user choose a chat, and puts the bot's name and `query` there.
    #[must_use]
    pub fn switch_inline(self, text: impl Into<String>, query: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).switch_inline_query(query))
    }

    /// Adds a button that puts the bot's name and `query` into the chat it is in.
    #[must_use]
    pub fn switch_inline_here(self, text: impl Into<String>, query: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).switch_inline_query_current_chat(query))
    }

    /// Adds a button that lets the user choose a chat of certain kinds for an inline query.
    #[must_use]
    pub fn switch_inline_chosen(self, text: impl Into<String>, chosen: SwitchInlineQueryChosenChat) -> Self {
        self.button(InlineKeyboardButton::new(text).switch_inline_query_chosen_chat(chosen))
    }

    /// Adds a button that copies a text: 1 to 256 characters.
    #[must_use]
    pub fn copy_text(self, text: impl Into<String>, copied: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).copy_text(CopyTextButton::new(copied)))
    }

    /// Adds the button that pays an invoice; it has to be the first. `⭐` and `XTR` in the text become a star.
    #[must_use]
    pub fn pay(self, text: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).pay(true))
    }

    /// Adds the button that starts the game of the message; it has to be the first.
    #[must_use]
    pub fn game(self, text: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).callback_game(CallbackGame::new()))
    }

    /// Adds a button that cannot be pressed.
    #[must_use]
    pub fn disabled(self, text: impl Into<String>) -> Self {
        self.button(InlineKeyboardButton::new(text).disabled(DisabledButton::new()))
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

    /// Checks what Telegram documents, and gives the keyboard.
    ///
    /// # Errors
    /// If there is no button, or one without text, with more or less than one action, with data or a text to copy of a
    /// wrong length, or a pay or game button that is not the first one. Telegram has undocumented limits on the number
    /// of buttons on top (about 100, and 8 in a row), which are not checked.
    pub fn build(self) -> Result<InlineKeyboardMarkup, KeyboardError> {
        if self.rows.numbered().next().is_none() {
            return Err(KeyboardError::Empty);
        }
        for (row, column, button) in self.rows.numbered() {
            check(button, row, column)?;
        }
        Ok(self.into())
    }
}

fn check(button: &InlineKeyboardButton, row: usize, column: usize) -> Result<(), KeyboardError> {
    let text = || button.text.clone();
    if button.text.is_empty() {
        return Err(KeyboardError::NoText { row, column });
    }
    let first_only = button.pay.unwrap_or_default() || button.callback_game.is_some();
    let actions = [
        button.url.is_some(),
        button.callback_data.is_some(),
        button.web_app.is_some(),
        button.login_url.is_some(),
        button.switch_inline_query.is_some(),
        button.switch_inline_query_current_chat.is_some(),
        button.switch_inline_query_chosen_chat.is_some(),
        button.copy_text.is_some(),
        button.callback_game.is_some(),
        button.pay.unwrap_or_default(),
        button.disabled.is_some(),
    ];
    let actions = actions.into_iter().filter(|has| *has).count();
    if actions != 1 {
        return Err(KeyboardError::Actions { text: text(), actions });
    }
    let data = button.callback_data.as_ref().map(String::len);
    if let Some(length) = data.filter(|length| !(1..=64).contains(length)) {
        return Err(KeyboardError::Data { text: text(), length });
    }
    let copied = button.copy_text.as_ref().map(|copy| copy.text.chars().count());
    if let Some(length) = copied.filter(|length| !(1..=256).contains(length)) {
        return Err(KeyboardError::Copy { text: text(), length });
    }
    if first_only && (row, column) != (1, 1) {
        return Err(KeyboardError::NotFirst { text: text() });
    }
    Ok(())
}

impl From<InlineKeyboard> for InlineKeyboardMarkup {
    /// As it is, unchecked.
    fn from(keyboard: InlineKeyboard) -> Self {
        Self::new(keyboard.rows.into_rows())
    }
}

impl From<InlineKeyboard> for ReplyMarkup {
    /// As it is, unchecked.
    fn from(keyboard: InlineKeyboard) -> Self {
        InlineKeyboardMarkup::from(keyboard).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(keyboard: InlineKeyboard) -> Vec<Vec<String>> {
        let rows = InlineKeyboardMarkup::from(keyboard).inline_keyboard;
        rows.into_iter().map(|row| row.into_iter().map(|button| button.text).collect()).collect()
    }

    fn many(n: usize) -> InlineKeyboard {
        InlineKeyboard::new().buttons((1..=n).map(|n| InlineKeyboardButton::new(n.to_string()).callback_data("x")))
    }

    #[test]
    fn rows_end_where_they_are_ended() {
        let keyboard =
            InlineKeyboard::new().row().callback("a", "1").callback("b", "2").row().row().url("c", "t.me/x").row();
        assert_eq!(texts(keyboard), [vec!["a", "b"], vec!["c"]]);
        assert!(texts(InlineKeyboard::new().row()).is_empty());
    }

    #[test]
    fn columns_put_all_before_them_in_order() {
        assert_eq!(texts(many(5).columns(2)), [vec!["1", "2"], vec!["3", "4"], vec!["5"]]);
        assert_eq!(texts(many(4).columns(2).callback("back", "b")), [vec!["1", "2"], vec!["3", "4"], vec!["back"]]);
        assert_eq!(texts(many(2).columns(0)), [["1"], ["2"]]);
        assert_eq!(texts(many(2).row().url("a", "t.me").columns(9)), [["1", "2", "a"]]);
        assert!(texts(InlineKeyboard::new().columns(2)).is_empty());
    }

    #[test]
    fn every_kind_of_button_has_its_one_action() {
        let keyboard = InlineKeyboard::new()
            .pay("a")
            .callback("b", "d")
            .url("c", "t.me")
            .web_app("d", "https://a.b")
            .login("e", "https://a.b")
            .switch_inline("f", "")
            .switch_inline_here("g", "q")
            .switch_inline_chosen("h", SwitchInlineQueryChosenChat::new())
            .copy_text("i", "x")
            .disabled("j");
        assert_eq!(keyboard.build().unwrap().inline_keyboard[0].len(), 10);
        assert!(InlineKeyboard::new().game("Play").build().is_ok());
    }

    #[test]
    fn limits_are_errors() {
        let build = |keyboard: InlineKeyboard| keyboard.build().unwrap_err();
        assert_eq!(build(InlineKeyboard::new()), KeyboardError::Empty);
        assert_eq!(build(many(3).columns(2).callback("", "x")), KeyboardError::NoText { row: 3, column: 1 });
        for (data, length) in [("", 0), (&*"é".repeat(33), 66)] {
            let error = build(InlineKeyboard::new().callback("a", data));
            assert_eq!(error, KeyboardError::Data { text: "a".into(), length });
        }
        assert!(InlineKeyboard::new().callback("a", "é".repeat(32)).copy_text("b", "é".repeat(256)).build().is_ok());
        let error = build(InlineKeyboard::new().copy_text("a", "é".repeat(257)));
        assert_eq!(error, KeyboardError::Copy { text: "a".into(), length: 257 });
        for keyboard in [many(1).pay("p"), many(1).row().game("p")] {
            assert_eq!(build(keyboard), KeyboardError::NotFirst { text: "p".into() });
        }
        let two = InlineKeyboardButton::new("a").url("t.me").callback_data("secret");
        let error = build(InlineKeyboard::new().button(two));
        assert_eq!(error, KeyboardError::Actions { text: "a".into(), actions: 2 });
        assert!(!format!("{error} {error:?}").contains("secret"));
        assert!(build(InlineKeyboard::new().button(InlineKeyboardButton::new("a"))).to_string().contains("0 actions"));
    }
}
