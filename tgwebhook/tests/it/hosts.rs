//! Many bots on one port: by path, by the name of the handshake, by `Host` behind a proxy; added and removed meanwhile.

use std::sync::Arc;

use tgwebhook::{Certificate, RoutesHandle, ServerError, WebhookService};
use tokio::sync::Semaphore;

use crate::support::*;
use crate::tls::{client, connect};

fn bot_at(bot: &Bot) -> WebhookService<impl Sized + use<>> {
    webhook(WebhookService::builder(bot.service()))
}

#[tokio::test]
async fn bots_with_names_of_their_own_share_a_port_and_a_path() {
    let [one, two, rest] = [(); 3].map(|()| Bot::default());
    let [of_one, of_two, of_rest] =
        ["one.example", "two.example", "127.0.0.1"].map(|host| Certificate::self_signed([host]).unwrap());
    let server = server()
        .await
        .tls(of_rest.clone())
        .tls_host("one.example", of_one.clone())
        .tls_host("TWO.example", of_two.clone())
        .route_host("one.example", "/hook", bot_at(&one))
        .route_host("Two.Example", "/hook", bot_at(&two))
        .route("/hook", bot_at(&rest));
    let running = Running::start(server);
    let as_client = |certificate: &Certificate| client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    for (host, certificate, bot, id) in
        [("one.example", &of_one, &one, 1), ("two.example", &of_two, &two, 2), ("127.0.0.1", &of_rest, &rest, 3)]
    {
        let mut talk = connect(&running, &as_client(certificate), host).await.unwrap();
        // What the request says is not looked at: the certificate was checked for the name of the handshake.
        let asked = request("/hook", id).replace("Host: localhost", "Host: two.example");
        assert_eq!(talk.ask(asked).await.status, 200);
        assert_eq!((one.ended(id) + two.ended(id) + rest.ended(id), bot.ended(id)), (1, 1), "{host}");
    }
    // Each name has its own certificate, and no other.
    assert!(connect(&running, &as_client(&of_one), "two.example").await.is_err());
    // A name that nobody has gets the general one, and the bots of all names.
    let general = Certificate::self_signed(["three.example"]).unwrap();
    assert!(connect(&running, &as_client(&general), "three.example").await.is_err());
}

#[tokio::test]
async fn without_a_general_certificate_only_known_names_are_served() {
    let one = Bot::default();
    let certificate = Certificate::self_signed(["one.example"]).unwrap();
    let server =
        server().await.tls_host("one.example", certificate.clone()).route_host("one.example", "/", bot_at(&one));
    let running = Running::start(server);
    let client = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    assert_eq!(connect(&running, &client, "one.example").await.unwrap().ask(request("/", 1)).await.status, 200);
    assert!(connect(&running, &client, "two.example").await.is_err());
    assert!(connect(&running, &client, "127.0.0.1").await.is_err(), "no name at all");
    until(|| running.monitor.stats().handshakes_failed == 2).await;
}

#[tokio::test]
async fn behind_a_proxy_the_host_of_the_request_decides() {
    let [one, rest] = [(); 2].map(|()| Bot::default());
    let server = server().await.route_host("one.example", "/hook", bot_at(&one)).route("/hook", bot_at(&rest));
    let running = Running::start(server);
    let mut talk = running.connect().await;
    for (host, ended) in [("one.example", 1), ("ONE.example:443", 2), ("other.example", 2), ("one.example.", 3)] {
        let asked = request("/hook", 7).replace("Host: localhost", &format!("Host: {host}"));
        assert_eq!(talk.ask(asked).await.status, 200);
        assert_eq!(one.ended(7), ended, "{host}");
    }
    assert_eq!(rest.ended(7), 1);
    // A path that only one host has.
    let server = crate::support::server().await.route_host("one.example", "/own", bot_at(&one));
    let running = Running::start(server);
    assert_eq!(running.connect().await.ask(request("/own", 1)).await.status, 404);
}

#[tokio::test]
async fn bots_come_and_go_while_the_server_runs() {
    let mut server = server().await;
    let routes = server.routes();
    let running = Running::start(server);
    let mut talk = running.connect().await;
    assert_eq!(talk.ask(request("/one", 1)).await.status, 404);
    let one = Bot::default();
    routes.add("/one", bot_at(&one)).unwrap();
    assert!(matches!(routes.add("/one", bot_at(&one)), Err(ServerError::DuplicateRoute)));
    assert!(matches!(routes.add("one", bot_at(&one)), Err(ServerError::Path)));
    let elsewhere = webhook(WebhookService::builder(one.service()).path("/two"));
    assert!(matches!(routes.add("/three", elsewhere), Err(ServerError::PathMismatch)));

    // What is at work when its bot is removed is answered.
    let go = one.hold(1, Some(say("hi")));
    let mut talk = running.connect().await;
    talk.send(request("/one", 1)).await;
    until(|| one.begun(1) == 1).await;
    assert!(routes.remove("/one") && !routes.remove("/one"));
    go.add_permits(1);
    assert!(talk.answer().await.unwrap().body.contains("sendMessage"));
    assert_eq!(talk.ask(request("/one", 2)).await.status, 404);

    routes.add_host("one.example", "/one", bot_at(&one)).unwrap();
    let named = request("/one", 3).replace("localhost", "one.example");
    assert_eq!(running.connect().await.ask(named).await.status, 200);
    assert!(!routes.remove("/one") && routes.remove_host("One.example", "/one"));
}

#[tokio::test]
async fn a_name_gets_a_certificate_while_the_server_runs() {
    let general = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let own = Certificate::self_signed(["one.example"]).unwrap();
    let one = Bot::default();
    let mut server = server().await.tls(general);
    let routes: RoutesHandle = server.routes();
    let running = Running::start(server.route("/hook", bot_at(&one)));
    // A new one each time: one that was here before resumes without another look at the certificate.
    let client = || client(own.public_pem(), rustls::ALL_VERSIONS, &[]);
    assert!(connect(&running, &client(), "one.example").await.is_err());
    routes.add_certificate("one.example", own.clone());
    assert_eq!(connect(&running, &client(), "one.example").await.unwrap().ask(request("/hook", 1)).await.status, 200);
    assert!(routes.remove_certificate("one.example"));
    assert!(connect(&running, &client(), "one.example").await.is_err());
}

/// One bot is served by four clients all the time, while others come and go a thousand times.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changing_the_bots_under_load_disturbs_nobody() {
    let stays = Bot::default();
    let mut server = server().await;
    let routes = server.routes();
    let running = Running::start(server.route("/stays", bot_at(&stays)));
    let begun = Arc::new(Semaphore::new(0));
    let clients: Vec<_> = (0..4_u64)
        .map(|client| {
            let (address, begun) = (running.address, Arc::clone(&begun));
            tokio::spawn(async move {
                let mut talk = Talk::new(tokio::net::TcpStream::connect(address).await.unwrap());
                for id in 0..500 {
                    assert_eq!(talk.ask(request("/stays", client * 1_000 + id)).await.status, 200);
                    begun.add_permits(1);
                }
            })
        })
        .collect();
    begun.acquire_many(4).await.unwrap().forget();
    let comes = Bot::default();
    for turn in 0..1_000 {
        let path = format!("/comes/{}", turn % 7);
        routes.add(&*path, bot_at(&comes)).unwrap();
        if turn % 100 == 0 {
            assert_eq!(running.connect().await.ask(request(&path, turn)).await.status, 200);
        }
        assert!(routes.remove(&path));
    }
    for client in clients {
        within(client).await.unwrap();
    }
    assert_eq!(stays.ended.lock().unwrap().len(), 2_000);
}
