//! How objects, unions and string enums are read and written: the engine under everything in `generated`.
//!
//! The generated files only list fields ([`object!`]) and members ([`union!`]); the code that serde needs is made here,
//! once. Compared with derived code it finds a field by one hash instead of comparing a key with a hundred names, fills
//! an object where it will stay instead of moving a kilobyte, and compiles in a fraction of the time.
//!
//! What Telegram may do is tolerated here: unknown fields are skipped, `null` is absent, a `True` may be false, an
//! unknown member of a union is kept as it came.

mod blank;
mod fields;
mod object;
mod open_enum;
mod setters;
mod text;
mod union;
mod uploads;

pub(crate) use blank::Blank;
pub(crate) use fields::Fields;
pub(crate) use object::{Boxed, Object, object, read_boxed, read_flag, read_list, read_object, read_rest};
pub(crate) use open_enum::open_enum;
pub(crate) use setters::setters;
pub(crate) use text::{FromText, Key};
pub(crate) use union::{Choice, Tagged, chosen, has, read_chosen, read_tagged, union, union_parts};
pub(crate) use uploads::{Uploads, uploads};
