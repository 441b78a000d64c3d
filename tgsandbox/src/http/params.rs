//! A call's parameters and files, from the query string and every body encoding Telegram takes.
//!
//! Keeps Telegram's rules: the first parameter of a name wins and the query string comes first; the body type is found
//! by a substring of Content-Type; a body of any other type is one uploaded file. Knows no method.
//! <https://core.telegram.org/bots/api#making-requests>

use bytes::Bytes;
use http::StatusCode;

use super::{json_body, multipart};

/// The most bytes of parameters in one call.
const MAX_PARAMETER_BYTES: usize = 1 << 20;
/// The most files in one call.
const MAX_FILES: usize = 50;

/// An uploaded file.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) field: String,
    pub(crate) file_name: String,
    pub(crate) content_type: String,
    pub(crate) data: Bytes,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    args: Vec<(String, String)>,
    files: Vec<Upload>,
    bytes: usize,
}

impl Params {
    /// Reads a query string and a body. The error is a bare HTTP status, as for all failures of this layer.
    pub(crate) fn read(query: &str, content_type: &str, body: &Bytes) -> Result<Self, StatusCode> {
        let mut params = Self::default();
        params.add_form(query.as_bytes())?;
        let kind = content_type.to_ascii_lowercase();
        if kind.contains("application/x-www-form-urlencoded") {
            params.add_form(body)?;
        } else if kind.contains("application/json") {
            json_body::read(body, &mut params)?;
        } else if kind.contains("multipart/form-data") {
            multipart::read(content_type, body, &mut params)?;
        } else if !body.is_empty() {
            params.add_file(Upload {
                field: "file".to_owned(),
                file_name: "file".to_owned(),
                content_type: content_type.to_owned(),
                data: body.clone(),
            })?;
        }
        Ok(params)
    }

    pub(super) fn add(&mut self, name: String, value: String) -> Result<(), StatusCode> {
        self.bytes += name.len() + value.len();
        if self.bytes > MAX_PARAMETER_BYTES {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        self.args.push((name, value));
        Ok(())
    }

    pub(super) fn add_form(&mut self, text: &[u8]) -> Result<(), StatusCode> {
        for (name, value) in form_urlencoded::parse(text) {
            self.add(name.into_owned(), value.into_owned())?;
        }
        Ok(())
    }

    pub(super) fn add_file(&mut self, file: Upload) -> Result<(), StatusCode> {
        if self.files.len() == MAX_FILES {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        self.files.push(file);
        Ok(())
    }

    /// The parameter, or nothing when it is absent.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The parameter, empty when it is absent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        let value = self.text(name).trim();
        ["true", "yes", "1"].iter().any(|yes| value.eq_ignore_ascii_case(yes))
    }

    /// A whole number: absent or empty gives the default, junk gives 0 or its leading digits, and the rest is clamped.
    pub(crate) fn number(&self, name: &str, default: i64, range: std::ops::RangeInclusive<i64>) -> i64 {
        let given = self.find(name).filter(|text| !text.is_empty());
        given.map_or(default, leading_number).clamp(*range.start(), *range.end())
    }

    /// The number of a message, a person, a topic; 0 when it is absent or none.
    pub(crate) fn id(&self, name: &str) -> i64 {
        self.number(name, 0, 0..=i64::MAX)
    }

    /// The JSON of a parameter; nothing when it is absent, empty or no JSON.
    pub(crate) fn json(&self, name: &str) -> Option<serde_json::Value> {
        serde_json::from_str(self.text(name)).ok()
    }

    /// The bytes of all files together.
    pub(crate) fn files_size(&self) -> usize {
        self.files.iter().map(|file| file.data.len()).sum()
    }

    pub(crate) fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }

    /// The upload for a file parameter: `attach://name`, or a part under the parameter's own name when the parameter
    /// itself is absent or empty.
    pub(crate) fn upload(&self, name: &str) -> Option<&Upload> {
        match self.text(name) {
            "" => self.file(name),
            text => self.file(text.strip_prefix("attach://")?),
        }
    }
}

/// The number a text starts with; 0 when it starts with none, the nearest bound when it does not fit.
pub(crate) fn leading_number(text: &str) -> i64 {
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let value = digits
        .bytes()
        .take_while(u8::is_ascii_digit)
        .fold(0_i64, |n, digit| n.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    if negative { -value } else { value }
}
