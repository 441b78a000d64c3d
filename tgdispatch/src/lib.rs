//! tgdispatch.
