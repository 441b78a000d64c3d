//! The head of a request: may it go on? Decides, and tells the server whom it recognised: no I/O, no body, no counting.

use http::header::{ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method};
use subtle::ConstantTimeEq;

use crate::peer::{PeerPolicy, Visitor};
use crate::secret::Secrets;
use crate::stats::Refusal;

/// What a request has to be like.
#[derive(Clone)]
pub(super) struct Judge {
    /// `None`: whoever mounted the service checked the path.
    pub(super) path: Option<Box<str>>,
    pub(super) peers: PeerPolicy,
    pub(super) secrets: Secrets,
    pub(super) max_body: usize,
}

impl Judge {
    /// Path, method, peer, secret, content type, length: in this order, so that a stranger learns as little as
    /// possible and costs as little as possible. Returns the length of the body, if it is declared.
    pub(super) fn admit(&self, head: &Parts, visitor: Visitor<'_>) -> Result<Option<usize>, Refusal> {
        // In constant time, because some put a secret into the path. Its length is no secret.
        if self.path.as_ref().is_some_and(|path| !bool::from(path.as_bytes().ct_eq(head.uri.path().as_bytes()))) {
            return Err(Refusal::Path);
        }
        if head.method != Method::POST {
            return Err(Refusal::Method);
        }
        if !self.peers.admit(visitor.peer, &head.headers) {
            return Err(Refusal::Peer);
        }
        if !self.secrets.admit(&head.headers) {
            return Err(Refusal::Secret);
        }
        if let Some(recognition) = visitor.recognition {
            recognition.tell();
        }
        if !is_plain_json(&head.headers) {
            return Err(Refusal::ContentType);
        }
        let length = declared_length(&head.headers)?;
        if length.is_some_and(|length| length > self.max_body as u64) {
            return Err(Refusal::TooLarge);
        }
        Ok(length.and_then(|length| usize::try_from(length).ok()))
    }
}

pub(super) const ALLOWED: (http::HeaderName, HeaderValue) = (ALLOW, HeaderValue::from_static("POST"));

/// `application/json`, with parameters or without, once, and not compressed.
fn is_plain_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (Some(content_type), None) = (types.next(), types.next()) else { return false };
    let Ok(content_type) = content_type.to_str() else { return false };
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        && headers
            .get_all(CONTENT_ENCODING)
            .iter()
            .all(|encoding| encoding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

/// Two lengths, or one that is no number, never get this far with [`Server`](crate::Server); with another stack they
/// might.
fn declared_length(headers: &HeaderMap) -> Result<Option<u64>, Refusal> {
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    match (lengths.next(), lengths.next()) {
        (None, _) => Ok(None),
        (Some(length), None) if length.as_bytes().iter().all(u8::is_ascii_digit) && !length.is_empty() => {
            // More digits than fit are too large, whatever they say.
            length.to_str().ok().and_then(|length| length.parse().ok()).map(Some).ok_or(Refusal::TooLarge)
        }
        _ => Err(Refusal::CutShort),
    }
}

#[cfg(test)]
mod tests {
    use http::Request;
    use tgapi::SecretToken;

    use super::*;
    use crate::SECRET_HEADER;
    use crate::peer::TELEGRAM_SUBNETS;

    fn judge() -> Judge {
        Judge {
            path: Some("/hook".into()),
            peers: PeerPolicy { allowed: Some(TELEGRAM_SUBNETS.to_vec()), proxies: Vec::new() },
            secrets: Secrets::new(&[SecretToken::new("right").unwrap()]),
            max_body: 100,
        }
    }

    /// A request that is wrong in everything, mended step by step: each check must come after the one before.
    #[test]
    fn the_checks_stand_in_order() {
        let judge = judge();
        let mut request = Request::builder()
            .method("GET")
            .uri("/other")
            .header(CONTENT_TYPE, "text/plain")
            .header(CONTENT_LENGTH, "101")
            .body(())
            .unwrap();
        let verdict = |request: &Request<()>| {
            let head = request.clone().into_parts().0;
            judge.admit(&head, Visitor::of(&head.extensions))
        };
        assert_eq!(verdict(&request), Err(Refusal::Path));
        *request.uri_mut() = "/hook?x=1".parse().unwrap();
        assert_eq!(verdict(&request), Err(Refusal::Method));
        *request.method_mut() = Method::POST;
        assert_eq!(verdict(&request), Err(Refusal::Peer));
        request.extensions_mut().insert(crate::PeerAddr("149.154.167.1:1".parse().unwrap()));
        assert_eq!(verdict(&request), Err(Refusal::Secret));
        request.headers_mut().insert(SECRET_HEADER, HeaderValue::from_static("right"));
        assert_eq!(verdict(&request), Err(Refusal::ContentType));
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        assert_eq!(verdict(&request), Err(Refusal::TooLarge));
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("100"));
        assert_eq!(verdict(&request), Ok(Some(100)));
        request.headers_mut().remove(CONTENT_LENGTH);
        assert_eq!(verdict(&request), Ok(None));
    }

    #[test]
    fn only_plain_json_is_json() {
        let json = |content_type: &str, encoding: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.append(CONTENT_TYPE, content_type.parse().unwrap());
            if let Some(encoding) = encoding {
                headers.append(CONTENT_ENCODING, encoding.parse().unwrap());
            }
            is_plain_json(&headers)
        };
        assert!(json("application/json", None));
        assert!(json("Application/JSON ; charset=utf-8", Some("identity")));
        for content_type in ["", "text/plain", "application/jsonx", "application/json2; a=b", "application", "*/*"] {
            assert!(!json(content_type, None), "{content_type}");
        }
        assert!(!json("application/json", Some("gzip")));
        assert!(!is_plain_json(&HeaderMap::new()));
        let mut twice = HeaderMap::new();
        twice.append(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        twice.append(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        assert!(!is_plain_json(&twice));
    }

    #[test]
    fn lengths_that_are_none_are_refused() {
        let length = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(CONTENT_LENGTH, value.parse().unwrap());
            }
            declared_length(&headers)
        };
        assert_eq!(length(&[]), Ok(None));
        assert_eq!(length(&["007"]), Ok(Some(7)));
        assert_eq!(length(&["99999999999999999999999"]), Err(Refusal::TooLarge));
        for values in [&["5", "5"][..], &["5,5"], &["+5"], &["-1"], &["0x5"], &[""], &["5 5"]] {
            assert_eq!(length(values), Err(Refusal::CutShort), "{values:?}");
        }
    }
}
