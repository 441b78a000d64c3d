//! The envelope of every answer: `{"ok": true, "result": ..}` or `{"ok": false, "error_code": .., "description": ..}`.

use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::ApiError;
use crate::ids::ChatId;

#[derive(Deserialize)]
struct Envelope<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

/// <https://core.telegram.org/bots/api#responseparameters>
#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<i64>,
    migrate_to_chat_id: Option<ChatId>,
}

/// Opens an answer: the JSON of the result, or the refusal.
///
/// # Errors
///
/// The outer one if the body is not an answer of the Bot API; it says why in words that repeat nothing of the body.
pub fn open_envelope(body: &[u8]) -> Result<Result<&RawValue, ApiError>, String> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|error| match error.classify() {
        serde_json::error::Category::Eof => "the answer is cut short".to_owned(),
        _ => format!("not the JSON it should be, at line {} column {}", error.line(), error.column()),
    })?;
    match (envelope.ok, envelope.result) {
        (true, Some(result)) => Ok(Ok(result)),
        (true, None) => Err("`ok` without `result`".to_owned()),
        (false, _) => Ok(Err(envelope.refusal())),
    }
}

impl Envelope<'_> {
    fn refusal(self) -> ApiError {
        let description = self.description.unwrap_or_else(|| "no description".to_owned());
        let mut error = ApiError::new(self.error_code.unwrap_or(0), description);
        if let Some(parameters) = self.parameters {
            if let Some(seconds) = parameters.retry_after {
                error = error.with_retry_after(Duration::from_secs(seconds.try_into().unwrap_or(0)));
            }
            if let Some(chat) = parameters.migrate_to_chat_id {
                error = error.with_migrate_to(chat);
            }
        }
        error
    }
}
