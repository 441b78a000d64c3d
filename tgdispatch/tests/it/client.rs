//! Replies through a real client, to a server on loopback that answers what it is told to.

use tgapi::methods::SendMessage;
use tgapi::{ApiErrorKind, Client, Reply, Token};
use tgdispatch::filter::text;
use tgdispatch::{Failure, Message, Router, Settings};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::support::{Log, send, text as said};

/// A Bot API that writes down calls: it refuses a text with `refuse` in it.
async fn server(log: Log) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let (mut request, mut line, mut length) = (String::new(), String::new(), 0);
            while stream.read_line(&mut line).await.is_ok_and(|read| read > 2) {
                if request.is_empty() {
                    request = line.split(' ').nth(1).unwrap_or_default().to_owned();
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await.unwrap();
            let body = String::from_utf8(body).unwrap();
            let method = request.rsplit('/').next().unwrap_or_default();
            log.push(format!("{method} {body}"));
            let answer = if body.contains("refuse") {
                r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#
            } else {
                r#"{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}}"#
            };
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", answer.len());
            stream.write_all((head + answer).as_bytes()).await.unwrap();
        }
    });
    Client::builder(Token::new("1:secret").unwrap()).api_url(url).build().unwrap()
}

fn routes(errors: &Log) -> Router {
    let errors = errors.clone();
    async fn own(msg: Message, client: Client) -> Result<(), tgapi::Error> {
        client.call(msg.answer("by hand")).await.map(drop)
    }
    async fn echo(msg: Message) -> SendMessage {
        msg.answer(msg.text.clone().unwrap_or_default())
    }
    Router::new().command("own", own).on(text(), echo).on_error(move |failure: Failure| {
        let error = failure.error().downcast_ref::<tgapi::Error>().and_then(tgapi::Error::api);
        let blocked = error.is_some_and(|error| error.kind() == ApiErrorKind::BlockedByUser);
        errors.push(format!("{blocked} {failure}"));
        async {}
    })
}

#[tokio::test]
async fn replies_are_sent_and_failures_are_told() {
    let (calls, errors) = (Log::default(), Log::default());
    let bot = routes(&errors).build(Settings::new().client(server(calls.clone()).await)).unwrap();
    for line in ["hello", "/own", "refuse"] {
        assert!(matches!(send(&bot, said(line)).await, Ok(Reply::None)));
    }
    let sent = |text: &str| format!(r#"sendMessage {{"chat_id":5,"text":"{text}"}}"#);
    assert_eq!(calls.take(), [sent("hello"), sent("by hand"), sent("refuse")]);
    let errors = errors.take();
    assert!(errors.len() == 1 && errors[0].starts_with("true ") && !errors[0].contains("secret"), "{errors:?}");
}

#[tokio::test]
async fn with_a_client_a_reply_can_still_go_with_the_response() {
    let (calls, errors) = (Log::default(), Log::default());
    let settings = Settings::new().client(server(calls.clone()).await).reply_in_response(true);
    assert!(!format!("{settings:?}").contains("secret"));
    let bot = routes(&errors).build(settings).unwrap();
    let Ok(Reply::Call(call)) = send(&bot, said("hello")).await else { panic!("the reply was not handed back") };
    assert_eq!(call.to_webhook_answer().unwrap(), r#"{"method":"sendMessage","chat_id":5,"text":"hello"}"#);
    assert!(calls.take().is_empty());
}
