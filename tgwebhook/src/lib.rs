//! Telegram webhooks: an HTTP service for any stack, and a server of its own.
//!
//! - [`WebhookService`] is a `tower` service from HTTP requests to answers. It checks who asks, reads the update and
//!   hands it to any `Service<Update, Response = Reply>`. It mounts in axum, plain hyper, or a test.
//! - [`Server`] is hyper and rustls with limits for hostile networks, for a bot that faces the internet itself.
//! - [`Certificate`] reads PEM files or makes self-signed certificates, for names and for IP addresses.
//! - [`register`] tells Telegram, after checking everything that Telegram would fail at in silence;
//!   [`watch_delivery`] reports what fails later.
//! - [`Observer`] shows health and measurements, on an address of its own.
//! - [`Feed`] is the same intake without HTTP.
//!
//! The inner service's `Ok` means that the update is safe and must never come again; `Err`, that it must. This crate
//! does not know what is behind it: a router, a queue, or a closure.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `server` | yes | [`Server`], with `certificates` |
//! | `register` | yes | [`register`], [`unregister`] and [`watch_delivery`], with `certificates` and tgapi's client |
//! | `acme` | no | `Acme`: certificates of Let's Encrypt and others, obtained and renewed by the server itself |
//! | `certificates` | by the others | [`Certificate`] |
#![forbid(unsafe_code)]
#![cfg_attr(
    not(all(feature = "server", feature = "register")),
    allow(rustdoc::broken_intra_doc_links, reason = "the docs also name what other features add")
)]

mod ack;
#[cfg(feature = "acme")]
mod acme;
#[cfg(feature = "certificates")]
mod certificate;
mod config;
mod feed;
mod histogram;
mod intake;
mod late;
#[cfg(feature = "server")]
mod observe;
mod peer;
#[cfg(feature = "register")]
mod register;
mod secret;
#[cfg(feature = "server")]
mod server;
mod service;
mod stats;

pub use ack::Ack;
#[cfg(feature = "acme")]
pub use acme::{Acme, AcmeError};
#[cfg(feature = "certificates")]
pub use certificate::{Certificate, CertificateError, CertificateHandle, PublicCertificate};
pub use config::ConfigError;
pub use feed::{Feed, FeedBuilder, FeedError};
pub use histogram::Durations;
pub use intake::{DrainReport, Readiness, UpdateDurations};
#[cfg(feature = "server")]
pub use observe::{MetricsText, Observer, ObserverServer};
pub use peer::{InvalidSubnet, PeerAddr, Subnet, TELEGRAM_SUBNETS};
#[cfg(feature = "register")]
pub use register::{
    DeliveryTrouble, PreflightError, RegisterError, Registered, Registration, register, unregister, watch_delivery,
};
#[cfg(feature = "register")]
pub use secret::derived_secret;
pub use secret::{NoRandomness, SECRET_HEADER, random_secret, secret_matches};
#[cfg(feature = "server")]
pub use server::{Limits, Listener, RoutesHandle, Server, ServerError, ServerMonitor, ServerStats, ShutdownReport};
pub use service::{WebhookBuilder, WebhookFuture, WebhookService};
pub use stats::{Refusals, WebhookStats};

/// The longest update in bytes, unless set otherwise: 1 MiB.
const DEFAULT_MAX_BODY: usize = 1024 * 1024;

/// The examples of the README, compiled and run.
#[cfg(all(doctest, feature = "server", feature = "register"))]
#[doc = include_str!("../README.md")]
struct Readme;
