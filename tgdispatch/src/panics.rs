//! What a caught panic says. Lanes and the dispatcher both catch them.

use std::any::Any;

/// The message of a panic, if it is a text.
pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}
