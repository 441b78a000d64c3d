//! Everything of the facts table, against the code that is generated from it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic: that is how it fails")]

mod document;
mod facts;
mod files;
mod known;
mod methods;
#[cfg(feature = "client")]
mod paths;
mod registry;
mod types;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tgapi::RawCall;
use tgapi::methods::Method;

/// Reads a document, writes it again, and checks that what was written is the same value.
type RoundTrip = fn(&str) -> Result<String, String>;

fn object<T: DeserializeOwned + Serialize + PartialEq + Debug>(json: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let written = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    let again: T = serde_json::from_str(&written).map_err(|error| format!("{error}, in {written:.1000}"))?;
    if again == value { Ok(written) } else { Err(format!("another value was written: {written:.1000}")) }
}

/// The same for the parameters of a method; what is written is the name of the method, the parameters, and the list of
/// files that it shows, a line each.
fn call<M: Method + DeserializeOwned + PartialEq + Debug>(json: &str) -> Result<String, String> {
    let method: M = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let call = RawCall::new(&method).map_err(|error| error.to_string())?;
    let again: M =
        serde_json::from_str(call.params()).map_err(|error| format!("{error}, in {:.1000}", call.params()))?;
    if again == method {
        let mut files = Vec::new();
        method.uploads(&mut |file| files.push(serde_json::to_value(file).expect("a text")));
        Ok(format!("{}\n{}\n{}", call.method(), call.params(), serde_json::Value::from(files)))
    } else {
        Err(format!("another value was written: {:.1000}", call.params()))
    }
}
