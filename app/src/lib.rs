//! The interface, and the entry point of the worker.
//!
//! Two WebAssembly binaries share this library. `app` is the page and its worker: the page knows nothing of the model, the
//! worker owns the model and knows nothing of the page, and [`messages`] is all that passes between them. `reader` is loaded
//! only when somebody imports: it reads the files of other services ([`reader`]).
//!
//! - Plain logic, tested natively: [`taste`], [`household`], [`evening`], [`contribution`], [`importing`], [`library`],
//!   [`copy`], [`link`], [`filters`], [`chart`], [`lane`], [`route`], [`poster`], [`words`] and [`language`], [`service`].
//! - The worker's shell around [`service`]: [`worker`].
//! - The page's dealings with the browser: [`page`]. Its state: [`store`], in signals of [`reactive`]. What is seen: [`view`].

use std::pin::Pin;

pub mod chart;
pub mod contribution;
pub mod copy;
pub mod evening;
pub mod filters;
pub mod household;
pub mod importing;
pub mod lane;
pub mod language;
pub mod library;
pub mod link;
pub mod messages;
pub mod page;
pub mod poster;
pub mod reactive;
pub mod reader;
pub mod route;
pub mod service;
pub mod store;
pub mod taste;
pub mod view;
pub mod words;
pub mod worker;

/// A future that is known by its result alone.
pub type Soon<T> = Pin<Box<dyn Future<Output = T>>>;
