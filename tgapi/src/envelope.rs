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
    #[serde(borrow)]
    parameters: Option<&'a RawValue>,
}

/// <https://core.telegram.org/bots/api#responseparameters>
///
/// Read more patiently than the type of the API: a refusal has to be understood whatever hints come with it.
#[derive(Default, Deserialize)]
struct Parameters {
    /// Whole seconds, says the API; servers and proxies that imitate it send parts of one, too.
    retry_after: Option<f64>,
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
        let parameters = self.parameters.and_then(|raw| serde_json::from_str(raw.get()).ok());
        let Parameters { retry_after, migrate_to_chat_id } = parameters.unwrap_or_default();
        if let Some(seconds) = retry_after {
            error = error.with_retry_after(Duration::try_from_secs_f64(seconds).unwrap_or_default());
        }
        if let Some(chat) = migrate_to_chat_id {
            error = error.with_migrate_to(chat);
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(body: &str) -> ApiError {
        open_envelope(body.as_bytes()).unwrap().unwrap_err()
    }

    #[test]
    fn a_refusal_is_understood_whatever_hints_come_with_it() {
        let with = |parameters: &str| {
            refusal(&format!(r#"{{"ok":false,"error_code":429,"description":"wait","parameters":{parameters}}}"#))
        };
        assert_eq!(with(r#"{"retry_after":3}"#).retry_after(), Some(Duration::from_secs(3)));
        assert_eq!(with(r#"{"retry_after":0.25}"#).retry_after(), Some(Duration::from_millis(250)));
        assert_eq!(with(r#"{"retry_after":-1}"#).retry_after(), Some(Duration::ZERO));
        for odd in ["[]", "7", "null", r#"{"retry_after":"soon"}"#, r#"{"of_tomorrow":{}}"#] {
            assert_eq!((with(odd).code(), with(odd).retry_after()), (429, None), "{odd}");
        }
    }

    #[test]
    fn what_is_no_answer_of_the_api_is_told_without_repeating_it() {
        for body in ["", "<html>private</html>", r#"{"ok":true,"private":1}"#, r#"{"ok":true,"result":{"private"#] {
            let error = open_envelope(body.as_bytes()).unwrap_err();
            assert!(!error.contains("private"), "{error}");
        }
    }
}
