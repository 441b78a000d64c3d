//! The hook for translations: which language a person reads, and where the texts are. The texts themselves, plurals and
//! formats are the business of whatever engine is hooked in; there is none here.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::context::Context;
use crate::extract::{FromRef, FromUpdate};

/// Where texts come from: a map, Fluent, gettext.
///
/// Languages are IETF tags as Telegram sends them: `de`, `pt-br`, in lower case.
pub trait Translations: Send + Sync + 'static {
    /// Whether there is anything in this language.
    fn has(&self, language: &str) -> bool;

    /// The text of a key in a language, its arguments filled in; `None` if there is none.
    fn text(&self, language: &str, key: &str, args: &[(&str, TextArg<'_>)]) -> Option<String>;
}

/// An argument of a text: by name, so that translations can put it where it belongs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TextArg<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number, by which plurals are chosen.
    Integer(i64),
    /// Another number.
    Float(f64),
}

impl fmt::Display for TextArg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(n) => n.fmt(f),
            Self::Float(n) => n.fmt(f),
        }
    }
}

impl<'a> From<&'a str> for TextArg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for TextArg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for TextArg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for TextArg<'_> {
            fn from(n: $integer) -> Self {
                Self::Integer(n.into())
            }
        }
    )+};
}
integers!(u8, u16, u32, i8, i16, i32, i64);

impl From<f64> for TextArg<'_> {
    fn from(n: f64) -> Self {
        Self::Float(n)
    }
}

type Choose = Arc<dyn Fn(&Context) -> Option<String> + Send + Sync>;

/// The languages of a bot: part of the router's state, from which handlers take the [`Locale`] of the person.
///
/// ```
/// use std::collections::HashMap;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::testing::TestBot;
/// use tgdispatch::{Locale, Locales, Message, Router, TextArg, Translations};
///
/// /// The smallest engine there is.
/// struct Texts(HashMap<&'static str, HashMap<&'static str, &'static str>>);
///
/// impl Translations for Texts {
///     fn has(&self, language: &str) -> bool {
///         self.0.contains_key(language)
///     }
///
///     fn text(&self, language: &str, key: &str, args: &[(&str, TextArg<'_>)]) -> Option<String> {
///         let text = (*self.0.get(language)?.get(key)?).to_owned();
///         Some(args.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string())))
///     }
/// }
///
/// async fn start(msg: Message, locale: Locale) -> SendMessage {
///     msg.answer(locale.format("hello", &[("name", (&msg.chat.name()).into())]))
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let texts = Texts(HashMap::from([
///     ("en", HashMap::from([("hello", "Hello, {name}.")])),
///     ("de", HashMap::from([("hello", "Hallo, {name}.")])),
/// ]));
/// let bot = TestBot::new(Router::new().command("start", start).with_state(Locales::new("en", texts))).unwrap();
/// assert_eq!(bot.user("Ann").speaking("de-at").says("/start").await.texts(), ["Hallo, Ann."]);
/// assert_eq!(bot.user("Ann").speaking("fi").says("/start").await.texts(), ["Hello, Ann."]);
/// # }
/// ```
///
/// The language is what [`choose`](Self::choose) says, else that of the person's app (`language_code`), else the fallback:
/// of each the tag itself if there are translations, or what is left of it without its last part: `zh-hans-cn`, `zh-hans`,
/// `zh`.
#[derive(Clone)]
pub struct Locales {
    translations: Arc<dyn Translations>,
    fallback: Arc<str>,
    choose: Option<Choose>,
}

impl Locales {
    /// With the language for people whose own there are no translations for, and for keys that another language lacks.
    #[must_use]
    pub fn new(fallback: &str, translations: impl Translations) -> Self {
        Self { translations: Arc::new(translations), fallback: fallback.into(), choose: None }
    }

    /// What is asked first for the language of an update: what the person chose by a command, for one. It should be quick,
    /// a look into a map; what has to be fetched, a handler fetches and uses [`Locale::to`].
    #[must_use]
    pub fn choose(mut self, choose: impl Fn(&Context) -> Option<String> + Send + Sync + 'static) -> Self {
        self.choose = Some(Arc::new(choose));
        self
    }

    /// The locale for a language, as far as there are translations for it: for messages that answer nobody.
    #[must_use]
    pub fn locale(&self, language: Option<&str>) -> Locale {
        let known = language.and_then(|language| self.negotiate(language));
        Locale { language: known.unwrap_or_else(|| Arc::clone(&self.fallback)), locales: self.clone() }
    }

    fn negotiate(&self, language: &str) -> Option<Arc<str>> {
        let language = language.to_ascii_lowercase().replace('_', "-");
        let mut tag = &*language;
        loop {
            if !tag.is_empty() && self.translations.has(tag) {
                return Some(tag.into());
            }
            tag = tag.rsplit_once('-')?.0;
        }
    }
}

impl fmt::Debug for Locales {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locales").field("fallback", &self.fallback).finish_non_exhaustive()
    }
}

/// Texts in the language of the person: an argument of handlers. See [`Locales`].
#[derive(Clone)]
pub struct Locale {
    locales: Locales,
    language: Arc<str>,
}

impl Locale {
    /// The language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The text of a key: in this language, else in the fallback, else the key itself, which is logged.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The same with arguments: `locale.format("left", &[("n", 3.into())])`.
    #[must_use]
    pub fn format(&self, key: &str, args: &[(&str, TextArg<'_>)]) -> String {
        let Locales { translations, fallback, .. } = &self.locales;
        let text = translations.text(&self.language, key, args).or_else(|| translations.text(fallback, key, args));
        text.unwrap_or_else(|| {
            tracing::warn!(language = &*self.language, key, "there is no text");
            key.to_owned()
        })
    }

    /// The same person in another language, if there are translations for it.
    #[must_use]
    pub fn to(&self, language: &str) -> Self {
        let language = self.locales.negotiate(language).unwrap_or_else(|| Arc::clone(&self.language));
        Self { locales: self.locales.clone(), language }
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.language).finish()
    }
}

impl<S> FromUpdate<S> for Locale
where
    Locales: FromRef<S>,
{
    type Rejection = std::convert::Infallible;

    fn from_update(context: &Context, state: &S) -> Result<Self, Self::Rejection> {
        let locales = Locales::from_ref(state);
        let chosen = locales.choose.as_ref().and_then(|choose| choose(context));
        let chosen = chosen.and_then(|language| locales.negotiate(&language));
        let own = || context.from().and_then(|user| locales.negotiate(user.language_code.as_deref()?));
        let language = chosen.or_else(own).unwrap_or_else(|| Arc::clone(&locales.fallback));
        Ok(Self { locales, language })
    }
}

#[cfg(test)]
mod tests {
    use tgapi::types::{Chat, ChatType, Message, User};
    use tgapi::{Update, UpdateKind};

    use super::*;

    struct Few;

    impl Translations for Few {
        fn has(&self, language: &str) -> bool {
            ["en", "de", "zh-hans", "pt-br"].contains(&language)
        }

        fn text(&self, language: &str, key: &str, args: &[(&str, TextArg<'_>)]) -> Option<String> {
            let known = key == "a" || (key == "b" && language == "en");
            let args = args.iter().map(|(name, value)| format!(" {name}={value}"));
            known.then(|| format!("{key} in {language}{}", args.collect::<String>()))
        }
    }

    fn context(language: Option<&str>) -> Context {
        let mut user = User::new(7, "Ann");
        user.language_code = language.map(Into::into);
        let mut message = Message::new(1, 1, Chat::new(7, ChatType::Private));
        message.from = Some(Box::new(user));
        Context::new(Update::new(1, UpdateKind::Message(Box::new(message))))
    }

    fn language(locales: &Locales, own: Option<&str>) -> String {
        let Ok(locale) = Locale::from_update(&context(own), locales);
        locale.language().to_owned()
    }

    #[test]
    fn the_nearest_language_is_taken() {
        let locales = Locales::new("en", Few);
        for (own, taken) in [
            (Some("de"), "de"),
            (Some("de-AT"), "de"),
            (Some("zh-hans-cn"), "zh-hans"),
            (Some("zh"), "en"),
            (Some("PT_BR"), "pt-br"),
            (Some(""), "en"),
            (Some("-"), "en"),
            (None, "en"),
        ] {
            assert_eq!(language(&locales, own), taken, "{own:?}");
        }
    }

    #[test]
    fn a_choice_comes_first_if_there_is_such_a_language() {
        let locales =
            Locales::new("en", Few).choose(|context| context.from()?.is_bot.then(String::new).or(Some("de".into())));
        assert_eq!(language(&locales, Some("pt-br")), "de");
        let locales = Locales::new("en", Few).choose(|_| Some("fi".to_owned()));
        assert_eq!(language(&locales, Some("pt-br")), "pt-br");
    }

    #[test]
    fn what_is_missing_is_said_in_the_fallback() {
        let locale = Locales::new("en", Few).locale(Some("de"));
        assert_eq!(
            (locale.text("a"), locale.text("b"), locale.text("c")),
            ("a in de".into(), "b in en".into(), "c".into())
        );
        assert_eq!(locale.format("a", &[("n", 3.into()), ("x", "y".into())]), "a in de n=3 x=y");
        assert_eq!((locale.to("pt-br").language(), locale.to("fi").language()), ("pt-br", "de"));
    }
}
