//! A television-show recommender as one compact file: the format, and everything that is computed from it.
//!
//! This crate does no input or output, has no clock, no randomness and no threads. The same bytes and the same question
//! give the same answer, bit for bit, on x86 and in WebAssembly, and it never panics on bytes that it did not write.
//!
//! A program opens a file ([`Model::open`]), finds what a person names ([`Model::search`]) and asks
//! ([`Model::recommend`]):
//!
//! ```
//! use model_core::file::AlignedBytes;
//! use model_core::request::{Feedback, Request};
//! use model_core::{Model, Scratch};
//!
//! # fn file() -> Vec<u8> { model_core::example::file() }
//! let model = Model::open(AlignedBytes::from_slice(&file()))?;
//! model.verify()?;
//! let wire = model.search("the wrie", 1)[0].show;
//! let request = Request { taste: vec![(wire, Feedback::Loved)], limit: 1, ..Request::default() };
//! let best = &model.recommend(&request, &mut Scratch::default())[0];
//! assert_eq!(model.catalogue().titles()[best.show as usize].title, "Better Call Saul");
//! assert_eq!(best.because[0].show, wire);
//! # Ok::<(), model_core::error::OpenError>(())
//! ```

pub mod card;
pub mod catalogue;
pub mod chunked;
pub mod error;
pub mod example;
pub mod file;
mod kernel;
pub mod map;
pub mod model;
pub mod order;
pub mod preview;
pub mod request;
pub mod search;
mod taste;
pub mod text;
pub mod weights;

pub use kernel::LANES;
pub use model::{Model, Scratch};
