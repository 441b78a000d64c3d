//! The outer form of every API answer.
//!
//! <https://core.telegram.org/bots/api#making-requests>

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use http_body_util::Full;

use crate::{
    api::{ApiError, Success},
    json,
};

pub(crate) type HttpResponse = Response<Full<Bytes>>;

pub(crate) fn success(success: &Success) -> HttpResponse {
    let description = success
        .description
        .map(|description| format!(",\"description\":{}", json::text(description)))
        .unwrap_or_default();
    envelope(StatusCode::OK, format!("{{\"ok\":true,\"result\":{}{description}}}", success.result))
}

pub(crate) fn error(error: &ApiError) -> HttpResponse {
    let retry = error.retry_after().map(|seconds| ("retry_after", i64::from(seconds)));
    let parameter = retry.or_else(|| error.migrate_to().map(|id| ("migrate_to_chat_id", id)));
    let parameters =
        parameter.map(|(name, value)| format!(",\"parameters\":{{\"{name}\":{value}}}")).unwrap_or_default();
    let body = format!(
        "{{\"ok\":false,\"error_code\":{},\"description\":{}{parameters}}}",
        error.code(),
        json::text(error.description())
    );
    let status = StatusCode::from_u16(error.code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = envelope(status, body);
    if let Some(seconds) = error.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn envelope(status: StatusCode, body: String) -> HttpResponse {
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("keep-alive"));
    response
}

/// A failure below the API: a status line, no body, and the connection ends.
pub(crate) fn bare(status: StatusCode) -> HttpResponse {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// A downloaded file.
pub(crate) fn file(data: Bytes) -> HttpResponse {
    let mut response = Response::new(Full::new(data));
    let kind = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
