//! A JSON body as parameters, with Telegram's leniency.
//!
//! String values are unquoted, every other value is kept as its JSON text (`null` too). A body that stops being JSON
//! half-way is no error: the members before that point count.

use http::StatusCode;
use serde_json::value::RawValue;

use super::params::Params;

pub(super) fn read(body: &[u8], params: &mut Params) -> Result<(), StatusCode> {
    let mut rest = Cursor(body);
    if !rest.take(b'{') {
        return Ok(());
    }
    while let Some(name) = rest.value().and_then(|raw| unquote(&raw)) {
        if !rest.take(b':') {
            break;
        }
        let Some(raw) = rest.value() else { break };
        let value = unquote(&raw).unwrap_or_else(|| raw.get().to_owned());
        params.add(name, value)?;
        if !rest.take(b',') {
            break;
        }
    }
    Ok(())
}

fn unquote(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn take(&mut self, wanted: u8) -> bool {
        let text = self.0.trim_ascii_start();
        match text.split_first() {
            Some((first, rest)) if *first == wanted => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn value(&mut self) -> Option<Box<RawValue>> {
        let mut values = serde_json::Deserializer::from_slice(self.0).into_iter::<Box<RawValue>>();
        let value = values.next()?.ok()?;
        let used = values.byte_offset();
        self.0 = self.0.get(used..)?;
        Some(value)
    }
}
