//! Methods of the API. A method is a value: build it, then hand it to a client, or answer a webhook with it.
//!
//! A constructor takes the required parameters; every other parameter has a setter of its name.

pub use crate::generated::methods::*;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::input_file::InputFile;

/// A method of the API with its parameters. The serialised form is its JSON body.
pub trait Method: Serialize {
    /// What a successful call returns.
    type Output: DeserializeOwned;

    /// Its name, as it stands in the URL.
    const NAME: &'static str;

    /// Shows every file that may have to be uploaded with the call, nested ones too. Methods without files need not
    /// implement it.
    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        let _ = visit;
    }
}
