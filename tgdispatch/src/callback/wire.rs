//! How callback data is written: `prefix:field:field`, or `prefix:2!field:field` of a version other than 1. In fields, the
//! three characters that mean something are escaped as in URLs.

use std::borrow::Cow;

use super::{Callback, CallbackField, CallbackRejection};

/// The fields of callback data that was received.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    rest: Option<&'a str>,
}

impl Fields<'_> {
    /// The next field as this type; `None` if there is none, or it is no such value.
    pub fn take<T: CallbackField>(&mut self) -> Option<T> {
        T::read(&self.next()?)
    }

    /// Whether all of them were taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rest.is_none()
    }

    fn next(&mut self) -> Option<Cow<'_, str>> {
        let rest = self.rest?;
        let (field, rest) = match rest.split_once(':') {
            Some((field, rest)) => (field, Some(rest)),
            None => (rest, None),
        };
        self.rest = rest;
        unescape(field)
    }
}

/// The fields of callback data that is written.
#[derive(Debug)]
pub struct FieldsMut<'a> {
    data: &'a mut String,
    first: bool,
}

impl FieldsMut<'_> {
    /// Adds a field.
    pub fn put<T: CallbackField>(&mut self, field: &T) {
        if !std::mem::take(&mut self.first) {
            self.data.push(':');
        }
        let mut text = String::new();
        field.write(&mut text);
        escape(&text, self.data);
    }
}

pub(super) fn write<T: Callback>(value: &T) -> String {
    let mut data = T::PREFIX.to_owned();
    if T::VERSION != 1 {
        data.push_str(&T::VERSION.to_string());
        data.push('!');
    }
    value.write(&mut FieldsMut { data: &mut data, first: true });
    data
}

pub(super) fn read<T: Callback>(data: &str) -> Result<T, CallbackRejection> {
    let rest = data.strip_prefix(T::PREFIX).ok_or(CallbackRejection::OtherKind)?;
    let (version, rest) = match rest.split_once('!') {
        Some((version, rest)) => (version.parse().map_err(|_| CallbackRejection::Unreadable)?, rest),
        None => (1, rest),
    };
    // Nothing at all is one field of no length.
    let fields = Fields { rest: Some(rest) };
    if version == T::VERSION {
        T::read(fields).ok_or(CallbackRejection::Unreadable)
    } else {
        T::migrate(version, fields).ok_or(CallbackRejection::Version { version })
    }
}

/// The longest data: of a prefix, a version and variants of fields, each the lengths of what is written between colons.
pub(crate) const fn max_len(prefix: &str, version: u32, variants: &[&[usize]]) -> usize {
    let mut longest = 0;
    let mut variant = 0;
    while variant < variants.len() {
        let mut length: usize = 0;
        let mut field = 0;
        while field < variants[variant].len() {
            // A colon before each but the first.
            length = length.saturating_add(variants[variant][field]).saturating_add((field > 0) as usize);
            field += 1;
        }
        if length > longest {
            longest = length;
        }
        variant += 1;
    }
    let version = if version == 1 { 0 } else { version.ilog10() as usize + 2 };
    longest.saturating_add(prefix.len()).saturating_add(version)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            ':' => out.push_str("%3A"),
            '!' => out.push_str("%21"),
            c => out.push(c),
        }
    }
}

fn unescape(field: &str) -> Option<Cow<'_, str>> {
    if !field.contains('%') {
        return Some(Cow::Borrowed(field));
    }
    let mut parts = field.split('%');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        text.push(match code {
            "25" => '%',
            "3A" => ':',
            "21" => '!',
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(Cow::Owned(text))
}
