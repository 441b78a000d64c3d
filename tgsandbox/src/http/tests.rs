//! Bodies that nobody would send: every one is answered, none is a panic.

use bytes::Bytes;
use http::StatusCode;
use proptest::prelude::*;

use super::*;

fn names(params: &Params) -> usize {
    ["a", "b", "", "file"].iter().filter(|name| params.find(name).is_some()).count()
}

proptest! {
    #[test]
    fn any_bytes_under_any_type_are_parameters_or_a_bare_status(
        query in "[ab=&%+0-9]{0,20}",
        kind in prop::sample::select(vec![
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "image/png",
        ]),
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        match Params::read(&query, kind, &Bytes::from(body)) {
            Ok(params) => prop_assert!(names(&params) <= 4),
            Err(status) => prop_assert_eq!(status, StatusCode::BAD_REQUEST),
        }
    }

    #[test]
    fn damaged_multipart_never_panics(at in 0..200_usize, byte in any::<u8>(), cut in 0..200_usize) {
        let mut body = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\nContent-Disposition: \
            form-data; name=\"f\"; filename=\"x\\\"y\"\r\nContent-Type: text/plain\r\n\r\ndata\r\n--b--\r\n".to_vec();
        if let Some(place) = body.get_mut(at) {
            *place = byte;
        }
        body.truncate(body.len() - cut.min(body.len()));
        let _ = Params::read("", "multipart/form-data; boundary=b", &Bytes::from(body));
    }

    #[test]
    fn json_cut_anywhere_keeps_whole_members(cut in 0..60_usize) {
        let body = r#"{"a":"x\u00e9","b":[1,{"c":null}],"d":1.5,"e":true}"#;
        let body = &body.as_bytes()[..cut.min(body.len())];
        let params = Params::read("", "application/json", &Bytes::copy_from_slice(body)).unwrap();
        prop_assert_eq!(params.find("a").is_some(), cut >= r#"{"a":"x\u00e9""#.len());
        prop_assert_eq!(params.find("b").unwrap_or(r#"[1,{"c":null}]"#), r#"[1,{"c":null}]"#);
        prop_assert_eq!(params.find("a").unwrap_or("x\u{e9}"), "x\u{e9}");
    }
}

#[test]
fn booleans_and_numbers_are_read_as_telegram_reads_them() {
    let params = Params::read("a=YES&b=%20true%20&c=on&d=99999999999999999999&e=-7x&f=", "", &Bytes::new()).unwrap();
    assert!(params.flag("a") && params.flag("b") && !params.flag("c") && !params.flag("missing"));
    assert_eq!(params.number("d", 5, 0..=10), 10);
    assert_eq!(params.number("e", 5, -10..=10), -7);
    assert_eq!(params.number("f", 5, 0..=10), 5);
    assert_eq!(params.number("missing", 5, 0..=10), 5);
}
