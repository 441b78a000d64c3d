//! Behind other people's proxies: haproxy and nginx end TLS or pass it on, several bots share one port, and a reload
//! under load loses nothing. The sandbox is Telegram, and checks the proxies' certificates as Telegram does.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::time::Duration;

use tgsandbox::{Bot, Sandbox, SandboxBuilder, User};
use tgwebhook::{Certificate, PublicCertificate, Server, Subnet, register};

use crate::soon;
use crate::webhook_kit::*;

const ONE: &str = "one.example.com";
const TWO: &str = "two.example.com";

fn localhost() -> [Subnet; 1] {
    ["127.0.0.1".parse().unwrap()]
}

fn sandbox() -> SandboxBuilder {
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    Sandbox::builder().host(ONE, here).host(TWO, here).timeout(Duration::from_secs(60))
}

/// A bot that stands behind a proxy.
struct Behind {
    bot: Bot,
    serving: Serving,
    people: Vec<User>,
}

impl Behind {
    /// Serves plain HTTP for this bot, and tells Telegram of the proxy.
    async fn start(sandbox: &Sandbox, bot: Bot, server: Server, path: &str) -> Self {
        let service = counting(client_of(&bot, &sandbox.api_url())).build().unwrap();
        let serving = Serving::start(server.route(path, service));
        let people = ["Ann", "Bob", "Eve"].map(|name| bot.user(name)).into();
        Self { bot, serving, people }
    }

    async fn register(&self, sandbox: &Sandbox, url: String, certificate: &PublicCertificate) {
        let client = client_of(&self.bot, &sandbox.api_url());
        register(&client, &registration(url).certificate(certificate.clone())).await.unwrap();
    }

    async fn count(&self, from: u32, to: u32) {
        everybody_is_counted(&self.people, from, to).await;
    }

    /// Nothing was lost or doubled, and Telegram saw no error that it would have told its owner.
    async fn ends_well(self) {
        soon("the last answers", self.bot.idle()).await.unwrap();
        assert_eq!(self.bot.stats().pending, 0);
        assert_eq!(self.bot.webhook().unwrap().last_error, None);
        assert_eq!(self.serving.stop().await.updates_unfinished, 0);
    }
}

fn haproxy(folder: &Folder, config: &str) -> Program {
    let file = folder.write("haproxy.cfg", config);
    let mut command = command("haproxy");
    // A master with a worker, as distributions start it, so that it can be reloaded.
    command.args(["-W", "-db", "-f"]).arg(file);
    Program::start(command, folder.path("haproxy.log"))
}

/// What all configurations of haproxy here begin with.
const HAPROXY: &str = "
global
    maxconn 1000
defaults
    mode http
    timeout connect 5s
    timeout client 75s
    timeout server 75s
";

/// The configuration of python-telegram-bot's page about webhooks: a certificate and a back end for each name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn haproxy_shows_each_bot_its_own_name_and_certificate() {
    if !have(&["haproxy"]) {
        return;
    }
    let folder = Folder::new("haproxy-sni");
    let sandbox = sandbox().start().await.unwrap();
    let [server_one, server_two] =
        [Server::bind("127.0.0.1:0").await.unwrap(), Server::bind("127.0.0.1:0").await.unwrap()];
    let one = Behind::start(&sandbox, sandbox.bot().clone(), server_one.trusted_proxies(localhost()), "/hook").await;
    let two = Behind::start(&sandbox, sandbox.add_bot(), server_two.trusted_proxies(localhost()), "/hook").await;
    let ((file_one, of_one), (file_two, of_two)) = (folder.certificate(ONE), folder.certificate(TWO));
    let port = free_port();
    let config = format!(
        "{HAPROXY}
frontend public_www
    bind 127.0.0.1:{port} ssl crt {} crt {}
    option httpclose
    option forwardfor
    use_backend one if {{ ssl_fc_sni {ONE} }}
    use_backend two if {{ ssl_fc_sni {TWO} }}
backend one
    option forwardfor
    server one {} check
backend two
    option forwardfor
    server two {} check
",
        file_one.display(),
        file_two.display(),
        one.serving.address,
        two.serving.address,
    );
    let mut proxy = haproxy(&folder, &config);
    proxy.listens(port).await;
    one.register(&sandbox, format!("https://{ONE}:{port}/hook"), &of_one).await;
    two.register(&sandbox, format!("https://{TWO}:{port}/hook"), &of_two).await;
    tokio::join!(one.count(1, 20), two.count(1, 20));
    one.ends_well().await;
    two.ends_well().await;
}

/// haproxy passes TLS on and says by the PROXY protocol, in both versions, whom it speaks for; the server lets in whom
/// it would let in without a proxy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn haproxy_passes_tls_on_and_says_whom_it_speaks_for() {
    if !have(&["haproxy"]) {
        return;
    }
    for (version, send) in [("1", "send-proxy"), ("2", "send-proxy-v2")] {
        let folder = Folder::new(&format!("haproxy-proxy-{version}"));
        let sandbox = sandbox().start().await.unwrap();
        let certificate = Certificate::self_signed([ONE]).unwrap();
        // The proxy comes from 127.0.0.2, Telegram from 127.0.0.1.
        let server = Server::bind("127.0.0.1:0").await.unwrap().tls(certificate.clone());
        let server = server.proxy_protocol(["127.0.0.2".parse().unwrap()]).allow_peers(localhost());
        let one = Behind::start(&sandbox, sandbox.bot().clone(), server, "/hook").await;
        let port = free_port();
        let config = format!(
            "{HAPROXY}
frontend pass
    mode tcp
    bind 127.0.0.1:{port}
    default_backend bot
backend bot
    mode tcp
    server bot {} source 127.0.0.2 {send}
",
            one.serving.address,
        );
        let mut proxy = haproxy(&folder, &config);
        proxy.listens(port).await;
        one.register(&sandbox, format!("https://{ONE}:{port}/hook"), certificate.public()).await;
        one.count(1, 20).await;
        let stats = one.serving.monitor.stats();
        assert_eq!((stats.foreign, stats.announcements_refused), (0, 0), "{version}");
        // Somebody else gets as far as the proxy, and no further.
        let stranger = tokio::net::TcpSocket::new_v4().unwrap();
        stranger.bind("127.0.0.3:0".parse().unwrap()).unwrap();
        let mut stranger = stranger.connect((Ipv4Addr::LOCALHOST, port).into()).await.unwrap();
        let mut byte = [0; 1];
        let read = soon("the end", tokio::io::AsyncReadExt::read(&mut stranger, &mut byte)).await;
        assert!(matches!(read, Ok(0) | Err(_)));
        assert_eq!(one.serving.monitor.stats().foreign, 1, "{version}");
        one.ends_well().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reload_of_haproxy_under_load_loses_nothing() {
    if !have(&["haproxy"]) {
        return;
    }
    let folder = Folder::new("haproxy-reload");
    let sandbox = sandbox().start().await.unwrap();
    let server = Server::bind("127.0.0.1:0").await.unwrap().trusted_proxies(localhost());
    let one = Behind::start(&sandbox, sandbox.bot().clone(), server, "/hook").await;
    let (file, certificate) = folder.certificate(ONE);
    let port = free_port();
    let config = format!(
        "{HAPROXY}
frontend public_www
    bind 127.0.0.1:{port} ssl crt {}
    default_backend bot
backend bot
    server bot {}
",
        file.display(),
        one.serving.address,
    );
    let mut proxy = haproxy(&folder, &config);
    proxy.listens(port).await;
    one.register(&sandbox, format!("https://{ONE}:{port}/hook"), &certificate).await;
    for round in 0..5 {
        let (from, to) = (round * 30 + 1, round * 30 + 30);
        tokio::join!(one.count(from, to), async { proxy.signal("USR2") });
    }
    soon("the last answers", one.bot.idle()).await.unwrap();
    answers_are_right(&one.people, 150).await;
    assert_eq!(one.serving.stop().await.updates_unfinished, 0);
}

fn nginx(folder: &Folder, config: &str) -> Program {
    let file = folder.write("nginx.conf", config);
    Program::start(nginx_command(folder.as_ref(), &file), folder.path("nginx.log"))
}

fn nginx_command(folder: &Path, config: &Path) -> std::process::Command {
    let mut command = command("nginx");
    command.arg("-p").arg(folder).arg("-e").arg("stderr").arg("-c").arg(config).args(["-g", "daemon off;"]);
    command
}

/// Everything that nginx would write elsewhere stays in the folder; whoever runs the test owns the sockets, too.
fn nginx_config(folder: &Folder, http: &str) -> String {
    let folder = folder.as_ref().display();
    format!(
        "worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {http}
}}
"
    )
}

/// The other configuration of that page: one name, and a location for each bot. One of the two listens on a Unix
/// socket.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nginx_has_a_location_for_each_bot_and_reaches_one_by_a_unix_socket() {
    if !have(&["nginx"]) {
        return;
    }
    let folder = Folder::new("nginx-locations");
    let sandbox = sandbox().start().await.unwrap();
    let socket = folder.path("two.sock");
    let over_tcp = Server::bind("127.0.0.1:0").await.unwrap().trusted_proxies(localhost());
    // nginx's workers run as somebody else.
    let over_unix = Server::bind_unix(&socket, 0o666).unwrap();
    let one = Behind::start(&sandbox, sandbox.bot().clone(), over_tcp, "/one").await;
    let two = Behind::start(&sandbox, sandbox.add_bot(), over_unix, "/two").await;
    let (file, certificate) = folder.certificate(ONE);
    std::fs::set_permissions(folder.as_ref(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let port = free_port();
    let http = format!(
        "server {{
        listen 127.0.0.1:{port} ssl;
        server_name {ONE};
        ssl_certificate {0};
        ssl_certificate_key {0};
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        location /one {{ proxy_pass http://{1}; }}
        location /two {{ proxy_pass http://unix:{2}; }}
    }}",
        file.display(),
        one.serving.address,
        socket.display(),
    );
    let mut proxy = nginx(&folder, &nginx_config(&folder, &http));
    proxy.listens(port).await;
    one.register(&sandbox, format!("https://{ONE}:{port}/one"), &certificate).await;
    two.register(&sandbox, format!("https://{ONE}:{port}/two"), &certificate).await;
    tokio::join!(one.count(1, 20), two.count(1, 20));
    one.ends_well().await;
    two.ends_well().await;
    assert!(!socket.exists());
}

/// nginx keeps its connections to the server, and is told to read its configuration again while updates come.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reload_of_nginx_under_load_loses_nothing() {
    if !have(&["nginx"]) {
        return;
    }
    let folder = Folder::new("nginx-reload");
    let sandbox = sandbox().start().await.unwrap();
    let server = Server::bind("127.0.0.1:0").await.unwrap().trusted_proxies(localhost());
    let one = Behind::start(&sandbox, sandbox.bot().clone(), server, "/hook").await;
    let (file, certificate) = folder.certificate(ONE);
    let port = free_port();
    let http = format!(
        "upstream bot {{ server {1}; keepalive 32; }}
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {0};
        ssl_certificate_key {0};
        location / {{ proxy_pass http://bot; proxy_http_version 1.1; proxy_set_header Connection \"\"; }}
    }}",
        file.display(),
        one.serving.address,
    );
    let mut proxy = nginx(&folder, &nginx_config(&folder, &http));
    proxy.listens(port).await;
    one.register(&sandbox, format!("https://{ONE}:{port}/hook"), &certificate).await;
    for round in 0..5 {
        let (from, to) = (round * 30 + 1, round * 30 + 30);
        tokio::join!(one.count(from, to), async { proxy.signal("HUP") });
    }
    soon("the last answers", one.bot.idle()).await.unwrap();
    answers_are_right(&one.people, 150).await;
    assert_eq!(one.serving.stop().await.updates_unfinished, 0);
}

/// `proxy_protocol` of nginx's stream module, which only speaks version 1.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nginx_passes_tls_on_and_says_whom_it_speaks_for() {
    const MODULE: &str = "/usr/lib/nginx/modules/ngx_stream_module.so";
    if !have(&["nginx"]) {
        return;
    }
    if !Path::new(MODULE).exists() {
        assert!(std::env::var_os("CI").is_none(), "{MODULE} is missing, and in CI nothing is skipped");
        return;
    }
    let folder = Folder::new("nginx-stream");
    let sandbox = sandbox().start().await.unwrap();
    let certificate = Certificate::self_signed([ONE]).unwrap();
    let server = Server::bind("127.0.0.1:0").await.unwrap().tls(certificate.clone());
    let server = server.proxy_protocol(["127.0.0.2".parse().unwrap()]).allow_peers(localhost());
    let one = Behind::start(&sandbox, sandbox.bot().clone(), server, "/hook").await;
    let port = free_port();
    let stream = format!(
        "stream {{
    server {{
        listen 127.0.0.1:{port};
        proxy_bind 127.0.0.2;
        proxy_protocol on;
        proxy_pass {};
    }}
}}",
        one.serving.address,
    );
    let config = format!("load_module {MODULE};\n{}\n{stream}", nginx_config(&folder, ""));
    let mut proxy = nginx(&folder, &config);
    proxy.listens(port).await;
    one.register(&sandbox, format!("https://{ONE}:{port}/hook"), certificate.public()).await;
    one.count(1, 20).await;
    assert_eq!(one.serving.monitor.stats().announcements_refused, 0);
    one.ends_well().await;
}
