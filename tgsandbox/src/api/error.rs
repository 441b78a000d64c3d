//! An error answer of the API: code, description, parameters.
//!
//! Descriptions are built as Telegram builds them: a prefix by code, and the message's first letter in lower case
//! unless the message is one of the `LIKE_THIS` names.

/// What a method answers when it does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    code: u16,
    description: String,
    retry_after: Option<u32>,
    migrate_to: Option<i64>,
}

impl ApiError {
    pub(crate) fn new(code: u16, message: &str) -> Self {
        // What is forbidden in one of the `LIKE_THIS` names is a bad request.
        let is_name =
            !message.is_empty() && message.bytes().all(|b| b == b'_' || b.is_ascii_uppercase() || b.is_ascii_digit());
        let code = if code == 403 && is_name { 400 } else { code };
        let prefix = match code {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            409 => "Conflict",
            421 => "Misdirected Request",
            500 => "Internal Server Error",
            _ => "",
        };
        let description = if prefix.is_empty() || message.starts_with(prefix) {
            message.to_owned()
        } else {
            format!("{prefix}: {}", lower_first(message))
        };
        Self { code, description, retry_after: None, migrate_to: None }
    }

    /// One whose description is the message alone.
    pub(crate) fn plain(code: u16, message: &str) -> Self {
        Self { code, description: message.to_owned(), retry_after: None, migrate_to: None }
    }

    pub(crate) fn bad_request(message: &str) -> Self {
        Self::new(400, message)
    }

    pub(crate) fn conflict(message: &str) -> Self {
        Self::new(409, message)
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, "Unauthorized")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, "Not Found")
    }

    pub(crate) fn too_many_requests(seconds: u32) -> Self {
        let mut error = Self::new(429, &format!("Too Many Requests: retry after {seconds}"));
        error.retry_after = Some(seconds);
        error
    }

    /// The group is a supergroup now, under this number.
    pub(crate) fn migrated(new_id: i64) -> Self {
        let error = Self::bad_request("group chat was upgraded to a supergroup chat");
        Self { migrate_to: Some(new_id), ..error }
    }

    pub(crate) fn code(&self) -> u16 {
        self.code
    }

    pub(crate) fn description(&self) -> &str {
        &self.description
    }

    pub(crate) fn retry_after(&self) -> Option<u32> {
        self.retry_after
    }

    pub(crate) fn migrate_to(&self) -> Option<i64> {
        self.migrate_to
    }
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    if rest.starts_with(|c: char| c == '_' || c.is_ascii_uppercase()) {
        return message.to_owned();
    }
    format!("{}{rest}", first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_get_a_prefix_and_a_small_first_letter_unless_they_are_names() {
        assert_eq!(ApiError::bad_request("Chat not found").description(), "Bad Request: chat not found");
        assert_eq!(ApiError::bad_request("BUTTON_URL_INVALID").description(), "Bad Request: BUTTON_URL_INVALID");
        let named = ApiError::new(403, "CHAT_WRITE_FORBIDDEN");
        assert_eq!((named.code(), named.description()), (400, "Bad Request: CHAT_WRITE_FORBIDDEN"));
        let told = ApiError::new(403, "Forbidden: bot was blocked by the user");
        assert_eq!((told.code(), told.description()), (403, "Forbidden: bot was blocked by the user"));
        assert_eq!(ApiError::unauthorized().description(), "Unauthorized");
        assert_eq!(ApiError::too_many_requests(3).description(), "Too Many Requests: retry after 3");
    }
}
