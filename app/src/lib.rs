//! The interface, and the entry point of the worker.
//!
//! Two WebAssembly binaries share this library. `app` draws the page and knows nothing of the model; `worker` owns the
//! model and knows nothing of the page; [`messages`] is all that passes between them.
//!
//! - Plain logic, tested natively: [`taste`], [`household`], [`evening`], [`contribution`], [`link`], [`filters`], [`chart`], [`lane`],
//!   [`route`], [`poster`], [`words`], [`service`].
//! - The worker's shell around [`service`]: [`worker`].
//! - The page's dealings with the browser: [`page`]. Its state: [`store`]. What is seen: [`view`].

pub mod chart;
pub mod contribution;
pub mod evening;
pub mod filters;
pub mod household;
pub mod lane;
pub mod link;
pub mod messages;
pub mod page;
pub mod poster;
pub mod route;
pub mod service;
pub mod store;
pub mod taste;
pub mod view;
pub mod words;
pub mod worker;
