//! tgpoll.
