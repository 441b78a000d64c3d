//! tgwebhook.
