//! tgbot.
