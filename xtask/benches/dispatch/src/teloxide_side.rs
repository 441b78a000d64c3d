//! teloxide's dispatcher, fed from memory. It asks `getMe` before it starts, so a few lines play the Bot API for it.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cpu_time::ProcessTime;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use teloxide::prelude::*;
use teloxide::stop::{StopToken, mk_stop_token};
use teloxide::types::Update;
use teloxide::update_listeners::StatefulListener;
use tokio::sync::Notify;

const ME: &str = r#"{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"this_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}}"#;

/// Answers everything as `getMe`, on a port of its own, for as long as the program runs.
fn bot_api() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{ME}",
                ME.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}")
}

/// Where updates come from, and what stops them.
type Source = (BoxStream<'static, Result<Update, Infallible>>, StopToken);

fn stream_of(source: &mut Source) -> &mut BoxStream<'static, Result<Update, Infallible>> {
    &mut source.0
}

fn token_of(source: &mut Source) -> StopToken {
    source.1.clone()
}

struct Counter {
    left: AtomicUsize,
    done: Notify,
}

async fn handle(message: Message, counter: Arc<Counter>) -> Result<(), Infallible> {
    std::hint::black_box(&message);
    if counter.left.fetch_sub(1, Ordering::Relaxed) == 1 {
        counter.done.notify_one();
    }
    Ok(())
}

/// How long it takes until all updates have been handled.
pub fn run(updates: Vec<Update>) -> Duration {
    let api = bot_api();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async move {
        let bot = Bot::new("1:x").set_api_url(api.parse().expect("a URL"));
        let counter = Arc::new(Counter { left: AtomicUsize::new(updates.len()), done: Notify::new() });
        let tree = dptree::entry().branch(Update::filter_message().endpoint(handle));
        let mut dispatcher = Dispatcher::builder(bot, tree).dependencies(dptree::deps![Arc::clone(&counter)]).build();
        let (token, _flag) = mk_stop_token();
        let (first, started) = tokio::sync::oneshot::channel();
        let mut first = Some(first);
        let source = updates.into_iter().map(move |update| {
            if let Some(first) = first.take() {
                let _ = first.send(ProcessTime::now());
            }
            Ok::<_, Infallible>(update)
        });
        // It ends only when it is told to.
        let source = stream::iter(source).chain(stream::pending()).boxed();
        let listener = StatefulListener::new((source, token), stream_of, token_of);
        let dispatching = dispatcher.dispatch_with_listener(listener, LoggingErrorHandler::new());
        let handled = counter.done.notified();
        futures_util::pin_mut!(dispatching, handled);
        futures_util::future::select(dispatching, handled).await;
        started.await.expect("it started").elapsed()
    })
}
