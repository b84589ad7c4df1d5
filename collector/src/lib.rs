//! The optional endpoint that takes contributed ratings, and their export for the trainer.
//!
//! People's ratings stay in their browsers. Whoever chooses to contribute sends them here, as a whole and with a secret
//! token; the same token replaces and erases them. There are no accounts. Addresses and browsers are not kept, of dates
//! the month, of the token a hash.
//!
//! The path of a contribution: [`service`] reads and bounds the request, [`contribution`] checks it against the
//! [`catalogue`], a [`store`] makes it durable, [`export`] writes all of them for the trainer.

pub mod catalogue;
pub mod cli;
pub mod config;
pub mod contribution;
pub mod export;
mod object;
pub mod problem;
pub mod service;
pub mod store;
