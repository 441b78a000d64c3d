//! pebble, the authority that Let's Encrypt's own people test ACME clients with. It checks names over real sockets on
//! loopback, and asks a DNS server that knows one address. Also for the tests of tgbot.

use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tgwebhook::Acme;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// Waits with an end.
async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), future).await.expect("the authority takes too long")
}

/// Whether a program is there. Where it has to be, as in CI, its absence is a failure.
#[expect(clippy::print_stderr, reason = "a skipped test has to say so")]
pub(crate) fn there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&path).any(|dir| dir.join(program).is_file());
    assert!(there || std::env::var_os("CI").is_none(), "{program} is missing, and CI must not skip");
    if !there {
        eprintln!("skipped: {program} is not installed");
    }
    there
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An authority, its DNS, and a directory for everything.
pub(crate) struct Authority {
    dir: PathBuf,
    root: String,
    pub(crate) api: u16,
    management: u16,
    _pebble: Killed,
    _dns: Killed,
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Authority {
    /// Checks names by connecting to this port; its certificates are good for so many seconds.
    pub(crate) async fn start(name: &str, tls_port: u16, validity: u64) -> Self {
        let dir = std::env::temp_dir().join(format!("tg-acme-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let (certificate, key, root) = api_certificate();
        std::fs::write(dir.join("api.pem"), certificate).unwrap();
        std::fs::write(dir.join("api.key"), key).unwrap();
        let (api, management) = (free_port(), free_port());
        let dns_port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = serde_json::json!({"pebble": {
            "listenAddress": format!("127.0.0.1:{api}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": dir.join("api.pem"),
            "privateKey": dir.join("api.key"),
            "httpPort": 1,
            "tlsPort": tls_port,
            "certificateValidityPeriod": validity,
        }});
        std::fs::write(dir.join("pebble.json"), config.to_string()).unwrap();
        let dns = Command::new("pebble-challtestsrv")
            .args(["-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", ""])
            .args(["-dns01", &format!("127.0.0.1:{dns_port}"), "-management", &format!("127.0.0.1:{}", free_port())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let pebble = Command::new("pebble")
            .args(["-config", dir.join("pebble.json").to_str().unwrap()])
            .args(["-dnsserver", &format!("127.0.0.1:{dns_port}")])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let authority = Self { dir, root, api, management, _pebble: Killed(pebble), _dns: Killed(dns) };
        authority.listens(authority.api).await;
        authority.listens(authority.management).await;
        authority
    }

    async fn listens(&self, port: u16) {
        soon(async {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
    }

    /// The root of what it issues (PEM): another one at every start.
    pub(crate) async fn issuer(&self) -> String {
        let asking = async {
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.management)).await?;
            let name = ServerName::try_from("localhost").expect("a name");
            let mut stream = trusting(&self.root).connect(name, stream).await?;
            stream.write_all(b"GET /roots/0 HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await?;
            std::io::Result::Ok(answer)
        };
        let answer = soon(asking).await.unwrap();
        let start = answer.find("-----BEGIN CERTIFICATE-----").unwrap_or_else(|| panic!("{answer}"));
        answer[start..].to_owned()
    }

    pub(crate) fn kept(&self) -> PathBuf {
        self.dir.join("kept")
    }

    pub(crate) fn acme(&self, hosts: &[&str]) -> Acme {
        Acme::new(hosts.iter().copied(), self.kept())
            .unwrap()
            .directory(format!("https://localhost:{}/dir", self.api))
            .root_certificate(&*self.root)
            .contact("me@example.com")
            .agree_to_terms()
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

/// What pebble shows of itself: certificate, key, and who vouches for it.
fn api_certificate() -> (String, String, String) {
    let mut root = CertificateParams::default();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate().unwrap();
    let root_pem = root.self_signed(&root_key).unwrap().pem();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = own.signed_by(&key, &Issuer::from_params(&root, &root_key)).unwrap();
    (own.pem(), key.serialize_pem(), root_pem)
}

/// A client that trusts this certificate (PEM) and no other.
pub(crate) fn trusting(root: &str) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(root.as_bytes()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config).into()
}
