//! The least of a load balancer: each connection goes to the next of those behind it.

use std::net::SocketAddr;
use std::sync::Mutex;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Balancer {
    listener: TcpListener,
    address: SocketAddr,
    behind: Mutex<Vec<SocketAddr>>,
}

impl Balancer {
    pub(crate) async fn bind() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self { address: listener.local_addr()?, listener, behind: Mutex::default() })
    }

    /// What Telegram is told.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// A free address for one more behind it.
    pub(crate) fn another(&self) -> std::io::Result<SocketAddr> {
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        self.behind.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(address);
        Ok(address)
    }

    /// For ever. Whoever is refused comes again.
    pub(crate) async fn run(self) {
        let behind = self.behind.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        for address in behind.iter().copied().cycle() {
            let Ok((mut from, _)) = self.listener.accept().await else { continue };
            tokio::spawn(async move {
                let Ok(mut to) = TcpStream::connect(address).await else { return };
                let _ = copy_bidirectional(&mut from, &mut to).await;
            });
        }
    }
}
