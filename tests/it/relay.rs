//! A wire that can be cut: whatever is on it breaks off, and nobody gets through until it is mended.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes bytes on to one address, until it is dropped.
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    is_up: watch::Sender<bool>,
}

impl Relay {
    pub(crate) async fn start(to: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (is_up, watched) = watch::channel(true);
        tokio::spawn(async move {
            let mut ended = watched.clone();
            loop {
                tokio::select! {
                    accepted = listener.accept() => {
                        let Ok((stream, _)) = accepted else { continue };
                        tokio::spawn(pass_on(stream, to, watched.clone()));
                    }
                    // The other end of the watch is gone: so is the relay.
                    result = ended.changed() => if result.is_err() { return },
                }
            }
        });
        Self { address, is_up }
    }

    pub(crate) fn cut(&self) {
        self.is_up.send_replace(false);
    }

    pub(crate) fn mend(&self) {
        self.is_up.send_replace(true);
    }
}

async fn pass_on(mut from: TcpStream, to: SocketAddr, mut is_up: watch::Receiver<bool>) {
    if !*is_up.borrow_and_update() {
        return;
    }
    let Ok(mut to) = TcpStream::connect(to).await else { return };
    let _ = (from.set_nodelay(true), to.set_nodelay(true));
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut from, &mut to) => {}
        _ = is_up.changed() => {}
    }
}
