//! TLS handshakes, so that a flood of them neither takes all connections nor all processors.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::server::Acceptor;
use rustls::version::{TLS12, TLS13};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Semaphore;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use super::error::ServerError;
use super::limits::Limits;
use super::newcomers::Newcomers;
use super::stats::Counters;
use crate::certificate::{CertificatesByName, provider};

/// Does handshakes.
#[derive(Debug)]
pub(super) struct Handshakes {
    config: Arc<ServerConfig>,
    unfinished: Arc<Newcomers>,
    max_unfinished: usize,
    computing: Semaphore,
    timeout: Duration,
    counters: Arc<Counters>,
}

impl Handshakes {
    pub(super) fn new(
        certificates: CertificatesByName,
        limits: &Limits,
        counters: Arc<Counters>,
    ) -> Result<Self, ServerError> {
        let failed = |error: rustls::Error| ServerError::Tls(error.to_string());
        #[cfg(feature = "acme")]
        let has_acme = certificates.has_acme();
        let mut config = ServerConfig::builder_with_provider(Arc::new(provider()))
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(failed)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(certificates));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        #[cfg(feature = "acme")]
        if has_acme {
            config.alpn_protocols.push(crate::acme::PROTOCOL.to_vec());
        }
        // Telegram opens many connections: resuming spares most of the arithmetic.
        config.ticketer = rustls::crypto::aws_lc_rs::Ticketer::new().map_err(failed)?;
        Ok(Self {
            config: Arc::new(config),
            unfinished: Arc::default(),
            max_unfinished: limits.max_handshakes,
            computing: Semaphore::new(limits.handshake_cpus),
            timeout: limits.handshake_timeout,
            counters,
        })
    }

    /// The encrypted stream; `None` if there is none, which was counted.
    ///
    /// Where too many are unfinished, the oldest one has to go: an honest client is through in a few round trips, so it
    /// is the youngest that deserves the place. Were newcomers refused instead, silence alone would lock them out.
    ///
    /// # Cancel safety
    ///
    /// A dropped handshake takes no place any more.
    pub(super) async fn shake<T: AsyncRead + AsyncWrite + Unpin>(&self, io: T) -> Option<TlsStream<T>> {
        let unfinished = self.unfinished.enter_within(self.max_unfinished);
        let stream = tokio::select! {
            // Whoever is through at the same moment is through.
            biased;
            stream = tokio::time::timeout(self.timeout, self.run(io)) => stream.ok().flatten(),
            () = unfinished.has_to_go() => {
                self.counters.handshakes_shed.add();
                return None;
            }
        };
        if stream.is_none() {
            self.counters.handshakes_failed.add();
        }
        #[cfg(feature = "acme")]
        if let Some(mut asked) = stream {
            if asked.get_ref().1.alpn_protocol() == Some(crate::acme::PROTOCOL) {
                // The certificate was the answer; there is nothing to say. RFC 8737, section 3.
                let _ = tokio::time::timeout(self.timeout, tokio::io::AsyncWriteExt::shutdown(&mut asked)).await;
                return None;
            }
            return Some(asked);
        }
        stream
    }

    async fn run<T: AsyncRead + AsyncWrite + Unpin>(&self, io: T) -> Option<TlsStream<T>> {
        // Waiting for the client's first message costs nothing, however slowly it comes.
        let hello = LazyConfigAcceptor::new(Acceptor::default(), io).await.ok()?;
        let mut accept = pin!(hello.into_stream(Arc::clone(&self.config)));
        // The key exchange and the signature are done at the first poll. The permit is for that alone: kept while the
        // client answers, a few silent ones would hold all permits.
        let first = {
            let _computing = self.computing.acquire().await.ok()?;
            poll_fn(|cx| Poll::Ready(accept.as_mut().poll(cx))).await
        };
        match first {
            Poll::Ready(stream) => stream.ok(),
            Poll::Pending => accept.await.ok(),
        }
    }
}
