//! How the service ends: readiness that fails or never comes, workers dropped, and who hears of it.

use super::*;

/// Not ready until told, or failing.
struct Moody {
    ready: Arc<AtomicUsize>,
    fails: Arc<AtomicBool>,
    calls: Arc<Mutex<Vec<u64>>>,
}

impl Service<u64> for Moody {
    type Response = ();
    type Error = String;
    type Future = std::future::Ready<Result<(), String>>;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), String>> {
        cx.waker().wake_by_ref();
        if self.fails.load(Ordering::Relaxed) {
            std::task::Poll::Ready(Err(String::from("worn out")))
        } else if self.ready.load(Ordering::Relaxed) > self.calls.lock().unwrap().len() {
            std::task::Poll::Ready(Ok(()))
        } else {
            std::task::Poll::Pending
        }
    }

    fn call(&mut self, n: u64) -> Self::Future {
        self.calls.lock().unwrap().push(n);
        std::future::ready(Ok(()))
    }
}

#[tokio::test(start_paused = true)]
async fn readiness_of_the_inner_service_is_respected_and_its_failure_closes() {
    let (ready, fails, calls) = (Arc::default(), Arc::default(), Arc::default());
    let inner = Moody { ready: Arc::clone(&ready), fails: Arc::clone(&fails), calls: Arc::clone(&calls) };
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    let (zero, one) = (service.call(0), service.call(1));
    settle().await;
    assert!(calls.lock().unwrap().is_empty());
    ready.store(1, Ordering::Relaxed);
    zero.await.unwrap();
    settle().await;
    assert_eq!(*calls.lock().unwrap(), [0]);
    let far = tokio::spawn(service.call(500));
    fails.store(true, Ordering::Relaxed);
    for error in [one.await.unwrap_err(), far.await.unwrap().unwrap_err()] {
        assert!(error.to_string().contains("worn out"), "{error}");
    }
    assert!(service.ready().await.is_err());
    assert!(service.call(2).await.unwrap_err().downcast_ref::<CallError>().unwrap().is_closed());
    service.ended().wait().await;
}

#[tokio::test(start_paused = true)]
async fn an_inner_service_never_ready_does_not_keep_an_idle_worker() {
    let inner = Moody { ready: Arc::default(), fails: Arc::default(), calls: Arc::default() };
    let (service, worker) = ReorderLayer::new(config(), |n: &u64| *n).unwrap().pair(inner).unwrap();
    let worker = tokio::spawn(worker);
    settle().await;
    drop(service);
    worker.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_dropped_worker_fails_every_call() {
    let inner = service_fn(|n: u64| async move { Ok::<u64, Infallible>(n) });
    let (mut service, worker) = ReorderLayer::new(config(), |n: &u64| *n).unwrap().pair(inner).unwrap();
    let (held, beyond) = (service.call(1), service.call(100));
    drop(worker);
    for call in [held, beyond] {
        assert!(call.await.unwrap_err().downcast_ref::<CallError>().unwrap().is_closed());
    }
    service.ended().wait().await;
}

#[tokio::test(start_paused = true)]
async fn a_dropped_worker_leaves_nobody_waiting_for_a_call_it_drove() {
    let gates = Gate::default();
    let kept: Vec<_> = (0..3).map(|n| gate(&gates, n)).collect();
    let (inner, _) = recording(Arc::clone(&gates));
    let (mut service, worker) = ReorderLayer::new(config(), |n: &u64| *n).unwrap().pair(inner).unwrap();
    let worker = tokio::spawn(worker);
    // Driven by its owner; by the worker, with two who wait; by the worker for nobody.
    let own = tokio::spawn(service.call(0));
    let (shared, joined) = (service.call(1), service.call(1));
    drop(service.call(2));
    settle().await;
    worker.abort();
    settle().await;
    for call in [joined, shared] {
        assert!(call.await.unwrap_err().downcast_ref::<CallError>().unwrap().is_closed());
    }
    assert!(!own.is_finished());
    for open in kept.into_iter().take(1) {
        open.send(Ok(String::from("done"))).unwrap();
    }
    assert_eq!(own.await.unwrap().unwrap(), "done");
}

#[test]
fn a_layer_outside_a_runtime_answers_with_an_error() {
    let inner = service_fn(|n: u64| async move { Ok::<u64, Infallible>(n) });
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert!(runtime.block_on(service.call(0)).unwrap_err().to_string().contains("ended"));
}

#[tokio::test(start_paused = true)]
async fn a_failure_leaves_the_call_at_work_its_own_answer_and_nobody_waiting() {
    let ready = Arc::new(Mutex::new(Ok(1)));
    let (open, gate) = oneshot::channel::<()>();
    let gate = Arc::new(Mutex::new(Some(gate)));
    let inner = Readiness { ready: Arc::clone(&ready), gate: Arc::clone(&gate), waker: Arc::default() };
    let waker = Arc::clone(&inner.waker);
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    let zero = tokio::spawn(service.call(0));
    settle().await;
    let (held, far) = (tokio::spawn(service.call(2)), tokio::spawn(service.call(500)));
    settle().await;
    *ready.lock().unwrap() = Err("worn out");
    waker.lock().unwrap().take().unwrap().wake();
    for waiting in [held, far] {
        let error = tokio::time::timeout(Duration::from_secs(60), waiting).await.unwrap().unwrap().unwrap_err();
        assert!(error.downcast_ref::<CallError>().unwrap().is_closed(), "{error}");
    }
    settle().await;
    assert!(!zero.is_finished(), "its call is still at work");
    open.send(()).unwrap();
    assert_eq!(zero.await.unwrap().unwrap(), 0);
}

/// A service that is ready so many times, then never; or fails. Its first call waits for the gate.
struct Readiness {
    ready: Arc<Mutex<Result<usize, &'static str>>>,
    gate: Arc<Mutex<Option<oneshot::Receiver<()>>>>,
    waker: Arc<Mutex<Option<std::task::Waker>>>,
}

impl Service<u64> for Readiness {
    type Response = u64;
    type Error = String;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<u64, String>> + Send>>;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), String>> {
        *self.waker.lock().unwrap() = Some(cx.waker().clone());
        match *self.ready.lock().unwrap() {
            Ok(0) => std::task::Poll::Pending,
            Ok(_) => std::task::Poll::Ready(Ok(())),
            Err(error) => std::task::Poll::Ready(Err(String::from(error))),
        }
    }

    fn call(&mut self, n: u64) -> Self::Future {
        *self.ready.lock().unwrap() = Ok(0);
        let gate = self.gate.lock().unwrap().take();
        Box::pin(async move {
            if let Some(gate) = gate {
                gate.await.unwrap();
            }
            Ok(n)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_readiness_closes_and_says_so() {
    let inner = tower::util::BoxService::new(Panicking);
    let mut service = ReorderLayer::new(config(), |n: &u64| *n).unwrap().layer(inner);
    for n in [0, 1] {
        let error = service.call(n).await.unwrap_err();
        let error = error.downcast_ref::<CallError>().unwrap();
        assert!(error.is_closed() && !error.is_panic(), "{error}");
        settle().await;
    }
}

struct Panicking;

impl Service<u64> for Panicking {
    type Response = u64;
    type Error = String;
    type Future = std::future::Ready<Result<u64, String>>;

    fn poll_ready(&mut self, _cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), String>> {
        panic!("not today")
    }

    fn call(&mut self, n: u64) -> Self::Future {
        std::future::ready(Ok(n))
    }
}

#[tokio::test(start_paused = true)]
async fn the_end_is_told_after_the_inner_service_is_dropped() {
    struct Last(Arc<Mutex<Option<Ended>>>, Arc<AtomicBool>);
    impl Drop for Last {
        fn drop(&mut self) {
            let told = self.0.lock().unwrap().take().unwrap().wait();
            self.1.store(futures_util::FutureExt::now_or_never(told).is_some(), Ordering::SeqCst);
        }
    }
    let (ended, early) = (Arc::default(), Arc::default());
    let last = Last(Arc::clone(&ended), Arc::clone(&early));
    let inner = service_fn(move |n: u64| {
        let _ = &last;
        async move { Ok::<_, String>(n) }
    });
    let (mut service, worker) = ReorderLayer::new(config(), |n: &u64| *n).unwrap().pair(inner).unwrap();
    *ended.lock().unwrap() = Some(service.ended());
    let worker = tokio::spawn(worker);
    service.call(0).await.unwrap();
    drop(service);
    worker.await.unwrap();
    assert!(ended.lock().unwrap().is_none(), "it was dropped");
    assert!(!early.load(Ordering::SeqCst));
}
