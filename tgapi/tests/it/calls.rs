//! What a call is on the wire, and what comes of good answers.

use std::time::Duration;

use tgapi::RawCall;
use tgapi::methods::{GetMe, GetUpdates, SendMessage};

use crate::support::{Do, SECRET, Server, builder, client, ok};

const ME: &str = r#"{"id":42,"is_bot":true,"first_name":"B"}"#;

#[tokio::test]
async fn a_call_is_a_post_of_json_to_the_methods_url() {
    let server = Server::always(ok(ME)).await;
    let me = client(&server.url).call(GetMe::new()).await.unwrap();
    assert_eq!((me.id.0, me.is_bot, &*me.first_name), (42, true, "B"));
    let request = &server.requests()[0];
    assert_eq!(request.target(), format!("POST /bot42:{SECRET}/getMe"));
    assert_eq!((request.header("content-type"), request.text().as_str()), (Some("application/json"), "{}"));
}

#[tokio::test]
async fn a_path_in_the_url_stays_and_the_test_environment_is_another() {
    let server = Server::always(ok(ME)).await;
    let client = builder(&format!("{}/telegram", server.url)).test_environment(true).build().unwrap();
    client.call(GetMe::new()).await.unwrap();
    let file = serde_json::from_str(r#"{"file_id":"a","file_unique_id":"b","file_path":"photos/x.jpg"}"#).unwrap();
    client.download(&file).bytes().await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].target(), format!("POST /telegram/bot42:{SECRET}/test/getMe"));
    assert_eq!(requests[1].target(), format!("GET /telegram/file/bot42:{SECRET}/test/photos/x.jpg"));
}

#[tokio::test]
async fn a_request_is_awaited_raw_or_typed_and_shows_its_method() {
    let server = Server::always(ok(ME)).await;
    let client = client(&server.url);
    let request = client.request(GetMe::new());
    assert!(format!("{request:?}").contains("GetMe"));
    assert_eq!(request.raw().await.unwrap().get(), ME);
    // It can be sent from another task.
    let me =
        tokio::spawn(client.request(GetMe::new()).request_timeout(Duration::from_secs(5)).into_future()).await.unwrap();
    assert_eq!(me.unwrap().id.0, 42);
    let request = client.request(SendMessage::new(5, "x"));
    assert_eq!(request.method().text, "x");
    assert_eq!(request.into_method().text, "x");
}

#[tokio::test]
async fn a_call_of_an_unknown_method_goes_by_its_name() {
    let server = Server::always(ok("[1,2]")).await;
    let call = RawCall::from_parts("someNewMethod", &serde_json::json!({"a": [1]}), []).unwrap();
    let output = client(&server.url).call_raw(&call).await.unwrap();
    assert_eq!(output.parse::<Vec<u8>>().unwrap(), [1, 2]);
    let request = &server.requests()[0];
    assert!(request.target().ends_with("/someNewMethod") && request.text() == r#"{"a":[1]}"#, "{request:?}");
}

#[tokio::test]
async fn a_name_that_no_method_has_stays_one_part_of_the_path() {
    let server = Server::always(ok("true")).await;
    for (name, sent) in [("get me", "/get%20me"), ("getMe?a=b#c", "/getMe%3Fa=b%23c")] {
        let call = RawCall::from_parts(name, &serde_json::json!({}), []).unwrap();
        client(&server.url).call_raw(&call).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert!(request.target().ends_with(sent), "{request:?}");
    }
}

#[tokio::test]
async fn updates_come_one_by_one() {
    let server =
        Server::always(ok(r#"[{"update_id":1,"new_kind":{}},{"nonsense":1},{"update_id":2,"message":{}}]"#)).await;
    let updates = client(&server.url).take_updates(GetUpdates::new().offset(1).timeout(0)).await.unwrap();
    let ids: Vec<_> = updates.iter().map(|update| update.as_ref().ok().map(|update| update.update_id.0)).collect();
    assert_eq!(ids, [Some(1), None, Some(2)]);
    assert_eq!(server.requests()[0].text(), r#"{"offset":1,"timeout":0}"#);
}

#[tokio::test]
async fn a_long_poll_may_take_its_own_timeout_longer_and_a_call_may_have_its_own() {
    let server = Server::always(Do::Nothing).await;
    let client = builder(&server.url).timeout(Duration::from_millis(50)).build().unwrap();
    // Only what is waited for is compared: the error tells it.
    let poll = client.take_updates(GetUpdates::new().timeout(1)).await.unwrap_err();
    assert_eq!((poll.is_timeout(), poll.waited()), (true, Duration::from_millis(1050)));
    let call = client.call(GetMe::new()).await.unwrap_err();
    assert_eq!(call.waited(), Duration::from_millis(50));
    let own = client.request(GetMe::new()).request_timeout(Duration::from_millis(20)).await.unwrap_err();
    assert_eq!(own.waited(), Duration::from_millis(20));
}

#[tokio::test]
async fn a_connection_is_used_again() {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()));
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        for _ in 0..3 {
            crate::support::read(&mut stream).await.unwrap();
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n{\"ok\":true,\"result\":true}")
                .await
                .unwrap();
        }
    });
    for _ in 0..3 {
        let call = RawCall::from_parts("x", &serde_json::json!({}), []).unwrap();
        assert_eq!(client.call_raw(&call).await.unwrap().get(), "true");
    }
    serving.await.unwrap();
}
