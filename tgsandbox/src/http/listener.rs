//! The accept loop: it never ends by an error, holds a bounded number of connections, and stops when told.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::sleep,
};
use tokio_util::sync::CancellationToken;

use super::{
    body::LARGE_BODIES,
    new_bots::NewBots,
    places::{Place, Places},
    route::Router,
};
use crate::{maker::Maker, page::Page};

/// The most bytes of headers: 431 above.
const MAX_HEADERS: usize = 256 << 10;
/// How long a connection may be without a complete request head, whether it is idle or slow.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);
/// How long to wait after the system refused to accept, for example because no file descriptor was left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop`; connections still open then are closed.
pub(crate) async fn serve(listener: TcpListener, maker: Arc<Maker>, page: Option<Arc<Page>>, stop: CancellationToken) {
    let (tasks, restarts) = (maker.tasks.clone(), maker.restarts.clone());
    let places = Places::new(maker.settings.max_clients);
    let new_bots = maker.settings.limit_new_bots.then(NewBots::default);
    let bots = Arc::clone(&maker.bots);
    let router = Arc::new(Router { bots, page, large_bodies: Semaphore::new(LARGE_BODIES), new_bots });
    loop {
        let accepted = async {
            let accepted = listener.accept().await;
            // More wait in the system's backlog.
            (accepted, places.take().await)
        };
        let ((stream, peer), place) = tokio::select! {
            () = stop.cancelled() => return,
            (accepted, place) = accepted => match accepted {
                Ok(accepted) => (accepted, place),
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    drop(place);
                    sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
        };
        let (router, stop, restarts) = (Arc::clone(&router), stop.clone(), restarts.subscribe());
        tasks.spawn(async move {
            let place = Arc::new(place);
            tokio::select! {
                () = stop.cancelled() => {}
                () = place.gone.cancelled() => {}
                () = connection(stream, peer.ip(), router, restarts, &place) => {}
            }
        });
    }
}

/// Serves one connection until it ends, or the server restarts; the page's own connections stay then.
async fn connection(
    stream: TcpStream,
    peer: IpAddr,
    router: Arc<Router>,
    mut restarts: watch::Receiver<()>,
    place: &Arc<Place>,
) {
    let is_page = AtomicBool::new(false);
    // Small answers should not wait for more data.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let (router, place) = (Arc::clone(&router), Arc::clone(place));
        if router.is_for_page(&request) {
            is_page.store(true, Relaxed);
        }
        async move {
            let answer = router.handle(request, peer, &place).await;
            place.is_idle();
            answer
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_headers(256)
        .max_header_size(MAX_HEADERS)
        .max_buf_size(MAX_HEADERS + (64 << 10))
        .auto_date_header(false)
        .title_case_headers(true)
        .serve_connection(TokioIo::new(stream), service);
    let restarted = async {
        while restarts.changed().await.is_ok() {
            if !is_page.load(Relaxed) {
                return;
            }
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        served = served => if let Err(error) = served {
            tracing::debug!(%error, "connection ended");
        },
        () = restarted => {}
    }
}
