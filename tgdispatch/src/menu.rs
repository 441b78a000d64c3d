//! Inline menus and paging: what a message shows, the keyboard below it, and pages of a list. All state is in the buttons
//! themselves ([`Callback`]), so that a restart strands nobody and old messages go on working.

use std::num::NonZeroU32;
use std::ops::Range;

use tgapi::methods::{EditMessageCaption, SendMessage};
use tgapi::text::{FormattedText, IntoText};
use tgapi::types::{CallbackQuery, DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup, Message};
use tgapi::{BoxError, ChatId};

use crate::callback::{Callback, CallbackTooLong};
use crate::handler::{Answer, HandlerOutput, IntoReply, via};

/// A text with an inline keyboard: sent as a message, or put in the place of the message whose button was pressed.
///
/// With an enum of [`Callback`] that says where a button leads, screens make a menu. There is no link to a screen that
/// does not exist, as the compiler knows all of them:
///
/// ```
/// use tgapi::keyboard::InlineKeyboard;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Callback, CallbackQuery, Message, Router, Screen, Shown};
///
/// #[derive(Callback)]
/// #[callback(prefix = "menu")]
/// enum Menu {
///     Home,
///     Settings,
///     Sound { on: bool },
/// }
///
/// impl Menu {
///     fn screen(&self) -> Screen {
///         match self {
///             Self::Home => Screen::new("What would you like?")
///                 .keyboard(InlineKeyboard::new().button(Self::Settings.button("Settings"))),
///             Self::Settings => Screen::new("Settings").keyboard(
///                 InlineKeyboard::new()
///                     .button(Self::Sound { on: true }.button("Sound on"))
///                     .button(Self::Sound { on: false }.button("Sound off"))
///                     .row()
///                     .button(Self::Home.button("Back")),
///             ),
///             Self::Sound { on } => Screen::new(if *on { "Sound is on." } else { "Sound is off." })
///                 .keyboard(InlineKeyboard::new().button(Self::Settings.button("Back"))),
///         }
///     }
/// }
///
/// async fn open(msg: Message) -> SendMessage {
///     Menu::Home.screen().send(msg.chat.id)
/// }
///
/// async fn go(press: CallbackQuery, to: Menu) -> Shown {
///     to.screen().show(&press)
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let bot = TestBot::new(Router::new().command("menu", open).callback(Menu::PREFIX, go)).unwrap();
/// let ann = bot.user("Ann");
/// let home = ann.says("/menu").await;
/// let settings = ann.presses(home.callback_data("Settings").unwrap()).await;
/// assert_eq!(settings.methods(), ["answerCallbackQuery", "editMessageText"]);
/// assert_eq!(ann.presses(settings.callback_data("Sound off").unwrap()).await.texts(), ["Sound is off."]);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    text: FormattedText,
    keyboard: Option<InlineKeyboardMarkup>,
}

impl Screen {
    /// With this text: plain, or formatted.
    #[must_use]
    pub fn new(text: impl IntoText) -> Self {
        Self { text: text.into_text(), keyboard: None }
    }

    /// With this keyboard below it.
    #[must_use]
    pub fn keyboard(mut self, keyboard: impl Into<InlineKeyboardMarkup>) -> Self {
        self.keyboard = Some(keyboard.into());
        self
    }

    /// As a new message in a chat.
    #[must_use]
    pub fn send(self, chat: ChatId) -> SendMessage {
        let message = SendMessage::new(chat, "").formatted_text(self.text);
        match self.keyboard {
            Some(keyboard) => message.reply_markup(keyboard),
            None => message,
        }
    }

    /// In the place of the message whose button was pressed: two calls, one that ends the progress bar of the button, one
    /// that edits the message, or its caption if it is a picture or a file. If the message shows this already, only the
    /// first.
    ///
    /// Buttons that are pressed twice in a hurry can still have Telegram refuse an edit that changes nothing: to the error
    /// handler that is an error whose `api_kind` is `MessageNotModified`.
    pub fn show(self, press: &CallbackQuery) -> Shown {
        Shown(self.edit(press))
    }

    fn edit(self, press: &CallbackQuery) -> Result<Answer, BoxError> {
        let mut answer = press.answer().into_reply()?;
        let message = press.visible_message();
        if message.is_some_and(|message| self.is_shown_by(message)) {
            return Ok(answer);
        }
        let Self { text, keyboard } = self;
        if message.is_some_and(|message| message.text.is_none()) {
            let mut edit: EditMessageCaption = press.edit_caption(text);
            edit.reply_markup = keyboard;
            answer.append(edit.into_reply()?);
        } else {
            let mut edit = press.edit_text(text);
            edit.reply_markup = keyboard;
            answer.append(edit.into_reply()?);
        }
        Ok(answer)
    }

    fn is_shown_by(&self, message: &Message) -> bool {
        let text = message.text_or_caption().map(FormattedText::from);
        text.as_ref() == Some(&self.text) && message.reply_markup.as_deref() == self.keyboard.as_ref()
    }
}

/// What [`Screen::show`] comes to: returned by a handler. It is two calls, so the router needs a client.
#[derive(Debug)]
#[must_use = "nothing is shown before a handler returns it"]
pub struct Shown(Result<Answer, BoxError>);

impl HandlerOutput<via::Plain> for Shown {
    const MANY: bool = true;

    fn into_answer(self) -> Result<Answer, BoxError> {
        self.0
    }
}

/// One page of a list, counted from 0: which items are on it, and the buttons to turn it.
///
/// ```
/// use std::num::NonZeroU32;
/// use tgapi::keyboard::InlineKeyboard;
/// use tgdispatch::{Callback, Page, Screen};
///
/// #[derive(Callback)]
/// #[callback(prefix = "users")]
/// struct Users {
///     page: u32,
/// }
///
/// fn users(names: &[&str], page: u32) -> Screen {
///     let page = Page::of(names.len(), NonZeroU32::new(2).unwrap(), page);
///     let buttons = page.buttons(|page| Users { page });
///     Screen::new(names[page.items()].join("\n")).keyboard(InlineKeyboard::new().buttons(buttons))
/// }
///
/// let screen = users(&["Ann", "Bob", "Cid"], 1);
/// # assert_eq!(screen, users(&["Ann", "Bob", "Cid"], 9));
/// ```
///
/// A page past the end, as after items were removed, is the last one; of an empty list there is one page, without items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    items: usize,
    per_page: NonZeroU32,
    number: u32,
}

impl Page {
    /// The page with this number of a list of so many items.
    #[must_use]
    pub fn of(items: usize, per_page: NonZeroU32, number: u32) -> Self {
        let page = Self { items, per_page, number };
        Self { number: number.min(page.count() - 1), ..page }
    }

    /// Its number, from 0.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How many pages there are, at least one.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.items.div_ceil(self.size())).unwrap_or(u32::MAX).max(1)
    }

    /// Which items are on it: a range into the list.
    #[must_use]
    pub fn items(&self) -> Range<usize> {
        let start = usize::try_from(self.number).unwrap_or(usize::MAX).saturating_mul(self.size()).min(self.items);
        start..start.saturating_add(self.size()).min(self.items)
    }

    /// The buttons to turn it, `‹`, `2/7`, `›`: those that lead somewhere, and where one is. None if there is one page only.
    #[must_use]
    pub fn buttons<C: Callback>(&self, to: impl Fn(u32) -> C) -> Vec<InlineKeyboardButton> {
        let turn = |number: u32, label: &str| to(number).button(label);
        self.row(turn(self.number.saturating_sub(1), "‹"), turn(self.number.saturating_add(1), "›"))
    }

    /// The same where the data has a field without a longest form.
    ///
    /// # Errors
    ///
    /// [`CallbackTooLong`].
    pub fn try_buttons<C: Callback>(
        &self,
        to: impl Fn(u32) -> C,
    ) -> Result<Vec<InlineKeyboardButton>, CallbackTooLong> {
        let turn = |number: u32, label: &str| to(number).try_button(label);
        Ok(self.row(turn(self.number.saturating_sub(1), "‹")?, turn(self.number.saturating_add(1), "›")?))
    }

    fn row(&self, back: InlineKeyboardButton, on: InlineKeyboardButton) -> Vec<InlineKeyboardButton> {
        let here = InlineKeyboardButton::new(format!("{}/{}", self.number + 1, self.count()));
        let here = here.disabled(DisabledButton::new());
        let (first, last) = (self.number == 0, self.number + 1 == self.count());
        if first && last {
            return Vec::new();
        }
        [(!first).then_some(back), Some(here), (!last).then_some(on)].into_iter().flatten().collect()
    }

    fn size(&self) -> usize {
        usize::try_from(self.per_page.get()).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use tgapi::types::{Chat, ChatType, MaybeInaccessibleMessage, PhotoSize, User};

    use tgapi::keyboard::InlineKeyboard;

    use super::*;
    use crate::callback::{Fields, FieldsMut};

    struct To(u32);

    impl Callback for To {
        const PREFIX: &'static str = "p:";
        const VERSION: u32 = 1;
        const MAX_LEN: usize = 16;

        fn write(&self, fields: &mut FieldsMut<'_>) {
            fields.put(&self.0);
        }

        fn read(mut fields: Fields<'_>) -> Option<Self> {
            fields.take().map(Self)
        }
    }

    fn page(items: usize, per_page: u32, number: u32) -> Page {
        Page::of(items, NonZeroU32::new(per_page).unwrap(), number)
    }

    fn buttons(page: Page) -> Vec<(String, Option<String>)> {
        page.buttons(To).into_iter().map(|button| (button.text, button.callback_data)).collect()
    }

    fn button(text: &str, data: &str) -> (String, Option<String>) {
        (text.to_owned(), (!data.is_empty()).then(|| data.to_owned()))
    }

    #[test]
    fn pages_have_their_items_and_turn() {
        assert_eq!((page(0, 5, 3).items(), page(0, 5, 3).count(), buttons(page(0, 5, 0))), (0..0, 1, vec![]));
        assert_eq!((page(5, 5, 1).items(), page(5, 5, 1).count()), (0..5, 1));
        assert_eq!(page(6, 5, 1).items(), 5..6);
        assert_eq!(buttons(page(6, 5, 0)), [button("1/2", ""), button("›", "p:1")]);
        assert_eq!(buttons(page(11, 5, 1)), [button("‹", "p:0"), button("2/3", ""), button("›", "p:2")]);
        assert_eq!(buttons(page(11, 5, 99)), [button("‹", "p:1"), button("3/3", "")]);
        assert_eq!(page(11, 5, 2).try_buttons(To).unwrap().len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn pages_cover_a_list_once(items in 0_usize..500, per_page in 1_u32..40) {
            let count = page(items, per_page, 0).count();
            let all: Vec<usize> = (0..count).flat_map(|number| page(items, per_page, number).items()).collect();
            proptest::prop_assert_eq!(all, (0..items).collect::<Vec<_>>());
        }

        #[test]
        fn no_number_is_too_large(items: usize, per_page in 1_u32.., number: u32) {
            let page = page(items, per_page, number);
            proptest::prop_assert!(page.items().end <= items && page.number() < page.count());
            let _ = buttons(page);
        }
    }

    fn press(message: Message) -> CallbackQuery {
        let mut query = CallbackQuery::new("q", User::new(7, "Ann"), "c");
        query.message = Some(MaybeInaccessibleMessage::Message(Box::new(message)));
        query
    }

    fn methods(shown: Shown) -> Vec<String> {
        shown.into_answer().unwrap().calls().iter().map(|call| call.method().to_owned()).collect()
    }

    #[test]
    fn a_message_is_edited_unless_it_shows_that_already() {
        let message = || Message::new(1, 1, Chat::new(7, ChatType::Private));
        let keyboard = || InlineKeyboard::new().button(To(1).button("on"));
        let screen = || Screen::new("text").keyboard(keyboard());
        assert_eq!(methods(screen().show(&press(message().text("old")))), ["answerCallbackQuery", "editMessageText"]);
        let photo = message().photo([PhotoSize::new("a", "b", 1, 1)]).caption("old");
        assert_eq!(methods(screen().show(&press(photo))), ["answerCallbackQuery", "editMessageCaption"]);
        let same = message().text("text");
        assert_eq!(methods(screen().show(&press(same.clone()))).len(), 2);
        let same = same.reply_markup(InlineKeyboardMarkup::from(keyboard()));
        assert_eq!(methods(screen().show(&press(same))), ["answerCallbackQuery"]);
    }
}
