//! Where connections come from: TCP, a Unix socket, or anything else that accepts. Behind one type, so that the server
//! is the same for all.

#[cfg(unix)]
mod unix;

#[cfg(unix)]
pub(super) use unix::UnixSocket;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream, ToSocketAddrs, lookup_host};

/// Stands for the address of a peer that has none: loopback, and a port that no TCP connection comes from.
pub(super) const NO_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Connections that the system keeps until they are accepted. With the usual 128, what comes at once after a restart
/// (each bot's up to 100) would be dropped on the way and tried again only after a second.
const BACKLOG: u32 = 1_024;

/// The first of the addresses that can be listened on.
pub(super) async fn tcp(address: impl ToSocketAddrs) -> io::Result<TcpListener> {
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in lookup_host(address).await? {
        match listen(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A restart need not wait until the last connections are forgotten. Elsewhere it would let two servers share a
    // port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Something that connections come from, for [`Server::from_incoming`](crate::Server::from_incoming).
pub trait Listener: Send + 'static {
    /// One connection.
    type Io: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Waits for a connection, and says who it is from. For peers that have no address, `127.0.0.1:0` stands.
    ///
    /// An error that is not about a single connection is waited out for 50 ms: it must not end what comes after it.
    ///
    /// # Cancel safety
    ///
    /// It has to be cancel safe: dropping the future must lose no connection.
    fn accept(&mut self) -> impl Future<Output = io::Result<(Self::Io, SocketAddr)>> + Send;
}

impl Listener for TcpListener {
    type Io = TcpStream;

    async fn accept(&mut self) -> io::Result<(TcpStream, SocketAddr)> {
        let (stream, peer) = Self::accept(self).await?;
        // Answers are small and have to leave at once. It fails only for a connection that is gone, which reading it
        // will tell.
        let _ = stream.set_nodelay(true);
        Ok((stream, peer))
    }
}

/// What a connection can do.
pub(super) trait Io: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

pub(super) type BoxedIo = Box<dyn Io>;

type Accepting<'a> = Pin<Box<dyn Future<Output = io::Result<(BoxedIo, SocketAddr)>> + Send + 'a>>;

/// A [`Listener`] with its type taken off.
pub(super) trait AnyListener: Send {
    fn accept(&mut self) -> Accepting<'_>;
}

impl<L: Listener> AnyListener for L {
    fn accept(&mut self) -> Accepting<'_> {
        Box::pin(async move {
            let (io, peer) = Listener::accept(self).await?;
            Ok((Box::new(io) as BoxedIo, peer))
        })
    }
}
