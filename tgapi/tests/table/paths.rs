//! Every method, called over a socket: its path and its body are what the table says.

use serde_json::Value;
use tgapi::{Client, RawCall, Token};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::document::{Tape, all_bytes};
use super::registry::METHODS;

const SECRET: &str = "AAbbCCddEEffGGhhIIjjKKllMMnnOOpp_-0";

/// Answers each request of the connection with `true`, and hands on what came: request line, content type, body.
async fn serve(stream: TcpStream, seen: tokio::sync::mpsc::Sender<(String, String, Vec<u8>)>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let (mut length, mut kind) = (0, String::new());
        loop {
            let mut header = String::new();
            stream.read_line(&mut header).await?;
            match header.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap_or(0);
                }
                Some((name, value)) if name.eq_ignore_ascii_case("content-type") => value.clone_into(&mut kind),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        let _ = seen.send((line.trim_end().to_owned(), kind, body)).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"ok\":true,\"result\":true}\n").await?;
    }
}

#[tokio::test]
async fn every_method_goes_to_its_path_with_its_parameters() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let (sender, mut seen) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, sender.clone()));
        }
    });
    let token = Token::new(&format!("123456:{SECRET}")).expect("a token");
    let client = Client::builder(token).api_url(url).build().expect("a client");
    for (at, (name, round_trip)) in METHODS.iter().enumerate() {
        let bytes = all_bytes(at as u8);
        let parameters = Tape::full(&bytes).parameters(name);
        let written = round_trip(&parameters.to_string()).expect("checked by its own test");
        let written: Value = serde_json::from_str(written.split('\n').nth(1).expect("a line")).expect("JSON");
        let call = RawCall::from_parts(*name, &written, Vec::new()).expect("an object");
        client.call_raw(&call).await.expect("an answer");
        let (line, kind, body) = seen.recv().await.expect("the request of the call");
        assert_eq!(line, format!("POST /bot123456:{SECRET}/{name} HTTP/1.1"));
        assert_eq!(kind, "application/json", "{name}");
        assert_eq!(serde_json::from_slice::<Value>(&body).expect("JSON"), written, "{name}");
    }
}
