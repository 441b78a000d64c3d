//! Opening: tables, versions, passwords that do not show, and encryption.

use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tgapi::{Lane, UpdateId, UserId};
use tgqueue::{Appended, Engine, Health, Key, NewUpdate, Postgres, PostgresError};

use super::server::{PASSWORD, Server, connect};

pub(super) fn update(bot: i64, id: u64) -> NewUpdate {
    let conversation = Lane::Chat((id as i64 % 7).into()).into();
    let raw = format!(r#"{{"update_id":{id}}}"#).into();
    NewUpdate { bot: UserId(bot), key: Key::Known { update_id: UpdateId(id), conversation }, raw }
}

#[tokio::test]
async fn many_open_an_empty_database_at_once_and_a_later_version_is_refused() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("many").await;
    let opened = (0..8).map(|_| tokio::spawn(Postgres::builder(&address).lanes(7).connections(1).open()));
    let queues: Vec<_> = futures_util::future::try_join_all(opened).await.unwrap();
    let queues: Vec<_> = queues.into_iter().collect::<Result<_, _>>().unwrap();
    // And all of them store the same updates: each is fresh once, whoever is first.
    let stored = queues.iter().map(|queue| queue.append((1..=50).map(|id| update(1, id)).collect()));
    let answers = futures_util::future::try_join_all(stored).await.unwrap();
    let fresh = answers.iter().flatten().filter(|answer| **answer == Appended::Fresh).count();
    assert_eq!((fresh, answers.iter().flatten().count()), (50, 400));
    assert_eq!(queues[0].stats(UserId(1)).await.unwrap().pending, 50);
    // How many lanes there are was decided when the bot was first seen.
    let other = Postgres::builder(&address).lanes(3).open().await.unwrap();
    other.append(vec![update(1, 51)]).await.unwrap();
    assert_eq!(other.stats(UserId(1)).await.unwrap().lanes.len(), 7);

    let client = connect(&address).await.unwrap();
    client.execute("insert into tgqueue.migrations (version) values (1000)", &[]).await.unwrap();
    let error = Postgres::builder(&address).open().await.unwrap_err();
    assert!(matches!(error, PostgresError::Newer { found: 1000, known: 2 }), "{error}");
}

#[tokio::test]
async fn the_password_shows_nowhere() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("secret").await;
    let builder = Postgres::builder(&address);
    let mut shown = format!("{builder:?}");
    let queue = builder.open().await.unwrap();
    shown += &format!("{queue:?}");
    let wrong = address.replace("w0rd", "w0rd-but-wrong");
    for address in [
        wrong.clone(),
        // Not quoted as it should be: what follows is not taken for the host, and not shown.
        format!("postgres://postgres:{PASSWORD}@127.0.0.1:{}/secret", server.port),
        format!("host=127.0.0.1 password={PASSWORD} or not {PASSWORD}=1"),
        address.replace("/secret", "/none"),
        address.replace(&server.port.to_string(), "1"),
    ] {
        let error = Postgres::builder(&address).open().await.unwrap_err();
        shown += &format!("{error} {error:?}");
    }
    for secret in [PASSWORD, "p%40ss", "w0rd", "but-wrong"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("password authentication failed"), "{shown}");
    assert!(shown.contains("%40 for an @"), "{shown}");
    for (zero, name) in
        [(Postgres::builder(&address).lanes(0), "lanes"), (Postgres::builder(&address).connections(0), "connections")]
    {
        assert!(zero.open().await.unwrap_err().to_string().contains(name));
    }
}

/// A root, and the PEM of a certificate for 127.0.0.1 that it signed, with its key.
fn certificates() -> (String, String, String) {
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_pem = root.self_signed(&root_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let issuer = Issuer::new(root, root_key);
    let certificate = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    (root_pem, certificate.pem(), key.serialize_pem())
}

#[tokio::test]
async fn encrypted_with_a_certificate_that_is_checked() {
    let Some(mut server) = Server::start("").await else { return };
    let (root, certificate, key) = certificates();
    let (other_root, ..) = certificates();
    let address = server.database("safe").await + "?sslmode=require";
    let refused = Postgres::builder(&address).root_certificates(root.as_str()).open().await.unwrap_err();
    assert!(refused.to_string().contains("TLS"), "{refused}");
    server.data("server.crt", &certificate);
    server.data("server.key", &key);
    server.crash();
    server.set("ssl = on");
    server.run().await;
    let queue = Postgres::builder(&address).root_certificates(root.as_str()).open().await.unwrap();
    assert_eq!(queue.append(vec![update(1, 1)]).await.unwrap(), [Appended::Fresh]);
    let client = server.connect("safe").await.unwrap();
    let encrypted = "select count(*) from pg_stat_ssl s join pg_stat_activity a using (pid)
        where a.application_name = 'tgqueue' and s.ssl and s.version like 'TLSv1.%'";
    let encrypted: i64 = client.query_one(encrypted, &[]).await.unwrap().get(0);
    assert!(encrypted > 0);
    for builder in [
        Postgres::builder(&address).root_certificates(other_root),
        // The machine does not trust it.
        Postgres::builder(&address),
        // Another name than the certificate's.
        Postgres::builder(address.replace("127.0.0.1", "localhost")).root_certificates(root.as_str()),
    ] {
        let error = builder.open().await.unwrap_err().to_string();
        assert!(error.contains("certificate"), "{error}");
    }
    for pem in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let error = Postgres::builder(&address).root_certificates(pem).open().await.unwrap_err();
        assert!(matches!(error, PostgresError::Roots(_)), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_noticed_and_nothing_needs_to_be_restarted() {
    let Some(mut server) = Server::start("").await else { return };
    let queue = Postgres::builder(server.database("away").await).open().await.unwrap();
    queue.append(vec![update(1, 1)]).await.unwrap();
    server.crash();
    let error = queue.append(vec![update(1, 2)]).await.unwrap_err();
    assert!(error.is_unavailable(), "{error}");
    assert!(matches!(queue.health(), Health::Down(why) if why.contains("database")));
    server.run().await;
    for _ in 0..600 {
        if queue.health() == Health::Ready {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(queue.health(), Health::Ready, "not within a minute");
    let answers = queue.append(vec![update(1, 1), update(1, 2)]).await.unwrap();
    assert_eq!(answers, [Appended::Duplicate, Appended::Fresh]);
    queue.close();
    assert!(matches!(queue.append(vec![update(1, 3)]).await, Err(tgqueue::EngineError::Closed)));
    assert!(matches!(queue.stats(UserId(1)).await, Err(tgqueue::EngineError::Closed)));
}
