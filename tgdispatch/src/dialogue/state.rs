//! States of dialogues, and how those are read that another version of the program wrote.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use tgapi::BoxError;

/// A state of dialogues, an enum as a rule. The default is where a dialogue begins.
///
/// States are stored as JSON with their version. When the type changes so that old ones cannot be read, raise
/// [`VERSION`](Self::VERSION) and say in [`migrate`](Self::migrate) what becomes of people who are in the middle:
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use serde_json::Value;
/// use tgdispatch::DialogueState;
///
/// #[derive(Default, Serialize, Deserialize)]
/// enum Form {
///     #[default]
///     Start,
///     Age { first_name: String, last_name: String },
/// }
///
/// impl DialogueState for Form {
///     const NAME: &'static str = "form";
///     const VERSION: u32 = 2;
///
///     fn migrate(version: u32, old: &Value) -> Option<Self> {
///         // Version 1 had one name.
///         let name = old["Age"]["name"].as_str().filter(|_| version == 1)?;
///         let (first_name, last_name) = name.split_once(' ').unwrap_or((name, ""));
///         Some(Self::Age { first_name: first_name.to_owned(), last_name: last_name.to_owned() })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a state of dialogues",
    label = "not a `DialogueState`",
    note = "derive `Default`, `Serialize` and `Deserialize`, and give it a name: `impl DialogueState for .. {{ const NAME: &'static str = \"form\"; }}`"
)]
pub trait DialogueState: Serialize + DeserializeOwned + Default + Send + 'static {
    /// What tells these dialogues from others in the same storage. It must stay as it is.
    const NAME: &'static str;

    /// The version of the type.
    const VERSION: u32 = 1;

    /// Reads a state of another version. `None`, as by default, begins the dialogue anew.
    #[must_use]
    fn migrate(version: u32, old: &Value) -> Option<Self> {
        let _ = (version, old);
        None
    }
}

/// Why a dialogue could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DialogueError {
    /// The storage failed: with a [`StorageError`](super::StorageError), as a rule, if it is one of this crate.
    #[error("the storage of dialogues failed: {0}")]
    Storage(#[source] BoxError),
    /// The state does not go into JSON: a map with keys that are no strings, for one.
    #[error("the state of a dialogue cannot be stored: {0}")]
    Unstorable(#[source] serde_json::Error),
}

impl DialogueError {
    /// Whether it may be gone by itself, as when a database restarts. A handler can ask for its update again then.
    ///
    /// ```
    /// use tgdispatch::{DialogueError, Retry};
    /// use tgapi::BoxError;
    ///
    /// fn again_if_that_helps(error: DialogueError) -> BoxError {
    ///     if error.is_transient() { Retry::new(error).into() } else { error.into() }
    /// }
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let Self::Storage(error) = self else { return false };
        error.downcast_ref().is_some_and(super::StorageError::is_transient)
    }
}

#[derive(Deserialize)]
struct Stored<'a> {
    version: u32,
    #[serde(borrow)]
    state: &'a RawValue,
}

#[derive(Serialize)]
struct Written<'a, S> {
    version: u32,
    state: &'a S,
}

pub(super) fn write<S: DialogueState>(state: &S) -> Result<Vec<u8>, DialogueError> {
    serde_json::to_vec(&Written { version: S::VERSION, state }).map_err(DialogueError::Unstorable)
}

/// The state, or why it cannot be read.
pub(super) fn read<S: DialogueState>(stored: &[u8]) -> Result<S, String> {
    let Stored { version, state } = serde_json::from_slice(stored).map_err(|error| error.to_string())?;
    if version == S::VERSION {
        match serde_json::from_str(state.get()) {
            Ok(state) => return Ok(state),
            // Somebody forgot to raise the version: perhaps `migrate` knows.
            Err(error) => {
                let old = serde_json::from_str(state.get()).map_err(|error| error.to_string())?;
                return S::migrate(version, &old).ok_or_else(|| error.to_string());
            }
        }
    }
    let old = serde_json::from_str(state.get()).map_err(|error| error.to_string())?;
    S::migrate(version, &old).ok_or_else(|| format!("version {version} is not known any more"))
}
