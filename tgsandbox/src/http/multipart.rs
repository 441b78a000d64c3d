//! `multipart/form-data` as Telegram reads it.
//!
//! A part with `filename=` (even an empty one) is a file, any other a parameter; names are backslash-unescaped and
//! then percent-decoded; a part that is itself urlencoded is expanded into parameters. The body is whole in memory.

use bytes::Bytes;
use http::StatusCode;
use percent_encoding::percent_decode_str;

use super::params::{Params, Upload};

/// The longest boundary RFC 2046 allows.
const MAX_BOUNDARY: usize = 70;
/// The most bytes of headers in one part.
const MAX_PART_HEADERS: usize = 16 << 10;

pub(super) fn read(content_type: &str, body: &Bytes, params: &mut Params) -> Result<(), StatusCode> {
    let boundary = boundary(content_type).ok_or(StatusCode::BAD_REQUEST)?;
    let delimiter = format!("--{boundary}");
    // Every delimiter but the first follows a line end; with one put before the body they are all alike.
    let mut at = if body.starts_with(delimiter.as_bytes()) {
        delimiter.len()
    } else {
        let line = format!("\r\n{delimiter}");
        find(body, line.as_bytes(), 0).ok_or(StatusCode::BAD_REQUEST)? + line.len()
    };
    let next = format!("\r\n{delimiter}");
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            return Ok(());
        }
        let line_end = find(rest, b"\r\n", 0).ok_or(StatusCode::BAD_REQUEST)?;
        let headers_at = at + line_end + 2;
        let headers_end = find(body, b"\r\n\r\n", headers_at).ok_or(StatusCode::BAD_REQUEST)?;
        if headers_end - headers_at > MAX_PART_HEADERS {
            return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let content_at = headers_end + 4;
        let content_end = find(body, next.as_bytes(), content_at).ok_or(StatusCode::BAD_REQUEST)?;
        let headers = String::from_utf8_lossy(&body[headers_at..headers_end]);
        add_part(&headers, body.slice(content_at..content_end), params)?;
        at = content_end + next.len();
    }
}

fn add_part(headers: &str, content: Bytes, params: &mut Params) -> Result<(), StatusCode> {
    let header = |name: &str| {
        headers.split("\r\n").find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    let disposition = header("content-disposition").ok_or(StatusCode::BAD_REQUEST)?;
    let attributes = disposition.strip_prefix("form-data;").ok_or(StatusCode::BAD_REQUEST)?;
    let field = attribute(attributes, "name").filter(|name| !name.is_empty()).ok_or(StatusCode::BAD_REQUEST)?;
    let content_type = header("content-type").unwrap_or_default();
    if let Some(file_name) = attribute(attributes, "filename") {
        let content_type = content_type.to_owned();
        return params.add_file(Upload { field, file_name, content_type, data: content });
    }
    if content_type.to_ascii_lowercase().contains("application/x-www-form-urlencoded") {
        return params.add_form(&content);
    }
    params.add(field, String::from_utf8_lossy(&content).into_owned())
}

/// The boundary of a Content-Type, quoted or not.
fn boundary(content_type: &str) -> Option<String> {
    let at = content_type.to_ascii_lowercase().find("boundary=")? + "boundary=".len();
    let value = content_type.get(at..)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => value.split(';').next()?.trim(),
    };
    (1..=MAX_BOUNDARY).contains(&value.len()).then(|| value.to_owned())
}

/// The value of `name=` among `; `-separated attributes.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ';']);
        let (name, tail) = rest.split_once('=')?;
        let mut value = String::new();
        if let Some(quoted) = tail.strip_prefix('"') {
            let mut chars = quoted.chars();
            loop {
                match chars.next()? {
                    '"' => break,
                    '\\' => value.push(chars.next()?),
                    c => value.push(c),
                }
            }
            rest = chars.as_str();
        } else {
            let end = tail.find(';').unwrap_or(tail.len());
            value.push_str(tail[..end].trim());
            rest = &tail[end..];
        }
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(percent_decode_str(&value).decode_utf8_lossy().into_owned());
        }
    }
}

fn find(haystack: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let (first, mut at) = (*needle.first()?, from);
    loop {
        at += haystack.get(at..)?.iter().position(|byte| *byte == first)?;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}
