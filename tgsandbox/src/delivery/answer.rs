//! What a webhook's HTTP answer means, and the call it may carry.

use http::{HeaderMap, StatusCode, header};

use crate::http::Params;

/// A webhook's answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) reason: String,
    /// In seconds; 0 when the header is absent or no whole number.
    pub(super) retry_after: u64,
    /// The call in the body of a 2xx answer.
    pub(super) call: Option<(String, Params)>,
}

impl Answer {
    /// Any 2xx is a success; a redirect is not followed and fails like an error.
    pub(super) fn is_delivered(&self) -> bool {
        self.status.is_success()
    }

    pub(super) fn error(&self) -> String {
        format!("Wrong response from the webhook: {} {}", self.status.as_u16(), self.reason)
    }
}

pub(super) fn retry_after(headers: &HeaderMap) -> u64 {
    let value = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    value.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// The method a body asks for. Those that read or change how updates come are ignored.
/// <https://core.telegram.org/bots/api#making-requests-when-getting-updates>
pub(super) fn call(content_type: &str, body: &bytes::Bytes) -> Option<(String, Params)> {
    let params = Params::read("", content_type, body).ok()?;
    let method = params.text("method").to_ascii_lowercase();
    let excluded = ["setwebhook", "deletewebhook", "close", "logout"].contains(&method.as_str());
    (!method.is_empty() && !excluded && !method.starts_with("get")).then_some((method, params))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn a_call_in_the_answer_is_found_in_every_encoding_and_case() {
        let name = |kind: &str, body: &'static str| call(kind, &Bytes::from_static(body.as_bytes())).map(|c| c.0);
        let send = Some("sendmessage".to_owned());
        assert_eq!(name("application/json", r#"{"method":"sendMessage","chat_id":1}"#), send);
        assert_eq!(name("application/x-www-form-urlencoded", "chat_id=1&method=SENDMESSAGE"), send);
        let multipart = "--b\r\nContent-Disposition: form-data; name=\"method\"\r\n\r\nsendMessage\r\n--b--\r\n";
        assert_eq!(name("multipart/form-data; boundary=b", multipart), send);
        assert_eq!(name("text/plain", "method=sendMessage"), None);
    }

    #[test]
    fn methods_that_read_or_change_how_updates_come_are_ignored_in_answers() {
        for method in ["getMe", "getUpdates", "setWebhook", "deletewebhook", "close", "logOut", ""] {
            let body = Bytes::from(format!(r#"{{"method":"{method}"}}"#));
            assert!(call("application/json", &body).is_none(), "{method}");
        }
    }

    #[test]
    fn retry_after_is_whole_seconds_only() {
        let value = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, text.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!((value("7"), value("Wed, 21 Oct 2015 07:28:00 GMT"), value("-1")), (7, 0, 0));
    }
}
